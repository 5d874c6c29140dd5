"""What the autopilot works on now: the comparisons that open objectives still lack.

The last primary objective is held back while optional ones can still be had, because the mission ends with it.
"""

from dataclasses import dataclass

from game.content.conditions import After, AllOf, AnyOf, Compare, Condition, Count, HeldFor, Not, On, Within
from game.content.sections import Objective
from game.core import marstime
from game.mission.autopilot_memory import Memory
from game.sim.conditions import holds
from game.sim.state.objectives import Status
from game.sim.world import World

HOLD_BACK_SOLS = 2
"""With fewer sols than this to a primary deadline, only primary objectives count."""
LONGEST_HOLD_SOLS = 8
NAMED = ("target", "scatter")
"""Figures of targets, one by one or by the rule that scatters them."""
PANORAMA = Compare("picture.panorama_deg", "at_least", 360.0)
"""Stands for a panorama that is asked for; it is taken when all else holds."""


@dataclass(frozen=True, slots=True)
class Want:
    """A comparison that an open objective still lacks, and the last sol on which it counts (a large number: any)."""

    part: Compare
    by_sol: int

    @property
    def area(self) -> str:
        return self.part.name.partition(".")[0]


def wants(world: World, memory: Memory) -> list[Want]:
    """What is worked on now, in the order of the level, primary objectives first."""
    pairs = zip(world.level.objectives, world.objectives.items, strict=True)
    open_ones = [spec for spec, item in pairs if item.status is Status.OPEN]
    optional = [spec for spec in open_ones if not spec.primary and not memory.optional_is_stuck]
    primary = [spec for spec in open_ones if spec.primary]
    held = _held_back(world, primary) if optional else ""
    if held is None:
        optional, held = [], ""
    chosen = [spec for spec in (*primary, *optional) if spec.id != held]
    return [Want(part, _deadline(spec)) for spec in chosen for part in _lacking(world, spec.done_when)]


def _deadline(spec: Objective) -> int:
    return spec.by_sol if spec.by_sol is not None else 10**9


def _held_back(world: World, primary: list[Objective]) -> str | None:
    """Id of the primary objective kept for the end, '' for none, None when time is too short for anything optional."""
    sol = marstime.sol(world.tick)
    if sol - world.level.start.sol > LONGEST_HOLD_SOLS:
        return None
    if any(_deadline(spec) - sol < HOLD_BACK_SOLS for spec in primary):
        return None
    for area in ("moxie", "cache", "target", "scatter"):
        for spec in primary:
            lacking = _lacking(world, spec.done_when)
            if lacking and all(part.name.startswith(f"{area}.") for part in lacking):
                return spec.id
    return ""


def _lacking(world: World, condition: Condition) -> list[Compare]:
    """The comparisons that still fail; of an `any`, those of all its parts: whichever comes first will do."""
    if holds(world, condition):
        return []
    match condition:
        case Compare():
            return [condition]
        case AllOf():
            found = [part for inner in condition.parts for part in _lacking(world, inner)]
            return [part for part in found if part is not PANORAMA] or found
        case AnyOf() | Count():
            return [part for inner in condition.parts for part in _lacking(world, inner)]
        case On(event="PanoramaTaken") | Within(part=On(event="PanoramaTaken")):
            return [PANORAMA]
        case Within() | After() | HeldFor():
            return _lacking(world, condition.part)
        case Not() | On():
            return []

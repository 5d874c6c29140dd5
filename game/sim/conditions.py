"""Conditions of a level, judged over the world, and how far along they are.

A condition is turned into a function of the world once; those that are judged each minute are kept (`level_judges`).
"""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass

from game.content.conditions import (
    After,
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Count,
    HeldFor,
    Not,
    On,
    Within,
    walk_condition,
)
from game.content.telemetry_names import find
from game.core import marstime
from game.sim.story_watch import compare, timed_holds, watches
from game.sim.system import MINUTE_S
from game.sim.telemetry import read, reader_of
from game.sim.world import Site, World

Judge = Callable[[World], bool]
_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
    "equals": operator.eq,
}


def holds(world: World, condition: Condition) -> bool:
    """True when the condition is met now."""
    return judge_of(world.site, condition)(world)


@dataclass(frozen=True, slots=True)
class LevelJudges:
    """The judges of a level's conditions, in the order of the file; those of triggers without `when` say yes."""

    objectives: tuple[Judge, ...]
    last_sols: tuple[float, ...]
    """Of each objective the last sol on which it may be done; without one, infinity."""
    creeping: tuple[bool, ...]
    """Of each whether it can come true without an event: judged each minute, the others when something has happened."""
    primary: tuple[int, ...]
    """Which objectives decide the mission."""
    lose: tuple[Judge, ...]
    story: tuple[Judge, ...]
    begun_tick: int
    """The mission's first minute is over: until then all is judged, for what a level begins with no event has told."""


def level_judges(site: Site) -> LevelJudges:
    """Made once for a site: they are asked each minute."""
    found: LevelJudges | None = site.derived.get("conditions.judges")
    if found is None:
        level = site.level
        found = site.derived["conditions.judges"] = LevelJudges(
            tuple(judge_of(site, spec.done_when) for spec in level.objectives),
            tuple(math.inf if spec.by_sol is None else spec.by_sol for spec in level.objectives),
            tuple(map(creeps, (spec.done_when for spec in level.objectives))),
            tuple(index for index, spec in enumerate(level.objectives) if spec.primary),
            tuple(judge_of(site, rule.when) for rule in level.lose),
            tuple(judge_of(site, spec.when) if spec.when else _always for spec in level.story),
            marstime.tick_at(level.start.sol, marstime.parse_lmst(level.start.lmst)) + MINUTE_S,
        )
    return found


def creeps(condition: Condition) -> bool:
    """Can it change while nothing happens?

    >>> creeps(Compare("cache.sealed", "at_least", 2.0)), creeps(Compare("sol", "at_least", 20.0))
    (False, True)
    """
    parts = list(walk_condition(condition))
    figures = (find(part.name) for part in parts if isinstance(part, Compare))
    timed = any(isinstance(part, Within | After | HeldFor) for part in parts)
    return timed or any(figure is None or not figure.told for figure in figures)


def _always(_world: World) -> bool:
    return True


def judge_of(site: Site, condition: Condition) -> Judge:
    """The condition as a function of the world."""
    match condition:
        case Compare():
            return _comparison(site, condition)
        case On():
            index = watches(site)[condition]
            return lambda world: world.story.watches[index].count > 0
        case AllOf():
            every = [judge_of(site, part) for part in condition.parts]
            return lambda world: all(part(world) for part in every)
        case AnyOf():
            some = [judge_of(site, part) for part in condition.parts]
            return lambda world: any(part(world) for part in some)
        case Not():
            part = judge_of(site, condition.part)
            return lambda world: not part(world)
        case Count():
            return lambda world: compare(counted(world, condition), condition.op, condition.value)
        case Within() | After() | HeldFor():
            return lambda world: timed_holds(world, condition)


def _comparison(site: Site, condition: Compare) -> Judge:
    value_of, fits, limit = reader_of(site, condition.name), _OPERATORS[condition.op], condition.value
    if fits is operator.ge:  # most of them: a call less, each minute
        return lambda world: value_of(world) >= limit
    return lambda world: fits(value_of(world), limit)


def counted(world: World, condition: Count) -> int:
    """How many parts hold; of a single event, how often it has happened."""
    first = condition.parts[0]
    if len(condition.parts) == 1 and isinstance(first, On):
        return world.story.watches[watches(world.site)[first]].count
    return len([part for part in condition.parts if holds(world, part)])


def progress_frac(world: World, condition: Condition) -> float:
    """How far a condition is met, 0..1: for display, and for the autopilot to see that it gets on."""
    match condition:
        case Compare():
            return _compare_progress(read(world, condition.name), condition.op, condition.value)
        case Count():
            return _compare_progress(counted(world, condition), condition.op, condition.value)
        case AllOf():
            parts = [progress_frac(world, part) for part in condition.parts]
            return math.fsum(parts) / len(parts)
        case AnyOf():
            return max(progress_frac(world, part) for part in condition.parts)
    return float(holds(world, condition))


def _compare_progress(value: float, op: str, limit: float) -> float:
    if compare(value, op, limit):
        return 1.0
    if op in ("at_least", "above") and limit > 0.0:
        return min(1.0, max(0.0, value / limit))
    return 0.0

"""From open objectives to the next step of each: what the autopilot would like to do, best first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from game.content.conditions import AllOf, AnyOf, Compare, Condition, comparisons
from game.core import marstime
from game.core.grid import distance_m
from game.sim import commands as c
from game.sim.conditions import compare, holds
from game.sim.reach import distance_to_target_m, in_arm_reach, target_index, target_position_m
from game.sim.systems.comms import waiting_mbit
from game.sim.telemetry import read
from game.sim.world import FlightPhase, MoxiePhase, Status, TubeStatus, World

MAX_FAULTS = 3
"""After so many failed drives a target is left alone."""
MAX_FLIGHTS_PER_GOAL = 2
SCOUT_REACH_M = 160.0
SCOUT_ALTITUDE_M = 10.0
SCOUT_WORTH_M = 60.0
"""Nearer goals are not worth a flight."""
OXYGEN_RUN_MIN = 60.0
OXYGEN_AMPS = 2.0
OXYGEN_FROM_S = marstime.parse_lmst("14:00")
"""Oxygen is made in the afternoon, when driving is over for the sol."""
STUDY_INSTRUMENT = "pixl"
PICTURE_CAMERA = "mastcam_z"
PICTURE_FOCAL_MM = 110.0


@dataclass(slots=True)
class Goals:
    """What the autopilot remembers: failed drives and flights by goal."""

    faults: dict[str, int] = field(default_factory=dict)
    flights: dict[str, int] = field(default_factory=dict)
    driving_to: str = ""
    flying_for: str = ""

    def note_given(self, command: c.Command) -> None:
        """A step was accepted: flights are counted by what they are for."""
        if isinstance(command, c.Fly):
            self.flights[self.flying_for] = self.flights.get(self.flying_for, 0) + 1

    def note_fault(self, command: c.Command) -> None:
        """A drive failed on the way."""
        if isinstance(command, c.DriveTo) and self.driving_to:
            self.faults[self.driving_to] = self.faults.get(self.driving_to, 0) + 1

    def given_up(self, target: str) -> bool:
        return self.faults.get(target, 0) >= MAX_FAULTS


def next_steps(world: World, goals: Goals) -> Iterator[c.Command]:
    """Steps toward every unmet comparison of the open objectives, primary ones first; then sealing and pictures."""
    if any(tube.status is TubeStatus.FILLED for tube in world.tubes):
        yield c.SealTube()
    for primary in (True, False):
        for want in _wants(world, primary=primary):
            yield from _steps_for(world, want, goals)


def _wants(world: World, *, primary: bool) -> list[Compare]:
    found: list[Compare] = []
    for spec, item in zip(world.level.objectives, world.objectives.items, strict=True):
        if spec.primary is primary and item.status is Status.OPEN:
            found += _open_parts(world, spec.done_when)
    return found


def _open_parts(world: World, condition: Condition) -> list[Compare]:
    """The comparisons that still fail; of an `any`, those of its first part."""
    if holds(world, condition):
        return []
    if isinstance(condition, AnyOf):
        return _open_parts(world, condition.parts[0])
    if isinstance(condition, AllOf):
        return [want for part in condition.parts for want in _open_parts(world, part)]
    return [part for part in comparisons(condition) if not compare(read(world, part.name), part.op, part.value)]


def _steps_for(world: World, want: Compare, goals: Goals) -> Iterator[c.Command]:
    area, _, rest = want.name.partition(".")
    if area == "target":
        target, _, figure = rest.partition(".")
        yield from _target_steps(world, target, figure, goals)
    elif area == "cache":
        yield from _cache_steps(world, rest, goals)
    elif area == "moxie":
        yield from _oxygen_steps(world)
    elif area in ("helicopter", "survey"):
        yield from _scouting_steps(world, goals, "survey")
    elif area == "downlink":
        yield from _data_steps(world, rest, want.value)
    elif want.name == "rover.odometry_m":
        yield from _roaming_steps(world, goals)


# --- targets and samples ----------------------------------------------------------------------------------------------


def _target_steps(world: World, target: str, figure: str, goals: Goals) -> Iterator[c.Command]:
    """The chain reach -> image -> abrade -> analyse -> core -> seal, as far as `figure` asks."""
    index = target_index(world, target)
    state = world.targets[index]
    if not state.known:
        yield from _scouting_steps(world, goals, target)
        yield c.TakePanorama()
        return
    if not state.imaged:
        yield c.TakeImage(PICTURE_CAMERA, target, 0.0, 0.0, PICTURE_FOCAL_MM)
    if figure == "imaged" and distance_to_target_m(world, index) < SCOUT_WORTH_M:
        return
    if not in_arm_reach(world, index):
        yield from _approach_steps(world, index, target, goals)
        return
    if not state.abraded:
        yield c.Abrade(target)
    elif not state.analysed:
        yield c.Analyse(target, STUDY_INSTRUMENT)
    else:
        yield c.Core(target)


def _approach_steps(world: World, index: int, target: str, goals: Goals) -> Iterator[c.Command]:
    """Scout a long way from the air first, then drive."""
    if goals.given_up(target):
        return
    if distance_to_target_m(world, index) > SCOUT_WORTH_M:
        yield from _flight_along(world, target_position_m(world, index), target, goals)
    goals.driving_to = target
    yield c.DriveTo(*target_position_m(world, index))


def _cache_steps(world: World, figure: str, goals: Goals) -> Iterator[c.Command]:
    if figure == "witness_sealed":
        yield c.SealWitness()
    elif figure == "deposited":
        yield from (c.DropTube(tube.number) for tube in world.tubes if tube.status is TubeStatus.STORED)
    else:
        for target in _sample_order(world, by_family=figure == "families"):
            yield from _target_steps(world, target, "sealed", goals)


def _sample_order(world: World, *, by_family: bool) -> list[str]:
    """Known unsampled targets, nearest first; when diversity counts, families not yet in the cache only."""
    have = {tube.family for tube in world.tubes if tube.family and tube.status is not TubeStatus.WASTED}
    ranked = []
    for index, spec in enumerate(world.level.targets):
        family = world.site.catalog.rocks[spec.rock].family
        if world.targets[index].known and not world.targets[index].sealed and not (by_family and family in have):
            ranked.append((distance_to_target_m(world, index), spec.id))
    return [target for _, target in sorted(ranked)]


# --- air, oxygen, data ------------------------------------------------------------------------------------------------


def _flight_along(world: World, goal_m: tuple[float, float], key: str, goals: Goals) -> Iterator[c.Command]:
    """A flight from where the helicopter stands toward the goal, as far as a battery goes; a shorter one if refused."""
    helicopter = world.helicopter
    if helicopter.phase is not FlightPhase.PARKED or goals.flights.get(key, 0) >= MAX_FLIGHTS_PER_GOAL:
        return
    away_m = distance_m(helicopter.x_m, helicopter.y_m, *goal_m)
    if away_m < SCOUT_WORTH_M / 2.0:
        return
    goals.flying_for = key
    for reach_m in (SCOUT_REACH_M, 0.6 * SCOUT_REACH_M, 0.3 * SCOUT_REACH_M):
        share = min(1.0, reach_m / away_m)
        end = (
            helicopter.x_m + (goal_m[0] - helicopter.x_m) * share,
            helicopter.y_m + (goal_m[1] - helicopter.y_m) * share,
        )
        yield c.Fly((end,), SCOUT_ALTITUDE_M, False)


def _scouting_steps(world: World, goals: Goals, key: str) -> Iterator[c.Command]:
    """Flights to the quarters of the map, the farthest from the rover first, while the battery allows."""
    terrain = world.terrain
    quarters = [(terrain.width_m * fx, terrain.height_m * fy) for fx in (0.25, 0.75) for fy in (0.25, 0.75)]
    ranked = sorted(quarters, key=lambda at: -distance_m(world.rover.x_m, world.rover.y_m, *at))
    for number, at in enumerate(ranked):
        yield from _flight_along(world, at, f"{key}.{number}", goals)


def _oxygen_steps(world: World) -> Iterator[c.Command]:
    if world.moxie.phase is MoxiePhase.OFF and marstime.second_of_sol(world.tick) >= OXYGEN_FROM_S:
        yield c.RunMoxie(OXYGEN_RUN_MIN, OXYGEN_AMPS)


def _data_steps(world: World, figure: str, wanted: float) -> Iterator[c.Command]:
    """Make the data that is still to be sent; what is on board only needs a pass."""
    kinds = {"images": ("image", "panorama", "aerial"), "analyses": ("analysis",)}
    if figure == "mbit":
        if world.comms.sent_mbit + waiting_mbit(world) < wanted:
            yield c.TakePanorama()
        return
    made = sum(product.kind.value in kinds[figure] for product in world.comms.products)
    if made >= wanted:
        return
    if figure == "images":
        yield c.TakePanorama()
    else:
        for spec, state in zip(world.level.targets, world.targets, strict=True):
            if state.known:
                yield c.Analyse(spec.id, "mastcam_z")


def _roaming_steps(world: World, goals: Goals) -> Iterator[c.Command]:
    """Drive to the known targets in turn, else toward the middle of the map."""
    goals.driving_to = ""
    terrain = world.terrain
    yield c.DriveTo(terrain.width_m / 2.0, terrain.height_m / 2.0)
    for index, state in enumerate(world.targets):
        if state.known and not in_arm_reach(world, index):
            yield c.DriveTo(*target_position_m(world, index))

"""From what open objectives lack (`autopilot_wants`) to what the autopilot would like to do, best first.

Only what a player knows is used: known targets, seen ground, the planners' answers.
"""

from collections.abc import Iterator

from game.content.scattering import rule_of
from game.core import marstime
from game.mission import autopilot_flights as flights
from game.mission import autopilot_pictures as pictures
from game.mission import autopilot_radar as radar
from game.mission import autopilot_tubes as tubes
from game.mission import autopilot_ways as ways
from game.mission.autopilot_memory import Memory
from game.mission.autopilot_wants import HOLD_BACK_SOLS, NAMED, PANORAMA, Want, wants
from game.sim import commands as c
from game.sim.physics.sinkage import Extraction
from game.sim.reach import distance_to_target_m, in_arm_reach, target_index, target_position_m
from game.sim.state.moxie import MoxiePhase
from game.sim.state.samples import UNSEALED, TubeStatus
from game.sim.systems.comms import waiting_mbit
from game.sim.tasks import charge_frac
from game.sim.telemetry import TARGET_READERS
from game.sim.world import World

FAR_M = 60.0
"""A way longer than this is looked at from the air first."""
OXYGEN_MIN, MOST_OXYGEN_MIN, OXYGEN_AMPS = 60.0, 120.0, 2.0
OXYGEN_FROM_S = marstime.parse_lmst("12:30")
"""While rocks wait, oxygen is made in the afternoon."""
FULL_FRAC = 0.95
PICTURE = ("mastcam_z", 110.0)
CHAIN = ("known", "distance_m", "reached", "imaged", "abraded", "analysed", "studied", "cored", "sealed")
"""What is wanted of a target, from least to most."""
CORED = ("cored", "sealed")
SAMPLED = ("cache.sealed", "cache.stored", "cache.families", "cache.deposited", "cache.worth")
"""Figures that a sealed tube raises."""


# --- what to do about them --------------------------------------------------------------------------------------------


def next_steps(world: World, memory: Memory) -> Iterator[c.Command]:
    """Commands that would help, best first; the judge and the memory decide which can be given."""
    if world.arm.blocked:
        yield c.ClearCarousel()
    if world.rover.embedded:
        yield c.Extract(Extraction.WIGGLE)
    if any(tube.status in UNSEALED for tube in world.tubes):
        yield c.SealTube()
    wanted = wants(world, memory)
    memory.panorama_asked = any(want.part is PANORAMA for want in wanted)
    yield from radar.steps(world, [want.part.name for want in wanted if want.area == "radar"])
    yield from pictures.steps(world, [want.part for want in wanted if want.area == "picture"])
    visits = _visits(world, wanted, optional=not memory.optional_is_stuck)
    urgent = [want for want in wanted if want.by_sol - marstime.sol(world.tick) < HOLD_BACK_SOLS]
    yield from _oxygen(world, urgent, early=True)
    yield from _flying(world, memory, wanted, visits)
    for target, figure in visits:
        yield from _visit(world, target, figure)
    yield from tubes.steps(world, [want.part.name for want in wanted])
    yield from _data(world, wanted)
    yield from _oxygen(world, wanted, early=not visits)
    yield from _roaming(world, wanted)


def _visits(world: World, wanted: list[Want], *, optional: bool) -> list[tuple[int, str]]:
    """(target, how far its chain must go): those with a near deadline first, then the nearest. A rock is not visited
    for a core when no tube may be spent on it."""
    asked: dict[int, tuple[int, str]] = {}
    for want in wanted:
        for index, figure in _targets_of(world, want):
            if figure in CORED and not tubes.one_is_free_for(world, world.level.targets[index].id, optional=optional):
                continue
            by_sol, before = asked.get(index, (10**9, "known"))
            figure = max(before, figure, key=CHAIN.index)
            asked[index] = (min(by_sol, want.by_sol), figure)
    sol = marstime.sol(world.tick)
    ranked = sorted(
        (by_sol - sol >= HOLD_BACK_SOLS, distance_to_target_m(world, index), index, figure)
        for index, (by_sol, figure) in asked.items()
        if world.targets[index].known
    )
    return [(index, figure) for _late, _away, index, figure in ranked]


def _targets_of(world: World, want: Want) -> Iterator[tuple[int, str]]:
    """The targets that a want is about."""
    if want.area == "target":
        _, target, figure = want.part.name.split(".")
        yield target_index(world, target), figure
    elif want.area == "scatter":
        _, rule, figure = want.part.name.split(".")
        has = TARGET_READERS[figure]
        pairs = enumerate(zip(world.level.targets, world.targets, strict=True))
        yield from ((index, figure) for index, (spec, state) in pairs if rule_of(spec) == rule and not has(state))
    elif want.area == "notebook":
        yield from ((index, "studied") for index in _noted(world, want.part.name))
    elif want.part.name in SAMPLED:
        have = {tube.family for tube in world.tubes if tube.family and tube.status is not TubeStatus.WASTED}
        stored = any(tube.status is TubeStatus.STORED for tube in world.tubes)
        for index, spec in enumerate(world.level.targets):
            new_family = world.site.catalog.rocks[spec.rock].family not in have
            if want.part.name == "cache.families" and not new_family:
                continue
            if want.part.name == "cache.deposited" and stored:
                continue
            if not world.targets[index].sealed:
                yield index, "sealed"


def _noted(world: World, name: str) -> list[int]:
    """The targets that a figure of the notebook is about: one of them, or all."""
    _, target, *figure = name.split(".")
    return [target_index(world, target)] if figure else list(range(len(world.targets)))


def _visit(world: World, index: int, figure: str) -> Iterator[c.Command]:
    """The chain image -> reach -> abrade -> analyse -> core, as far as `figure` asks."""
    target, state = world.level.targets[index].id, world.targets[index]
    depth = CHAIN.index(figure)
    if depth >= CHAIN.index("imaged") and not state.imaged:
        yield c.TakeImage(PICTURE[0], target, 0.0, 0.0, PICTURE[1])
    if figure == "imaged" and state.imaged:
        return
    if not in_arm_reach(world, index):
        yield from ways.towards(world, target_position_m(world, index))
        return
    loose = world.site.catalog.rocks[world.level.targets[index].rock].loose
    wants_patch = figure == "abraded" or depth >= CHAIN.index("studied")
    if wants_patch and not state.abraded and not loose:
        yield c.Abrade(target)
        return
    if depth >= CHAIN.index("analysed") and not state.analysed:
        yield from _studies(world, target)
    if figure in CORED:
        yield c.Core(target)
    if depth >= CHAIN.index("analysed"):
        yield from _studies(world, target)


def _studies(world: World, target: str) -> Iterator[c.Command]:
    """The quickest instrument first: any will do."""
    instruments = world.site.catalog.instruments.values()
    for instrument in sorted(instruments, key=lambda each: (each.seconds, each.id)):
        yield c.Analyse(target, instrument.id)


# --- air, oxygen, data, ground ----------------------------------------------------------------------------------------


def _flying(world: World, memory: Memory, wanted: list[Want], visits: list[tuple[int, str]]) -> Iterator[c.Command]:
    """Ahead of a long drive; over new ground while something hidden is wanted; and as often as an objective asks."""
    if not flights.may_fly(world):
        return
    goal = target_position_m(world, visits[0][0]) if visits else None
    if goal is not None and distance_to_target_m(world, visits[0][0]) > FAR_M:
        yield from (flight for flight in flights.scout_way(world, goal) if flights.accepted(world, flight) is not None)
    counted = any(want.area == "helicopter" for want in wanted)
    if (counted or _wants_new_ground(world, wanted)) and memory.explored < flights.MOST_EXPLORING:
        found = flights.explore(world) or (flights.follow(world, goal) if goal is not None else None)
        found = found or flights.to_the_edge(world)
        if found is not None:
            yield found
    if any(want.part.name == "helicopter.flights" for want in wanted):
        found = flights.hop(world)
        if found is not None:
            yield found


def _wants_new_ground(world: World, wanted: list[Want]) -> bool:
    if any(want.part.name.startswith("survey.") for want in wanted):
        return True
    asked = [index for want in wanted if want.area in NAMED for index, _figure in _targets_of(world, want)]
    return any(not world.targets[index].known for index in asked)


def _oxygen(world: World, wanted: list[Want], *, early: bool) -> Iterator[c.Command]:
    if world.moxie.phase is not MoxiePhase.OFF or not any(want.area == "moxie" for want in wanted):
        return
    if not early and marstime.second_of_sol(world.tick) < OXYGEN_FROM_S:
        return
    lacking_g = max((want.part.value for want in wanted if want.part.name == "moxie.oxygen_g"), default=0.0)
    minutes = max(OXYGEN_MIN, min(MOST_OXYGEN_MIN, (lacking_g - world.moxie.oxygen_g) * 10.5 + 6.0))
    yield c.RunMoxie(minutes, OXYGEN_AMPS)
    # Each run pays for two hours of heating: a short one only when time is short, or the batteries hold no more.
    by_sol = min(want.by_sol for want in wanted if want.area == "moxie")
    if by_sol <= marstime.sol(world.tick) or charge_frac(world) > FULL_FRAC:
        yield c.RunMoxie(OXYGEN_MIN, OXYGEN_AMPS)
        yield c.RunMoxie(OXYGEN_MIN / 2.0, OXYGEN_AMPS)


def _data(world: World, wanted: list[Want]) -> Iterator[c.Command]:
    """Make the data that is still to be sent; what is on board only needs a pass."""
    products = world.comms.products
    for want in wanted:
        if want.part.name == "downlink.images":
            if len([item for item in products if item.kind.value not in ("analysis", "radargram")]) < want.part.value:
                yield c.TakePanorama()
                yield from (c.TakeImage(*_view(azimuth)) for azimuth in range(0, 360, 30))
        elif want.part.name == "downlink.analyses":
            if len([item for item in products if item.kind.value == "analysis"]) < want.part.value:
                for spec, state in zip(world.level.targets, world.targets, strict=True):
                    if state.known:
                        yield from _studies(world, spec.id)
        elif want.part.name == "downlink.mbit" and world.comms.sent_mbit + waiting_mbit(world) < want.part.value:
            yield c.TakePanorama()
            yield from (c.TakeImage(*_view(azimuth)) for azimuth in range(0, 360, 10))


def _view(azimuth: int) -> tuple[str, str, float, float, float]:
    return PICTURE[0], "", float(azimuth), 0.0, 34.0


def _roaming(world: World, wanted: list[Want]) -> Iterator[c.Command]:
    """Drive to see ground, to get round, or to a place that a level names by its tiles."""
    terrain, names = world.terrain, [want.part.name for want in wanted]
    for want in wanted:
        if want.part.name in ("rover.x_tile", "rover.y_tile"):
            beyond = {"at_least": 1.0, "above": 1.0, "at_most": -1.0, "below": -1.0}.get(want.part.op, 0.0)
            along_m = (want.part.value + beyond) * terrain.tile_m
            across = want.part.name == "rover.x_tile"
            yield c.DriveTo(along_m, world.rover.y_m) if across else c.DriveTo(world.rover.x_m, along_m)
    if _wants_new_ground(world, wanted):
        yield c.TakePanorama()
    if _wants_new_ground(world, wanted) or any(name.startswith(("rover.odometry_m", "radar.")) for name in names):
        yield from (c.DriveTo(*place) for place in flights.unseen_places(world))

"""The ways of a level before it is played: planned to each target over ground that is all known, or driven by the
autopilot."""

from dataclasses import dataclass

from game.content.strings import Strings
from game.core import marstime
from game.mission.autopilot import fly_mission
from game.mission.identity import level_hash
from game.mission.replay import Replay
from game.mission.session import Session
from game.sim.estimates.drive import plan_drive
from game.sim.narrate import reason_sentence
from game.sim.setup import new_world
from game.sim.state.survey import KNOWN_SURVEYED
from game.sim.telemetry import read
from game.sim.world import Site, World

Point = tuple[float, float]
MOST_SOLS = 30
"""The autopilot gives up then."""


@dataclass(frozen=True, slots=True)
class WayTo:
    """A drive from the start to a target; `refusal` says why it cannot be made in one go, or at all."""

    target: str
    points_m: tuple[Point, ...] = ()
    length_m: float = 0.0
    minutes: float = 0.0
    energy_wh: float = 0.0
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Trip:
    """A whole mission of the autopilot."""

    points_m: tuple[Point, ...]
    outcome: str
    sols: float
    odometry_m: float
    flights: int
    stars: int


def known_world(site: Site) -> World:
    """A mission at its first tick, with every tile and target known: what a map for its author shows."""
    world = new_world(site)
    world.survey.known[:] = KNOWN_SURVEYED
    world.survey.version += 1
    for spec, target in zip(world.level.targets, world.targets, strict=True):
        target.known = target.present = not on_board(world, spec.id)
    return world


def on_board(world: World, target: str) -> bool:
    """A rock of an earlier campaign, far away: only its core is here."""
    return target in world.level.rover.stored


def ways_to_targets(world: World, strings: Strings) -> list[WayTo]:
    """From the start to each target, in the order of the level."""
    targets = [target for target in world.level.targets if not on_board(world, target.id)]
    return [_way_to(world, target.id, world.level.metres(target.at), strings) for target in targets]


def _way_to(world: World, target: str, at_m: Point, strings: Strings) -> WayTo:
    plan = plan_drive(world, *at_m)
    told = reason_sentence(strings, plan.refusal) if plan.refusal is not None else ""
    if plan.route is None:
        return WayTo(target, refusal=told)
    points = tuple(plan.route.points_m)
    return WayTo(target, points, plan.length_m, plan.duration_s / 60.0, plan.energy_wh, told)


def autopilot_trip(site: Site, sols: int = MOST_SOLS) -> Trip:
    """Let the autopilot play the level once."""
    world = new_world(site)
    session = Session(world, Replay(site.level.id, level_hash(site.level), site.seed))
    begun, start_m = world.tick, (world.rover.x_m, world.rover.y_m)
    fly_mission(session, begun + sols * marstime.SOL_S)
    after = session.world
    return Trip(
        points_m=(start_m, *after.rover.track_m),
        outcome=after.objectives.outcome.value,
        sols=(after.tick - begun) / marstime.SOL_S,
        odometry_m=read(after, "rover.odometry_m"),
        flights=after.helicopter.flights,
        stars=after.objectives.stars,
    )

"""The first level keeps its promises: scouting pays, every target can be worked on."""

import pytest

from game import paths
from game.content.catalog import load_catalog
from game.content.load import load_level
from game.content.source import Source
from game.core.marstime import next_lmst
from game.mission.replay import play_replay, read_replay
from game.mission.script import run_script
from game.mission.script_file import parse_script
from game.sim.commands import DriveTo, Fly, SleepUntil
from game.sim.events import DriveCompleted, DriveFaulted, MissionLost, RouteReplanned
from game.sim.setup import new_world, prepare_site
from game.sim.snapshot import digest
from game.sim.state.helicopter import FlightPhase
from game.sim.state.objectives import Outcome
from game.sim.step import advance, apply
from game.sim.validate import validate
from game.sim.world import Site, World
from tests import small

LEVEL = paths.levels_dir() / "jezero" / "01_first_light.yaml"


@pytest.fixture(scope="module")
def site() -> Site:
    return prepare_site(load_level(LEVEL), load_catalog())


def drive_to_rochette(world: World) -> tuple[float, int, int, int]:
    """(metres, seconds of driving, new routes, nights on the way); when the batteries are low, a night fills them."""
    before_m = world.rover.odometry_m
    target = world.level.target("rochette")
    assert target is not None
    command = DriveTo(*world.level.metres(target.at))
    seconds = replans = 0
    for nights in range(4):
        assert validate(world, command) is None
        apply(world, [command])
        assert world.rover.task is not None
        rolling_from = world.rover.task.ready_tick
        events = advance(world, world.tick + 30_000)
        ended = next(event for event in events if isinstance(event, DriveCompleted | DriveFaulted))
        seconds += ended.tick - rolling_from
        replans += sum(isinstance(event, RouteReplanned) for event in events)
        if isinstance(ended, DriveCompleted):
            return world.rover.odometry_m - before_m, seconds, replans, nights
        assert ended.reason.key == "drive.battery"
        apply(world, [SleepUntil(10 * 3600)])
        advance(world, next_lmst(world.tick, 10 * 3600))
    raise AssertionError("the drive must arrive")


def scout(world: World) -> None:
    command = Fly(tuple(world.level.metres(at) for at in ((110.0, 150.0), (140.0, 130.0))), 12.0, False)
    assert validate(world, command) is None
    apply(world, [command])
    advance(world, world.tick + 400)
    assert world.helicopter.phase is FlightPhase.PARKED


def test_scouting_makes_the_drive_cheaper(site: Site) -> None:
    blind, seen = new_world(site), new_world(site)
    scout(seen)
    blind_m, blind_s, blind_replans, blind_nights = drive_to_rochette(blind)
    seen_m, seen_s, seen_replans, seen_nights = drive_to_rochette(seen)
    assert seen_m < 0.9 * blind_m
    assert seen_s < 0.9 * blind_s
    assert seen_replans < blind_replans
    assert seen_nights == 0 < blind_nights


@pytest.mark.parametrize("target", ["rochette", "octavia", "wildcat", "pale_steps"])
def test_every_target_can_be_reached_once_the_ground_is_known(site: Site, target: str) -> None:
    world = new_world(site)
    world.survey.known[:] = 2
    world.survey.version += 1
    for state in world.targets:
        state.known = True
    spec = world.level.target(target)
    assert spec is not None
    refusal = validate(world, DriveTo(*world.level.metres(spec.at)))
    assert refusal is None, refusal


# --- lost -------------------------------------------------------------------------------------------------------------

ALWAYS_AWAKE = (
    "approach: {target: rochette}",
    "wait: {until: {rover.safe_modes: {at_least: 1}}}",
    "wait: {until: {rover.charge_frac: {at_least: 0.98}}}",
    'wait: {lmst: "09:30"}',
    "run_moxie: {minutes: 60, amps: 2}",
    "wait: {until: {rover.safe_modes: {at_least: 2}}}",
)
ALWAYS_ASLEEP = ('sleep_until: {lmst: "10:00"}',) * 5


@pytest.mark.parametrize(("steps", "cause"), [(ALWAYS_AWAKE, "flat"), (ALWAYS_ASLEEP, "sample")])
def test_the_mission_can_be_lost(site: Site, steps: tuple[str, ...], cause: str) -> None:
    """By batteries that run flat twice, and by a rover that oversleeps its deadline."""
    text = "format: 1\nsteps:\n" + "".join(f"  - {step}\n" for step in steps)
    session = small.session_on(site)
    assert run_script(session, parse_script(Source.of(text, "lost.yaml"), site.level, site.catalog), 10**9) is None
    objectives = session.world.objectives
    assert (objectives.outcome, objectives.cause) == (Outcome.LOST, cause)
    assert isinstance(session.events[-1], MissionLost)


# --- saved all along --------------------------------------------------------------------------------------------------

EVERY_TICKS = 50


@pytest.mark.slow
def test_saving_and_loading_at_every_50th_tick_to_the_win(site: Site) -> None:
    replay = read_replay(LEVEL.with_name("01_first_light.replay.json"))
    undisturbed, difference = play_replay(replay, site.level, site.catalog)
    assert difference is None
    session, pending = small.session_on(site), list(replay.commands)
    while not session.over and session.world.tick < undisturbed.tick:
        tick = session.world.tick
        while pending and pending[0].tick == tick:
            session.give(pending.pop(0).command)
        due = tick - tick % EVERY_TICKS + EVERY_TICKS
        session.run_to(min(due, pending[0].tick if pending else due))
        if session.world.tick == due:
            session = small.reloaded(session)
    assert session.world.objectives.outcome is Outcome.WON
    assert digest(session.world) == digest(undisturbed)

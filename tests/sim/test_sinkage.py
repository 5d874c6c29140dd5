"""Wheels in loose ground: how deep they go, when they hold, and what getting out costs."""

import pytest

from game.sim import events as e
from game.sim.commands import DriveArc, DriveTo, Extract, TurnTo
from game.sim.hazards import ground_of
from game.sim.physics import drive as d
from game.sim.physics import sinkage
from game.sim.physics.drive_modes import DriveMode
from game.sim.physics.sinkage import Extraction, extracted_m, rolled_sinkage_m, settled_sinkage_m
from game.sim.physics.slip import climb_slip, slip_along
from game.sim.reasons import Reason
from game.sim.snapshot import digest
from game.sim.state.rover import TaskKind
from game.sim.state.survey import KNOWN_ORBITAL, KNOWN_SURVEYED
from game.sim.step import advance, apply
from game.sim.systems import extraction, mobility
from game.sim.validate import validate
from game.sim.world import World
from game.terrain.material import Material
from tests import small
from tests.sim.grounds import make_terrain, make_world, of_kind, plane, run

LOOSE = (Material.SAND, Material.RIPPLE, Material.DUST)


# --- physics ----------------------------------------------------------------------------------------------------------


def test_slip_of_77_percent_sinks_a_wheel_by_30_percent() -> None:
    """Curiosity's megaripples: slip up to 77 %, sinkage up to 30 % of a 0.50 m wheel (Arvidson et al. 2016)."""
    assert settled_sinkage_m(0.77, Material.RIPPLE) == pytest.approx(0.30 * 0.50, abs=0.01)
    assert settled_sinkage_m(0.30, Material.RIPPLE) < 0.06


@pytest.mark.parametrize("material", list(Material))
def test_depth_settles_where_it_is_said_to(material: Material) -> None:
    for slip in (0.0, 0.3, 0.6, 0.8):
        depth_m = 0.0
        for _ in range(4000):
            depth_m = rolled_sinkage_m(depth_m, material, 0.042, 0.042 * (1.0 - slip))
        assert depth_m == pytest.approx(settled_sinkage_m(slip, material), rel=1e-3, abs=1e-6)


def test_rock_holds_and_sand_gives_way() -> None:
    for slip in (0.5, 0.9):
        assert settled_sinkage_m(slip, Material.BEDROCK) == 0.0
        for material in LOOSE:
            assert settled_sinkage_m(slip, material) > settled_sinkage_m(slip, Material.REGOLITH)


@pytest.mark.parametrize("material", LOOSE)
def test_backwards_helps_on_loose_slopes(material: Material) -> None:
    """It did on the rim climb of 2024 (JPL)."""
    for slope_deg in (8, 12, 16):
        grade = d.grade_of(slope_deg)
        assert slip_along(grade, material, backwards=True) < 0.9 * slip_along(grade, material)
    assert climb_slip(0.3, Material.BEDROCK, backwards=True) == climb_slip(0.3, Material.BEDROCK)


def test_backing_out_is_a_gamble_and_wiggling_is_not() -> None:
    lucks = [k / 20 for k in range(21)]
    back = [extracted_m(Extraction.BACK_OUT, 0.0, luck) for luck in lucks]
    wiggle = [extracted_m(Extraction.WIGGLE, 0.0, luck) for luck in lucks]
    assert min(back) < 0.0 < min(wiggle)
    assert max(back) > max(wiggle)
    assert extracted_m(Extraction.BACK_OUT, 0.2, 0.5) < extracted_m(Extraction.BACK_OUT, -0.2, 0.5)


def test_ripples_hide_loose_places_that_slip_as_curiosity_s_did() -> None:
    """Slip up to 77 % (Arvidson et al. 2016): on a face of 10 deg at about one place in ten, and never on regolith."""
    world = make_world(make_terrain(plane(east_deg=10), material=Material.RIPPLE), known=KNOWN_SURVEYED)
    ground = ground_of(world.site)
    grade = d.grade_of(10)
    slips = [climb_slip(grade + ground.weak_grade_at(tx, ty), Material.RIPPLE) for tx in range(64) for ty in range(64)]
    assert 0.05 < len([slip for slip in slips if slip > 0.77]) / len(slips) < 0.20
    assert sorted(slips)[len(slips) // 2] < 0.45
    firm = ground_of(make_world(make_terrain()).site)
    assert {firm.weak_grade_at(tx, 5) for tx in range(64)} == {0.0}


# --- how it happens ---------------------------------------------------------------------------------------------------


def trapped() -> World:
    """A rover that has been driven by hand, and once more, up a slope of sand."""
    world = make_world(make_terrain(plane(east_deg=20), material=Material.SAND), (40, 64), 90)
    world.rover.odometry_m = 5.0
    world.rover.track_m = [(38.0, 64.0), (39.0, 64.0), (40.0, 64.0)]
    for _ in range(2):
        mobility.drive_arc(world, DriveArc(1.0, 0.0), lambda _event: None)
        run(world, 4000)
    assert world.rover.embedded
    return world


def test_insisting_embeds_the_rover_and_each_step_is_told() -> None:
    world = make_world(make_terrain(plane(east_deg=20), material=Material.SAND), (40, 64), 90)
    told: list[str] = []
    for _ in range(2):
        events: list[e.Event] = []
        mobility.drive_arc(world, DriveArc(1.0, 0.0), events.append)
        events += run(world, 4000)
        told += [event.reason.key for event in of_kind(events, e.DriveFaulted)]
    assert told == ["drive.sinking", "drive.dug_in"]
    assert of_kind(events, e.RoverEmbedded)[0].sinkage_cm == pytest.approx(22.0, abs=0.5)
    for refused in (
        mobility.refuse_drive_to(world, DriveTo(60.0, 64.0)),
        mobility.refuse_drive_arc(world, DriveArc(-1.0, 0.0)),
        mobility.refuse_turn_to(world, TurnTo(0.0)),
    ):
        assert isinstance(refused, Reason)
        assert refused.key == "drive.embedded"


@pytest.mark.parametrize("mode", [DriveMode.AUTONAV, DriveMode.VISODO])
def test_a_rover_that_measures_slip_never_digs_itself_in(mode: DriveMode) -> None:
    world = make_world(make_terrain(plane(east_deg=21), material=Material.SAND), known=KNOWN_ORBITAL, look=False)
    command = DriveTo(90.0, 64.0, mode)
    assert mobility.refuse_drive_to(world, command) is None
    mobility.drive_to(world, command, lambda _event: None)
    run(world, 30_000)
    assert world.rover.task is None
    assert not world.rover.embedded
    assert world.rover.sinkage_m < sinkage.STOP_M


def test_a_directed_drive_falls_short_by_its_slip() -> None:
    """The wheels' turns count; at 12 deg in sand some 30 % of them make no way. Visual odometry arrives."""
    where = {}
    for mode in (DriveMode.DIRECTED, DriveMode.VISODO):
        world = make_world(make_terrain(plane(east_deg=12), material=Material.SAND), known=KNOWN_SURVEYED)
        mobility.drive_to(world, DriveTo(60.0, 64.0, mode), lambda _event: None)
        events = run(world, 30_000)
        assert of_kind(events, e.DriveCompleted)
        where[mode] = world.rover.x_m
        short = of_kind(events, e.DriveFellShort)
        assert bool(short) is (mode is DriveMode.DIRECTED)
    slip = climb_slip(d.grade_of(12), Material.SAND)
    assert where[DriveMode.VISODO] == pytest.approx(60.0, abs=0.2)
    assert where[DriveMode.DIRECTED] == pytest.approx(30.0 + 30.0 * (1.0 - slip), abs=0.5)


# --- getting out ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", list(Extraction))
def test_getting_out_takes_several_tries_time_and_energy(way: Extraction) -> None:
    world = small.world()
    small.to_lmst(world, "12:00")
    world.power.charge_wh = world.power.capacity_wh
    assert validate(world, Extract(way)) == Reason("extract.free")
    world.rover.embedded, world.rover.sinkage_m = True, 0.22
    world.rover.track_m.append((world.rover.x_m - 1.0, world.rover.y_m))
    start, tries = world.tick, 0
    while world.rover.embedded and tries < 40:
        world.power.charge_wh = world.power.capacity_wh
        out_wh = world.power.wh_out
        events = apply(world, [Extract(way)])
        assert not of_kind(events, e.CommandRefused)
        task = world.rover.task
        assert task is not None
        assert task.kind is TaskKind.EXTRACT
        events = advance(world, task.ends_tick)
        assert of_kind(events, e.ExtractionTried) or of_kind(events, e.RoverFreed)
        assert world.power.wh_out - out_wh > 0.9 * extraction.attempt_wh(way)
        tries += 1
    assert tries >= 2
    assert world.rover.extractions == tries
    assert world.tick - start >= tries * 60 * sinkage.ATTEMPT_MIN[way]
    assert validate(world, TurnTo(0.0)) is None


def test_a_freed_rover_stands_on_its_own_track_and_avoids_the_place() -> None:
    world = trapped()
    hole = (world.rover.x_m, world.rover.y_m)
    assert world.rover.avoid_tiles
    while world.rover.embedded:
        mobility_task(world, Extraction.WIGGLE)
    assert world.rover.x_m < hole[0] - 0.4
    assert world.rover.sinkage_m < sinkage.FREE_M
    assert mobility.refuse_turn_to(world, TurnTo(0.0)) is None


def mobility_task(world: World, way: Extraction) -> None:
    """One attempt, without the power and heat of a whole mission."""
    world.power.charge_wh = world.power.capacity_wh
    assert extraction.refuse_extract(world, Extract(way)) is None
    extraction.extract(world, Extract(way), lambda _event: None)
    assert world.rover.task is not None
    world.tick = world.rover.task.ends_tick
    extraction.SYSTEM.tick(world, lambda _event: None)


def test_attempts_are_the_same_however_time_passes() -> None:
    found = []
    for step in (1, 60, 10_000):
        world = small.world()
        small.to_lmst(world, "12:00")
        world.rover.embedded, world.rover.sinkage_m = True, 0.22
        apply(world, [Extract(Extraction.BACK_OUT)])
        end = world.tick + 10_000
        while world.tick < end:
            advance(world, min(end, world.tick + step))
        found.append(digest(world))
    assert len(set(found)) == 1

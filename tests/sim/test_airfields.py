"""Airfields: where they are found, what they are called, how a landing is judged with and without one."""

import dataclasses
from itertools import combinations

import numpy as np

from game.content.strings import load_strings
from game.core.grid import distance_m
from game.sim import airfields
from game.sim import commands as c
from game.sim import events as e
from game.sim.estimates.flight import plan_flight
from game.sim.narrate import event_sentence
from game.sim.snapshot import dump, restore
from game.sim.step import advance
from game.sim.world import World
from game.terrain.terrain import Material
from tests import small
from tests.sim import flat
from tests.sim.test_helicopter import MIDDLE, fly, run_down


def fields_of(events):
    return [event for event in events if isinstance(event, e.AirfieldFound)]


def test_they_are_found_below_the_flight_and_named_in_order():
    world = flat.world()
    fly(world, [(MIDDLE + 300.0, MIDDLE)], 10.0, return_home=True)
    events = run_down(world)
    names = [field.name for field in world.helicopter.airfields]
    assert names[:4] == ["A", "B", "C", "D"]
    places = [(field.x_m, field.y_m) for field in world.helicopter.airfields]
    assert all(distance_m(*a, *b) >= airfields.APART_M - 0.01 for a, b in combinations(places, 2))
    assert all(MIDDLE - 20.0 <= x_m <= MIDDLE + 320.0 for x_m, _y_m in places)
    (told,) = fields_of(events)  # once for the flight, not field by field
    assert (told.airfield, told.fields) == (names[-1], len(names) - 1)
    assert (told.x_m, told.y_m) == places[-1]
    assert event_sentence(world.site, load_strings(), told).startswith(f"{len(names) - 1} airfields, up to {names[-1]}")


def test_there_are_none_on_slopes_sand_or_boulders():
    for ground in (
        flat.flat_terrain(slope_frac=0.15),
        flat.flat_terrain(Material.SAND),
        flat.flat_terrain(Material.RIPPLE),
        dataclasses.replace(flat.flat_terrain(), rock_abundance=np.full((flat.TILES, flat.TILES), 0.2)),
    ):
        world = flat.world(flat.site(ground=ground))
        assert not airfields.good_ground(world.site).any()


def test_the_edge_of_the_map_and_of_bad_ground_is_kept_clear_of():
    ground = flat.flat_terrain()
    material = np.array(ground.material)
    material[:, 100] = int(Material.RIPPLE)
    good = airfields.good_ground(flat.site(ground=dataclasses.replace(ground, material=material)))
    assert not good[0].any()
    assert not good[:, -1].any()
    assert not good[1:-1, 99:102].any()
    assert good[5, 50]


def test_a_landing_on_one_is_safer_than_where_nobody_has_looked():
    world = flat.world()
    fly(world, [(MIDDLE + 200.0, MIDDLE)], 10.0, return_home=True)
    run_down(world)
    world.helicopter.last_sol = -1
    world.helicopter.charge_wh = world.helicopter.capacity_wh
    field = world.helicopter.airfields[2]
    there = plan_flight(world, ((field.x_m, field.y_m),), 10.0, return_home=False)
    elsewhere = plan_flight(world, ((MIDDLE - 200.0, MIDDLE),), 10.0, return_home=False)
    assert (there.airfield, elsewhere.airfield) == (field.name, "")
    assert there.risk_frac < 0.01 < elsewhere.risk_frac
    assert there.warnings == ()
    assert [why.key for why in elsewhere.warnings] == ["flight.warn_unseen"]


def test_the_place_it_lands_on_becomes_one():
    world = flat.world()
    fly(world, [(MIDDLE - 120.0, MIDDLE + 33.0)], 10.0)
    (done,) = [event for event in run_down(world) if isinstance(event, e.FlightCompleted)]
    assert done.airfield
    assert airfields.here(world, (world.helicopter.x_m, world.helicopter.y_m)) is not None


def test_names_run_out_gracefully():
    names = [airfields.field_name(number) for number in range(airfields.MOST)]
    assert len(set(names)) == airfields.MOST
    assert names[49:51] == ["Omega", "A 2"]
    world = flat.world()
    for x in range(12, 1000, 61):
        for y in range(12, 1000, 61):
            airfields.note(world, (float(x), float(y)))
    assert len(world.helicopter.airfields) == airfields.MOST


def test_they_are_saved_with_contact_and_backlog() -> None:
    world: World = small.world()
    small.to_lmst(world, "11:00")
    small.give(world, c.Fly(((60.0, 90.0),), 8.0, True))
    advance(world, world.tick + 60)
    world.helicopter.backlog_m.append((50.0, 60.0, 8.0))
    back = restore(world.site, dump(world))
    assert back.helicopter == world.helicopter
    assert back.helicopter.airfields[0].name == "A"

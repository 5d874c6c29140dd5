"""The helicopter's part of the screen: hazards and airfields on the map, its panel, the price of a flight."""

import numpy as np
import pygame
import pytest

from game.content.strings import load_strings
from game.sim.state.helicopter import Airfield, FlightPhase
from game.sim.state.survey import KNOWN_AERIAL, KNOWN_ORBITAL
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.desk_previews import flight_preview
from game.ui.kit import Kit
from game.ui.views import map_hazards
from game.ui.views.hud_vehicles import helicopter_state, link_text, thrust_margin
from game.ui.views.map_hazards import POINTS, HazardLayer, draw_legend, make_sheet
from game.ui.views.map_marks import MapPreview
from tests import small
from tests.ui import test_map_marks as marks
from tests.ui.missions_on_show import on_stage
from tests.ui.stage import SIZES

SIZE, CLEAR, camera, draw = marks.SIZE, marks.CLEAR, marks.camera, marks.draw
kit, written = marks.kit, marks.written  # fixtures


def whole(known: int) -> World:
    world = small.world()
    world.survey.known[:] = known
    world.survey.version += 1
    return world


# --- hazards ----------------------------------------------------------------------------------------------------------
def test_only_what_has_been_seen_is_shown() -> None:
    world = whole(KNOWN_ORBITAL)
    assert not pygame.surfarray.array_alpha(make_sheet(world)).any()
    world.survey.known[:, :64] = KNOWN_AERIAL
    alpha = pygame.surfarray.array_alpha(make_sheet(world))
    assert alpha[: 64 * POINTS].any()
    assert not alpha[64 * POINTS :].any()


def test_steep_ground_rocks_and_sand_are_where_the_terrain_has_them() -> None:
    world = whole(KNOWN_AERIAL)
    alpha = pygame.surfarray.array_alpha(make_sheet(world)).T > 0
    height, width = world.survey.known.shape
    inked = alpha.reshape(height, POINTS, width, POINTS).any(axis=(1, 3))
    terrain = world.terrain
    rocks = terrain.tallest_rock_m > map_hazards.ROCK_M
    steep = terrain.slope_deg > map_hazards.DRIVING_SLOPE_DEG
    assert inked[rocks | steep].all()
    plain = (terrain.slope_deg < 10.0) & ~rocks & (terrain.material == 1)
    assert plain.any()
    assert not inked[plain].any()


def test_patterns_differ_without_colour() -> None:
    ink = [map_hazards._pattern(pattern, 12, 12) for pattern, _colour, _words in map_hazards.LEGEND]
    for number, one in enumerate(ink):
        assert all(not np.array_equal(one, other) for other in ink[number + 1 :])


def test_the_layer_is_made_anew_when_more_has_been_seen() -> None:
    world, layer, made = whole(KNOWN_ORBITAL), HazardLayer(), camera()
    surface = pygame.Surface(SIZE)
    layer.draw(surface, made, world)
    before = pygame.surfarray.array2d(surface)
    world.survey.known[:] = KNOWN_AERIAL
    world.survey.version += 1
    layer.draw(surface, made, world)
    assert (pygame.surfarray.array2d(surface) != before).any()


@pytest.mark.parametrize("px_per_m", [0.6, 2.4, 12.0])
def test_it_can_be_drawn_at_any_zoom_and_place(px_per_m: float) -> None:
    world, layer = whole(KNOWN_AERIAL), HazardLayer()
    for place in ((0.0, 0.0), (60.0, 60.0), (128.0, 128.0)):
        layer.draw(pygame.Surface(SIZE), camera(px_per_m, place), world)


def test_the_legend_stands_in_the_clear_part(kit: Kit) -> None:
    assert CLEAR.contains(draw_legend(pygame.Surface(SIZE), kit, CLEAR))


def test_the_key_lays_it_over_and_takes_it_away() -> None:
    stage, scene = on_stage()
    assert not scene.desk.hazards
    stage.press("h")
    assert scene.desk.hazards
    stage.frames(2)
    stage.press("h")
    assert not scene.desk.hazards


# --- airfields --------------------------------------------------------------------------------------------------------
def test_airfields_are_discs_with_names(kit: Kit, written: list[tuple[str, pygame.Rect]]) -> None:
    world = small.world()
    bare = draw(kit, world, camera())
    world.helicopter.airfields.append(Airfield("Zeta", 60.0, 100.0))
    written.clear()
    shown = draw(kit, world, camera())
    assert "Zeta" in [text for text, _rect in written]
    at = tuple(round(v) for v in camera().to_screen(60.0, 100.0))
    assert shown.get_at(at) != bare.get_at(at)


# --- panel and price --------------------------------------------------------------------------------------------------
def test_the_panel_tells_where_it_stands_and_whether_it_is_heard() -> None:
    world = small.world()
    ship = world.helicopter
    assert helicopter_state(world) == "on airfield A"
    assert int(link_text(ship)) > 20
    assert 0.2 < thrust_margin(world) < 0.7
    ship.in_contact = False
    assert (helicopter_state(world), link_text(ship)) == ("not heard", "no")
    ship.brown_out = True
    assert helicopter_state(world) == "browned out"
    ship.phase = FlightPhase.LOST
    assert helicopter_state(world) == "lost"


def test_a_flight_s_price_names_wind_landing_risk_and_warnings() -> None:
    session = small.session()
    small.to_lmst(session.world, "11:00")
    desk = Desk(session, load_strings())
    shown = flight_preview(desk, ((90.0, 90.0),))
    assert shown.ok, shown.refusal
    assert "wind" in shown.detail
    assert "risk" in shown.detail
    assert "Nobody has seen the landing place" in shown.warning
    here = (session.world.helicopter.x_m, session.world.helicopter.y_m)
    desk.return_home = True
    back = flight_preview(desk, ((here[0] + 20.0, here[1]),))
    assert "airfield A" in back.detail
    assert back.warning == ""


@pytest.mark.parametrize("size", SIZES)
def test_all_of_a_price_is_written_in_the_clear_part(size: tuple[int, int]) -> None:
    stage, scene = on_stage(size=size)
    scene.act("fly")
    stage.frames(2)
    world = scene.session.world
    points = ((world.rover.x_m, world.rover.y_m), (90.0, 90.0))
    preview = MapPreview(points, "flight", True, "price", "x " * 90, "y " * 90)
    made = scene.map.camera
    labels = marks.Labels(scene.kit, made.clear, made.clear, list(scene.hud.rects()))
    rect = marks.map_marks._write_price(pygame.Surface(size), scene.kit, made, preview, labels)
    assert rect is not None
    assert made.clear.contains(rect)
    assert rect.height > 4 * scene.kit.height(map_hazards.TINY)

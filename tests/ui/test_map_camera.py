"""The map's camera: where things stand, how far it goes, how it gets there."""

import math

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.views.camera import MOST_PX_PER_TILE, Camera

FRAME_S = 1 / 60
SIZE = (1280, 720)
CLEAR = pygame.Rect(180, 90, 840, 450)


def camera(clear: pygame.Rect | None = None, side_m: float = 512.0) -> Camera:
    made = Camera(side_m, side_m, 2.0)
    made.resize(SIZE, clear)
    made.zoom_to(2.0, instantly=True)
    made.centre_on(side_m / 2, side_m / 2, instantly=True)
    return made


def settle(made: Camera) -> int:
    """Frames until it stands still."""
    for frame in range(600):
        if not made.moving:
            return frame
        made.update(FRAME_S)
    raise AssertionError("it never comes to rest")


def test_the_middle_is_that_of_the_part_without_panels() -> None:
    made = camera(CLEAR)
    made.centre_on(300.0, 220.0, instantly=True)
    assert made.to_screen(300.0, 220.0) == pytest.approx(CLEAR.center, abs=0.51)


@given(x=st.floats(0, 512), y=st.floats(0, 512), zoom=st.floats(0.5, 16.0))
def test_screen_and_world_are_each_other_s_inverse(x: float, y: float, zoom: float) -> None:
    made = camera(CLEAR)
    made.zoom_to(zoom, instantly=True)
    assert made.to_world(made.to_screen(x, y)) == pytest.approx((x, y), abs=1e-6)


def test_positive_pan_looks_east_and_south_and_a_drag_takes_the_ground_along() -> None:
    made = camera()
    x, y = made.to_screen(256.0, 256.0)
    made.pan(40, 30)
    assert made.to_screen(256.0, 256.0) == pytest.approx((x - 40, y - 30))
    made.drag(40, 30)
    assert made.to_screen(256.0, 256.0) == pytest.approx((x, y))


@pytest.mark.parametrize("steps", [1, 3, -1, 0.3])
def test_the_place_under_the_pointer_stays_there_while_zooming(steps: float) -> None:
    made = camera(CLEAR, side_m=2000.0)
    pos = (500.0, 300.0)
    place = made.to_world(pos)
    made.zoom_at(pos, steps)
    while made.moving:
        made.update(FRAME_S)
        assert made.to_screen(*place) == pytest.approx(pos, abs=1.01)
    assert made.px_per_m == pytest.approx(2.0 * math.sqrt(2.0) ** steps)


def test_zoom_ends_at_the_whole_map_and_at_close_up() -> None:
    made = camera(CLEAR)
    made.zoom_at(CLEAR.center, 50)
    settle(made)
    assert made.px_per_tile == pytest.approx(MOST_PX_PER_TILE)
    made.zoom_at(CLEAR.center, -50)
    settle(made)
    corners = [made.to_screen(x, y) for x in (0, 512) for y in (0, 512)]
    assert all(CLEAR.collidepoint(corner) for corner in corners)
    assert made.px_per_m * 512 > 0.9 * CLEAR.height


def test_every_place_of_the_map_can_be_brought_clear_of_the_panels() -> None:
    made = camera(CLEAR)
    for x_m, y_m in ((0, 0), (512, 0), (0, 512), (512, 512), (3, 250)):
        made.centre_on(x_m, y_m, instantly=True)
        assert made.shows(x_m, y_m, margin_px=20)


def test_the_map_is_not_lost_from_sight() -> None:
    made = camera(CLEAR)
    for dx, dy in ((-9000, 0), (0, -9000), (9000, 9000)):
        made.pan(dx, dy)
        assert made.on_map(CLEAR.center)


def test_moves_are_eased_but_short_and_still_ones_are_immediate() -> None:
    made = camera()
    made.centre_on(300.0, 220.0)
    made.update(FRAME_S)
    assert 256.0 < made.x_m < 300.0
    assert settle(made) < 60
    assert (made.x_m, made.y_m) == (300.0, 220.0)
    made.centre_on(240.0, 250.0)
    made.update(FRAME_S, still=True)
    assert (made.x_m, made.y_m) == (240.0, 250.0)


def test_the_goal_tells_where_a_move_ends() -> None:
    made = camera(CLEAR, side_m=2000.0)
    made.zoom_at((900, 500), 2)
    goal = made.goal
    settle(made)
    assert (made.x_m, made.y_m, made.px_per_m) == pytest.approx(goal, rel=2e-3)


def test_a_smaller_window_keeps_the_view_within_its_limits() -> None:
    made = camera()
    made.zoom_at((640, 360), -50)
    settle(made)
    made.resize((1920, 1080))
    assert made.px_per_m >= made.least_px_per_m
    made.resize((400, 300))
    made.centre_on(0, 0, instantly=True)
    assert made.on_map((200, 150))

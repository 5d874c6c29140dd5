"""The world frame: tiles, headings, bearings, turns."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core import grid

metres = st.floats(-1e5, 1e5)
degrees = st.floats(-1e4, 1e4)
compass = pytest.mark.parametrize(
    ("heading_deg", "dx", "dy"),
    [
        (0, 0, -1),
        (90, 1, 0),
        (180, 0, 1),
        (270, -1, 0),
        (45, 0.5**0.5, -(0.5**0.5)),
        (-135, -(0.5**0.5), 0.5**0.5),
    ],
)


@compass
def test_heading_is_clockwise_from_north_with_y_south(heading_deg: float, dx: float, dy: float) -> None:
    assert grid.heading_vector(heading_deg) == pytest.approx((dx, dy), abs=1e-15)
    assert grid.bearing_deg(dx, dy) == pytest.approx(heading_deg % 360)


def test_quarter_headings_are_exact() -> None:
    assert [grid.heading_vector(h) for h in (0, 90, 180, 270)] == [(0, -1), (1, 0), (0, 1), (-1, 0)]


@given(heading_deg=degrees)
def test_bearing_undoes_heading(heading_deg: float) -> None:
    dx, dy = grid.heading_vector(heading_deg)
    assert dx * dx + dy * dy == pytest.approx(1.0, rel=1e-15)
    assert abs(grid.turn_deg(grid.bearing_deg(dx, dy), heading_deg)) < 1e-10


def test_no_movement_has_bearing_north() -> None:
    assert grid.bearing_deg(0.0, -0.0) == 0.0


@given(
    tx=st.integers(-3000, 3000),
    ty=st.integers(-3000, 3000),
    tile_m=st.sampled_from([1.0, 1.5, 2.0, 3.7, 5.0]),
)
def test_tile_holds_its_centre(tx: int, ty: int, tile_m: float) -> None:
    x_m, y_m = grid.centre_m(tx, ty, tile_m)
    assert grid.tile_of(x_m, y_m, tile_m) == (tx, ty)
    assert x_m - tx * tile_m == pytest.approx(tile_m / 2)


def test_tile_owns_its_north_and_west_edges_only() -> None:
    assert grid.tile_of(4.0, 6.0, 2.0) == (2, 3)
    assert grid.tile_of(math.nextafter(4.0, 0.0), math.nextafter(6.0, 0.0), 2.0) == (1, 2)
    assert grid.tile_of(-1e-9, -1e-9, 2.0) == (-1, -1)


@given(deg=st.floats(-1e12, 1e12))
def test_wrap_stays_in_one_turn_and_keeps_the_direction(deg: float) -> None:
    wrapped = grid.wrap_deg(deg)
    assert 0.0 <= wrapped < 360.0
    assert math.copysign(1.0, wrapped) == 1.0
    turns = (deg - wrapped) / 360.0
    assert abs(turns - round(turns)) < 1e-6 + abs(turns) * 1e-15


@given(a=degrees, b=degrees)
def test_turn_is_the_short_way_and_arrives(a: float, b: float) -> None:
    turn = grid.turn_deg(a, b)
    assert -180.0 <= turn < 180.0
    gap = abs(grid.wrap_deg(a + turn) - grid.wrap_deg(b))
    assert min(gap, 360.0 - gap) < 1e-9


@pytest.mark.parametrize(("a", "b", "turn"), [(350, 10, 20), (10, 350, -20), (0, 180, -180), (90, 90, 0), (0, 90, 90)])
def test_turn_is_positive_clockwise(a: float, b: float, turn: float) -> None:
    assert grid.turn_deg(a, b) == turn


@given(ax=metres, ay=metres, bx=metres, by=metres)
def test_distance_is_a_distance(ax: float, ay: float, bx: float, by: float) -> None:
    there = grid.distance_m(ax, ay, bx, by)
    assert there == grid.distance_m(bx, by, ax, ay)
    assert there == pytest.approx(math.dist((ax, ay), (bx, by)), rel=1e-12, abs=1e-150)

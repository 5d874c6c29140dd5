"""What the mast sees: near ground always, nothing behind a rise, the same tiles every time."""

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from game.terrain.generate import generate
from game.terrain.spec import Base, TerrainSpec
from game.terrain.terrain import Terrain
from game.terrain.viewshed import Window, line_of_sight, visible_from

SIZE = 96
TILE_M = 2.0
EYE_M = 2.0
MIDDLE_M = (48 + 0.5) * TILE_M
FLAT = generate(TerrainSpec(width=SIZE, height=SIZE, tile_m=TILE_M), 1)


def ground(elevation_m: NDArray[np.float64]) -> Terrain:
    """A terrain of these heights."""
    return replace(FLAT, elevation_m=np.ascontiguousarray(elevation_m))


def plane(east: float = 0.0, south: float = 0.0) -> NDArray[np.float64]:
    x, y = np.meshgrid(np.arange(SIZE) * TILE_M, np.arange(SIZE) * TILE_M)
    return east * x + south * y


def look(terrain: Terrain, range_m: float, x_m: float = MIDDLE_M, y_m: float = MIDDLE_M, **view: float) -> Window:
    return visible_from(terrain, x_m, y_m, EYE_M, range_m, **view)


def seen(window: Window, tx: int, ty: int) -> bool:
    return bool(window.mask[ty - window.ty0, tx - window.tx0])


@pytest.mark.parametrize("tilt", [(0.0, 0.0), (0.3, 0.0), (-0.1, 0.25)])
@pytest.mark.parametrize("range_m", [2.0, 25.0, 60.0])
def test_on_a_plane_the_whole_disc_is_seen(tilt: tuple[float, float], range_m: float) -> None:
    window = look(ground(plane(*tilt)), range_m)
    ys, xs = np.indices(window.mask.shape)
    far = np.hypot(xs + window.tx0 - 48, ys + window.ty0 - 48) * TILE_M
    near = np.maximum(abs(xs + window.tx0 - 48), abs(ys + window.ty0 - 48)) <= 1
    assert (window.mask == ((far <= range_m) | near)).all()


def test_a_wall_hides_what_is_behind_it_and_nothing_else() -> None:
    heights = plane()
    heights[30:67, 55] = 10.0
    window = look(ground(heights), 60.0)
    assert seen(window, 54, 48)
    assert seen(window, 55, 48)  # its face
    assert not window.mask[48 - window.ty0, 56 - window.tx0 :].any()
    assert window.mask[:, : 48 - window.tx0].sum() == look(FLAT_PLANE, 60.0).mask[:, : 48 - window.tx0].sum()


FLAT_PLANE = ground(plane())


def test_a_low_rise_hides_only_its_shadow() -> None:
    heights = plane()
    heights[:, 53] = 1.0  # 10 m off, half the eye's height: hides up to 20 m
    window = look(ground(heights), 40.0)
    assert [seen(window, 48 + k, 48) for k in (4, 5, 6, 7, 8, 9)] == [True, True, False, False, False, False]
    assert all(seen(window, 48 + k, 48) for k in range(11, 20))


def test_beyond_a_brink_the_ground_is_hidden() -> None:
    heights = plane()
    heights[:, 60:] = -8.0
    window = look(ground(heights), 60.0)
    assert seen(window, 59, 48)
    assert not seen(window, 62, 48)
    assert not seen(window, 77, 40)


def test_in_a_pit_only_the_tile_and_its_neighbours_are_left() -> None:
    heights = plane() + 30.0
    heights[48, 48] = 0.0
    mask = look(ground(heights), 30.0).mask
    assert mask.sum() == 9
    assert mask[14:17, 14:17].all()


def test_a_mirrored_world_is_seen_mirrored() -> None:
    heights = np.random.default_rng(5).normal(0.0, 1.0, (SIZE + 1, SIZE + 1))
    square = replace(FLAT.spec, width=SIZE + 1, height=SIZE + 1)
    terrain = replace(ground(heights), spec=square)
    turned = replace(ground(np.rot90(heights)), spec=square)
    same = np.rot90(look(terrain, 60.0).mask) == look(turned, 60.0).mask
    assert same.mean() > 0.99  # samples midway between two tiles go to one of them


def test_the_map_ends_where_it_ends() -> None:
    window = look(FLAT_PLANE, 20.0, 0.1, 0.1)
    assert (window.tx0, window.ty0) == (0, 0)
    assert window.mask.shape == (11, 11)
    last = SIZE * TILE_M - 0.1
    window = look(FLAT_PLANE, 20.0, last, last)
    assert (window.tx0, window.ty0) == (SIZE - 11, SIZE - 11)
    assert window.mask[10, 10]
    assert window.mask[10, 0]


def test_a_sector_sees_ahead_only() -> None:
    window = look(FLAT_PLANE, 30.0, heading_deg=90.0, sector_deg=96.0)
    assert seen(window, 60, 48)
    assert seen(window, 57, 56)  # 41.6 deg off
    assert not seen(window, 56, 58)  # 51 deg off
    assert not seen(window, 36, 48)
    assert seen(window, 47, 48)  # a neighbour, always
    whole = look(FLAT_PLANE, 30.0).mask.sum()
    assert window.mask.sum() == pytest.approx(whole * 96 / 360, rel=0.06)


def test_what_is_seen_agrees_with_single_lines_of_sight() -> None:
    terrain = generate(
        TerrainSpec(width=SIZE, height=SIZE, base=Base(preset="rim")),
        11,
    )
    window = look(terrain, 80.0)
    agree = total = 0
    for ty in range(window.ty0, window.ty0 + window.mask.shape[0], 3):
        for tx in range(window.tx0, window.tx0 + window.mask.shape[1], 3):
            if math.hypot(tx - 48, ty - 48) * TILE_M > 80.0:
                continue
            at = (tx + 0.5) * TILE_M, (ty + 0.5) * TILE_M
            total += 1
            agree += line_of_sight(terrain, MIDDLE_M, MIDDLE_M, EYE_M, *at, 0.02) == seen(window, tx, ty)
    assert 0.1 < window.mask.mean() < 0.9
    assert agree / total > 0.9


def test_a_line_of_sight_runs_both_ways_and_over_what_is_lower() -> None:
    heights = plane()
    heights[:, 53] = 1.0
    terrain = ground(heights)
    ends = (MIDDLE_M, MIDDLE_M, 2.0, MIDDLE_M + 20.0, MIDDLE_M)
    assert line_of_sight(terrain, *ends, 0.5)
    assert not line_of_sight(terrain, MIDDLE_M, MIDDLE_M, 1.2, MIDDLE_M + 20.0, MIDDLE_M, 0.0)
    assert line_of_sight(terrain, MIDDLE_M, MIDDLE_M, 0.0, MIDDLE_M, MIDDLE_M, 0.0)

"""The map shows as much as is known, with soft borders."""

import numpy as np
import pytest
from numpy.typing import NDArray

from game.imaging.relief_knowledge import compose, is_known

TILES = 24
DARK, BRIGHT = 100, 200


def blended(
    known: NDArray[np.uint8], scale: int = 8, tx0: int = 0, ty0: int = 0, tiles: int = TILES
) -> NDArray[np.uint8]:
    size = tiles * scale
    orbital = np.full((size, size, 3), DARK, dtype=np.uint8)
    ground = np.full((size, size, 3), BRIGHT, dtype=np.uint8)
    return compose(orbital, ground, known, tx0, ty0, scale)


def all_known(level: int) -> NDArray[np.uint8]:
    return np.full((TILES, TILES), level, dtype=np.uint8)


def test_nothing_known_is_the_picture_from_orbit_and_all_surveyed_the_true_one() -> None:
    assert (blended(all_known(0)) == DARK).all()
    assert (blended(all_known(2)) == BRIGHT).all()


def test_flown_over_lies_between() -> None:
    flown = blended(all_known(1))
    assert flown.min() > DARK + 55
    assert flown.max() < BRIGHT - 15


@pytest.mark.parametrize("scale", [1, 2, 4, 8, 16, 32])
def test_borders_are_about_a_tile_wide(scale: int) -> None:
    known = all_known(0)
    known[:, 12:] = 2
    row = blended(known, scale).astype(int)[:, :, 0].mean(axis=0)
    at = (np.arange(row.size) + 0.5) / scale
    assert (row[at < 9.5] == DARK).all()
    assert (row[at > 14.5] == BRIGHT).all()
    assert (np.diff(row) >= -1.0).all()
    half = at[np.argmax(row > (DARK + BRIGHT) / 2)]
    assert 11.0 < half < 13.0
    if scale >= 4:
        assert np.abs(np.diff(row)).max() < 200 / scale


def test_a_single_tile_is_a_soft_spot_not_a_square() -> None:
    known = all_known(0)
    known[12, 12] = 2
    spot = blended(known)[:, :, 0].astype(int)
    assert spot[12 * 8 + 4, 12 * 8 + 4] > DARK + 15
    ys, xs = np.nonzero(spot > DARK)
    assert np.hypot(xs - 99.5, ys - 99.5).max() < 2.6 * 8


def test_neighbouring_pieces_fit() -> None:
    known = (np.random.default_rng(1).random((TILES, TILES)) * 3).astype(np.uint8)
    whole = blended(known).astype(int)
    pieces = [[blended(known, 8, tx, ty, 12) for tx in (0, 12)] for ty in (0, 12)]
    joined = np.concatenate([np.concatenate(row, axis=1) for row in pieces]).astype(int)
    assert np.abs(joined - whole).max() <= 1


def test_pieces_far_from_anything_known_need_no_true_picture() -> None:
    known = all_known(0)
    known[3, 3] = 1
    assert is_known(known, 0, 0, 8, 8)
    assert is_known(known, 6, 0, 8, 8)
    assert not is_known(known, 12, 12, 8, 8)
    assert (blended(known, 8, 12, 12, 8) == DARK).all()

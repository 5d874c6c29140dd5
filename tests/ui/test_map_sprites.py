"""The vehicles' pictures: large enough, turned the right way, lit from the right side."""

import numpy as np
import pygame
import pytest

from game.ui.views import sprites
from tests.ui.map_stage import services

GROUND = (205, 154, 113)


def drawn(px_per_m: float, heading_deg: float, light: tuple[float, float] = (0.0, 0.0), **more: float) -> np.ndarray:
    """Whether each pixel [y, x] differs from the ground; the vehicle stands in the middle."""
    services()
    surface = pygame.Surface((201, 201))
    surface.fill(GROUND)
    if more:
        sprites.draw_helicopter(surface, (100, 100), px_per_m, heading_deg, light, **more)
    else:
        sprites.draw_rover(surface, (100, 100), px_per_m, heading_deg, light)
    return (np.abs(pygame.surfarray.array3d(surface).astype(int) - GROUND).max(axis=2) > 40).T


def box(seen: np.ndarray) -> tuple[int, int]:
    """Width and height."""
    rows, columns = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    return int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1


def test_the_rover_has_its_true_size_at_a_large_zoom() -> None:
    wide, long = box(drawn(50.0, 0.0))
    assert wide / 50.0 == pytest.approx(2.7, abs=0.25)
    assert long / 50.0 == pytest.approx(3.1, abs=0.25)


@pytest.mark.parametrize("px_per_m", [0.1, 1.0, 4.0])
def test_nothing_is_too_small_to_see(px_per_m: float) -> None:
    assert min(box(drawn(px_per_m, 0.0))) >= 22
    assert min(box(drawn(px_per_m, 0.0, altitude_m=0.0))) >= 16


def test_it_looks_where_it_is_heading() -> None:
    """The generator sticks out behind: the picture's weight lies toward it, and turns with the heading."""
    north, east = drawn(50.0, 0.0), drawn(50.0, 90.0)
    turned = np.rot90(north, -1)
    assert (turned == east).mean() > 0.985
    assert (turned == np.rot90(east, 2)).mean() < (turned == east).mean()


def test_shadows_fall_away_from_the_light() -> None:
    none, east = drawn(20.0, 0.0), drawn(20.0, 0.0, light=(1.2, 0.0))
    added = east & ~none
    assert np.flatnonzero(added.any(axis=0)).mean() > 108


def test_the_shadow_leaves_the_helicopter_as_it_climbs() -> None:
    low, high = (drawn(4.0, 0.0, light=(1.0, 0.0), altitude_m=at, rotor=0.1) for at in (2.0, 10.0))
    assert box(high)[0] > box(low)[0] + 20


def test_pictures_are_made_once() -> None:
    drawn(12.0, 33.0)
    made = sprites._turned.cache_info().misses
    drawn(12.0, 34.0)
    assert sprites._turned.cache_info().misses == made, "within one step of the heading"


def test_dust_stays_behind_the_rover() -> None:
    services()
    surface = pygame.Surface((201, 201))
    surface.fill((90, 80, 70))
    for step in range(20):
        sprites.draw_puffs(surface, (100, 100), 8.0, 0.0, step * 0.37)
    changed = (pygame.surfarray.array3d(surface) != (90, 80, 70)).any(axis=2).T
    assert changed[:95].sum() < 0.1 * changed[105:].sum()
    assert changed[105:].any()

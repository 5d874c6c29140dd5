"""Wheel tracks are kept in blocks, and nobody sees where one ends."""

import math

import pygame
import pytest

from game.ui.views import map_tracks
from game.ui.views.camera import Camera, Metres
from game.ui.views.map_tracks import BLOCK, Tracks

SIDE = 400


def winding(count: int) -> list[Metres]:
    return [(20.0 + 0.9 * step, 100.0 + 12.0 * math.sin(step / 15)) for step in range(count)]


def camera_at(x_m: float, px_per_m: float) -> Camera:
    camera = Camera(4000.0, 200.0)
    camera.resize((SIDE, SIDE))
    camera.zoom_to(px_per_m, instantly=True)
    camera.centre_on(x_m, 100.0, instantly=True)
    return camera


def drawn(tracks: Tracks, camera: Camera) -> pygame.Surface:
    surface = pygame.Surface((SIDE, SIDE))
    surface.fill("white")
    tracks.draw(surface, camera)
    return surface


@pytest.mark.parametrize("px_per_m", [1.2, 3.0, 8.0])
def test_a_track_that_grew_looks_like_one_given_at_once(px_per_m: float) -> None:
    places, camera = winding(2 * BLOCK + 9), camera_at(90.0, px_per_m)
    grown, at_once = Tracks(), Tracks()
    for count in range(1, len(places) + 1):
        grown.follow(places[:count])
        if count % 10 == 0:
            drawn(grown, camera)
    at_once.follow(places)
    shown = pygame.surfarray.array2d(drawn(at_once, camera))
    assert (pygame.surfarray.array2d(drawn(grown, camera)) == shown).all()
    assert (shown != shown[0, 0]).any()


def test_a_long_track_costs_what_is_in_view(monkeypatch: pytest.MonkeyPatch) -> None:
    spaced, given = map_tracks.spaced, []

    def counting(points: list[Metres], step_m: float) -> map_tracks.Points:
        given.append(len(points))
        return spaced(points, step_m)

    monkeypatch.setattr(map_tracks, "spaced", counting)
    tracks = Tracks()
    tracks.follow(winding(40 * BLOCK))
    drawn(tracks, camera_at(1000.0, 8.0))
    assert 0 < len(given) <= 6  # two rows of two kinds of dots over 50 m: one or two blocks each


def test_a_shorter_track_is_another_one() -> None:
    camera, tracks = camera_at(60.0, 4.0), Tracks()
    tracks.follow(winding(BLOCK + 20))
    drawn(tracks, camera)
    other = [(x_m, y_m + 8.0) for x_m, y_m in winding(BLOCK + 10)]
    tracks.follow(other)
    fresh = Tracks()
    fresh.follow(other)
    assert (pygame.surfarray.array2d(drawn(tracks, camera)) == pygame.surfarray.array2d(drawn(fresh, camera))).all()

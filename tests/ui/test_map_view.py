"""The map's ground on the screen: never blank, always getting sharper, repainted only where something changed."""

import time
from collections.abc import Callable

import numpy as np
import pygame
import pytest

from game.core import marstime
from game.sim.world import World
from game.ui.views import map_cells
from game.ui.views.map_chunks import changed_box
from game.ui.views.map_ground import GroundPainter, Place
from game.ui.views.map_layer import View, grid_of
from game.ui.views.map_view import MapView
from tests import small
from tests.ui.map_stage import FRAME_S, SIZE, difference, frames, view_of

Calls = list[Place]


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Places as they are painted."""
    calls: Calls = []
    paint = GroundPainter.piece

    def piece(self: GroundPainter, place: Place, *rest: object) -> object:
        calls.append(place)
        return paint(self, place, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(GroundPainter, "piece", piece)
    return calls


def reveal(world: World, west: int, north: int, side: int, level: int = 2) -> None:
    part = world.survey.known[north : north + side, west : west + side]
    np.maximum(part, level, out=part)
    world.survey.version += 1


def in_view(view: MapView) -> set[Place]:
    camera = view.camera
    grid = grid_of(View(camera.origin_px, camera.px_per_tile), camera.size)
    return {
        place for place in grid.places() if 0 <= place.column * place.tiles < 64 and 0 <= place.row * place.tiles < 64
    }


def wait(view: MapView, world: World, until: Callable[[], bool]) -> int:
    """Frames until something is so; painting runs in its thread meanwhile."""
    for count in range(4000):
        if until():
            return count
        frames(view, world)
        time.sleep(0.001)
    raise AssertionError("it never happened")


def test_on_the_spot_the_first_frame_is_complete() -> None:
    world = small.world()
    view = view_of(world)
    first = frames(view, world)
    assert view.settled
    assert difference(first, frames(view, world, 30)) == 0.0


def test_the_window_is_never_blank_and_ends_the_same_with_a_thread() -> None:
    world = small.world()
    reveal(world, 10, 30, 24)
    view = view_of(world, on_the_spot=False)
    surface = frames(view, world)
    assert pygame.transform.average_color(surface)[0] > 40
    wait(view, world, lambda: view.settled)
    assert difference(frames(view, world), frames(view_of(world), world)) == 0.0


def test_a_view_at_rest_is_one_copy(painted: Calls) -> None:
    world = small.world()
    view = view_of(world)
    frames(view, world, 2)
    painted.clear()
    for _ in range(50):
        view.update(FRAME_S, world)
        assert not view.compose()
    assert painted == []


def test_only_pieces_that_show_what_became_known_are_painted_again(painted: Calls) -> None:
    world = small.world()
    view = view_of(world)
    view.camera.zoom_to(8.0, instantly=True)
    frames(view, world, 2)
    painted.clear()
    reveal(world, 24, 24, 2)
    frames(view, world, 30)
    assert painted
    assert len(painted) == len(set(painted))
    for place in painted:
        west, north, east, south = place.tile_box()
        assert west < 26 + 20
        assert east > 24 - 20
        assert north < 26 + 20
        assert south > 24 - 20
    assert set(painted) < in_view(view)


def test_what_became_known_appears_softly() -> None:
    world = small.world()
    view = view_of(world)
    before = frames(view, world, 2)
    reveal(world, 20, 20, 12)
    pictures = [frames(view, world) for _ in range(60)]
    steps = [difference(a, b) for a, b in zip([before, *pictures], pictures, strict=False)]
    assert difference(before, pictures[-1]) > 1.0
    assert max(steps) < 0.25 * difference(before, pictures[-1]), "no jump"
    assert difference(pictures[-2], pictures[-1]) == 0.0, "and over in a second"


def test_with_reduced_motion_it_is_there_at_once() -> None:
    world = small.world()
    view = view_of(world, reduced_motion=True)
    frames(view, world, 2)
    reveal(world, 20, 20, 12)
    shown = frames(view, world, 12)
    assert difference(shown, frames(view, world, 60)) == 0.0


def test_revealing_again_and_again_repaints_at_most_eight_times_a_second(painted: Calls) -> None:
    world = small.world()
    view = view_of(world)
    frames(view, world, 2)
    painted.clear()
    for step in range(60):
        reveal(world, 10 + step // 3, 24, 3, 1)
        frames(view, world)
    assert painted.count(painted[0]) <= 9


def test_a_new_sun_fades_over_the_old_light(painted: Calls) -> None:
    world = small.world()
    reveal(world, 0, 0, 64)
    view = view_of(world)
    morning = frames(view, world, 2)
    painted.clear()
    world.tick = marstime.tick_at(14, marstime.parse_lmst("15:00"))
    first = frames(view, world)
    assert in_view(view) <= set(painted)
    assert difference(morning, first) < 3.0
    assert difference(morning, frames(view, world, 70)) > 4.0
    assert view.settled


def test_pictures_stay_while_new_ones_are_painted() -> None:
    """With a slow painter the old light and the old fog stay on the screen until the new ones are there."""
    world = small.world()
    reveal(world, 0, 0, 64)
    view = view_of(world, on_the_spot=False)
    wait(view, world, lambda: view.settled)
    before = frames(view, world)
    world.tick = marstime.tick_at(14, marstime.parse_lmst("15:00"))
    view._services.jobs.start(lambda: time.sleep(0.1))
    view.update(FRAME_S, world)
    assert not view.settled
    assert difference(before, frames(view, world)) < 3.0
    wait(view, world, lambda: view.settled)


def test_finish_paints_what_is_due_and_ends_what_fades() -> None:
    world = small.world()
    view = view_of(world, on_the_spot=False)
    view.finish()
    assert view.settled
    frames(view, world, 2)
    reveal(world, 20, 20, 12)
    view.update(FRAME_S, world)
    view.finish()
    shown = frames(view, world)
    assert difference(shown, frames(view, world, 60)) == 0.0


@pytest.mark.parametrize("px_per_m", [0.7, 1.0, 1.4142, 2.0, 3.3, 16.0])
def test_the_ground_stands_where_the_camera_says(px_per_m: float) -> None:
    """The map's edge, at any zoom, at rest: where the hairline is, ground begins."""
    world = small.world()
    reveal(world, 0, 0, 64)
    view = view_of(world)
    view.camera.zoom_to(px_per_m, instantly=True)
    view.camera.centre_on(0.0, 64.0, instantly=True)
    picture = pygame.surfarray.array3d(frames(view, world, 2)).astype(int)
    edge, _ = view.camera.origin_px
    ground = picture[:, SIZE[1] // 2].sum(axis=1)
    assert ground[edge + 2 : edge + 12].mean() > 1.5 * ground[edge - 12 : edge - 3].mean()


def test_zooming_shows_the_same_ground_as_rest() -> None:
    """A frame in the middle of a zoom is the picture of that zoom, only softer."""
    world = small.world()
    reveal(world, 0, 0, 64)
    view = view_of(world)
    view.camera.zoom_to(4.0, instantly=True)
    frames(view, world, 2)
    for steps in (2, -3):
        view.camera.zoom_at((400, 250), steps)
        for _ in range(4):
            moving = frames(view, world)
        assert view.camera.zooming
        here = (view.camera.x_m, view.camera.y_m, view.camera.px_per_m)
        still = view_of(world)
        still.camera.zoom_to(here[2], instantly=True)
        still.camera.centre_on(*here[:2], instantly=True)
        assert difference(moving, frames(still, world)) < 6.0
        while view.camera.moving:
            frames(view, world)


def test_fitting_the_whole_map_works_from_anywhere() -> None:
    world = small.world()
    view = view_of(world)
    view.camera.zoom_to(16.0, instantly=True)
    view.camera.centre_on(120.0, 120.0, instantly=True)
    frames(view, world, 2)
    view.camera.fit()
    for _ in range(90):
        surface = frames(view, world)
    assert not view.camera.moving
    assert pygame.transform.average_color(surface)[0] > 40


def test_memory_stays_within_its_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_cells, "KEPT_BYTES", 10_000_000)
    world = small.world()
    reveal(world, 0, 0, 64)
    view = view_of(world)
    view.camera.zoom_to(16.0, instantly=True)
    for x_m in range(0, 128, 8):
        view.camera.centre_on(x_m, x_m, instantly=True)
        frames(view, world)
    assert view.chunks.cells.held_bytes < 22_000_000  # what is in view is never forgotten
    assert pygame.transform.average_color(frames(view, world))[0] > 40


def test_leaving_drops_what_has_not_begun(painted: Calls) -> None:
    world = small.world()
    view = view_of(world, on_the_spot=False)
    frames(view, world)
    view.close()
    calls = len(painted)
    time.sleep(0.3)
    assert len(painted) <= calls + 1


def test_tracks_lie_where_the_rover_drove() -> None:
    world = small.world()
    reveal(world, 0, 0, 64)
    view = view_of(world)
    view.camera.zoom_to(8.0, instantly=True)
    view.camera.centre_on(40.0, 89.0, instantly=True)
    before = frames(view, world, 2)
    world.rover.track_m = [(30.0 + step, 89.0) for step in range(21)]
    world.rover.x_m, world.rover.y_m = 51.0, 89.0
    after = frames(view, world)
    x, y = (round(at) for at in view.camera.to_screen(40.0, 89.0))
    wheel = round(1.05 * 8)
    for row in (y - wheel, y + wheel):
        assert difference(before, after, pygame.Rect(x - 60, row - 1, 120, 3)) > 5.0
    assert difference(before, after, pygame.Rect(x - 60, y - 2, 120, 4)) == 0.0, "between the wheels"


def test_changed_box() -> None:
    before, now = np.zeros((2, 8, 8), dtype=np.uint8)
    assert changed_box(before, now) is None
    now[2, 3] = now[5, 4] = 1
    assert changed_box(before, now) == pygame.Rect(3, 2, 2, 4)


def test_the_first_look_shows_rover_and_targets() -> None:
    world = small.world()
    view = view_of(world)
    view.update(FRAME_S, world)
    places = [(world.rover.x_m, world.rover.y_m)] + [world.level.metres(t.at) for t in world.level.targets[:2]]
    assert all(view.camera.shows(*place, margin_px=30) for place in places)

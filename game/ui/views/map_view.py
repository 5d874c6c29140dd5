"""The ground of the map: painted beside the frames, drawn from pictures that are kept.

view = MapView(services, world)
view.layout(size, clear)            # clear: the rectangle no panel covers
view.camera.centre_on(x_m, y_m, instantly=True)
each frame: view.update(dt_s, world); view.draw(surface); draw_marks(surface, kit, view.camera, world, shown)
"""

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass

import pygame

from game.sim.world import World
from game.ui.kit import Services
from game.ui.views.camera import Camera
from game.ui.views.map_chunks import Chunks, Wanted
from game.ui.views.map_layer import GroundLayer, goal_of, grid_of, rect_of, view_of
from game.ui.views.map_sun import SunStep, Tint, sun_step, tint_now
from game.ui.views.map_tracks import Tracks

FIRST_PX_PER_TILE, MOST_FIRST_PX_PER_TILE = 4.0, 8.0
FIRST_SHARE = 0.8  # the first look shows this much of a small map's width
FRAME_PX = 44
AHEAD_PX = 80  # ground this far outside the window is painted too, for the next pan
PATIENCE_S = 60.0
FADED_S = 60.0  # every fade is over by then
BORDER = (46, 46, 48)


@dataclass(frozen=True, slots=True)
class Composed:
    """What a picture of the ground depends on. `rest` is everything that changes the whole of it."""

    origin: tuple[int, int]
    tracks: int
    rest: object


def open_view(camera: Camera, world: World) -> None:
    """The first look: the rover and the targets known so far if they fit in, else the rover."""
    places = [(world.rover.x_m, world.rover.y_m)]
    targets = zip(world.level.targets, world.targets, strict=True)
    places += [world.level.metres(spec.at) for spec, state in targets if state.known]
    (west, east), (north, south) = ((min(line), max(line)) for line in zip(*places, strict=True))
    room = camera.clear.inflate(-2 * FRAME_PX, -2 * FRAME_PX)
    fitting = min(room.width / max(1.0, east - west), room.height / max(1.0, south - north)) * camera.tile_m
    covering = camera.clear.width * camera.tile_m / (FIRST_SHARE * camera.width_m)
    wanted = max(FIRST_PX_PER_TILE, min(fitting, max(FIRST_PX_PER_TILE, covering), MOST_FIRST_PX_PER_TILE))
    zoom = 2.0 ** (math.floor(2.0 * math.log2(wanted) + 0.01) / 2.0)
    camera.zoom_to(zoom / camera.tile_m, instantly=True)
    x_m, y_m = ((west + east) / 2, (north + south) / 2) if zoom <= fitting else places[0]
    camera.centre_on(x_m, y_m, instantly=True)


class MapView:
    """One mission's ground. `camera` is the view's own; move it freely."""

    def __init__(self, services: Services, world: World) -> None:
        terrain = world.terrain
        self._services = services
        self.camera = Camera(terrain.width_m, terrain.height_m, terrain.tile_m)
        self._begun = False
        self._world = world
        self.sun: SunStep = sun_step(world.tick)
        self.chunks = Chunks(services.jobs, terrain, world.survey, self.sun)
        self._layer = GroundLayer()
        self._tracks = Tracks()
        self._tint: Tint = tint_now(world)
        self._picture = pygame.Surface(self.camera.size)
        self._drawn: Composed | None = None

    def layout(self, size: tuple[int, int], clear: pygame.Rect | None = None) -> None:
        """Fit a window of this size; `clear` is the part that no panel covers (what "centre" and "fit" mean)."""
        self.camera.resize(size, clear)
        if not self._begun:
            open_view(self.camera, self._world)
        if self._picture.get_size() != size:
            self._picture = pygame.Surface(size)
        self._drawn = None

    def update(self, dt_s: float, world: World) -> None:
        """Ease the camera, take in what was painted meanwhile and ask for what is due next."""
        self._begun = True
        still = self._services.settings.reduced_motion
        self.camera.update(dt_s, still)
        self.sun, self._tint = sun_step(world.tick), tint_now(world)
        self._tracks.follow(world.rover.track_m)
        self.chunks.look(world.survey, dt_s)
        self.chunks.view = grid_of(view_of(self.camera), self.camera.size)
        self.chunks.work(self._wanted(), still)
        self.chunks.fade(dt_s)

    def draw(self, surface: pygame.Surface, parts: Iterable[pygame.Rect] | None = None) -> None:
        """The ground and what lies beyond the map's edge: the whole window, or those parts that `compose` has told."""
        if parts is None:
            self.compose()
            parts = (self._picture.get_rect(),)
        for part in parts:
            surface.blit(self._picture, part, part)

    def compose(self) -> list[pygame.Rect]:
        """Bring the kept picture up to date; the parts that have changed."""
        camera = self.camera
        now = Composed(
            camera.origin_px, self._tracks.stamp, (camera.px_per_m, camera.zooming, self.chunks.overviews, self._tint)
        )
        before, self._drawn, changed = self._drawn, now, self.chunks.changed()
        if now == before and not changed:
            return []
        whole = self._picture.get_rect()
        if before is None or before.rest != now.rest or camera.zooming:
            self._paint(whole)
            return [whole]
        for rect in self._moved(before.origin, now.origin):
            self._paint(rect)
        new = [rect_of(place, camera) for place in changed if place in grid_of(view_of(camera), camera.size)]
        if before.tracks != now.tracks:
            new.append(self._tracks.box(before.tracks, camera))
        if new:
            self._paint(new[0].unionall(new[1:]))
        return [whole] if before.origin != now.origin else new

    def _moved(self, before: tuple[int, int], now: tuple[int, int]) -> list[pygame.Rect]:
        """Shift the picture with the map, which moves by whole pixels; what has to be painted then."""
        (dx, dy), (wide, high) = (now[0] - before[0], now[1] - before[1]), self._picture.get_size()
        if abs(dx) >= wide or abs(dy) >= high:
            return [self._picture.get_rect()]
        self._picture.scroll(dx, dy)
        bare = (
            pygame.Rect(0 if dx > 0 else wide + dx, 0, abs(dx), high),
            pygame.Rect(0, 0 if dy > 0 else high + dy, wide, abs(dy)),
        )
        return [rect for rect in bare if rect.width and rect.height]

    def finish(self) -> None:
        """Paint and show at once all that is due for this view (a picture is about to be taken)."""
        give_up = time.monotonic() + PATIENCE_S
        wanted = self._wanted()
        while self.chunks.busy(wanted) and time.monotonic() < give_up:
            self.chunks.work(wanted, still=True)
            time.sleep(0.0005)
        self.chunks.fade(FADED_S)

    @property
    def settled(self) -> bool:
        """Is everything in view painted as sharply as it should be?"""
        return self.chunks.settled(self._wanted())

    def close(self) -> None:
        """The mission is left: what has not been painted yet is not."""
        self.chunks.drop()

    def _paint(self, part: pygame.Rect) -> None:
        """Paint a part of the picture."""
        part = part.clip(self._picture.get_rect())
        self._picture.set_clip(part)
        self._layer.draw(self._picture, self.chunks.cells, self.camera)
        self._tracks.draw(self._picture, self.camera)
        if self._tint.times != (255, 255, 255):
            self._picture.fill(self._tint.times, part, special_flags=pygame.BLEND_RGB_MULT)
        if any(self._tint.plus):
            self._picture.fill(self._tint.plus, part, special_flags=pygame.BLEND_RGB_ADD)
        self._draw_border(part)
        self._picture.set_clip(None)

    def _draw_border(self, part: pygame.Rect) -> None:
        """A hairline where the map ends."""
        left, top = self.camera.origin_px
        right, bottom = (
            at + math.floor(side * self.camera.px_per_m + 0.5)  # rounded alike wherever the map lies
            for at, side in ((left, self.camera.width_m), (top, self.camera.height_m))
        )
        wide, high = right - left + 2, bottom - top + 2
        across = ((left - 1, top - 1, wide, 1), (left - 1, bottom, wide, 1))
        down = ((left - 1, top, 1, high - 2), (right, top, 1, high - 2))
        for line in across + down:  # a fill that adds does not heed the clip
            self._picture.fill(BORDER, part.clip(line), special_flags=pygame.BLEND_RGB_ADD)

    def _wanted(self) -> Wanted:
        """What the present move of the camera will show when it ends."""
        grid = grid_of(goal_of(self.camera), self.camera.size, AHEAD_PX)
        return Wanted(grid.level, grid.columns, grid.rows, self.sun)

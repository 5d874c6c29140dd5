"""The ground of the map: painted beside the frames, drawn from pictures that are kept.

    view = MapView(services, world)
    view.layout(size, clear)            # clear: the rectangle no panel covers
    view.camera.centre_on(x_m, y_m, instantly=True)
    each frame: view.update(dt_s, world); view.draw(surface); draw_marks(surface, kit, view.camera, world, shown)
"""

import math
import time

import pygame

from game.sim.world import World
from game.ui.kit import Services
from game.ui.views.camera import Camera
from game.ui.views.map_chunks import Chunks, Wanted
from game.ui.views.map_layer import GroundLayer, grid_of
from game.ui.views.map_sun import SunStep, Tint, sun_step, tint_now
from game.ui.views.map_tracks import Tracks

FIRST_PX_PER_TILE = 4.0
AHEAD_PX = 80  # ground this far outside the window is painted too, for the next pan
PATIENCE_S = 60.0


class MapView:
    """One mission's ground. `camera` is the view's own; move it freely."""

    def __init__(self, services: Services, world: World) -> None:
        terrain = world.terrain
        self._services = services
        self.camera = Camera(terrain.width_m, terrain.height_m, terrain.tile_m)
        self.camera.zoom_to(FIRST_PX_PER_TILE / terrain.tile_m, instantly=True)
        self.camera.centre_on(world.rover.x_m, world.rover.y_m, instantly=True)
        self.chunks = Chunks(services.jobs, terrain, world.survey)
        self.sun: SunStep = sun_step(world.tick)
        self._layer = GroundLayer()
        self._tracks = Tracks()
        self._tint: Tint = tint_now(world)
        self._picture = pygame.Surface(self.camera.size)
        self._drawn: object = None

    def layout(self, size: tuple[int, int], clear: pygame.Rect | None = None) -> None:
        """Fit a window of this size; `clear` is the part that no panel covers (what "centre" and "fit" mean)."""
        self.camera.resize(size, clear)
        if self._picture.get_size() != size:
            self._picture = pygame.Surface(size)
        self._drawn = None

    def update(self, dt_s: float, world: World) -> None:
        """Ease the camera, take in what was painted meanwhile and ask for what is due next."""
        still = self._services.settings.reduced_motion
        self.camera.update(dt_s, still)
        self.sun, self._tint = sun_step(world.tick), tint_now(world)
        self._tracks.follow(world.rover.track_m, (world.rover.x_m, world.rover.y_m))
        self.chunks.look(world.survey, dt_s)
        self.chunks.work(self._wanted(), still)
        self.chunks.fade(self._in_view(), dt_s)

    def draw(self, surface: pygame.Surface) -> None:
        """The ground and what lies beyond the map's edge; fills the whole window."""
        camera = self.camera
        shown = (camera.origin_px, camera.px_per_m, camera.zooming, self.chunks.changes, self._tint, self._tracks.stamp)
        if shown != self._drawn:
            self._compose()
            self._drawn = shown
        surface.blit(self._picture, (0, 0))

    def finish(self, world: World) -> None:
        """Paint all that is due for this view now (a picture is about to be taken)."""
        self.camera.update(1e3, still=True)
        give_up = time.monotonic() + PATIENCE_S
        while True:
            self.update(1e3, world)
            if self.settled or time.monotonic() > give_up:
                return
            time.sleep(0.001)

    @property
    def settled(self) -> bool:
        """Is everything in view painted as sharply as it should be?"""
        return self.chunks.settled(self._wanted())

    def close(self) -> None:
        """The mission is left: what has not been painted yet is not."""
        self.chunks.drop()

    def _compose(self) -> None:
        self._layer.draw(self._picture, self.chunks.cells, self.camera)
        self._tracks.draw(self._picture, self.camera)
        if self._tint.times != (255, 255, 255):
            self._picture.fill(self._tint.times, special_flags=pygame.BLEND_RGB_MULT)
        if any(self._tint.plus):
            self._picture.fill(self._tint.plus, special_flags=pygame.BLEND_RGB_ADD)

    def _wanted(self) -> Wanted:
        """What the present move of the camera will show when it ends."""
        camera = self.camera
        x_m, y_m, px_per_m = camera.goal
        origin = (
            math.floor(camera.clear.centerx - x_m * px_per_m + 0.5),
            math.floor(camera.clear.centery - y_m * px_per_m + 0.5),
        )
        grid = grid_of(origin, px_per_m * camera.tile_m, camera.size, AHEAD_PX)
        return Wanted(grid.level, grid.columns, grid.rows, self.sun)

    def _in_view(self) -> list:
        return grid_of(self.camera.origin_px, self.camera.px_per_tile, self.camera.size).places()

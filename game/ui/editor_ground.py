"""The ground under a level being edited: grown and painted beside the frames, the old one shown until then."""

from typing import TYPE_CHECKING

import numpy as np
import pygame

from game.sim.state.survey import KNOWN_SURVEYED, SurveyState
from game.ui.jobs import Job
from game.ui.kit import Services
from game.ui.previews import SUN_DEG
from game.ui.views.camera import Camera
from game.ui.views.map_chunks import Chunks, Wanted
from game.ui.views.map_ground import BEYOND
from game.ui.views.map_layer import GroundLayer, goal_of, grid_of, view_of
from game.ui.views.map_sun import SunStep

if TYPE_CHECKING:
    from game.content.level import Level
    from game.terrain.terrain import Terrain

SUN = SunStep(round(SUN_DEG[0]), round(SUN_DEG[1]))
WAIT_S = 0.25
"""Ground is grown when the figures have stood still for so long."""
AHEAD_PX = 60


class EditorGround:
    """`show` says which level's ground is wanted; everything of it is known, as to its maker."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.camera = Camera(512.0, 512.0)
        self._size: tuple[tuple[int, int], pygame.Rect] | None = None
        self._wanted: tuple[object, Level] | None = None
        self._shown: object = None
        self._due_s = 0.0
        self._job: tuple[object, Job[Terrain]] | None = None
        self._chunks: Chunks | None = None
        self._layer = GroundLayer()
        self.fault = ""

    @property
    def growing(self) -> bool:
        """Is another ground on its way?"""
        return self._job is not None or (self._wanted is not None and self._wanted[0] != self._shown)

    @property
    def bare(self) -> bool:
        """Is there nothing to show yet?"""
        return self._chunks is None

    def layout(self, size: tuple[int, int], clear: pygame.Rect) -> None:
        self._size = (size, clear)
        self.camera.resize(size, clear)

    def show(self, level: "Level") -> None:
        """The ground of this level, once nothing else has been asked for some moments."""
        key = (level.terrain_spec(), level.seed)
        if self._wanted is None or key != self._wanted[0]:
            at_once = self._wanted is None
            self._wanted, self._due_s = (key, level), self._services.time_s + (0.0 if at_once else WAIT_S)

    def map_is(self, wide: int, high: int, tile_m: float) -> None:
        """A map of this size; the view stays where it is unless that changed."""
        size_m = (wide * tile_m, high * tile_m)
        if (self.camera.width_m, self.camera.height_m) != size_m or self.camera.tile_m != tile_m:
            self.camera = Camera(*size_m, tile_m)
            self._drop()
            if self._size is not None:
                self.camera.resize(*self._size)
                self.camera.fit(instantly=True)

    def update(self, dt_s: float) -> None:
        still = self._services.settings.reduced_motion
        self.camera.update(dt_s, still)
        self._grow()
        if self._chunks is not None:
            self._chunks.view = grid_of(view_of(self.camera), self.camera.size)
            grid = grid_of(goal_of(self.camera), self.camera.size, AHEAD_PX)
            self._chunks.work(Wanted(grid.level, grid.columns, grid.rows, SUN), still)
            self._chunks.fade(dt_s)

    def draw(self, surface: pygame.Surface) -> None:
        surface.fill(BEYOND)
        if self._chunks is not None:
            self._layer.draw(surface, self._chunks.cells, self.camera)

    def close(self) -> None:
        """Nobody looks any more."""
        self._drop()
        if self._job is not None:
            self._job[1].drop()

    def _drop(self) -> None:
        if self._chunks is not None:
            self._chunks.drop()
        self._chunks, self._shown, self._layer = None, None, GroundLayer()

    def _grow(self) -> None:
        """Begin what is due, take in what is done."""
        if self._job is not None and self._job[1].done:
            (key, job), self._job = self._job, None
            self._shown, self.fault = key, str(job.error or "")
            if job.error is None:
                self._take(job.result)
        late = self._services.time_s >= self._due_s
        if self._job is None and late and self._wanted is not None and self._wanted[0] != self._shown:
            key, level = self._wanted
            self._job = (key, self._services.jobs.start(lambda: grown(level)))

    def _take(self, terrain: "Terrain") -> None:
        if (terrain.width_m, terrain.height_m) != (self.camera.width_m, self.camera.height_m):
            return  # the map has another size by now: a job for that one follows
        if self._chunks is not None:
            self._chunks.drop()
        known = np.full((terrain.height, terrain.width), KNOWN_SURVEYED, dtype=np.uint8)
        self._chunks = Chunks(self._services.jobs, terrain, SurveyState(known), SUN)
        self._layer = GroundLayer()


def grown(level: "Level") -> "Terrain":
    """The level's ground."""
    from game.terrain.generate import generate

    return generate(level.terrain_spec(), level.seed)

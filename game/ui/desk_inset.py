"""The small live Navcam picture beside the map: ground and drafts made in slices beside the frames of the window.

The rover moves on while a bake is being made; the last one serves meanwhile, seen from a little aside, until the rover
has left its fine ground or the sun has moved on. Every piece of work fits into a frame.
"""

import math
from dataclasses import dataclass, replace

import pygame

from game.imaging.bake import Bake
from game.imaging.camera import CAMERAS, View
from game.imaging.relief_ground import shared_ground
from game.imaging.scene import Eye, Scene
from game.imaging.slices import Drawing
from game.imaging.staging import rover_pose, rover_view, scene_of_world
from game.sim.world import World
from game.ui.jobs import Job, Jobs

WIDE_PX, HIGH_PX = 224, 126
CELLS, FINEST_M = 192, 0.029
"""A bake of 22 MiB in 0.3 s: a pixel of the inset is 9 mrad wide, 2 cm on the nearest ground."""
ELEVATION_DEG = -9.0
SLICE_S = 0.003
"""Work of one slice, of the picture as of a bake; the longest step takes 5 ms."""
PERIOD_S = 0.2
"""No more than five pictures a second."""
REBAKE_M = 3.0
REBAKE_S = 480
"""Mars seconds in which the sun moves 2 deg."""
REBAKE_TAU = 0.15


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a bake was made, and under what sky."""

    x_m: float
    y_m: float
    tick: int
    tau: float

    def serves(self, other: "Stand") -> bool:
        near = math.hypot(self.x_m - other.x_m, self.y_m - other.y_m) <= REBAKE_M
        same_light = abs(self.tick - other.tick) <= REBAKE_S and abs(self.tau - other.tau) <= REBAKE_TAU
        return near and same_light


class NavcamInset:
    """`update` once per frame; `picture` is the newest there is and `count` how many there were. In scripted play one
    step is done in a frame, whatever it takes: the same pictures on every machine."""

    def __init__(self, on_the_spot: bool = False) -> None:
        self._on_the_spot = on_the_spot
        self._jobs = Jobs(False)
        self._ready: tuple[Stand, Bake] | None = None
        self._coming: tuple[Stand, Bake] | None = None
        self._drawing: Drawing | None = None
        self._drawn: object = None
        self._begun_s = -1.0
        self._slices: list[Job[bool]] = []
        self.picture: pygame.Surface | None = None
        self.azimuth_deg = 0.0
        self.count = 0

    def close(self) -> None:
        self._jobs.close()

    def update(self, world: World, now_s: float) -> bool:
        """Go on with the work; True when there is a new picture."""
        if not all(job.done for job in self._slices):
            return False
        news = self._take()
        self._plan(world, now_s)
        drawing, coming = self._drawing, self._coming
        steps = [] if drawing is None else [drawing.step]
        steps += [] if coming is None else [coming[1].step]
        if self._on_the_spot:
            for step in steps:
                step(0.0)
        else:
            self._slices = [self._jobs.start(lambda step=step: step(SLICE_S) or True) for step in steps]  # type: ignore[misc]
        return news

    def _take(self) -> bool:
        """What has been finished."""
        if self._coming is not None and self._coming[1].is_ready:
            self._ready, self._coming, self._drawn = self._coming, None, None
        drawing = self._drawing
        if drawing is None or drawing.picture is None:
            return False
        self._drawing = None
        self.picture = pygame.image.frombuffer(drawing.picture.tobytes(), (WIDE_PX, HIGH_PX), "RGB")
        self.azimuth_deg = drawing.view.azimuth_deg
        self.count += 1
        return True

    def _plan(self, world: World, now_s: float) -> None:
        """Begin a bake where the last one serves no more, and a picture where the view has changed."""
        rover = world.rover
        here = Stand(rover.x_m, rover.y_m, world.tick, world.weather.tau)
        if self._coming is None and (self._ready is None or not self._ready[0].serves(here)):
            scene, view = staged(world)
            eye = Eye(view.eye_x_m, view.eye_y_m, view.eye_height_m, None, FINEST_M)
            self._coming = (here, Bake(scene, eye, CELLS))
        pose = (rover.x_m, rover.y_m, rover.heading_deg, rover.pitch_deg, rover.roll_deg, world.tick // 300)
        if self._ready is None or self._drawing is not None or pose == self._drawn:
            return
        if now_s - self._begun_s >= PERIOD_S:
            self._drawn, self._begun_s = pose, now_s
            scene, view = staged(world)
            self._drawing = Drawing(seen_from(self._ready[1], scene, view), view, WIDE_PX, HIGH_PX)


def staged(world: World) -> tuple[Scene, View]:
    """The mission as it stands, and what the Navcam sees straight ahead."""
    scene = scene_of_world(world, shared_ground(world.terrain), own="rover")
    view = rover_view(world.terrain, rover_pose(world), "navcam", world.rover.heading_deg, ELEVATION_DEG)
    return scene, replace(view, camera=replace(CAMERAS["navcam"], has_mosaic=False))


def seen_from(bake: Bake, scene: Scene, view: View) -> Bake:
    """A finished bake for an eye that has moved on, with the things where they stand now."""
    eye, height_at = bake.eye, scene.terrain.height_at
    up_m = height_at(view.eye_x_m, view.eye_y_m) + view.eye_height_m - height_at(eye.x_m, eye.y_m) - eye.height_m
    moved = bake.moved(view.eye_x_m - eye.x_m, view.eye_y_m - eye.y_m, up_m)
    moved.eye, moved.scene = replace(moved.eye, height_m=view.eye_height_m), scene
    return moved

"""The live picture of the camera screen: ground laid in slices and draft frames, one piece of work at a time beside the
frames of the window, so that none of them waits.

A long lens looks at ground far away, which the patches round the eye show coarsely: when the camera has come to rest, a
second bake with its finest patch there is made, and the draft drawn again from it.
"""

import math
from collections.abc import Callable

import pygame

from game.imaging.aim import eye_for
from game.imaging.bake import Bake
from game.imaging.camera import View
from game.imaging.clipmap import CELLS, REACH
from game.imaging.render import render
from game.imaging.scene import Eye, Scene
from game.ui.jobs import Job, Jobs

SLICE_S = 0.008
"""Work of one slice of a bake; its longest step takes 10 ms."""
WIDE_PX, SHARP_PX = 320, 640
"""Width of a draft while the camera turns, and of one more when it has come to rest."""
REST_FRAMES = 6
"""The camera has come to rest when it has not moved for a tenth of a second: a sharp draft takes as long as three."""
ASIDE, FINER = 0.2, 1.6
"""A patch far away serves as long as the camera looks within this share of its reach, at cells within this ratio."""


class Viewfinder:
    """`look` at a view every frame; `picture` is the newest draft there is."""

    def __init__(self, scene: Callable[[], Scene], on_the_spot: bool = False) -> None:
        self._scene = scene
        self._jobs = Jobs(on_the_spot)
        self._on_the_spot = on_the_spot
        self._bakes: dict[str, Bake] = {}
        self._far: tuple[str, Bake] | None = None
        self._slice: Job[bool] | None = None
        self._draft: Job[pygame.Surface] | None = None
        self._asked: object = None
        self._drawn: object = None
        self.picture: pygame.Surface | None = None
        self.slices = self.drafts = self._still = 0

    def close(self) -> None:
        self._jobs.close()

    def forget(self) -> None:
        """The scene is another one: time has passed."""
        self._bakes.clear()
        self._far = self._asked = self._drawn = None

    @property
    def progress(self) -> float:
        """Of the ground before the present camera."""
        return min((bake.progress for bake in self._bakes.values()), default=0.0)

    @property
    def sharpening(self) -> bool:
        """The ground far away is being made finer."""
        return self._far is not None and not self._far[1].is_ready

    def look(self, mount: str, view: View, size: tuple[int, int], lens: View | None = None) -> None:
        """Once per frame: take what is done and begin the next piece. lens: the view through the lens alone, when what
        is shown is wider."""
        if not self._taken():
            return
        near = self._near(mount, view)
        if not near.is_ready:
            self._cut(near)
        if not near.is_ready:
            return
        wanted = (mount, view, size)
        self._still = self._still + 1 if wanted == self._asked else 0
        wide = SHARP_PX if self._still >= REST_FRAMES else WIDE_PX
        far = self._far_for(mount, lens or view, size, begin=wide == SHARP_PX)
        bake = far if far is not None and far.is_ready else near
        self._asked = wanted
        if (wanted, wide, bake) != self._drawn and not (wide < SHARP_PX and self._drawn_sharp(wanted)):
            self._drawn = (wanted, wide, bake)
            self.drafts += 1
            self._draft = self._jobs.start(lambda: drafted(bake, view, size, wide))
        elif far is not None and not far.is_ready:
            self._cut(far)

    def _drawn_sharp(self, wanted: object) -> bool:
        return isinstance(self._drawn, tuple) and self._drawn[:2] == (wanted, SHARP_PX)

    def _taken(self) -> bool:
        """False while a draft is being drawn."""
        if self._draft is None:
            return True
        if not self._draft.done:
            return False
        if self._draft.error is None:
            self.picture = self._draft.result
        self._draft = None
        return True

    def _near(self, mount: str, view: View) -> Bake:
        if mount not in self._bakes:
            self._bakes[mount] = Bake(self._scene(), Eye(view.eye_x_m, view.eye_y_m, view.eye_height_m))
        return self._bakes[mount]

    def _far_for(self, mount: str, lens: View, size: tuple[int, int], *, begin: bool) -> Bake | None:
        """The bake with a patch where a long lens looks; None for a lens that needs none."""
        near = self._bakes[mount]
        eye = eye_for(near.scene.terrain, lens, SHARP_PX, max(2, round(SHARP_PX * size[1] / size[0])))
        if eye.aim_m is None:
            return None
        if self._far is not None and self._far[0] == mount and serves(self._far[1].eye, eye):
            return self._far[1]
        if begin:
            self._far = (mount, Bake(near.scene, eye))
            return self._far[1]
        return None

    def _cut(self, bake: Bake) -> None:
        """One more slice, when the one before is done; all of them where nobody waits."""
        if self._slice is None or self._slice.done:
            self.slices += 1
            budget_s = 600.0 if self._on_the_spot else SLICE_S
            self._slice = self._jobs.start(lambda: bake.step(budget_s) or True)
            if self._on_the_spot:
                self._slice.run()


def serves(made: Eye, wanted: Eye) -> bool:
    """Is a patch made for one eye good for another?"""
    if made.aim_m is None or wanted.aim_m is None:
        return False
    aside_m = math.hypot(made.aim_m[0] - wanted.aim_m[0], made.aim_m[1] - wanted.aim_m[1])
    ratio = made.finest_m / wanted.finest_m
    return aside_m < ASIDE * REACH * CELLS * made.finest_m and 1.0 / FINER < ratio < FINER


def drafted(bake: Bake, view: View, size: tuple[int, int], wide: int = WIDE_PX) -> pygame.Surface:
    """A draft as a surface of the window's shape."""
    high = max(2, round(wide * size[1] / size[0]))
    rgb = render(bake, view, wide, high, "full" if wide == SHARP_PX else "draft")
    return pygame.image.frombuffer(rgb.tobytes(), (wide, high), "RGB")

"""The live picture of the camera screen: ground laid in slices and draft frames, one piece of work at a time beside the
frames of the window, so that none of them waits."""

from collections.abc import Callable

import pygame

from game.imaging.bake import Bake
from game.imaging.camera import View
from game.imaging.render import render
from game.imaging.scene import Eye, Scene
from game.ui.jobs import Job, Jobs

SLICE_S = 0.012
"""Work of one slice of a bake."""
WIDE_PX, SHARP_PX = 320, 640
"""Width of a draft while the camera turns, and of one more when it has come to rest."""


class Viewfinder:
    """`look` at a view every frame; `picture` is the newest draft there is."""

    def __init__(self, scene: Callable[[], Scene], on_the_spot: bool = False) -> None:
        self._scene = scene
        self._jobs = Jobs(on_the_spot)
        self._on_the_spot = on_the_spot
        self._bakes: dict[str, Bake] = {}
        self._slice: Job[bool] | None = None
        self._draft: Job[pygame.Surface] | None = None
        self._asked: object = None
        self._wide = 0
        self.picture: pygame.Surface | None = None
        self.slices = 0

    def close(self) -> None:
        self._jobs.close()

    @property
    def progress(self) -> float:
        """Of the ground before the present camera."""
        return min((bake.progress for bake in self._bakes.values()), default=0.0)

    def look(self, mount: str, view: View, size: tuple[int, int]) -> None:
        """Once per frame: take what is done and begin the next piece."""
        if self._draft is not None:
            if not self._draft.done:
                return
            if self._draft.error is None:
                self.picture = self._draft.result
            self._draft = None
        bake = self._bake(mount, view)
        if not bake.is_ready:
            self._cut(bake)
        if not bake.is_ready:
            return
        wanted = (mount, view, size)
        wide = SHARP_PX if wanted == self._asked else WIDE_PX
        if (wanted, wide) != (self._asked, self._wide):
            self._asked, self._wide = wanted, wide
            self._draft = self._jobs.start(lambda: drafted(bake, view, size, wide))

    def _bake(self, mount: str, view: View) -> Bake:
        if mount not in self._bakes:
            self._bakes[mount] = Bake(self._scene(), Eye(view.eye_x_m, view.eye_y_m, view.eye_height_m))
        return self._bakes[mount]

    def _cut(self, bake: Bake) -> None:
        """One more slice, when the one before is done; all of them where nobody waits."""
        if self._slice is None or self._slice.done:
            self.slices += 1
            budget_s = 600.0 if self._on_the_spot else SLICE_S
            self._slice = self._jobs.start(lambda: bake.step(budget_s) or True)
            if self._on_the_spot:
                self._slice.run()


def drafted(bake: Bake, view: View, size: tuple[int, int], wide: int = WIDE_PX) -> pygame.Surface:
    """A draft as a surface of the window's shape."""
    high = max(2, round(wide * size[1] / size[0]))
    rgb = render(bake, view, wide, high, "draft")
    return pygame.image.frombuffer(rgb.tobytes(), (wide, high), "RGB")

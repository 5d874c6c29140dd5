"""A draft drawn in small steps, for those who show it live and have frames of their own to keep."""

import time
from collections.abc import Iterator

import numpy as np

from game.imaging.bake import DONE, Bake
from game.imaging.camera import Lens, View
from game.imaging.develop import develop
from game.imaging.relief_pixels import F32
from game.imaging.render import Picture, bodies_of, lighting, meeting

STRIP_PIXELS = 14200
"""Pixels drawn together, in four steps of 2 to 5 ms."""


class Drawing:
    """`step(budget_s)` until it says True; then `picture` is uint8 [height, width, 3]."""

    def __init__(self, bake: Bake, view: View, width: int, height: int) -> None:
        self.bake, self.view = bake, view
        self.width, self.height = width, height
        self.picture: Picture | None = None
        self._work = self._steps()

    def step(self, budget_s: float) -> bool:
        """Draw for about this long; True when the picture is there."""
        until = time.perf_counter() + budget_s
        while next(self._work, DONE) is not DONE:
            if time.perf_counter() >= until:
                return False
        return True

    def _steps(self) -> Iterator[None]:
        lens = Lens(self.view, self.width, self.height)
        solids = bodies_of(self.bake, lens, lens.rays(), "draft")
        yield
        light = np.empty((3, self.height, self.width), dtype=np.float32)
        wide = max(8, STRIP_PIXELS // self.height)
        for first in range(0, self.width, wide):
            part = lens.strip(first, min(wide, self.width - first))
            rays = part.rays()
            seen = yield from meeting(self.bake, part, rays, solids, "draft")
            yield
            painted = yield from lighting(self.bake, part, rays, seen, "draft")
            for channel, values in zip(light, painted, strict=True):
                channel[:, first : first + part.width] = values.reshape(self.height, part.width)
            yield
        channels: list[F32] = [channel.ravel() for channel in light]
        self.picture = develop(channels, self.width, self.height, self.view.camera, is_draft=True)

"""Pictures drawn from their records, one at a time beside the frames of the window; the last ones used are kept.

Nobody waits: what is asked for and not there yet is begun, and the screen asks again at its next frame.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pygame

from game.imaging.products.export import export
from game.imaging.products.measure import Measurable, measurable
from game.imaging.products.shot import Shot
from game.imaging.products.sidecar import Origin, bounded, sidecar_of
from game.imaging.products.take import at_leisure, small_copy
from game.imaging.record import kinds_of, scene_of_product, shot_of_product
from game.imaging.relief_ground import shared_ground
from game.imaging.render import Picture
from game.imaging.scene import Scene
from game.sim.state.comms import Product, ProductKind
from game.sim.world import World
from game.ui.jobs import Job, Jobs
from game.ui.lru import Lru

SMALL_PX, SMALL_PANORAMA_PX = 208, 128
"""Width of a small copy; of one of the frames that a panorama's is made of."""
SMALL_BYTES, WHOLE_BYTES = 8 << 20, 72 << 20
"""What is kept of small copies and of whole pictures (12 of the largest frames)."""

T = TypeVar("T")


class Dropped(Exception):
    """Nobody waits for the picture any more."""


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """A drawn picture, what was asked of the camera, and what stood before it."""

    shot: Shot
    scene: Scene
    picture: Picture
    surface: pygame.Surface

    @property
    def nbytes(self) -> int:
        return int(self.picture.nbytes)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: `kind` "" means as it came, "measure" what the two eyes of a pair can tell."""

    product: int
    kind: str = ""
    camera: str = ""
    small: bool = False


class Work:
    """How far the present work is, and whether anybody waits for it."""

    def __init__(self) -> None:
        self.share = 0.0
        self.dropped = False

    def pace(self, share: float) -> None:
        self.share = share
        if self.dropped:
            raise Dropped


class Darkroom:
    """Asked every frame for what is shown; `tend` once per frame goes on with the work."""

    def __init__(self, world: Callable[[], World], on_the_spot: bool = False) -> None:
        self._world = world
        self._jobs = Jobs(on_the_spot)
        self._small: Lru[Hashable, Print] = Lru(SMALL_BYTES, lambda one: one.nbytes)
        self._whole: Lru[Hashable, Print] = Lru(WHOLE_BYTES, lambda one: one.nbytes)
        self._measured: Lru[Hashable, Measurable] = Lru(1)
        self._failed: set[Wish] = set()
        self._wanted: dict[Wish, Product] = {}
        self._shown: tuple[Picture, pygame.Surface] | None = None
        self._job: tuple[Wish, Job[Print | Measurable], Work] | None = None

    def close(self) -> None:
        if self._job is not None:
            self._job[2].dropped = True
        self._jobs.close()

    @property
    def nbytes(self) -> int:
        """Of all pictures kept."""
        return self._small.total + self._whole.total

    # --- asking -------------------------------------------------------------------------------------------------------

    def small(self, product: Product, camera: str = "") -> Print | None:
        """The small copy, if it is drawn."""
        return self._get(self._small, product, Wish(product.number, "", camera, True))

    def whole(self, product: Product, kind: str = "", camera: str = "") -> Print | None:
        """The whole picture in one of its kinds, if it is drawn."""
        return self._get(self._whole, product, Wish(product.number, kind, camera))

    def measured(self, product: Product) -> Measurable | None:
        """What the two eyes of a pair can tell, if it is worked out."""
        return self._get(self._measured, product, Wish(product.number, "measure"))

    def share(self) -> float:
        """Of the picture that is being drawn."""
        return self._job[2].share if self._job is not None else 0.0

    def failed(self, product: Product, kind: str = "", camera: str = "") -> bool:
        """It cannot be drawn."""
        return Wish(product.number, kind, camera) in self._failed

    def _get(self, kept: Lru[Hashable, T], product: Product, wish: Wish) -> T | None:
        found = kept.peek(wish)
        if found is None and wish not in self._failed:
            self._wanted.setdefault(wish, product)
        return found

    def surface(self, picture: Picture) -> pygame.Surface:
        """A picture for the window; the last one asked for is kept."""
        if self._shown is None or self._shown[0] is not picture:
            self._shown = (picture, surface_of(picture))
        return self._shown[1]

    def export(self, made: Print, origin: Origin, mbit: float, title: str, folder: Path) -> Job[Path]:
        """Write a picture and its sidecar into a folder, under a name that is free."""
        sidecar = sidecar_of(made.shot, made.scene, origin, made.picture, mbit)
        return self._jobs.start(lambda: export(folder, made.picture, sidecar, title))

    # --- drawing ------------------------------------------------------------------------------------------------------

    def tend(self) -> bool:
        """Take what is done and begin what is wanted most; True when something new can be shown."""
        wanted, self._wanted = self._wanted, {}
        news = self._take(wanted)
        if self._job is None and wanted:
            wish = min(wanted, key=lambda one: one.small)  # whole ones first; of equals the one asked for first
            work = Work()
            world, product = self._world(), wanted[wish]
            scene = bounded(scene_of_product(world, product))  # now: the mission may go on while the job waits
            self._job = (wish, self._jobs.start(lambda: drawn(world, product, scene, wish, work)), work)
        return news

    def _take(self, wanted: dict[Wish, Product]) -> bool:
        if self._job is None:
            return False
        wish, job, work = self._job
        work.dropped = bool(wanted) and wish not in wanted
        if not job.done:
            return False
        self._job = None
        wanted.pop(wish, None)
        if job.error is not None:
            if not isinstance(job.error, Dropped):
                self._failed.add(wish)
            return not isinstance(job.error, Dropped)
        result = job.result
        if isinstance(result, Measurable):
            self._measured.put(wish, result)
        else:
            (self._small if wish.small else self._whole).put(wish, result)
        return True


def drawn(world: World, product: Product, scene: Scene, wish: Wish, work: Work) -> Print | Measurable:
    """What a wish asks for. Of the world only what never changes is looked at."""
    scene = replace(scene, ground=shared_ground(world.terrain))
    if wish.kind == "measure":
        return measurable(shot_of_product(world, product, scene, "stereo"), scene)
    kind = next((kind for kind in kinds_of(world, product) if kind == wish.kind), None)
    if wish.small:
        wide = SMALL_PANORAMA_PX if product.kind is ProductKind.PANORAMA else SMALL_PX
        shot = shot_of_product(world, product, scene, kind, wish.camera, wide)
        picture = small_copy(shot, scene)
    else:
        shot = shot_of_product(world, product, scene, kind, wish.camera)
        picture = at_leisure(shot, scene, work.pace)
    return Print(shot, scene, picture, surface_of(picture))


def surface_of(picture: Picture) -> pygame.Surface:
    """The same pixels for the window; nothing is copied."""
    return pygame.image.frombuffer(picture.data, (picture.shape[1], picture.shape[0]), "RGB")

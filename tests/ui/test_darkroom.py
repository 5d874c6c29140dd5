"""The darkroom: one picture at a time, the one that is looked at first, and nothing that nobody waits for."""

from collections.abc import Callable

import numpy as np
import pygame
import pytest

from game.imaging.record import shot_of_product
from game.imaging.scene import Scene
from game.sim.state.comms import Product
from game.sim.world import World
from game.ui import darkroom
from game.ui.darkroom import Darkroom, Dropped, Print, Wish, Work
from game.ui.jobs import Job
from tests.ui import pictures_on_show as kit


class Bench:
    """A darkroom whose jobs run when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.world = kit.taken().world
        self.room = Darkroom(lambda: self.world)
        self.waiting: list[Job] = []
        self.drawn: list[Wish] = []
        self.works: list[Work] = []
        self.fails = False
        monkeypatch.setattr(darkroom, "drawn", self._draw)
        monkeypatch.setattr(self.room._jobs, "start", self._start)

    def _start(self, work: Callable[[], object]) -> Job:
        self.waiting.append(Job(work, False))
        return self.waiting[-1]

    def _draw(self, world: World, product: Product, scene: Scene, wish: Wish, work: Work) -> Print:
        self.works.append(work)
        work.pace(0.5)
        if self.fails:
            raise MemoryError
        self.drawn.append(wish)
        picture = np.zeros((30, 40, 3), dtype=np.uint8)
        shot = shot_of_product(world, product, scene)
        return Print(shot, scene, picture, pygame.Surface((40, 30)))

    def product(self, number: int) -> Product:
        return self.world.comms.products[number - 1]

    def run(self) -> None:
        while self.waiting:
            self.waiting.pop(0).run()


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    return Bench(monkeypatch)


def test_one_picture_at_a_time_and_the_whole_one_first(bench: Bench) -> None:
    room = bench.room
    assert room.small(bench.product(kit.SMALL)) is None
    assert room.whole(bench.product(kit.WHOLE)) is None
    room.tend()
    assert len(bench.waiting) == 1
    room.small(bench.product(kit.SMALL))
    room.whole(bench.product(kit.WHOLE))
    room.tend()
    assert len(bench.waiting) == 1
    bench.run()
    assert room.tend()
    assert bench.drawn == [Wish(kit.WHOLE)]
    assert room.whole(bench.product(kit.WHOLE)) is not None


def test_what_nobody_asks_for_any_more_is_given_up(bench: Bench) -> None:
    room = bench.room
    room.whole(bench.product(kit.WHOLE))
    room.tend()
    room.whole(bench.product(kit.PAIR))
    room.tend()  # the first one is not wanted now
    bench.run()
    room.whole(bench.product(kit.PAIR))
    assert not room.tend()
    bench.run()
    room.tend()
    assert bench.drawn == [Wish(kit.PAIR)]
    assert room.whole(bench.product(kit.WHOLE)) is None
    assert not room.failed(bench.product(kit.WHOLE))


def test_a_picture_that_cannot_be_drawn_is_not_tried_again(bench: Bench) -> None:
    room, product = bench.room, bench.product(kit.WHOLE)
    bench.fails = True
    for _ in range(4):
        room.whole(product)
        room.tend()
        bench.run()
    assert room.failed(product)
    assert len(bench.works) == 1


def test_the_scene_is_that_of_the_moment_it_was_asked_for(bench: Bench) -> None:
    room = bench.room
    product = bench.product(kit.WHOLE)
    product.setting = None  # a record without its day stands before the present scene
    room.whole(product)
    room.tend()
    bench.world.rover.x_m += 5.0
    bench.run()
    room.tend()
    made = room.whole(product)
    assert made is not None
    (rover,) = [thing for thing in made.scene.objects if thing.kind == "rover"]
    assert rover.x_m == pytest.approx(bench.world.rover.x_m - 5.0)


def test_the_share_of_the_work_is_told_and_a_dropped_work_stops(bench: Bench) -> None:
    work = Work()
    work.pace(0.25)
    assert work.share == 0.25
    work.dropped = True
    with pytest.raises(Dropped):
        work.pace(0.5)


def test_least_used_pictures_are_forgotten_first(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench.room._whole, "_budget", 2 * 30 * 40 * 3)
    for number in (kit.WHOLE, kit.PAIR, kit.WHOLE, kit.PANORAMA):
        bench.room.whole(bench.product(number))
        bench.room.tend()
        bench.run()
        bench.room.tend()
    assert bench.room.nbytes == 2 * 30 * 40 * 3
    assert Wish(kit.PAIR) not in bench.room._whole
    assert Wish(kit.WHOLE) in bench.room._whole

"""A mission with pictures in every stage of their way to Earth, and a darkroom that draws them in no time."""

import numpy as np
import pygame
import pytest

from game.imaging.products.measure import Measurable
from game.imaging.record import shot_of_product
from game.imaging.scene import Scene
from game.mission.session import Session
from game.sim import commands as c
from game.sim.state.comms import Product
from game.sim.world import World
from game.ui import darkroom
from game.ui.darkroom import Print, Wish, Work
from tests import small

WHOLE, SMALL, PAIR, ABOARD, PANORAMA = 1, 2, 3, 4, 5


def taken() -> Session:
    """Five pictures: one on Earth, one as a small copy, a pair on Earth, two on board."""
    session = small.session()
    world = session.world
    small.do(world, c.TakeImage("navcam", "", 90.0, -5.0, 19.0), c.TakeImage("mastcam_z", "near", 0.0, 0.0, 48.0))
    small.do(world, c.TakeImage("mastcam_z", "", 80.0, -9.0, 26.0, stereo=True))
    small.do(world, c.TakeImage("front_hazcam", "", 0.0, 0.0, 14.0), c.TakePanorama())
    for number in (WHOLE, PAIR):
        product = world.comms.products[number - 1]
        product.thumb_sent_mbit, product.thumb_tick = product.thumb_mbit, world.tick
        product.sent_mbit, product.downlinked_tick = product.mbit, world.tick
    copy = world.comms.products[SMALL - 1]
    copy.thumb_sent_mbit, copy.thumb_tick = copy.thumb_mbit, world.tick
    return session


def at_once(monkeypatch: pytest.MonkeyPatch) -> list[Wish]:
    """Pictures of one colour instead of drawn ones; returns the list of what was asked for."""
    asked: list[Wish] = []

    def drawn(world: World, product: Product, scene: Scene, wish: Wish, work: Work) -> Print | Measurable:
        asked.append(wish)
        high, wide = (12, 16) if wish.small else (96, 128)
        picture = np.full((high, wide, 3), 40 * product.number, dtype=np.uint8)
        if wish.kind == "measure":
            return Measurable(picture, np.full((high, wide), 8.0, dtype=np.float32), 400.0, 0.244)
        shot = shot_of_product(world, product, scene, None, wish.camera)
        return Print(shot, scene, picture, pygame.image.frombuffer(picture.tobytes(), (wide, high), "RGB"))

    monkeypatch.setattr(darkroom, "drawn", drawn)
    return asked

"""Cameras and analysers: what they ask for, what they bring, and what it weighs in data."""

import pytest

from game.sim import commands as c
from game.sim import events as e
from game.sim.state.comms import ProductKind
from game.sim.systems import instruments
from game.sim.world import World
from tests import small

PICTURE = c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0)


@pytest.fixture
def world() -> World:
    return small.world()


def test_a_picture_is_a_product_with_its_place_and_weight(world: World) -> None:
    small.do(world, PICTURE)
    (product,) = world.comms.products
    camera = small.catalog().cameras["mastcam_z"]
    assert (product.kind, product.source, product.target) == (ProductKind.IMAGE, "mastcam_z", "near")
    assert (product.mbit, product.focal_mm, product.downlinked_tick) == (camera.mbit, 110.0, -1)
    assert (product.x_m, product.y_m) == (world.rover.x_m, world.rover.y_m)
    assert world.targets[0].imaged


def test_a_picture_along_an_azimuth_documents_no_target(world: World) -> None:
    small.do(world, c.TakeImage("navcam", "", 120.0, 5.0, 19.0))
    assert world.comms.products[0].azimuth_deg == 120.0
    assert not any(state.imaged for state in world.targets)


def test_a_panorama_surveys_the_ground_in_sight(world: World) -> None:
    before = world.survey.surveyed_tiles
    (taken,) = small.of_kind(small.do(world, c.TakePanorama()), e.PanoramaTaken)
    assert isinstance(taken, e.PanoramaTaken)
    assert taken.new_tiles == world.survey.surveyed_tiles - before > 500
    assert world.comms.products[0].mbit == instruments.PANORAMA_FRAMES * small.catalog().cameras["navcam"].mbit


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (c.TakeImage("polaroid", "near", 0.0, 0.0, 50.0), "image.no_camera"),
        (c.TakeImage("mastcam_z", "unseen", 0.0, 0.0, 50.0), "target.unknown"),
        (c.TakeImage("watson", "away", 0.0, 0.0, 50.0), "target.out_of_reach"),
        (c.TakeImage("watson", "", 0.0, 0.0, 21.0), "image.needs_target"),
        (c.Analyse("near", "telescope"), "analyse.no_instrument"),
        (c.Analyse("near", "pixl"), "target.not_abraded"),
        (c.Analyse("away", "watson"), "target.out_of_reach"),
        (c.Analyse("away", "supercam"), "target.too_far"),
        (c.Analyse("unseen", "mastcam_z"), "target.unknown"),
    ],
)
def test_refusals(world: World, asked: c.Command, why: str) -> None:
    assert small.refusal(world, asked) == why


def test_no_pictures_in_the_dark(world: World) -> None:
    small.to_lmst(world, "23:00")
    assert small.refusal(world, PICTURE) == "image.dark"
    assert small.refusal(world, c.TakePanorama()) == "image.dark"


def test_the_same_analysis_is_not_made_twice(world: World) -> None:
    small.do(world, c.Analyse("near", "supercam"))
    assert small.refusal(world, c.Analyse("near", "supercam")) == "analyse.already"
    small.do(world, c.Analyse("near", "mastcam_z"))
    assert world.targets[0].analysed == ["supercam", "mastcam_z"]
    assert [product.kind for product in world.comms.products] == [ProductKind.ANALYSIS] * 2


def test_an_analysis_takes_its_time_and_power(world: World) -> None:
    small.to_lmst(world, "13:00")
    instrument = small.catalog().instruments["supercam"]
    start, drawn = world.tick, world.power.wh_out
    small.do(world, c.Analyse("near", "supercam"))
    assert world.tick - start == instrument.seconds
    spent = world.power.wh_out - drawn - 150.0 * (world.tick - start) / 3600.0
    assert spent == pytest.approx(instrument.watts * instrument.seconds / 3600.0, abs=2.6)


def test_one_thing_at_a_time(world: World) -> None:
    small.give(world, c.TakePanorama())
    assert small.refusal(world, PICTURE) == "rover.busy"

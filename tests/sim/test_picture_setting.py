"""What a picture's record keeps of its day: enough to draw it again, and nothing that no mission could have seen."""

from dataclasses import replace

import pytest

from game.sim import commands as c
from game.sim.fits import misfits
from game.sim.picture_setting import setting_now
from game.sim.state.comms import ProductKind
from game.sim.state.samples import TubeStatus
from tests import small

PICTURE = c.TakeImage("mastcam_z", "near", 0.0, 0.0, 26.0)


def test_a_picture_keeps_the_day_and_the_world_goes_on() -> None:
    world = small.world()
    small.do(world, PICTURE)
    kept = world.comms.products[0].setting
    assert kept is not None
    assert (kept.tau, kept.track_points) == (world.weather.tau, len(world.rover.track_m))
    assert (kept.abraded, kept.cored, kept.laid) == ([], [], [])
    small.do(world, c.Abrade("near"), c.DriveTo(60.0, 80.0))
    assert next(misfits(world), "") == ""
    world.tubes[1].status = TubeStatus.DEPOSITED
    small.do(world, PICTURE)
    later = world.comms.products[1].setting
    assert later is not None
    assert later.abraded == [0]
    assert later.laid == [2]
    assert later.track_points > kept.track_points
    assert world.comms.products[0].setting == replace(kept)


def test_only_pictures_have_a_setting() -> None:
    world = small.world()
    small.do(world, PICTURE, c.Abrade("near"), c.Analyse("near", "pixl"))
    assert [product.setting is not None for product in world.comms.products] == [True, False]
    assert world.comms.products[1].kind is ProductKind.ANALYSIS


@pytest.mark.parametrize(
    "wrong",
    [
        {"track_points": 10_000},
        {"abraded": [77]},
        {"absent": [-1]},
        {"cored": [(9, 1)]},
        {"laid": [0]},
        {"rover_x_m": 1e6},
        {"tau": -1.0},
    ],
)
def test_a_setting_that_cannot_be_is_noticed(wrong: dict[str, object]) -> None:
    world = small.world()
    small.do(world, PICTURE)
    world.comms.products[0].setting = replace(setting_now(world), **wrong)  # type: ignore[arg-type]
    assert next(misfits(world), "") != ""

"""Pieces of ground: seamless, true to what is known, and lit like the hour."""

import numpy as np
import pytest

from game.core import marstime
from game.ui.views.map_fog import REACH_TILES, blend, shows_ground, surroundings
from game.ui.views.map_ground import CHUNK_PX, GroundPainter, Place, on_map
from game.ui.views.map_sun import NIGHT, STEPS, SunStep, shadow_px, sun_step, tint_now
from tests import small

SUN = SunStep(300, 35)


@pytest.fixture(scope="module")
def painter() -> GroundPainter:
    return GroundPainter(small.site().terrain)


def known(level: int = 0) -> np.ndarray:
    return np.full((64, 64), level, dtype=np.uint8)


def test_neighbouring_pieces_fit_without_a_seam(painter: GroundPainter) -> None:
    """The step across the border is no larger than the steps beside it; half known, so fog is crossed too."""
    some = known()
    some[20:44, 20:44] = 1
    left = painter.piece(Place(8, 0, 0), SUN, some).picture.astype(int)
    right = painter.piece(Place(8, 1, 0), SUN, some).picture.astype(int)
    whole = np.concatenate([left, right], axis=1)
    steps = np.abs(np.diff(whole, axis=1)).mean(axis=(0, 2))
    assert steps[CHUNK_PX - 1] < 1.6 * steps[CHUNK_PX - 20 : CHUNK_PX + 20].mean()


def test_unknown_ground_shows_nothing_of_the_truth(painter: GroundPainter) -> None:
    """The same picture whatever lies there: nobody can read rocks out of the fog."""
    painted = painter.piece(Place(4, 0, 0), SUN, known())
    assert painted.truth is None
    assert not shows_ground(surroundings(known(), 0, 0, 64, 64))
    far = known()
    far[0, 0] = 2
    near = surroundings(far, 40, 40, 8, 8)
    assert not near.any()


def test_knowledge_brings_the_truth_out_softly(painter: GroundPainter) -> None:
    some = known()
    some[:, :32] = 2
    painted = painter.piece(Place(4, 0, 0), SUN, some)
    assert painted.truth is not None
    orbital = painter.piece(Place(4, 0, 0), SUN, known()).picture
    off = np.abs(painted.picture.astype(int) - painted.truth).mean(axis=(0, 2))
    assert off[: 4 * 24].max() < 1.0, "well inside it is the truth"
    assert np.abs(painted.picture.astype(int) - orbital).mean(axis=(0, 2))[4 * 60 :].max() < 6.0, "far off it is not"
    assert np.abs(np.diff(off)).max() < 12.0, "no edge between"


def test_flown_over_ground_is_flatter_than_surveyed_ground(painter: GroundPainter) -> None:
    aerial, surveyed = (painter.piece(Place(4, 0, 0), SUN, known(level)).picture for level in (1, 2))
    assert aerial.std() < 0.97 * surveyed.std()
    assert aerial[..., 0].mean() > 1.1 * aerial[..., 2].mean(), "but in colour"


def test_all_surveyed_is_the_true_picture_itself() -> None:
    orbital, truth = (np.full((16, 16, 3), value, dtype=np.uint8) for value in (90, 170))
    near = np.full((4 + 2 * REACH_TILES, 4 + 2 * REACH_TILES), 2, dtype=np.uint8)
    assert blend(orbital, truth, near, 0, 0, 4) is truth


def test_kept_truth_is_used_again(painter: GroundPainter) -> None:
    first = painter.piece(Place(8, 0, 0), SUN, known(1))
    again = painter.piece(Place(8, 0, 0), SUN, known(2), first.truth)
    assert again.truth is first.truth
    assert (again.picture != first.picture).any()


def test_a_piece_across_the_edge_is_painted_as_far_as_the_map_goes() -> None:
    terrain = small.site().terrain
    assert on_map(Place(2, 0, 0), terrain) == (0, 0, 64, 64)
    assert on_map(Place(8, 1, 1), terrain) == (32, 32, 32, 32)
    assert on_map(Place(8, 2, 0), terrain)[2] <= 0
    assert on_map(Place(8, -1, 0), terrain)[2] <= 0


def test_the_overview_shows_the_map_and_fades_beyond_it(painter: GroundPainter) -> None:
    overview = painter.overview(SUN)
    around = int(overview.around_tiles * overview.px_per_tile)
    inside = overview.picture[around:-around, around:-around]
    assert inside.shape[:2] == (round(64 * overview.px_per_tile),) * 2
    assert overview.picture[0].max() < 30
    assert inside.mean() > 3 * overview.picture[: around // 2].mean()


# --- light ---------------------------------------------------------------------------------------------------------


def at(lmst: str) -> int:
    return marstime.tick_at(14, marstime.parse_lmst(lmst))


def test_the_sun_goes_round_in_steps_and_never_lights_from_below() -> None:
    steps = [sun_step(tick) for tick in range(at("00:30"), at("23:30"), 300)]
    assert steps[0] == steps[-1] == NIGHT
    assert len(dict.fromkeys(steps)) == STEPS + 1
    assert all(not 90 < step.azimuth_deg < 270 for step in steps)
    assert sun_step(at("07:30")).azimuth_deg < 90 < 270 < sun_step(at("16:30")).azimuth_deg


def test_morning_and_evening_shadows_are_long_and_fall_away_from_the_sun() -> None:
    morning, noon, evening = (shadow_px(sun_step(at(lmst)), 10.0) for lmst in ("07:00", "12:00", "17:00"))
    assert morning[0] < -10 < 10 < evening[0]
    assert max(map(abs, noon)) < 10


def test_the_tint_darkens_at_night_reddens_at_dusk_and_pales_in_dust() -> None:
    world = small.world()
    world.tick, world.weather.tau = at("12:00"), 0.4
    assert tint_now(world).times == (255, 255, 255)
    world.tick = at("18:10")
    dusk = tint_now(world).times
    assert 255 > dusk[0] > dusk[2]
    world.tick = at("00:00")
    night = tint_now(world).times
    assert 90 < min(night) <= max(night) < 160
    assert night[2] > night[0], "cold, but legible"
    world.tick, world.weather.tau = at("12:00"), 2.5
    storm = tint_now(world)
    assert max(storm.times) < 255
    assert min(storm.plus) > 0

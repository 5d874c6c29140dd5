"""The map picture: seamless, lit from the right side, true to the ground, and silent about what is hidden."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from game.imaging.relief import ReliefPainter
from game.imaging.relief_ground import ReliefGround, relief_ground
from game.imaging.relief_light import day_grade, horizon, shadow_margin, sun_light
from game.terrain.generate import generate
from game.terrain.landforms.ripples import crest_heights
from game.terrain.landforms.site import fresh_site
from game.terrain.material import Material
from game.terrain.spec import CraterField, TerrainSpec
from game.terrain.terrain import Rocks, Terrain

from .sites import SIZE, TILE_M, flat_site, rich_site, with_one_rock

Picture = NDArray[np.uint8]
OPPOSITE = {"east": "west", "west": "east", "north": "south", "south": "north"}


@pytest.fixture(scope="module")
def rich() -> ReliefGround:
    return relief_ground(rich_site())


def painter(ground: ReliefGround, scale: int, azimuth: float = 300.0, elevation: float = 25.0) -> ReliefPainter:
    return ReliefPainter(ground.terrain, scale, azimuth, elevation, ground)


def most_apart(a: Picture, b: Picture) -> int:
    return int(np.abs(a.astype(int) - b.astype(int)).max())


@pytest.mark.parametrize(("scale", "tiles"), [(1, 80), (2, 60), (3, 40), (4, 40), (8, 24), (16, 16), (32, 8)])
@pytest.mark.parametrize("sun_deg", [(300.0, 25.0), (75.0, 9.0)])
def test_neighbouring_pictures_fit_without_a_seam(
    rich: ReliefGround, scale: int, tiles: int, sun_deg: tuple[float, float]
) -> None:
    draw = painter(rich, scale, *sun_deg)
    x, y, half = 10 if tiles < 60 else 0, 38 if tiles < 30 else 0, tiles // 2
    whole = draw.paint(x, y, tiles, tiles)
    assert whole.shape == (tiles * scale, tiles * scale, 3)
    assert whole.dtype == np.uint8
    quarters = [[draw.paint(x + i, y + j, half, half) for i in (0, half)] for j in (0, half)]
    assert most_apart(np.concatenate([np.concatenate(row, axis=1) for row in quarters]), whole) <= 1
    strips = [draw.orbital(x, y + j, tiles, half) for j in (0, half)]
    assert most_apart(np.concatenate(strips), draw.orbital(x, y, tiles, tiles)) <= 1


def test_a_picture_may_reach_beyond_the_map(rich: ReliefGround) -> None:
    assert painter(rich, 4).paint(-3, SIZE - 2, 8, 6).shape == (24, 32, 3)
    assert painter(rich, 4).orbital(-3, SIZE - 2, 8, 6).shape == (24, 32, 3)


def test_painting_twice_gives_the_same_picture(rich: ReliefGround) -> None:
    again = relief_ground(rich_site())
    assert np.array_equal(painter(rich, 8).paint(20, 20, 16, 16), painter(again, 8).paint(20, 20, 16, 16))


@pytest.mark.parametrize(("azimuth", "lit"), [(90.0, "west"), (270.0, "east"), (0.0, "south"), (180.0, "north")])
def test_the_crater_wall_that_faces_the_sun_is_bright(rich: ReliefGround, azimuth: float, lit: str) -> None:
    """The 36 m crater at (110, 50) m: its inner walls 12 m from the middle."""
    for picture in (
        painter(rich, 4, azimuth).paint(0, 0, SIZE, SIZE),
        painter(rich, 4, azimuth).orbital(0, 0, SIZE, SIZE),
    ):
        walls = {"east": (122, 50), "west": (98, 50), "north": (110, 38), "south": (110, 62)}
        bright = {}
        for side, (x_m, y_m) in walls.items():
            part = picture[y_m * 2 - 8 : y_m * 2 + 8, x_m * 2 - 8 : x_m * 2 + 8]
            bright[side] = part.mean()
        assert bright[lit] > 1.08 * bright[OPPOSITE[lit]]


def test_every_material_has_its_own_colour() -> None:
    colours = {}
    for kind in Material:
        ground = relief_ground(flat_site(kind))
        colours[kind] = painter(ground, 4, 300.0, 40.0).paint(20, 20, 30, 30).reshape(-1, 3).mean(axis=0)
    for kind, colour in colours.items():
        assert colour[0] > colour[1] > colour[2], f"{kind.name} is not a colour of Mars"
        others = [np.abs(colour - other).max() for name, other in colours.items() if name != kind]
        assert min(others) > 4.0, f"{kind.name} looks like another material"
    assert colours[Material.RIPPLE].mean() < colours[Material.SAND].mean() < colours[Material.REGOLITH].mean()
    assert colours[Material.DELTA].mean() > colours[Material.REGOLITH].mean()


def test_level_ground_has_the_same_brightness_under_any_day_sun() -> None:
    ground = relief_ground(flat_site())
    means = [painter(ground, 4, 200.0, deg).paint(20, 20, 30, 30).mean() for deg in (20.0, 35.0, 60.0, 88.0)]
    assert max(means) - min(means) < 6.0


def test_evening_is_warmer_and_night_dark_and_cold() -> None:
    ground = relief_ground(flat_site())
    noon, evening, night = (
        painter(ground, 2, 280.0, deg).paint(20, 20, 30, 30).reshape(-1, 3).mean(axis=0) for deg in (40.0, 3.0, -20.0)
    )
    assert noon.mean() > evening.mean() > night.mean() > 25.0
    assert evening[0] / evening[2] > noon[0] / noon[2] > night[0] / night[2]
    assert day_grade(-90.0) == day_grade(-8.0)


def nothing_on(terrain: Terrain) -> Terrain:
    none = np.zeros(0)
    rocks = Rocks(none, none, none, none, np.zeros(SIZE * SIZE + 1, dtype=np.int64))
    zeros = np.zeros((SIZE, SIZE))
    material = np.full((SIZE, SIZE), Material.REGOLITH, dtype=np.uint8)
    rough = terrain.elevation_m + np.random.default_rng(2).normal(0.0, 1.0, (SIZE, SIZE))
    return replace(terrain, rocks=rocks, rock_abundance=zeros, material=material, elevation_m=rough)


@pytest.mark.parametrize("scale", [2, 16])
def test_the_picture_from_orbit_tells_nothing_hidden(rich: ReliefGround, scale: int) -> None:
    other = relief_ground(nothing_on(rich.terrain))
    tiles = 20 if scale == 16 else SIZE
    from_orbit = painter(rich, scale).orbital(0, 0, tiles, tiles)
    assert most_apart(from_orbit, painter(other, scale).orbital(0, 0, tiles, tiles)) <= 1
    assert (
        most_apart(painter(rich, scale).paint(0, 0, tiles, tiles), painter(other, scale).paint(0, 0, tiles, tiles)) > 40
    )


def test_the_picture_from_orbit_is_dimmer_greyer_and_softer(rich: ReliefGround) -> None:
    true, orbit = (
        painter(rich, 4).paint(0, 0, SIZE, SIZE).astype(float),
        painter(rich, 4).orbital(0, 0, SIZE, SIZE).astype(float),
    )
    assert orbit.mean() < 0.85 * true.mean()
    assert (orbit[..., 0] - orbit[..., 2]).mean() < 0.4 * (true[..., 0] - true[..., 2]).mean()
    assert np.abs(np.diff(orbit, axis=1)).mean() < 0.6 * np.abs(np.diff(true, axis=1)).mean()


def seen_pixels(diameter_m: float, scale: int, azimuth: float = 270.0) -> NDArray[np.int64]:
    """Offsets (x, y) from the rock's middle of the pixels a rock changes by more than grain could."""
    with_rock = relief_ground(with_one_rock(flat_site(), diameter_m, 0.4 * diameter_m))
    without = relief_ground(flat_site())
    a = painter(with_rock, scale, azimuth, 30.0).paint(36, 36, 10, 10).astype(int)
    b = painter(without, scale, azimuth, 30.0).paint(36, 36, 10, 10).astype(int)
    ys, xs = np.nonzero(np.abs(a - b).max(axis=2) > 18)
    middle = (SIZE / 2 + 0.5 - 36) * scale
    return np.stack([np.round(xs - middle), np.round(ys - middle)]).astype(np.int64)


def test_a_rock_has_its_true_size_and_a_shadow_away_from_the_sun() -> None:
    """Sun in the west, 30 deg up: a 2 m rock 0.8 m high throws its shadow 1.4 m east."""
    x, y = seen_pixels(2.0, 16)
    pixels_per_m = 8
    assert 0.7 * 2.0 * pixels_per_m < y.max() - y.min() < 1.3 * 2.0 * pixels_per_m
    assert -1.5 * pixels_per_m < x.min() < -0.6 * pixels_per_m
    assert 1.1 * pixels_per_m < x.max() < 2.8 * pixels_per_m
    east_side, _ = seen_pixels(2.0, 16, azimuth=90.0)
    assert -east_side.min() > east_side.max()


def test_small_rocks_show_when_they_are_large_enough_to_see() -> None:
    assert seen_pixels(0.3, 16).shape[1] > 2
    assert seen_pixels(0.3, 2).shape[1] == 0
    assert seen_pixels(2.5, 2).shape[1] > 2


def test_crests_drawn_are_the_crests_of_the_ground(rich: ReliefGround) -> None:
    """At the tiles' own middles the painter's recipe gives what the terrain's gave."""
    (crests,) = rich.crests
    field, site = crests.field, fresh_site(rich.terrain.spec, rich.terrain.seed)
    window = site.everywhere()
    heights = crest_heights(window, site.stream_at("ripples", field.x_m, field.y_m), field.wavelength_m, field.wind_deg)
    height, width = crests.share.shape
    part = heights[crests.ty0 : crests.ty0 + height, crests.tx0 : crests.tx0 + width]
    sand = crests.stand_m > 0.9 * field.height_m
    assert sand.sum() > 50
    drawn = (crests.crest * crests.stand_m / field.height_m)[sand]
    assert np.abs(drawn - part[sand]).max() < 0.12
    assert np.corrcoef(drawn, part[sand])[0, 1] > 0.99


def test_craters_drawn_are_the_craters_of_the_ground() -> None:
    field = CraterField(per_km2=900.0, max_m=18.0)
    spec = TerrainSpec(width=SIZE, height=SIZE, tile_m=TILE_M, craters=field)
    cratered, smooth = generate(spec, 5), generate(replace(spec, craters=None), 5)
    ground = relief_ground(cratered)
    assert len(ground.craters.chosen) > 5
    real = cratered.elevation_m - smooth.elevation_m
    assert real.min() < -0.5
    assert np.abs(ground.craters.tiles_m - real).max() < 0.02


def test_shadows_are_as_long_as_the_sun_is_low() -> None:
    """A post one metre high on metre pixels, sun at 15 deg in the west: 3.7 m of shadow to the east."""
    doublings = 4
    margin = shadow_margin(doublings)
    for azimuth, (row, column) in {270.0: (0, 1), 90.0: (0, -1), 0.0: (1, 0), 180.0: (-1, 0)}.items():
        height = np.zeros((2 * margin + 21, 2 * margin + 21), dtype=np.float32)
        height[margin + 10, margin + 10] = 1.0
        shadow = horizon(height, 1.0, sun_light(azimuth, 15.0), doublings)
        assert shadow.shape == (21, 21)
        lengths = [k for k in range(1, 10) if shadow[10 + row * k, 10 + column * k] > 0.0]
        assert lengths == [1, 2, 3]
        assert shadow.sum() == pytest.approx(1 + sum(1 - k * 0.26795 for k in (1, 2, 3)), abs=1e-3)

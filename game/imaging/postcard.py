"""Views that greet the player: a level's own ground at the end of an afternoon, the sun low over the rim; and the
place behind the title."""

import math
from collections.abc import Iterator

from game.core.grid import heading_vector
from game.imaging.bake import Bake
from game.imaging.camera import CameraModel, View
from game.imaging.relief_ground import ReliefGround
from game.imaging.render import Picture, render
from game.imaging.scene import Eye, Horizon, Scene, Thing
from game.terrain.generate import generate
from game.terrain.spec import CraterField, NamedCrater, Outcrop, RippleField, RockField, TerrainSpec
from game.terrain.terrain import Terrain

SUN_ELEVATION_DEG = 7.0
ASIDE_DEG = 16.0
"""The sun stands to the right of the middle, so that words have the darker left."""
LENS = CameraModel("vista", 66.0, vignette=0.28, noise=0.5)
EYE_M = 2.1
TRIALS = 16

TITLE_SEED = 11
TITLE_AT_M = (150.0, 128.0)
TITLE_SUN_DEG = (262.0, 8.5)
TITLE_SPEC = TerrainSpec(
    width=128,
    height=128,
    tile_m=2.0,
    craters=CraterField(per_km2=420.0, reference_m=8.0, min_m=5.0, max_m=22.0),
    named_craters=(NamedCrater("bowl", 112.0, 110.0, 38.0, 0.13), NamedCrater("far", 40.0, 130.0, 60.0, 0.09)),
    ripples=(RippleField(118.0, 150.0, 44.0, 22.0, 70.0, 7.0, 0.5, 250.0),),
    outcrops=(Outcrop(128.0, 118.0, 7.0, 0.9, "layered"), Outcrop(96.0, 150.0, 10.0, 1.4, "layered")),
    rocks=RockField(k_frac=0.055),
)
TITLE_HORIZON = Horizon(rim_from_m=2600.0, rim_to_m=7400.0, rim_height_m=980.0, delta_azimuth_deg=222.0, seed=3)


def vista(
    terrain: Terrain,
    start_m: tuple[float, float],
    sun_azimuth_deg: float = 268.0,
    sun_elevation_deg: float = SUN_ELEVATION_DEG,
    tau: float = 0.45,
    size: tuple[int, int] = (1280, 720),
    ground: ReliefGround | None = None,
    horizon: Horizon | None = None,
) -> Picture:
    """uint8 [h, w, 3]: from a good place near the start toward the low sun. For a job's thread: some seconds."""
    x_m, y_m = outlook(terrain, start_m, sun_azimuth_deg)
    light = (sun_azimuth_deg, sun_elevation_deg, tau)
    scene = Scene(terrain, *light, horizon=horizon or Horizon(), ground=ground)
    return _taken(scene, (x_m, y_m), sun_azimuth_deg - ASIDE_DEG, 3.0, size)


def title_picture(size: tuple[int, int]) -> Picture:
    """The crater floor behind the title: a ledge, a crater, sand, the rover's tracks leading on to the low sun."""
    terrain = generate(TITLE_SPEC, TITLE_SEED)
    x_m, y_m = TITLE_AT_M
    ahead = math.radians(TITLE_SUN_DEG[0] - 9.0)
    rover_m = (x_m + 15.0 * math.sin(ahead), y_m - 15.0 * math.cos(ahead))
    rover = Thing("rover", *rover_m, heading_deg=TITLE_SUN_DEG[0] + 18.0)
    track = tuple(_path(rover_m, TITLE_SUN_DEG[0] + 18.0))
    scene = Scene(terrain, *TITLE_SUN_DEG, 0.42, (track,), (rover,), TITLE_HORIZON)
    return _taken(scene, TITLE_AT_M, TITLE_SUN_DEG[0] - ASIDE_DEG, 2.5, size)


def _path(end_m: tuple[float, float], heading_deg: float) -> Iterator[tuple[float, float]]:
    """A drive that ended here, bending a little."""
    x, y = end_m
    for step in range(40):
        yield x, y
        dx, dy = heading_vector(heading_deg + 1.6 * step)
        x, y = x - dx, y - dy


def _taken(
    scene: Scene, at_m: tuple[float, float], azimuth_deg: float, elevation_deg: float, size: tuple[int, int]
) -> Picture:
    view = View(*at_m, EYE_M, azimuth_deg, elevation_deg, 0.0, LENS)
    return render(Bake(scene, Eye(*at_m, EYE_M)).finish(), view, *size)


def outlook(terrain: Terrain, start_m: tuple[float, float], azimuth_deg: float) -> tuple[float, float]:
    """Of some places round the start, the one that stands highest over the ground before it."""
    east, south = heading_vector(azimuth_deg)
    best, best_score = start_m, -1e9
    for n in range(TRIALS):
        dx, dy = heading_vector(n * 137.5)
        reach = 4.0 + 3.5 * n
        x, y = start_m[0] + dx * reach, start_m[1] + dy * reach
        if not terrain.inside(x, y):
            continue
        ahead = [terrain.height_at(x + east * d, y + south * d) for d in (12.0, 30.0, 70.0)]
        score = terrain.height_at(x, y) - sum(ahead) / len(ahead) - 0.15 * terrain.slope_at(x, y) - 0.01 * reach
        if score > best_score:
            best, best_score = (x, y), score
    return best

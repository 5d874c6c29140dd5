"""The view that greets the player: the level's own ground at the end of an afternoon, with the sun low over the rim."""

from game.core.grid import heading_vector
from game.imaging.camera import CameraModel, View
from game.imaging.relief_ground import ReliefGround
from game.imaging.render import Picture, bake, render
from game.imaging.scene import Eye, Scene
from game.terrain.terrain import Terrain

SUN_ELEVATION_DEG = 7.0
ASIDE_DEG = 16.0
"""The sun stands to the right of the middle, so that words have the darker left."""
LENS = CameraModel("vista", 66.0, vignette=0.28, noise=0.5)
TRIALS = 16


def vista(
    terrain: Terrain,
    start_m: tuple[float, float],
    sun_azimuth_deg: float = 268.0,
    sun_elevation_deg: float = SUN_ELEVATION_DEG,
    tau: float = 0.45,
    size: tuple[int, int] = (1280, 720),
    ground: ReliefGround | None = None,
) -> Picture:
    """uint8 [h, w, 3]: from a good place near the start toward the low sun. For a job's thread: some seconds."""
    x_m, y_m = outlook(terrain, start_m, sun_azimuth_deg)
    scene = Scene(terrain, sun_azimuth_deg, sun_elevation_deg, tau, ground=ground)
    made = bake(scene, Eye(x_m, y_m, 2.1))
    view = View(x_m, y_m, 2.1, sun_azimuth_deg - ASIDE_DEG, 3.0, 0.0, LENS)
    return render(made, view, *size)


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

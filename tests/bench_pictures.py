"""How fast pictures are made, against a loop over rays in plain Python and a voxel-space loop in numpy.

Both references march over the same baked ground in the same steps. The rays meet the same stones, found by a grid;
the voxel-space loop draws none. Neither has shadows of stones, grain, haze, noise or lens, so the ratios are on the
safe side. All is timed in seconds of the processor: a neighbour's work does not count.
"""

import math
import time
from collections.abc import Callable
from typing import Any

import numpy as np

SIZE, SMALL, LARGE, DRAFT = (640, 480), (320, 240), (1648, 1200), (320, 180)
STEPS, FIRST_M, LAST_M = 900, 0.9, 14000.0
NAIVE_PIXELS, STONE_CELL_M = 160, 0.5
ELEVATION_DEG, FOV_DEG = -8.0, 62.0


def naive_ray(
    ground: Any,
    stones: dict[tuple[int, int], list[Any]],
    eye_z_m: float,
    ray: tuple[float, ...],
    sun: tuple[float, ...],
) -> float:
    """One pixel: step along its ray until it is under the ground or in a stone; its light, in lists and floats."""
    east, south, up = ray
    ratio = (LAST_M / FIRST_M) ** (1.0 / STEPS)
    distance = FIRST_M
    for _ in range(STEPS):
        x, y, z = east * distance, south * distance, up * distance
        height, east_slope, south_slope = ground(x, y, distance)
        if eye_z_m + z < height:
            steep = math.sqrt(1.0 + east_slope * east_slope + south_slope * south_slope)
            return max((sun[2] - east_slope * sun[0] - south_slope * sun[1]) / steep, 0.0)
        for at, reach, planes in stones.get((math.floor(x / STONE_CELL_M), math.floor(y / STONE_CELL_M)), ()):
            if (x - at[0]) ** 2 + (y - at[1]) ** 2 + (z - at[2]) ** 2 > reach:
                continue
            inside = [p[0] * (x - at[0]) + p[1] * (y - at[1]) + p[2] * (z - at[2]) - p[3] for p in planes]
            if max(inside) < 0.0:
                face = planes[inside.index(max(inside))]
                return max(face[0] * sun[0] + face[1] * sun[1] + face[2] * sun[2], 0.0)
        distance *= ratio
    return 0.5


def naive_ground(clip: Any) -> Callable[[float, float, float], tuple[float, float, float]]:
    """Height and slopes of the baked ground at a place, two patches blended, by plain Python's own means."""
    reach = clip.reach_m().tolist()
    cells, x0, y0 = clip.cell_m.tolist(), clip._u0.tolist(), clip._v0.tolist()
    heights = [level.tolist() for level in clip.z_m]

    def in_level(level: int, x: float, y: float) -> tuple[float, float, float]:
        u, v = x / cells[level] + x0[level], y / cells[level] + y0[level]
        column, row = int(u), int(v)
        fu, fv = u - column, v - row
        rows = heights[level]
        a, b, c, d = rows[row][column], rows[row][column + 1], rows[row + 1][column], rows[row + 1][column + 1]
        north, south = a + (b - a) * fu, c + (d - c) * fu
        return north + (south - north) * fv, (b - a) / cells[level], (c - a) / cells[level]

    def at(x: float, y: float, distance: float) -> tuple[float, float, float]:
        level = 0
        while level < len(reach) - 1 and reach[level] < distance:
            level += 1
        fine = in_level(level, x, y)
        share = (distance / reach[level] - 0.7) / 0.3
        if share <= 0.0 or level == len(reach) - 1:
            return fine
        coarse = in_level(level + 1, x, y)
        share = share * share * (3.0 - 2.0 * share)
        return (
            fine[0] + (coarse[0] - fine[0]) * share,
            fine[1] + (coarse[1] - fine[1]) * share,
            fine[2] + (coarse[2] - fine[2]) * share,
        )

    return at


def naive_stones(made: Any, view: Any) -> dict[tuple[int, int], list[Any]]:
    """The stones in view by the cells of a grid that they touch."""
    from game.imaging.camera import Lens
    from game.imaging.render import see

    lens = Lens(view, *SIZE)
    solids, grid = see(made, lens, lens.rays()).solids, {}  # type: ignore[var-annotated]
    for at, planes, corners in zip(solids.at, solids.planes.tolist(), solids.corners, strict=True):
        low, high = (corners + at).min(axis=0) / STONE_CELL_M, (corners + at).max(axis=0) / STONE_CELL_M
        for column in range(math.floor(low[0]), math.floor(high[0]) + 1):
            for row in range(math.floor(low[1]), math.floor(high[1]) + 1):
                reach = float((corners * corners).sum(axis=1).max())
                grid.setdefault((column, row), []).append((at.tolist(), reach, planes))
    return grid


def naive_s(made: Any, view: Any) -> float:
    """Seconds for a whole picture, from pixels spread over it."""
    from game.imaging.camera import Lens

    rays = Lens(view, *SIZE).rays()
    some = np.linspace(0, rays.shape[1] - 1, NAIVE_PIXELS).astype(int)
    ground, stones, sun = naive_ground(made.map), naive_stones(made, view), made.light.toward
    chosen = [tuple(float(c) for c in rays[:, n]) for n in some]
    begin = time.process_time()
    for ray in chosen:
        naive_ray(ground, stones, made.eye_z_m, ray, sun)
    return (time.process_time() - begin) / NAIVE_PIXELS * rays.shape[1]


def voxel_space(made: Any, view: Any) -> np.ndarray:
    """The classic loop: from near to far, all columns at once, each step painting what it raises over the last."""
    from game.imaging import clipmap
    from game.imaging.camera import Lens

    width, height = SIZE
    lens = Lens(view, width, height)
    turn = math.radians(view.azimuth_deg) + np.arctan((np.arange(width) + 0.5 - width / 2) / lens.focal_px)
    east, south = np.sin(turn).astype(np.float32), -np.cos(turn).astype(np.float32)
    horizon = height / 2 + math.tan(math.radians(ELEVATION_DEG)) * lens.focal_px
    picture = np.full((height, width, 3), 0.5, dtype=np.float32)
    lowest, rows = np.full(width, height), np.arange(height)[:, None]
    sun = made.light.toward
    for distance in np.geomspace(FIRST_M, LAST_M, STEPS).astype(np.float32):
        x, y = east * distance, south * distance
        level, _ = made.map.level_of(np.array([distance], dtype=np.float32))
        z = made.map.heights(int(level[0]), x, y) - np.float32(made.eye_z_m)
        top = np.clip(horizon - z / distance * lens.focal_px, 0, height).astype(int)
        if not (top < lowest).any():
            continue
        looks = made.map.sample(x, y)
        gx, gy = looks[:, clipmap.EAST], looks[:, clipmap.SOUTH]
        lit = np.maximum(sun[2] - gx * sun[0] - gy * sun[1], 0.0) / np.sqrt(1.0 + gx * gx + gy * gy)
        colour = looks[:, clipmap.RED : clipmap.BLUE + 1] * (0.3 + lit)[:, None]
        where = (rows >= top) & (rows < lowest)
        picture[where] = np.broadcast_to(colour[None], picture.shape)[where]
        lowest = np.minimum(lowest, top)
    return picture


def _times(work: Callable[[], object], samples: int) -> list[float]:
    found = []
    for _ in range(samples):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return found


def slices_s(scene: Any, eye: Any) -> list[float]:
    """Length of each step of a bake."""
    from game.imaging.bake import Bake

    made, found, done = Bake(scene, eye), [], False
    while not done:
        begin = time.process_time()
        done = made.step(0.0)
        found.append(time.process_time() - begin)
    return found


def picture_figures(bench: Any) -> Any:
    """Every figure the pictures are held to."""
    from game.imaging.bake import bake
    from game.imaging.camera import CameraModel, View
    from game.imaging.render import render
    from game.imaging.scene import Eye
    from game.imaging.staging import scene_of_level

    level, site = bench.level_one(), bench.site_one()
    scene = scene_of_level(level, site.terrain, level.start.sol * 88_775 + 55_000)
    view = View(*level.metres(level.start.at), 2.0, 40.0, ELEVATION_DEG, 0.0, CameraModel(fov_deg=FOV_DEG))
    eye = Eye(view.eye_x_m, view.eye_y_m, view.eye_height_m)
    made = bake(scene, eye)

    def shots(size: tuple[int, int], quality: str, samples: int) -> list[float]:
        return list(_times(lambda: render(made, view, *size, quality), samples))  # type: ignore[arg-type]

    render(made, view, *SIZE)
    frame, small, draft = shots(SIZE, "full", 9), shots(SMALL, "full", 9), shots(DRAFT, "draft", 15)
    large, baked = shots(LARGE, "full", 3), _times(lambda: bake(scene, eye), 3)
    voxel = min(_times(lambda: voxel_space(made, view), 3))
    figure, best = bench.figure, min(frame)
    yield figure("picture 640x480", frame, "plain Python rays", naive_s(made, view), "ratio <= 1/1200")
    yield figure("picture 640x480", frame, "numpy voxel space", voxel, "ratio <= 1/2.5")
    yield figure("picture 1648x1200", large, "picture 320x240", min(small), "ratio <= 25")
    yield figure("viewfinder 320x180", draft, "a tenth of a second", 0.1, "ratio <= 1")
    yield figure("bake", baked, "picture 640x480", best, "ratio <= 10")
    yield figure("slice of a bake", slices_s(scene, eye), "20 ms", 0.02, "p99 <= 1")
    mib = made.map.nbytes / 2**20
    yield figure(f"memory of a bake {mib:.0f} MiB", [mib / 1e3], "200 MiB", 0.2, "ratio <= 1")

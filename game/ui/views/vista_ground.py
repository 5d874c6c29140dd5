"""The ground of the title's vista as a fan of samples round the eye: heights, rocks, light and shadow.

The fan is log-polar: columns are equal steps of azimuth, rows grow by a constant ratio in distance. A step of a
given share of the distance towards the sun is then the same shift of rows and columns everywhere in a column, which
makes cast shadows a handful of shifted comparisons. Pictures only: nothing of this reaches the simulation.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.floating[Any]]  # float32 where it costs

NEAR_M = 1.6
FAR_M = 9000.0
FINEST_M = 0.06
SUN_AZIMUTH_RAD = 0.26  # a little to the right of the middle
SUN_ELEVATION_RAD = 0.19
EYE_HEIGHT_M = 2.2


@dataclass(frozen=True, slots=True)
class Fan:
    """Sample places: azimuth per column, distance per row, and both as metres east and ahead."""

    azimuth_rad: Grid  # [cols]
    distance_m: Grid  # [rows]
    x_m: Grid  # [rows, cols]
    y_m: Grid

    @property
    def ratio(self) -> float:
        return float(self.distance_m[1] / self.distance_m[0])

    @property
    def step_rad(self) -> float:
        return float(self.azimuth_rad[1] - self.azimuth_rad[0])


def make_fan(cols: int, rows: int, left_rad: float, right_rad: float) -> Fan:
    azimuth = np.linspace(left_rad, right_rad, cols, dtype=np.float32)
    distance = np.geomspace(NEAR_M, FAR_M, rows).astype(np.float32)
    x = distance[:, None] * np.sin(azimuth)[None, :]
    y = distance[:, None] * np.cos(azimuth)[None, :]
    return Fan(azimuth, distance, x, y)


def noise(x: Grid, y: Grid, wavelength_m: float, seed: int) -> Grid:
    """Smooth value noise between -1 and 1."""
    u, v = x / np.float32(wavelength_m) + np.float32(seed * 17.31), y / np.float32(wavelength_m)
    i, j = np.floor(u), np.floor(v)
    fu, fv = u - i, v - j
    fu, fv = fu * fu * (3 - 2 * fu), fv * fv * (3 - 2 * fv)
    a, b = _corner(i, j, seed), _corner(i + 1, j, seed)
    c, d = _corner(i, j + 1, seed), _corner(i + 1, j + 1, seed)
    top = a + (b - a) * fu
    return top + (c + (d - c) * fu - top) * fv


def _corner(i: Grid, j: Grid, seed: int) -> Grid:
    """A lattice point's value, by integer mixing."""
    n = i.astype(np.int32).view(np.uint32) * np.uint32(0x9E3779B1)
    n ^= j.astype(np.int32).view(np.uint32) * np.uint32(0x85EBCA77) + np.uint32(seed * 0x27D4EB2F & 0xFFFFFFFF)
    n ^= n >> np.uint32(15)
    n *= np.uint32(0x2C1B3C6D)
    n ^= n >> np.uint32(13)
    return (n & np.uint32(0xFFFF)).astype(np.float32) / np.float32(32767.5) - 1


# wavelength and height of each octave of the plain: the roughness of real ground differs at each scale
OCTAVES_M = (
    (420.0, 4.6), (170.0, 1.7), (71.0, 0.75), (29.0, 0.3), (11.0, 0.13), (4.7, 0.062), (2.1, 0.034),
    (0.92, 0.019), (0.41, 0.0105), (0.17, 0.0052), (0.074, 0.0024),
)  # fmt: skip


def plain(fan: Fan) -> Grid:
    """The rolling ground; each octave only as far out as its waves are wider than the samples."""
    height = np.zeros_like(fan.x_m)
    spacing = fan.distance_m * np.float32(fan.ratio - 1)
    for number, (wavelength, amplitude) in enumerate(OCTAVES_M):
        rows = int(np.searchsorted(spacing * 2.2, wavelength))
        if rows:
            fade = np.clip((wavelength / (spacing[:rows] * 2.2) - 1) * 1.5, 0, 1)[:, None].astype(np.float32)
            height[:rows] += (
                fade * np.float32(amplitude) * noise(fan.x_m[:rows], fan.y_m[:rows], wavelength, number + 3)
            )
    return height


def add_crater(height: Grid, fan: Fan, x_m: float, y_m: float, diameter_m: float, depth_m: float) -> None:
    """A worn bowl with a low rim."""
    radius = diameter_m / 2
    t = np.sqrt((fan.x_m - np.float32(x_m)) ** 2 + (fan.y_m - np.float32(y_m)) ** 2) / np.float32(radius)
    bowl = -depth_m * np.clip(1 - t * t, 0, 1) ** 1.15
    rim = 0.22 * depth_m * np.exp(-((t - 1.05) ** 2) / 0.045)
    height += (bowl + rim).astype(np.float32)


def add_hills(height: Grid, fan: Fan) -> None:
    """The crater's far rim and a nearer delta front, standing on the horizon."""
    a = fan.azimuth_rad
    for begin_m, top_m, strength, seed in ((2100.0, 3400.0, 150.0, 21), (4400.0, 7600.0, 800.0, 22)):
        swell = 0.5 + 0.5 * noise(a * 2.1 + 5.1, np.zeros_like(a), 1.0, seed)
        swell += 0.2 * noise(a * 9.0, np.zeros_like(a), 1.0, seed + 5) + 0.045 * noise(
            a * 42.0, np.zeros_like(a), 1.0, seed + 6
        )
        rise = np.clip((fan.distance_m - begin_m) / (top_m - begin_m), 0, 1)
        rise = rise * rise * (3 - 2 * rise)
        height += (strength * rise[:, None] * np.clip(swell, 0.05, None)[None, :]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Rock:
    x_m: float
    y_m: float
    size_m: float
    seed: int


def scatter_rocks(rng: np.random.Generator, fan: Fan, count: int) -> list[Rock]:
    """Many small and few large ones, spread so that every distance has some."""
    half = float(fan.azimuth_rad[-1])
    azimuth = rng.uniform(float(fan.azimuth_rad[0]), half, count)
    distance = NEAR_M * 1.6 * (420.0 / (NEAR_M * 1.6)) ** rng.uniform(0, 1, count)
    size = np.clip(0.07 * rng.pareto(1.7, count) + 0.05, 0.05, 0.95) * np.clip(distance / 9, 0.5, 1.5)
    return [
        Rock(float(d * np.sin(a)), float(d * np.cos(a)), float(s), n)
        for n, (a, d, s) in enumerate(zip(azimuth, distance, size, strict=True))
    ]


def add_rocks(height: Grid, fan: Fan, rocks: list[Rock]) -> Grid:
    """Raise each rock as the lowest of some random planes over it; how much of each sample is rock."""
    cover = np.zeros_like(height)
    for rock in sorted(rocks, key=lambda rock: -rock.size_m):
        window = _window(fan, rock)
        if window is None:
            continue
        x, y = fan.x_m[window] - np.float32(rock.x_m), fan.y_m[window] - np.float32(rock.y_m)
        shape = _rock_shape(x / rock.size_m, y / rock.size_m, rock.seed) * np.float32(rock.size_m)
        ground = height[window]
        base = float(ground[ground.shape[0] // 2, ground.shape[1] // 2])
        top = base + shape
        stands = (shape > -0.04 * rock.size_m) & (top > ground)
        height[window] = np.where(stands, top, ground)
        cover[window] = np.where(stands, 1.0, cover[window])
    return cover


def _rock_shape(x: Grid, y: Grid, seed: int) -> Grid:
    """Height over the ground in units of its size: flat faces, a flattish top, cut a little into the soil."""
    rng = np.random.default_rng(seed)
    top = np.full(x.shape, rng.uniform(0.22, 0.5), np.float32)
    lean = rng.uniform(-0.3, 0.3, 2)
    top += (lean[0] * x + lean[1] * y).astype(np.float32)
    faces = int(rng.integers(5, 8))
    for n in range(faces):
        turn = 2 * np.pi * (n + rng.uniform(-0.3, 0.3)) / faces
        steep, reach = rng.uniform(0.9, 2.6), rng.uniform(0.34, 0.55)
        top = np.minimum(top, (steep * (reach - (x * np.cos(turn) + y * np.sin(turn)))).astype(np.float32))
    chips = noise(x, y, 0.34, seed % 91) * 0.045 + noise(x, y, 0.13, seed % 53) * 0.02
    return np.asarray(top + chips, np.float32)


def _window(fan: Fan, rock: Rock) -> tuple[slice, slice] | None:
    """The part of the fan a rock may touch."""
    distance, azimuth = np.hypot(rock.x_m, rock.y_m), np.arctan2(rock.x_m, rock.y_m)
    reach = 0.75 * rock.size_m
    if distance - reach < NEAR_M or reach / distance < fan.step_rad:
        return None
    log = np.log(fan.ratio)
    low, high = (int(np.log(max(NEAR_M, d) / NEAR_M) / log) for d in (distance - reach, distance + reach))
    left, right = (int((azimuth + s * reach / distance - fan.azimuth_rad[0]) / fan.step_rad) for s in (-1, 1))
    left, right = max(0, left), min(len(fan.azimuth_rad), right + 1)
    return (slice(low, high + 2), slice(left, right)) if right - left > 1 else None


def lit(height: Grid, fan: Fan) -> tuple[Grid, Grid]:
    """Sunlight falling on each sample (0 to 1, shadows cast) and how open it is to the sky."""
    return _facing(height, fan) * _sunlit(height, fan), _openness(height)


def _facing(height: Grid, fan: Fan) -> Grid:
    """Cosine between the ground's normal and the sun."""
    r = fan.distance_m[:, None]
    ahead = np.gradient(height, axis=0) / (r * np.float32(np.log(fan.ratio)))
    aside = np.gradient(height, axis=1) / (r * np.float32(fan.step_rad))
    turn = SUN_AZIMUTH_RAD - fan.azimuth_rad
    cos_e, sin_e = np.cos(SUN_ELEVATION_RAD), np.sin(SUN_ELEVATION_RAD)
    towards = -ahead * (cos_e * np.cos(turn))[None, :] - aside * (cos_e * np.sin(turn))[None, :] + sin_e
    return np.clip(towards / np.sqrt(1 + ahead * ahead + aside * aside), 0, 1).astype(np.float32)


def _sunlit(height: Grid, fan: Fan) -> Grid:
    """1 in the sun, 0 in a cast shadow, soft between, by looking towards the sun at growing shares of the distance."""
    rows, cols = height.shape
    light = np.ones_like(height)
    turn = SUN_AZIMUTH_RAD - fan.azimuth_rad.astype(np.float64)
    slope = np.tan(SUN_ELEVATION_RAD)
    r = fan.distance_m[:, None]
    for share in np.geomspace(0.008, 1.6, 30):
        ahead, aside = 1 + share * np.cos(turn), share * np.sin(turn)
        down = np.rint(np.log(np.hypot(ahead, aside)) / np.log(fan.ratio)).astype(np.int64)
        across = np.rint(np.arctan2(aside, ahead) / fan.step_rad).astype(np.int64)
        column = np.clip(np.arange(cols) + across, 0, cols - 1)
        row = np.clip(np.arange(rows)[:, None] + down[None, :], 0, rows - 1)
        over = height[row, column[None, :]] - height - (share * slope) * r
        light = np.minimum(light, np.clip(1 - over / (0.012 + 0.09 * share * r), 0, 1))
    return np.asarray(light, np.float32)


def _openness(height: Grid) -> Grid:
    """Hollows are darker, edges lighter: the height against its neighbourhood's."""
    wide = height
    for shift in (1, 2, 4):
        wide = (
            np.roll(wide, shift, 0) + np.roll(wide, -shift, 0) + np.roll(wide, shift, 1) + np.roll(wide, -shift, 1)
        ) / 4
    return np.asarray(height - wide, np.float32)

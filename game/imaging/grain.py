"""Fine grain of soil and stone per pixel: tileable textures, one for every power of two of the grain's size.

The same texture serves every size; what a pixel sees is grain two to twelve pixels across, whatever its distance, so
the ground never turns soft and never flickers with detail finer than the picture.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.floating[Any]]

SIZE = 512
EAST, SOUTH, TONE, WARM = range(4)
STONES = 2600


@lru_cache(maxsize=1)
def texture() -> F32:
    """float32 [SIZE * SIZE, 4]: slope east and south of a relief of about unit steepness, brightness and warmth about
    0; made once (about 90 ms)."""
    rng = np.random.default_rng(77)
    relief = _band(rng, 3.0, 18.0) * 0.8 + _band(rng, 2.2, 5.0) * 0.35
    stones, shade = _stones(rng)
    relief = relief + stones * 2.2
    east = (np.roll(relief, -1, 1) - np.roll(relief, 1, 1)) * 0.5
    south = (np.roll(relief, -1, 0) - np.roll(relief, 1, 0)) * 0.5
    tone = _band(rng, 2.0, 6.0) * 0.55 + _band(rng, 5.0, 24.0) * 0.5 + shade + (relief - relief.mean()) * 0.25
    warm = _band(rng, 4.0, 24.0) * 0.6 - np.where(stones > 0.0, 0.8, 0.0)
    columns = [east, south, tone - tone.mean(), warm - warm.mean()]
    return np.ascontiguousarray(np.stack(columns, axis=-1).astype(np.float32).reshape(-1, 4))


def _band(rng: np.random.Generator, short: float, long: float) -> F32:
    """Tileable noise of RMS 1 with waves from `short` to `long` texels."""
    across = np.fft.rfftfreq(SIZE)[None, :]
    down = np.fft.fftfreq(SIZE)[:, None]
    wave = np.sqrt(across * across + down * down)
    shape = np.exp(-((wave * short) ** 2) * 0.7) * (1.0 - np.exp(-((wave * long) ** 2) * 0.7))
    noise = np.fft.irfft2(np.fft.rfft2(rng.standard_normal((SIZE, SIZE))) * shape, s=(SIZE, SIZE))
    result: F32 = noise / noise.std()
    return result


def _stones(rng: np.random.Generator) -> tuple[F32, F32]:
    """Grit: little domes strewn over the texture, and how much paler or darker they are."""
    height, tone = np.zeros((SIZE, SIZE)), np.zeros((SIZE, SIZE))
    for _ in range(STONES):
        radius = 0.9 + 2.2 * rng.random() ** 3
        x, y, shade = rng.random() * SIZE, rng.random() * SIZE, rng.uniform(-1.5, 0.8)
        half = int(radius) + 2
        rows, columns = (int(y) + np.arange(-half, half + 1))[:, None], (int(x) + np.arange(-half, half + 1))[None, :]
        dome = 1.0 - ((rows + 0.5 - y) ** 2 + (columns + 0.5 - x) ** 2) / (radius * radius)
        place = (rows % SIZE, columns % SIZE)
        taller = dome * radius * 0.45 > height[place]
        height[place] = np.where(taller, np.sqrt(np.maximum(dome, 0.0)) * radius * 0.45, height[place])
        tone[place] = np.where(taller, shade, tone[place])
    return height, tone


def grain_at(u_m: F32, v_m: F32, footprint_m: F32) -> F32:
    """float32 [n, 4] at places (m), of grain a few times larger than each pixel's footprint."""
    size = np.log2(np.maximum(footprint_m, np.float32(1e-5)))
    whole = np.floor(size)
    part = (size - whole)[:, None]
    exponent = whole.astype(np.int32)
    fine, coarse = _level(u_m, v_m, exponent), _level(u_m, v_m, exponent + 1)
    fine *= np.sqrt(np.float32(1.0) - part)
    coarse *= np.sqrt(part)
    fine += coarse
    fine += _level(u_m, v_m, exponent + 3) * np.float32(0.55)
    return fine


def relief_at(u_m: F32, v_m: F32, size_m: F32) -> F32:
    """float32 [n, 4] of grain about six times as wide as size_m, smooth between its texels."""
    exponent = np.floor(np.log2(np.maximum(size_m, np.float32(1e-5)))).astype(np.int32)
    u, v, column, row = _texels(u_m - np.ldexp(np.float32(0.3), exponent), v_m, exponent)
    fu, fv = (u - np.floor(u))[:, None], (v - np.floor(v))[:, None]
    beside, below = (column + 1) & (SIZE - 1), ((row + 1) & (SIZE - 1)) * SIZE
    row *= SIZE
    flat = texture()
    north = flat.take(row + column, axis=0) * (1.0 - fu) + flat.take(row + beside, axis=0) * fu
    south = flat.take(below + column, axis=0) * (1.0 - fu) + flat.take(below + beside, axis=0) * fu
    result: F32 = north + (south - north) * fv
    return result


def _level(u_m: F32, v_m: F32, exponent: NDArray[np.int32]) -> F32:
    """The texture with texels of 2 ** exponent metres, each size turned and shifted so that none repeats another."""
    _, _, column, row = _texels(u_m, v_m, exponent)
    return texture().take(row * SIZE + column, axis=0)


def _texels(u_m: F32, v_m: F32, exponent: NDArray[np.int32]) -> tuple[F32, F32, NDArray[np.int64], NDArray[np.int64]]:
    scale = np.ldexp(np.float32(1.0), -exponent)
    shift = (exponent.astype(np.int64) * 7919).astype(np.float32)
    turned_u = u_m * np.float32(0.8) + v_m * np.float32(0.6)
    turned_v = v_m * np.float32(0.8) - u_m * np.float32(0.6)
    u, v = turned_u * scale + shift, turned_v * scale - shift * np.float32(0.37)
    return u, v, np.floor(u).astype(np.int64) & (SIZE - 1), np.floor(v).astype(np.int64) & (SIZE - 1)

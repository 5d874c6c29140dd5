"""The vectorised noise against the C package it copies, and the grid against the points."""

import importlib.util
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.rng import rng_for
from game.terrain.noise_field import PERLIN, doubled, pnoise2, pnoise2_grid, pnoise3, shuffled_table

HAS_NOISE = importlib.util.find_spec("noise") is not None
oracle = pytest.mark.skipif(not HAS_NOISE, reason="the `noise` package (extra [noise]) is not installed")
POINTS = 4000
KNOWN_2 = ["-0x1.026fda0000000p-3", "-0x1.3f6dec0000000p-2", "0x1.1dba000000000p-4", "0x1.8e62000000000p-3"]
KNOWN_3 = ["-0x1.05e1d40000000p-3", "-0x1.54b9600000000p-3", "-0x1.ca62ee0000000p-3", "0x1.0c04b60000000p-5"]


def bits(values: Any) -> np.ndarray:
    return np.asarray(values, dtype=np.float32).view(np.uint32)


def points(scale: float, seed: int) -> np.ndarray:
    """Points all over, a part of them on lattice lines, where signs of zero show."""
    drawn = rng_for(seed, "points").between(-scale, scale, np.arange(3 * POINTS)).reshape(3, POINTS)
    drawn[0, :300] = np.floor(drawn[0, :300])
    drawn[1, 200:500] = np.floor(drawn[1, 200:500])
    drawn[2, 400:700] = np.floor(drawn[2, 400:700])
    return drawn.astype(np.float32)


CASES = [
    {},
    {"octaves": 5},
    {"octaves": 4, "persistence": 0.37, "lacunarity": 2.31},
    {"octaves": 3, "repeat": (17, 300, 40)},
]


@oracle
@pytest.mark.parametrize("scale", [1.0, 100.0, 5000.0, 1e6])
@pytest.mark.parametrize("case", CASES)
def test_not_a_bit_differs_from_pnoise2(scale: float, case: dict[str, Any]) -> None:
    import noise

    x, y, _ = points(scale, 1)
    options = {key: value for key, value in case.items() if key != "repeat"}
    rx, ry, _ = case.get("repeat", (1024, 1024, 1024))
    wanted = [
        noise.pnoise2(a, b, repeatx=rx, repeaty=ry, **options) for a, b in zip(x.tolist(), y.tolist(), strict=True)
    ]
    found = pnoise2(x, y, repeat_x=rx, repeat_y=ry, **options)
    assert np.count_nonzero(bits(found) != bits(wanted)) == 0


@oracle
@pytest.mark.parametrize("scale", [1.0, 300.0, 1e6])
@pytest.mark.parametrize("case", CASES)
def test_not_a_bit_differs_from_pnoise3(scale: float, case: dict[str, Any]) -> None:
    import noise

    x, y, z = points(scale, 2)
    options = {key: value for key, value in case.items() if key != "repeat"}
    rx, ry, rz = case.get("repeat", (1024, 1024, 1024))
    wanted = [
        noise.pnoise3(a, b, c, repeatx=rx, repeaty=ry, repeatz=rz, **options)
        for a, b, c in zip(x.tolist(), y.tolist(), z.tolist(), strict=True)
    ]
    found = pnoise3(x, y, z, repeat=(rx, ry, rz), **options)
    assert np.count_nonzero(bits(found) != bits(wanted)) == 0


def test_known_values_without_the_package() -> None:
    """A few values of noise 1.2.2 itself, for machines that cannot build it."""
    x = np.array([0.5118216, 0.9504637, -3.25, 1000.125], dtype=np.float32)
    y = np.array([0.7535131, 0.53814334, 7.75, -255.5], dtype=np.float32)
    assert [value.hex() for value in pnoise2(x, y).tolist()] == KNOWN_2
    assert [value.hex() for value in pnoise3(x, y, x * np.float32(0.5), octaves=3).tolist()] == KNOWN_3


def test_the_table_is_a_permutation() -> None:
    assert sorted(PERLIN) == list(range(256))
    assert sorted(shuffled_table(rng_for(1, "table"))[:256].tolist()) == list(range(256))


@given(
    seed=st.integers(0, 1000),
    width=st.integers(1, 90),
    height=st.integers(1, 300),
    wavelength=st.floats(0.7, 300.0),
    start=st.floats(-3000.0, 3000.0),
    repeat=st.sampled_from([5.0, 256.0, 1024.0, 65536.0]),
)
def test_a_grid_has_the_bits_of_its_points(
    seed: int, width: int, height: int, wavelength: float, start: float, repeat: float
) -> None:
    table = shuffled_table(rng_for(seed, "table"))
    x = ((np.arange(width) + 0.5) / wavelength + start).astype(np.float32)
    y = ((np.arange(height) + 0.5) / wavelength - start).astype(np.float32)
    grid = pnoise2_grid(x, y, repeat, repeat, table)
    xx, yy = np.meshgrid(x, y)
    assert np.array_equal(bits(grid), bits(pnoise2(xx, yy, repeat_x=repeat, repeat_y=repeat, table=table)))


def test_a_grid_need_not_be_in_order() -> None:
    x = np.array([9.5, -0.25, 300.0, 9.5, 1.75], dtype=np.float32)
    y = np.array([2.25, 1e4, -7.5], dtype=np.float32)
    xx, yy = np.meshgrid(x, y)
    assert np.array_equal(bits(pnoise2_grid(x, y)), bits(pnoise2(xx, yy)))


def test_another_table_is_another_noise() -> None:
    x, y, _ = points(100.0, 3)
    one, two = (pnoise2(x, y, table=shuffled_table(rng_for(seed, "table"))) for seed in (1, 2))
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.1
    assert np.array_equal(pnoise2(x, y, table=doubled(PERLIN)), pnoise2(x, y))

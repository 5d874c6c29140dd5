"""Floats and arrays give the same bits; so do all machines, and all settings of numpy's SIMD paths."""

import math
import os
import struct
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy._core import _multiarray_umath as umath

from game.core import exact
from game.core.exact_arrays import BLOCK
from tests.core import grids

# Computed on x86-64 (Linux, Python 3.11, numpy 2.4); every other machine must find the same.
DIGEST = "abdb3f0fc2afe4c54b5a07e3734a8662"

ONE, TWO = grids.ONE_ARGUMENT, grids.TWO_ARGUMENTS
any_float = st.floats() | st.floats(-1e6, 1e6) | st.floats(-800, 800) | st.floats(-1, 1) | st.floats(0.5, 2)


def bits(value: float) -> str:
    return struct.pack(">d", value).hex()


@pytest.mark.parametrize("name", ONE)
@given(x=any_float)
@example(x=-0.0)
@example(x=math.pi / 4)
@example(x=-math.pi / 4)
@example(x=45.0)
@example(x=-45.0)
@example(x=-math.inf)
@example(x=5e-324)
def test_float_and_array_give_the_same_bits(name: str, x: float) -> None:
    function = getattr(exact, name)
    alone, among = function(x), function(np.array([x, 0.25, x]))
    assert type(alone) is float
    assert [bits(v) for v in among.tolist()] == [bits(alone), bits(function(0.25)), bits(alone)]


@pytest.mark.parametrize("name", TWO)
@given(x=any_float, y=any_float)
@example(x=0.0, y=-0.0)
@example(x=-0.0, y=-1.0)
@example(x=math.inf, y=-math.inf)
@example(x=1.0, y=math.nan)
@example(x=math.nan, y=0.0)
@example(x=2.0, y=1e300)
@example(x=0.0, y=-2.0)
@example(x=3.0, y=3.0)
def test_float_and_array_of_pairs_give_the_same_bits(name: str, x: float, y: float) -> None:
    function = getattr(exact, name)
    alone = function(x, y)
    assert type(alone) is float
    for among in (
        function(np.array([x, x]), np.array([y, y])),
        function(np.array([x]), y),
        function(x, np.array([y])),
    ):
        assert {bits(v) for v in among.tolist()} == {bits(alone)}


@pytest.mark.parametrize("name", [*ONE, *TWO])
def test_every_point_of_the_grid_has_the_same_bits_alone(name: str) -> None:
    function, x = getattr(exact, name), grids.arguments()
    columns = (x,) if name in ONE else (x, x[::-1].copy())
    alone = np.array([function(*point) for point in zip(*(c.tolist() for c in columns), strict=True)])
    assert alone.tobytes() == function(*columns).tobytes()


@pytest.mark.parametrize("name", ONE)
def test_array_longer_than_a_block_keeps_shape_and_bits(name: str) -> None:
    function = getattr(exact, name)
    x = grids.spread(0.01, 0.99, 3 * (BLOCK // 2 + 1)).reshape(3, -1)
    assert function(x).shape == x.shape
    assert [bits(v) for v in function(x)[:, ::997].ravel().tolist()] == [
        bits(function(v)) for v in x[:, ::997].ravel().tolist()
    ]
    assert np.array_equal(function(x[:, ::-1]), function(x)[:, ::-1])


@pytest.mark.parametrize("name", TWO)
def test_pairs_broadcast_like_numpy(name: str) -> None:
    function = getattr(exact, name)
    x, y = grids.spread(0.1, 3.0, 200).reshape(200, 1), grids.spread(-3.0, 3.0, 100)
    table = function(x, y)
    assert table.shape == (200, 100)
    assert table[17, 23] == function(float(x[17, 0]), float(y[23]))


@pytest.mark.parametrize("name", ONE)
def test_whole_numbers_and_empty_arrays_are_taken(name: str) -> None:
    function = getattr(exact, name)
    assert function(1) == function(1.0) == function(np.array([1]))[0]
    assert type(function(np.float64(1.0))) is float
    assert function(np.zeros((0, 4))).shape == (0, 4)


def test_input_is_never_written_to() -> None:
    x = grids.arguments()
    x.setflags(write=False)
    for name in ONE:
        getattr(exact, name)(x)


@pytest.mark.parametrize(
    ("name", "arguments", "answer"),
    [
        ("sin", (-0.0,), 0.0),
        ("sin", (math.inf,), math.nan),
        ("sin", (1.1e6,), math.nan),
        ("cos", (math.nan,), math.nan),
        ("sin_deg", (720.0,), 0.0),
        ("cos_deg", (-270.0,), 0.0),
        ("exp", (math.inf,), math.inf),
        ("exp", (-math.inf,), 0.0),
        ("exp", (709.7827128933841,), math.inf),
        ("exp", (-745.1332191019411,), 5e-324),
        ("exp", (-745.1332191019413,), 0.0),
        ("log", (-0.0,), -math.inf),
        ("log", (math.inf,), math.inf),
        ("log", (-1e-300,), math.nan),
        ("log", (1.0,), 0.0),
        ("asin", (1.0000000000000002,), math.nan),
        ("acos", (-2.0,), math.nan),
        ("atan2", (0.0, -0.0), math.pi),
        ("atan2", (-0.0, -1.0), -math.pi),
        ("atan2", (-0.0, 1.0), -0.0),
        ("atan2", (math.inf, -math.inf), 2.356194490192345),
        ("atan2", (1.0, math.inf), 0.0),
        ("atan2", (-math.inf, 5.0), -math.pi / 2),
        ("atan2", (math.nan, 1.0), math.nan),
        ("pow", (0.0, 0.0), 1.0),
        ("pow", (0.0, -1.0), math.inf),
        ("pow", (-2.0, 2.0), math.nan),
        ("pow", (1.0, math.inf), 1.0),
        ("pow", (0.5, math.inf), 0.0),
        ("pow", (2.0, 1e308), math.inf),
        ("pow", (math.inf, -1.0), 0.0),
        ("pow", (2.0, 10.0), 1024.0),
        ("hypot", (math.inf, 1.0), math.inf),
    ],
)
def test_edges(name: str, arguments: tuple[float, ...], answer: float) -> None:
    assert bits(getattr(exact, name)(*arguments)) == bits(answer)


@given(x=st.floats(-1e6, 1e6))
def test_symmetry_and_range(x: float) -> None:
    s, c = exact.sin(x), exact.cos(x)
    assert abs(s) <= 1.0
    assert abs(c) <= 1.0
    assert exact.sin(-x) == -s
    assert exact.cos(-x) == c
    assert abs(s * s + c * c - 1.0) < 1e-15


@given(x=st.floats(-700, 700), step=st.floats(1e-6, 1.0))
def test_exp_rises_and_log_undoes_it(x: float, step: float) -> None:
    assert exact.exp(x) < exact.exp(x + step)
    assert exact.log(exact.exp(x)) == pytest.approx(x, abs=1e-15, rel=1e-15)


def test_digest_of_a_fixed_grid_is_the_same_as_everywhere_else() -> None:
    assert grids.digest() == DIGEST


def test_digest_is_the_same_with_the_processors_fast_paths_switched_off() -> None:
    features = [name for name in umath.__cpu_dispatch__ if umath.__cpu_features__.get(name)]
    if not features:
        pytest.skip("this numpy has no processor feature to switch off here")
    env = {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(features)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.core.grids"],
        env=env,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert run.stdout.strip() == DIGEST


@pytest.mark.parametrize("deg", [0.0, 90.0, -90.0, 180.0, 270.0, 360.0, 33.3, -723.4, 1e8 + 0.1, 2e9, math.nan])
def test_sine_and_cosine_together_have_the_bits_of_each(deg):
    together = exact.sin_cos_deg(deg)
    alone = (exact.sin_deg(deg), exact.cos_deg(deg))
    assert [one.hex() for one in together] == [one.hex() for one in alone]

"""The array half of ``exact``: the scalar functions' branches written as selections, the kernels shared."""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from game.core import exact_kernels as kernels
from game.core.exact_kernels import F64

Bools = npt.NDArray[np.bool_]
BLOCK = 8192  # elements worked on at a time: the temporaries then stay in the processor's cache (5x faster)


def by_blocks(function: Callable[..., F64], *inputs: float | F64) -> F64:
    """Apply an elementwise function to inputs of one shape (or that broadcast to one), block by block."""
    arrays = [np.asarray(x, dtype=np.float64) for x in inputs]
    if len(arrays) > 1:
        arrays = list(np.broadcast_arrays(*arrays))
    shape, size = arrays[0].shape, arrays[0].size
    if size <= BLOCK:
        return function(*arrays)
    flat = [x.reshape(-1) for x in arrays]
    out = np.empty(size, dtype=np.float64)
    for start in range(0, size, BLOCK):
        out[start : start + BLOCK] = function(*(x[start : start + BLOCK] for x in flat))
    return out.reshape(shape)


def clean(y: F64) -> F64:
    """Every nan as the one nan a float literal gives: processors disagree about its sign."""
    return np.where(y == y, y, math.nan)


# --- angles ---------------------------------------------------------------------------------------
def sin(x: F64) -> F64:
    return _sin_turn(*_quarter_turns(x))


def cos(x: F64) -> F64:
    return _cos_turn(*_quarter_turns(x))


def tan(x: F64) -> F64:
    n, r = _quarter_turns(x)
    odd, s, c = _odd(n), kernels.sin_kernel(r), kernels.cos_kernel(r)
    return clean(np.where(odd, -c, s) / np.where(odd, s, c))


def sin_deg(deg: F64) -> F64:
    return _sin_turn(*_quarter_turns_deg(deg)) + 0.0


def cos_deg(deg: F64) -> F64:
    return _cos_turn(*_quarter_turns_deg(deg)) + 0.0


def _quarter_turns(x: F64) -> tuple[F64, F64]:
    """Quarter turns modulo 4 and the rest in radians, of an angle in radians."""
    x = np.where(np.abs(x) <= kernels.TRIG_LIMIT_RAD, x, math.nan)
    n = np.floor(x * kernels.TWO_OVER_PI + 0.5)
    return n - 4.0 * np.floor(n * 0.25), kernels.reduce_quarter_turns(x, n)


def _quarter_turns_deg(deg: F64) -> tuple[F64, F64]:
    """Quarter turns modulo 4 and the rest in radians, of an angle in degrees."""
    deg = np.where(np.abs(deg) <= kernels.TRIG_LIMIT_DEG, deg, math.nan)
    n = np.floor(deg / 90.0 + 0.5)
    return n - 4.0 * np.floor(n * 0.25), (deg - n * 90.0) * kernels.RAD_PER_DEG


def _sin_turn(n: F64, r: F64) -> F64:
    """sin(n quarter turns + r) with n in 0 to 3."""
    y = np.where(_odd(n), kernels.cos_kernel(r), kernels.sin_kernel(r))
    return clean(np.where(n >= 2.0, -y, y))


def _cos_turn(n: F64, r: F64) -> F64:
    """cos(n quarter turns + r) with n in 0 to 3."""
    y = np.where(_odd(n), kernels.sin_kernel(r), kernels.cos_kernel(r))
    return clean(np.where((n == 1.0) | (n == 2.0), -y, y))


def _odd(n: F64) -> Bools:
    odd: Bools = (n == 1.0) | (n == 3.0)
    return odd


def atan2(y: F64, x: F64) -> F64:
    a, b = np.abs(y), np.abs(x)
    with np.errstate(all="ignore"):
        t = np.where(a < b, a / b, b / a)
    t = np.where(a == b, np.where(a > 0.0, 1.0, 0.0), t)
    angle = _atan_unit(t)
    angle = np.where(a > b, kernels.PI_2 - (angle - kernels.PI_2_LOW), angle)
    angle = np.where(np.signbit(x), kernels.PI - (angle - kernels.PI_LOW), angle)
    return clean(np.copysign(angle, y))


def _atan_unit(t: F64) -> F64:
    """atan on [0, 1]."""
    small, middle = t < 0.4375, t < 0.6875
    u = np.where(middle, (2.0 * t - 1.0) / (2.0 + t), (t - 1.0) / (t + 1.0))
    u = np.where(small, t, u)
    rest = kernels.atan_rest(u)
    base = np.where(middle, kernels.ATAN_HALF, kernels.PI_4)
    base_low = np.where(middle, kernels.ATAN_HALF_LOW, kernels.PI_4_LOW)
    return np.where(small, u - rest, base - ((rest - base_low) - u))


# --- exponential, logarithm, power ----------------------------------------------------------------
def exp(x: F64) -> F64:
    inside = (x >= kernels.EXP_BOTTOM) & (x <= kernels.EXP_TOP)
    safe = np.where(inside, x, 0.0)
    k = np.floor(safe * kernels.LOG2_E + 0.5)
    whole = k.astype(np.int32)
    half = whole >> 1
    with np.errstate(all="ignore"):  # the last product may underflow
        y = kernels.exp_kernel(safe, k) * np.ldexp(1.0, half) * np.ldexp(1.0, whole - half)
    return np.where(inside, y, np.where(x > 0.0, math.inf, np.where(x < 0.0, 0.0, math.nan)))


def log(x: F64) -> F64:
    inside = (x > 0.0) & (x < math.inf)
    m, k = _mantissa(np.where(inside, x, 1.0))
    outside = np.where(x == 0.0, -math.inf, np.where(x > 0.0, math.inf, math.nan))
    return np.where(inside, kernels.log_kernel(m, k), outside)


def power(x: F64, y: F64) -> F64:
    inside = (x > 0.0) & (x < math.inf) & (np.abs(y) < kernels.POW_LIMIT)
    m, k = _mantissa(np.where(inside, x, 1.0))
    main, rest = kernels.log_times(m, k, np.where(inside, y, 0.0))
    beyond = np.abs(main) >= 800.0
    with np.errstate(all="ignore"):
        finite = exp(np.where(beyond, 0.0, main)) * (1.0 + np.where(beyond, 0.0, rest))
        inner = np.where(beyond, np.where(main > 0.0, math.inf, 0.0), finite)
        answer = inner if inside.all() else np.where(inside, inner, exp(y * log(x)))
    return np.where((y == 0.0) | (x == 1.0), 1.0, answer)


def _mantissa(x: F64) -> tuple[F64, F64]:
    """x = m * 2**k with m in [sqrt(1/2), sqrt(2))."""
    m, k = np.frexp(x)
    small = m < kernels.SQRT_HALF
    return np.where(small, m + m, m), np.where(small, k - 1, k).astype(np.float64)


def hypot(x: F64, y: F64) -> F64:
    with np.errstate(all="ignore"):
        return clean(np.sqrt(x * x + y * y))


def root_of_one_minus_square(x: F64) -> F64:
    with np.errstate(all="ignore"):
        square = (1.0 - x) * (1.0 + x)
    return np.sqrt(np.where(square >= 0.0, square, math.nan))

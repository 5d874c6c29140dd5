"""Elementary functions with the same bits on every machine, from + - * / sqrt floor and powers of two only.

Each takes a float (or int) and gives a float, or takes a float64 array and gives a float64 array. Both do the
same operations in the same order, so their bits agree. The libraries' own sin, exp, log and friends differ
between processors, builds and versions: nothing that reaches the state of the world may use them.

Method: argument reduction with multi-part constants (Cody & Waite), then the polynomials in exact_kernels.
Error bounds are relative, measured against 80-digit arithmetic (tests/core); the game promises 1e-12.
"""

import math
from typing import overload

import numpy as np

from game.core import exact_arrays as arrays
from game.core import exact_kernels as kernels
from game.core.exact_arrays import by_blocks
from game.core.exact_kernels import F64, cos_kernel, sin_kernel

PI = kernels.PI
TAU = 6.283185307179586
TRIG_LIMIT_RAD = kernels.TRIG_LIMIT_RAD
TRIG_LIMIT_DEG = kernels.TRIG_LIMIT_DEG

_NAN = math.nan
_INF = math.inf


# --- sine, cosine, tangent ------------------------------------------------------------------------
def _quarter_turns(x: float) -> tuple[int, float]:
    n = math.floor(x * kernels.TWO_OVER_PI + 0.5)
    return n, (kernels.reduce_quarter_turns(x, float(n)) if n else x)


def _quarter_turns_deg(deg: float) -> tuple[int, float]:
    n = math.floor(deg / 90.0 + 0.5)
    return n, (deg - n * 90.0) * kernels.RAD_PER_DEG


def _sin_turn(n: int, r: float) -> float:
    """sin(n quarter turns + r)."""
    y = cos_kernel(r) if n & 1 else sin_kernel(r)
    return -y if n & 2 else y


@overload
def sin(x: float) -> float: ...
@overload
def sin(x: F64) -> F64: ...
def sin(x: float | F64) -> float | F64:
    """Sine of ``x`` radians. Error below 2.5e-16, near multiples of pi too; nan beyond +-1e6.

    >>> sin(0.0), sin(PI / 2), sin(PI)
    (0.0, 1.0, 1.2246467991473532e-16)
    """
    if isinstance(x, np.ndarray):
        return by_blocks(arrays.sin, x)
    x = float(x)
    if not -TRIG_LIMIT_RAD <= x <= TRIG_LIMIT_RAD:
        return _NAN
    n, r = _quarter_turns(x)
    return _sin_turn(n, r)


@overload
def cos(x: float) -> float: ...
@overload
def cos(x: F64) -> F64: ...
def cos(x: float | F64) -> float | F64:
    """Cosine of ``x`` radians. Error below 2.5e-16, near its zeros too; nan beyond +-1e6.

    >>> cos(0.0), cos(PI)
    (1.0, -1.0)
    """
    if isinstance(x, np.ndarray):
        return by_blocks(arrays.cos, x)
    x = float(x)
    if not -TRIG_LIMIT_RAD <= x <= TRIG_LIMIT_RAD:
        return _NAN
    n, r = _quarter_turns(x)
    return _sin_turn(n + 1, r)


@overload
def tan(x: float) -> float: ...
@overload
def tan(x: F64) -> F64: ...
def tan(x: float | F64) -> float | F64:
    """Tangent of ``x`` radians. Error below 5e-16, near zeros and poles too; nan beyond +-1e6.

    >>> tan(0.0), round(tan(PI / 4), 15)
    (0.0, 1.0)
    """
    if isinstance(x, np.ndarray):
        return by_blocks(arrays.tan, x)
    x = float(x)
    if not -TRIG_LIMIT_RAD <= x <= TRIG_LIMIT_RAD:
        return _NAN
    n, r = _quarter_turns(x)
    return -cos_kernel(r) / sin_kernel(r) if n & 1 else sin_kernel(r) / cos_kernel(r)


@overload
def sin_deg(deg: float) -> float: ...
@overload
def sin_deg(deg: F64) -> F64: ...
def sin_deg(deg: float | F64) -> float | F64:
    """Sine of an angle in degrees, exact at multiples of 90. Error below 5e-16; nan beyond +-1e9.

    >>> sin_deg(90), sin_deg(180), sin_deg(-90)
    (1.0, 0.0, -1.0)
    """
    if isinstance(deg, np.ndarray):
        return by_blocks(arrays.sin_deg, deg)
    deg = float(deg)
    if not -TRIG_LIMIT_DEG <= deg <= TRIG_LIMIT_DEG:
        return _NAN
    n, r = _quarter_turns_deg(deg)
    return _sin_turn(n, r) + 0.0  # + 0.0: a plain zero, never -0.0


@overload
def cos_deg(deg: float) -> float: ...
@overload
def cos_deg(deg: F64) -> F64: ...
def cos_deg(deg: float | F64) -> float | F64:
    """Cosine of an angle in degrees, exact at multiples of 90. Error below 5e-16; nan beyond +-1e9.

    >>> cos_deg(0), cos_deg(90), cos_deg(180)
    (1.0, 0.0, -1.0)
    """
    if isinstance(deg, np.ndarray):
        return by_blocks(arrays.cos_deg, deg)
    deg = float(deg)
    if not -TRIG_LIMIT_DEG <= deg <= TRIG_LIMIT_DEG:
        return _NAN
    n, r = _quarter_turns_deg(deg)
    return _sin_turn(n + 1, r) + 0.0


def sin_cos_deg(deg: float) -> tuple[float, float]:
    """``(sin_deg(deg), cos_deg(deg))`` with the same bits, in one go.

    >>> sin_cos_deg(90), sin_cos_deg(30.0) == (sin_deg(30.0), cos_deg(30.0))
    ((1.0, 0.0), True)
    """
    if not -TRIG_LIMIT_DEG <= deg <= TRIG_LIMIT_DEG:
        return _NAN, _NAN
    n, r = _quarter_turns_deg(float(deg))
    sine, cosine = sin_kernel(r), cos_kernel(r)
    if n & 1:
        sine, cosine = cosine, -sine
    return (-sine + 0.0, -cosine + 0.0) if n & 2 else (sine + 0.0, cosine + 0.0)


# --- inverse tangent, sine, cosine ----------------------------------------------------------------
def _atan_unit(t: float) -> float:
    """atan on [0, 1]."""
    if t < 0.4375:
        return t - kernels.atan_rest(t)
    if t < 0.6875:
        u = (2.0 * t - 1.0) / (2.0 + t)
        return kernels.ATAN_HALF - ((kernels.atan_rest(u) - kernels.ATAN_HALF_LOW) - u)
    u = (t - 1.0) / (t + 1.0)
    return kernels.PI_4 - ((kernels.atan_rest(u) - kernels.PI_4_LOW) - u)


@overload
def atan2(y: float, x: float) -> float: ...
@overload
def atan2(y: F64, x: float | F64) -> F64: ...
@overload
def atan2(y: float, x: F64) -> F64: ...
def atan2(y: float | F64, x: float | F64) -> float | F64:
    """Angle in radians of the point (x, y), in [-pi, pi], with C's rules for zeros and infinities.

    Error below 5e-16 wherever the smaller side over the larger is 0 or at least 1e-307.

    >>> atan2(1.0, 1.0) == PI / 4, atan2(0.0, -1.0) == PI, atan2(0.0, 0.0)
    (True, True, 0.0)
    """
    if isinstance(y, np.ndarray) or isinstance(x, np.ndarray):
        return by_blocks(arrays.atan2, y, x)
    return _atan2(float(y), float(x))


def _atan2(y: float, x: float) -> float:
    a, b = abs(y), abs(x)
    if not (a <= _INF and b <= _INF):
        return _NAN
    t = (1.0 if a else 0.0) if a == b else a / b if a < b else b / a
    angle = _atan_unit(t)
    if a > b:
        angle = kernels.PI_2 - (angle - kernels.PI_2_LOW)
    if x < 0.0 or (x == 0.0 and math.copysign(1.0, x) < 0.0):
        angle = kernels.PI - (angle - kernels.PI_LOW)
    return math.copysign(angle, y)


@overload
def asin(x: float) -> float: ...
@overload
def asin(x: F64) -> F64: ...
def asin(x: float | F64) -> float | F64:
    """Inverse sine in radians. Error below 5e-16; nan outside [-1, 1].

    >>> asin(1.0) == PI / 2, asin(0.0)
    (True, 0.0)
    """
    return atan2(x, _other_side(x))


@overload
def acos(x: float) -> float: ...
@overload
def acos(x: F64) -> F64: ...
def acos(x: float | F64) -> float | F64:
    """Inverse cosine in radians. Error below 5e-16; nan outside [-1, 1].

    >>> acos(-1.0) == PI, acos(1.0)
    (True, 0.0)
    """
    return atan2(_other_side(x), x)


def _other_side(x: float | F64) -> float | F64:
    """sqrt(1 - x*x), without losing digits near 1."""
    if isinstance(x, np.ndarray):
        return by_blocks(arrays.root_of_one_minus_square, x)
    square = (1.0 - x) * (1.0 + x)
    return math.sqrt(square) if square >= 0.0 else _NAN


# --- exponential, logarithm, power ----------------------------------------------------------------
@overload
def exp(x: float) -> float: ...
@overload
def exp(x: F64) -> F64: ...
def exp(x: float | F64) -> float | F64:
    """e to the ``x``: 0 below -745.1, inf above 709.8. Error below 2.5e-16 (half a step where subnormal).

    >>> exp(0.0), exp(-1000.0), exp(1000.0)
    (1.0, 0.0, inf)
    """
    if isinstance(x, np.ndarray):
        return by_blocks(arrays.exp, x)
    x = float(x)
    if not kernels.EXP_BOTTOM <= x <= kernels.EXP_TOP:
        return _NAN if x != x else (_INF if x > 0.0 else 0.0)
    k = math.floor(x * kernels.LOG2_E + 0.5)
    half = k >> 1  # two steps, so that each power of two is exact and the answer is rounded once
    return kernels.exp_kernel(x, float(k)) * math.ldexp(1.0, half) * math.ldexp(1.0, k - half)


def _mantissa(x: float) -> tuple[float, float]:
    """x = m * 2**k with m in [sqrt(1/2), sqrt(2))."""
    m, k = math.frexp(x)
    return (m + m, float(k - 1)) if m < kernels.SQRT_HALF else (m, float(k))


@overload
def log(x: float) -> float: ...
@overload
def log(x: F64) -> F64: ...
def log(x: float | F64) -> float | F64:
    """Natural logarithm; -inf at 0, nan below. Error below 2.5e-16, near 1 and for subnormals too.

    >>> log(1.0), log(0.0), log(-1.0)
    (0.0, -inf, nan)
    """
    if isinstance(x, np.ndarray):
        return by_blocks(arrays.log, x)
    x = float(x)
    if not 0.0 < x < _INF:
        return -_INF if x == 0.0 else (_INF if x > 0.0 else _NAN)
    m, k = _mantissa(x)
    return kernels.log_kernel(m, k)


@overload
def pow(x: float, y: float) -> float: ...
@overload
def pow(x: F64, y: float | F64) -> F64: ...
@overload
def pow(x: float, y: F64) -> F64: ...
def pow(x: float | F64, y: float | F64) -> float | F64:
    """``x`` to the ``y`` for x >= 0 (nan below), for every finite x and y.

    Error below 1e-15 where the answer is within 1e-20 to 1e20, below 6e-15 wherever it is finite and normal.

    >>> pow(4.0, 0.5), pow(0.0, 2.0), pow(5.0, 0.0), pow(10.0, -400.0)
    (2.0, 0.0, 1.0, 0.0)
    """
    if isinstance(x, np.ndarray) or isinstance(y, np.ndarray):
        return by_blocks(arrays.power, x, y)
    x, y = float(x), float(y)
    if y == 0.0 or x == 1.0:
        return 1.0
    if not (0.0 < x < _INF and -kernels.POW_LIMIT < y < kernels.POW_LIMIT):
        return exp(y * log(x))
    m, k = _mantissa(x)
    main, rest = kernels.log_times(m, k, y)
    if not -800.0 < main < 800.0:
        return _INF if main > 0.0 else 0.0
    return exp(main) * (1.0 + rest)


# --- lengths and sums -----------------------------------------------------------------------------
@overload
def hypot(x: float, y: float) -> float: ...
@overload
def hypot(x: F64, y: float | F64) -> F64: ...
@overload
def hypot(x: float, y: F64) -> F64: ...
def hypot(x: float | F64, y: float | F64) -> float | F64:
    """sqrt(x*x + y*y). Error below 2.5e-16 where the larger side is 0 or within 1e-140 to 1e153.

    >>> hypot(3.0, 4.0)
    5.0
    """
    if isinstance(x, np.ndarray) or isinstance(y, np.ndarray):
        return by_blocks(arrays.hypot, x, y)
    x, y = float(x), float(y)
    return math.sqrt(x * x + y * y)


def total(values: F64) -> float:
    """Sum of an array, strictly first to last (``np.sum`` picks its own order); of nothing 0.0.

    >>> total(np.array([[0.1, 0.2], [0.3, 0.4]]))
    1.0
    """
    return float(np.cumsum(np.ravel(values), dtype=np.float64)[-1]) if values.size else 0.0

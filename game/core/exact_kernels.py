"""The polynomials and reductions behind ``exact``: one text for floats and for arrays, so their bits agree.

Minimax polynomials from fdlibm (Sun Microsystems 1993, freely distributable), extra-precise products and sums
by Dekker 1971 and Knuth. Only + - * / are used; every constant is written out, so none is asked of a library.
"""

from typing import TypeVar

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]
T = TypeVar("T", float, F64)

PI = 3.141592653589793
PI_LOW = 1.2246467991473532e-16  # pi minus its double
PI_2 = 1.5707963267948966
PI_2_LOW = 6.123233995736766e-17
PI_4 = 0.7853981633974483
PI_4_LOW = 3.061616997868383e-17
ATAN_HALF = 0.4636476090008061
ATAN_HALF_LOW = 2.2698777452961687e-17
TWO_OVER_PI = 0.6366197723675814
RAD_PER_DEG = 0.017453292519943295
LOG2_E = 1.4426950408889634
SQRT_HALF = 0.7071067811865476

TRIG_LIMIT_RAD = 1.0e6  # beyond this sin, cos and tan answer nan: the reduction holds for 2**20 quarter turns
TRIG_LIMIT_DEG = 1.0e9  # the same for sin_deg and cos_deg
EXP_TOP = 709.782712893384  # largest argument with a finite answer
EXP_BOTTOM = -745.1332191019412  # below this the answer rounds to 0
POW_LIMIT = 1.0e290  # larger exponents leave no room for the split product, and give 0, 1 or inf anyway

# pi/2 in three parts of 33 bits, so that n * part is exact for n < 2**20, and a tail (fdlibm e_rem_pio2.c).
_PI_2_A = 1.57079632673412561417e00
_PI_2_B = 6.07710050630396597660e-11
_PI_2_C = 2.02226624871116645580e-21
_PI_2_D = 8.47842766036889956997e-32
# ln 2 in 32 bits, so that k * part is exact for |k| < 2**21, and a tail (fdlibm e_log.c).
_LN2_A = 6.93147180369123816490e-01
_LN2_B = 1.90821492927058770002e-10
_SPLITTER = 134217729.0  # 2**27 + 1 (Veltkamp)


def reduce_quarter_turns(x: T, n: T) -> T:
    """x - n * pi/2 for n < 2**20, with a relative error near 1e-16 even where almost all digits cancel."""
    a = x - n * _PI_2_A  # exact: the digits that differ fit one double
    w = n * _PI_2_B
    b = a - w
    t = b - a
    low = (a - (b - t)) - (w + t)
    w = n * _PI_2_C
    c = b - w
    t = c - b
    low = low + ((b - (c - t)) - (w + t))
    return c + (low - n * _PI_2_D)


def sin_kernel(r: T) -> T:
    """sin on |r| <= pi/4 (fdlibm k_sin.c)."""
    z = r * r
    p = 2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)
    p = 8.33333333332248946124e-03 + z * (-1.98412698298579493134e-04 + z * p)
    return r + r * (z * (-1.66666666666666324348e-01 + z * p))


def cos_kernel(r: T) -> T:
    """cos on |r| <= pi/4 (fdlibm k_cos.c)."""
    z = r * r
    p = -2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)
    p = -1.38888888888741095749e-03 + z * (2.48015872894767294178e-05 + z * p)
    h = z * 0.5
    w = 1.0 - h
    return w + (((1.0 - w) - h) + z * (z * (4.16666666666666019037e-02 + z * p)))


def atan_rest(t: T) -> T:
    """t - atan(t) on |t| <= 7/16 (fdlibm s_atan.c)."""
    z = t * t
    w = z * z
    p = 6.66107313738753120669e-02 + w * (4.97687799461593236017e-02 + w * 1.62858201153657823623e-02)
    p = 1.42857142725034663711e-01 + w * (9.09088713343650656196e-02 + w * p)
    q = -7.69187620504482999495e-02 + w * (-5.83357013379057348645e-02 + w * -3.65315727442169155270e-02)
    q = -1.99999999998764832476e-01 + w * (-1.11111104054623557880e-01 + w * q)
    return t * (z * (3.33333333333329318027e-01 + w * p) + w * q)


def exp_kernel(x: T, k: T) -> T:
    """exp(x - k ln 2) where that is within +-0.35 (fdlibm e_exp.c)."""
    hi = x - k * _LN2_A
    lo = k * _LN2_B
    r = hi - lo
    z = r * r
    p = 6.61375632143793436117e-05 + z * (-1.65339022054652515390e-06 + z * 4.13813679705723846039e-08)
    c = r - z * (1.66666666666666019037e-01 + z * (-2.77777777770155933842e-03 + z * p))
    return 1.0 - ((lo - (r * c) / (2.0 - c)) - hi)


def log_kernel(m: T, k: T) -> T:
    """log(m * 2**k) with m in [sqrt(1/2), sqrt(2)) (fdlibm e_log.c)."""
    f = m - 1.0
    s = f / (2.0 + f)
    h = f * f * 0.5
    return k * _LN2_A - ((h - (s * (h + _log_series(s * s)) + k * _LN2_B)) - f)


def log_times(m: T, k: T, y: T) -> tuple[T, T]:
    """y * log(m * 2**k) as a rounded value and a small rest, together good to about 2**-58 of the whole."""
    f = m - 1.0
    u = m + 1.0
    s = f / u
    p, e = _product(s, u)
    s_rest = ((f - p) - e - s * (m - (u - 1.0))) / u
    a = k * _LN2_A
    b = s + s
    hi = a + b
    t = hi - a
    lo = (a - (hi - t)) + (b - t)
    lo = lo + (k * _LN2_B + (s_rest + s_rest + s * _log_series(s * s)))
    top = hi + lo
    p, e = _product(y, top)
    return p, e + y * (lo - (top - hi))


def _log_series(z: T) -> T:
    """(log(1+f) - 2s) / s with s = f/(2+f), z = s*s <= 0.0295 (fdlibm e_log.c)."""
    w = z * z
    even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    p = 2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)
    return even + z * (6.666666666666735130e-01 + w * p)


def _product(a: T, b: T) -> tuple[T, T]:
    """a * b, rounded, and the exact error of that rounding (Dekker)."""
    product = a * b
    t = a * _SPLITTER
    a_top = t - (t - a)
    a_low = a - a_top
    t = b * _SPLITTER
    b_top = t - (t - b)
    b_low = b - b_top
    return product, ((a_top * b_top - product) + a_top * b_low + a_low * b_top) + a_low * b_low

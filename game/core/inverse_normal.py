"""The inverse of the normal distribution: AS 241 (PPND16), Wichura 1988, Applied Statistics 37, 477.

By ``exact`` alone, so with the same bits everywhere. Relative error below 1e-15.
"""

import math

import numpy as np

from game.core import exact
from game.core import exact_arrays as arrays
from game.core.exact_arrays import by_blocks
from game.core.exact_kernels import F64, T

_CENTRE_HALF = 0.425
_CENTRE_SQUARE = 0.180625  # its square

# Highest power first: numerator and denominator of the centre, the tail, and the far tail.
_CENTRE_NUM = (
    2509.0809287301226727,
    33430.575583588128105,
    67265.770927008700853,
    45921.953931549871457,
    13731.693765509461125,
    1971.5909503065514427,
    133.14166789178437745,
    3.3871328727963666080,
)
_CENTRE_DEN = (
    5226.4952788528545610,
    28729.085735721942674,
    39307.895800092710610,
    21213.794301586595867,
    5394.1960214247511077,
    687.18700749205790830,
    42.313330701600911252,
    1.0,
)
_TAIL_NUM = (
    7.74545014278341407640e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258,
    3.64784832476320460504,
    5.76949722146069140550,
    4.63033784615654529590,
    1.42343711074968357734,
)
_TAIL_DEN = (
    1.05075007164441684324e-9,
    5.47593808499534494600e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940,
    2.05319162663775882187,
    1.0,
)
_FAR_NUM = (
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    1.24266094738807843860e-3,
    2.65321895265761230930e-2,
    2.96560571828504891230e-1,
    1.78482653991729133580,
    5.46378491116411436990,
    6.65790464350110377720,
)
_FAR_DEN = (
    2.04426310338993978564e-15,
    1.42151175831644588870e-7,
    1.84631831751005468180e-5,
    7.86869131145613259100e-4,
    1.48753612908506148525e-2,
    1.36929880922735805310e-1,
    5.99832206555887937690e-1,
    1.0,
)


def _ratio(x: T, num: tuple[float, ...], den: tuple[float, ...]) -> T:
    top, bottom = x * num[0] + num[1], x * den[0] + den[1]
    for i in range(2, 8):
        top, bottom = top * x + num[i], bottom * x + den[i]
    return top / bottom


def inverse_normal(p: float) -> float:
    """The x below which a standard normal falls with probability ``p`` in (0, 1).

    >>> inverse_normal(0.5), round(inverse_normal(0.975), 6)
    (0.0, 1.959964)
    """
    q = p - 0.5
    if -_CENTRE_HALF <= q <= _CENTRE_HALF:
        return q * _ratio(_CENTRE_SQUARE - q * q, _CENTRE_NUM, _CENTRE_DEN)
    r = math.sqrt(-exact.log(p if q < 0.0 else 1.0 - p))
    tail = _ratio(r - 1.6, _TAIL_NUM, _TAIL_DEN) if r <= 5.0 else _ratio(r - 5.0, _FAR_NUM, _FAR_DEN)
    return -tail if q < 0.0 else tail


def inverse_normal_array(p: F64) -> F64:
    """The same of an array, bit for bit."""
    return by_blocks(_inverse_normal_block, p)


def _inverse_normal_block(p: F64) -> F64:
    q = p - 0.5
    x = q * _ratio(_CENTRE_SQUARE - q * q, _CENTRE_NUM, _CENTRE_DEN)
    outside = np.abs(q) > _CENTRE_HALF
    x[outside] = _tails(p[outside])
    return x


def _tails(p: F64) -> F64:
    lower = p < 0.5
    r = np.sqrt(-arrays.log(np.where(lower, p, 1.0 - p)))
    tail = np.where(r <= 5.0, _ratio(r - 1.6, _TAIL_NUM, _TAIL_DEN), _ratio(r - 5.0, _FAR_NUM, _FAR_DEN))
    return np.where(lower, -tail, tail)

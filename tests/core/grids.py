"""Fixed arguments for every function of exact and every kind of random draw, and one digest of the answers.

``python -m tests.core.grids`` prints the digest: the same on every machine, Python, numpy and SIMD setting.
"""

from collections.abc import Iterator
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from game.core import exact, marstime
from game.core.rng import rng_for

F64 = npt.NDArray[np.float64]

ODD = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 5e-324, -5e-324, 2.2e-308, 1.7e308, -1.7e308, 1.0, -1.0])
ONE_ARGUMENT = ("sin", "cos", "tan", "sin_deg", "cos_deg", "asin", "acos", "exp", "log")
TWO_ARGUMENTS = ("atan2", "pow", "hypot")
DRAWS = ("u64", "uniform", "normal", "exponential")


def spread(lo: float, hi: float, count: int) -> F64:
    """Uneven numbers in [lo, hi], by the golden section, so that no argument is a round one."""
    part = np.arange(1, count + 1, dtype=np.float64) * 0.6180339887498949
    return lo + (hi - lo) * (part - np.floor(part))


def arguments() -> F64:
    return np.concatenate(
        [
            ODD,
            spread(-1.0, 1.0, 3000),
            spread(-800.0, 800.0, 3000),
            spread(-1e6, 1e6, 3000),
            spread(0.5, 2.0, 1000),
        ]
    )


def answers() -> Iterator[tuple[str, npt.NDArray[np.generic]]]:
    x = arguments()
    for name in ONE_ARGUMENT:
        yield name, getattr(exact, name)(x)
    for name in TWO_ARGUMENTS:
        yield name, getattr(exact, name)(x, x[::-1].copy())
    stream = rng_for(20210218, "digest", 7)
    for name in DRAWS:
        yield name, getattr(stream, name)(np.arange(5000))
    yield "integer", stream.integer(-5, 1000, np.arange(5000))
    suns = [marstime.sun_position(sol * 90_001) for sol in range(700)]
    yield "sun", np.array([(sun.azimuth_deg, sun.elevation_deg) for sun in suns])


def digest() -> str:
    hasher = blake2b(digest_size=16)
    for _, values in answers():
        hasher.update(np.ascontiguousarray(values).astype(values.dtype.newbyteorder("<")).tobytes())
    return hasher.hexdigest()


if __name__ == "__main__":
    print(digest())

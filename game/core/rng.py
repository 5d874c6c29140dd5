"""Random numbers by named counter streams: pure functions of (seed, names, index), so nothing needs saving.

``rng_for(seed, "weather").uniform(17)`` is always the same number, on every machine, in any order of asking.
Integer index in, number out; or an array of indices in, an array with exactly the same bits out. A negative
index counts modulo 2**64.

Sources: FNV-1a hash (Fowler, Noll, Vo; 64-bit parameters); splitmix64 (Steele, Lea, Flood 2014, "Fast
splittable pseudorandom number generators"; constants by Stafford and Vigna).
"""

from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from game.core import exact
from game.core.exact_kernels import F64
from game.core.inverse_normal import inverse_normal, inverse_normal_array

U64 = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.integer[Any]]

_MASK = 0xFFFF_FFFF_FFFF_FFFF
_GOLDEN = 0x9E37_79B9_7F4A_7C15  # 2**64 / golden ratio, odd: the Weyl step of splitmix64
_MIX_A = 0xBF58_476D_1CE4_E5B9
_MIX_B = 0x94D0_49BB_1331_11EB
_FNV_OFFSET = 0xCBF2_9CE4_8422_2325
_FNV_PRIME = 0x0000_0100_0000_01B3
_INT_TAG = 0xD6E8_FEB8_6659_FD93  # an odd constant that keeps the name 7 apart from the name "7"

_GOLDEN_U = np.uint64(_GOLDEN)
_MIX_A_U = np.uint64(_MIX_A)
_MIX_B_U = np.uint64(_MIX_B)
_S11, _S12, _S27, _S30, _S31, _S32 = (np.uint64(s) for s in (11, 12, 27, 30, 31, 32))
_LOW32 = 0xFFFF_FFFF
_LOW32_U = np.uint64(_LOW32)
_INTEGER_SPAN_MAX = 1 << 32

_TWO_M52 = 1.0 / (1 << 52)
_TWO_M53 = 1.0 / (1 << 53)


def fnv1a(text: str) -> int:
    """64-bit FNV-1a hash of the UTF-8 bytes of ``text`` (unlike ``hash()``, the same in every process).

    >>> hex(fnv1a("")), hex(fnv1a("a"))
    ('0xcbf29ce484222325', '0xaf63dc4c8601ec8c')
    """
    value = _FNV_OFFSET
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * _FNV_PRIME) & _MASK
    return value


def mix64(value: int) -> int:
    """The splitmix64 finaliser: one to one, and every input bit stirs every output bit.

    >>> hex(mix64(0x9E3779B97F4A7C15))
    '0xe220a8397b1dcdaf'
    """
    value &= _MASK
    value = ((value ^ (value >> 30)) * _MIX_A) & _MASK
    value = ((value ^ (value >> 27)) * _MIX_B) & _MASK
    return value ^ (value >> 31)


def _mix64_array(value: U64) -> U64:
    value = (value ^ (value >> _S30)) * _MIX_A_U
    value = (value ^ (value >> _S27)) * _MIX_B_U
    return value ^ (value >> _S31)


def _wrap(index: Ints) -> U64:
    """Integers of any width as uint64; negative ones wrap exactly as ``index & (2**64 - 1)`` does."""
    return np.atleast_1d(index).astype(np.uint64)


@dataclass(frozen=True, slots=True)
class Stream:
    """One named stream. Every draw is a pure function of (key, index); one index gives one draw of each kind.

    The kinds share their bits: ``uniform(3)`` and ``normal(3)`` of one stream are not independent.
    Use another index or another ``sub`` stream for each independent quantity.
    """

    key: int

    def sub(self, *names: str | int) -> "Stream":
        """The stream below this one: ``rng_for(1, "a").sub("b") == rng_for(1, "a", "b")``."""
        key = self.key
        for name in names:
            word = fnv1a(name) if isinstance(name, str) else mix64(name ^ _INT_TAG)
            key = mix64((key ^ word) + _GOLDEN)
        return Stream(key)

    @overload
    def u64(self, index: int) -> int: ...
    @overload
    def u64(self, index: Ints) -> U64: ...
    def u64(self, index: int | Ints) -> int | U64:
        """64 random bits."""
        if isinstance(index, np.ndarray):
            return _mix64_array((_wrap(index) + np.uint64(1)) * _GOLDEN_U + np.uint64(self.key))
        return mix64((int(index) + 1) * _GOLDEN + self.key)

    @overload
    def uniform(self, index: int) -> float: ...
    @overload
    def uniform(self, index: Ints) -> F64: ...
    def uniform(self, index: int | Ints) -> float | F64:
        """Evenly spread over [0, 1), a multiple of 2**-53."""
        if isinstance(index, np.ndarray):
            return (self.u64(index) >> _S11).astype(np.float64) * _TWO_M53
        return (self.u64(index) >> 11) * _TWO_M53

    @overload
    def uniform2(self, ix: int, iy: int) -> float: ...
    @overload
    def uniform2(self, ix: Ints, iy: int | Ints) -> F64: ...
    @overload
    def uniform2(self, ix: int, iy: Ints) -> F64: ...
    def uniform2(self, ix: int | Ints, iy: int | Ints) -> float | F64:
        """Evenly spread over [0, 1) by a pair of indices, such as a tile: the map's size does not matter."""
        if isinstance(ix, np.ndarray) or isinstance(iy, np.ndarray):
            row = self.u64(np.asarray(ix))
            bits = _mix64_array((_wrap(np.asarray(iy)) + np.uint64(1)) * _GOLDEN_U + row)
            return (bits >> _S11).astype(np.float64) * _TWO_M53
        return (mix64((int(iy) + 1) * _GOLDEN + self.u64(ix)) >> 11) * _TWO_M53

    @overload
    def between(self, lo: float, hi: float, index: int) -> float: ...
    @overload
    def between(self, lo: float, hi: float, index: Ints) -> F64: ...
    def between(self, lo: float, hi: float, index: int | Ints) -> float | F64:
        """Evenly spread from ``lo`` to ``hi`` (``hi`` itself only by rounding)."""
        return lo + (hi - lo) * self.uniform(index)

    @overload
    def integer(self, lo: int, hi: int, index: int) -> int: ...
    @overload
    def integer(self, lo: int, hi: int, index: Ints) -> npt.NDArray[np.int64]: ...
    def integer(self, lo: int, hi: int, index: int | Ints) -> int | npt.NDArray[np.int64]:
        """A whole number in [lo, hi), by the high word of a 64-bit product: bias below 2**-32."""
        span = hi - lo
        if not 1 <= span <= _INTEGER_SPAN_MAX:
            raise ValueError(f"integer({lo}, {hi}) needs 1 to 2**32 choices, not {span}")
        if isinstance(index, np.ndarray):
            bits = self.u64(index)
            low = ((bits & _LOW32_U) * np.uint64(span)) >> _S32
            return (((bits >> _S32) * np.uint64(span) + low) >> _S32).astype(np.int64) + lo
        return lo + ((self.u64(index) * span) >> 64)

    @overload
    def chance(self, p: float, index: int) -> bool: ...
    @overload
    def chance(self, p: float, index: Ints) -> npt.NDArray[np.bool_]: ...
    def chance(self, p: float, index: int | Ints) -> bool | npt.NDArray[np.bool_]:
        """True with probability ``p``: never for p <= 0, always for p >= 1."""
        return self.uniform(index) < p

    @overload
    def normal(self, index: int) -> float: ...
    @overload
    def normal(self, index: Ints) -> F64: ...
    def normal(self, index: int | Ints) -> float | F64:
        """Normal, mean 0, standard deviation 1, within +-8.3, by the inverse of the distribution."""
        if isinstance(index, np.ndarray):
            return inverse_normal_array(_open_uniform_array(self.u64(index)))
        return inverse_normal(_open_uniform(self.u64(index)))

    @overload
    def exponential(self, index: int) -> float: ...
    @overload
    def exponential(self, index: Ints) -> F64: ...
    def exponential(self, index: int | Ints) -> float | F64:
        """Exponential with mean 1 (waiting times, sizes above a threshold), above 0 and at most 36.8."""
        if isinstance(index, np.ndarray):
            return -exact.log(_open_uniform_array(self.u64(index)))
        return -exact.log(_open_uniform(self.u64(index)))


def rng_for(seed: int, *names: str | int) -> Stream:
    """The stream of a seed and a path of names, such as ``rng_for(level.seed, "weather", "gusts")``.

    >>> rng_for(1, "a").uniform(0) == rng_for(1, "a").uniform(0)
    True
    """
    return Stream(mix64(seed + _GOLDEN)).sub(*names)


def _open_uniform(bits: int) -> float:
    """In (0, 1), never 0 or 1, symmetric about one half: 52 bits and a half, so every step is exact."""
    return ((bits >> 12) + 0.5) * _TWO_M52


def _open_uniform_array(bits: U64) -> F64:
    return ((bits >> _S12).astype(np.float64) + 0.5) * _TWO_M52

"""Perlin noise: the `noise` package's pnoise2 and pnoise3 bit for bit, vectorised.

Everything is float32, one operation at a time in the order of the C code, so a result depends neither on the
machine nor on numpy.  `pnoise2` and `pnoise3` take points; `pnoise2_grid` takes the two axes of a grid, looks
gradients up once per lattice cell instead of once per point, and gives the same bits several times faster.
`base=` of the original is left out on purpose (it reads past its table): seed with another `table` or an
offset.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.rng import Stream

Singles = NDArray[np.float32]
Ints = NDArray[np.int32]
Indices = NDArray[np.int64]
Table = NDArray[np.int32]

# Ken Perlin's published permutation (mrl.nyu.edu/~perlin/noise), and the 16 edge directions in the `noise`
# order. fmt: off
PERLIN: tuple[int, ...] = (
    151, 160, 137, 91, 90, 15, 131, 13, 201, 95, 96, 53, 194, 233, 7, 225, 140, 36, 103, 30, 69, 142, 8,
    99, 37, 240, 21, 10, 23, 190, 6, 148, 247, 120, 234, 75, 0, 26, 197, 62, 94, 252, 219, 203, 117, 35,
    11, 32, 57, 177, 33, 88, 237, 149, 56, 87, 174, 20, 125, 136, 171, 168, 68, 175, 74, 165, 71, 134,
    139, 48, 27, 166, 77, 146, 158, 231, 83, 111, 229, 122, 60, 211, 133, 230, 220, 105, 92, 41, 55, 46,
    245, 40, 244, 102, 143, 54, 65, 25, 63, 161, 1, 216, 80, 73, 209, 76, 132, 187, 208, 89, 18, 169, 200,
    196, 135, 130, 116, 188, 159, 86, 164, 100, 109, 198, 173, 186, 3, 64, 52, 217, 226, 250, 124, 123, 5,
    202, 38, 147, 118, 126, 255, 82, 85, 212, 207, 206, 59, 227, 47, 16, 58, 17, 182, 189, 28, 42, 223,
    183, 170, 213, 119, 248, 152, 2, 44, 154, 163, 70, 221, 153, 101, 155, 167, 43, 172, 9, 129, 22, 39,
    253, 19, 98, 108, 110, 79, 113, 224, 232, 178, 185, 112, 104, 218, 246, 97, 228, 251, 34, 242, 193,
    238, 210, 144, 12, 191, 179, 162, 241, 81, 51, 145, 235, 249, 14, 239, 107, 49, 192, 214, 31, 181,
    199, 106, 157, 184, 84, 204, 176, 115, 121, 50, 45, 127, 4, 150, 254, 138, 236, 205, 93, 222, 114, 67,
    29, 24, 72, 243, 141, 128, 195, 78, 66, 215, 61, 156, 180,
)  # fmt: skip
GRADIENTS = (
    (1, 1, 0), (-1, 1, 0), (1, -1, 0), (-1, -1, 0), (1, 0, 1), (-1, 0, 1), (1, 0, -1), (-1, 0, -1),
    (0, 1, 1), (0, -1, 1), (0, 1, -1), (0, -1, -1), (1, 0, -1), (-1, 0, -1), (0, -1, 1), (0, 1, 1),
)  # fmt: skip
BLOCK_SAMPLES = 1 << 15  # rows are worked in blocks of about this many samples, so that temporaries stay in cache


def doubled(permutation: tuple[int, ...] | NDArray[np.int64]) -> Table:
    """A permutation of 0..255 twice over, as the lookups want it."""
    table: Table = np.concatenate([permutation, permutation]).astype(np.int32)
    table.flags.writeable = False
    return table


def shuffled_table(stream: Stream) -> Table:
    """A permutation of its own for each stream: another noise altogether, not a shifted one."""
    return doubled(np.argsort(stream.u64(np.arange(256, dtype=np.uint64)), kind="stable"))


_GX, _GY, _GZ = (np.array([edge[axis] for edge in GRADIENTS] * 16, dtype=np.float32) for axis in range(3))


@dataclass(frozen=True, slots=True)
class _Axis:
    """One coordinate of every sample: its lattice cell, the next cell, the way into the cell, and the fade of
    it."""

    cell: Ints
    next_cell: Ints
    frac: Singles
    fade: Singles


def _axis(x: Singles, repeat: float) -> _Axis:
    cell: Singles = np.floor(np.fmod(x, np.float32(repeat)))
    following = np.fmod(cell + np.float32(1), np.float32(repeat))
    frac: Singles = x - np.floor(x)
    return _Axis(cell.astype(np.int32) & 255, following.astype(np.int32) & 255, frac, _fade(frac))


def _fade(t: Singles) -> Singles:
    inner: Singles = t * (t * np.float32(6) - np.float32(15)) + np.float32(10)
    result: Singles = t * t * t * inner
    return result


def _lerp(t: Singles, a: Singles, b: Singles) -> Singles:
    result: Singles = a + t * (b - a)
    return result


def _noise2(x: Singles, y: Singles, repeat_x: float, repeat_y: float, table: Table) -> Singles:
    """One octave at points."""
    ax, ay = _axis(x, repeat_x), _axis(y, repeat_y)
    one = np.float32(1)

    def corner(cell_x: Ints, cell_y: Ints, dx: Singles, dy: Singles) -> Singles:
        edge = table[table[table[cell_x] + cell_y]]
        result: Singles = dx * _GX[edge] + dy * _GY[edge]
        return result

    east, south = ax.frac - one, ay.frac - one
    north = _lerp(ax.fade, corner(ax.cell, ay.cell, ax.frac, ay.frac), corner(ax.next_cell, ay.cell, east, ay.frac))
    far = _lerp(
        ax.fade,
        corner(ax.cell, ay.next_cell, ax.frac, south),
        corner(ax.next_cell, ay.next_cell, east, south),
    )
    return _lerp(ay.fade, north, far)


def _noise3(x: Singles, y: Singles, z: Singles, repeat: tuple[float, float, float], table: Table) -> Singles:
    """One octave at points in space."""
    ax, ay, az = _axis(x, repeat[0]), _axis(y, repeat[1]), _axis(z, repeat[2])
    one = np.float32(1)

    def corner(cell_x: Ints, cell_y: Ints, cell_z: Ints, dx: Singles, dy: Singles, dz: Singles) -> Singles:
        edge = table[table[table[cell_x] + cell_y] + cell_z]
        result: Singles = dx * _GX[edge] + dy * _GY[edge] + dz * _GZ[edge]
        return result

    def plane(cell_z: Ints, dz: Singles) -> Singles:
        rows = []
        for cell_y, dy in ((ay.cell, ay.frac), (ay.next_cell, ay.frac - one)):
            west = corner(ax.cell, cell_y, cell_z, ax.frac, dy, dz)
            rows.append(_lerp(ax.fade, west, corner(ax.next_cell, cell_y, cell_z, ax.frac - one, dy, dz)))
        return _lerp(ay.fade, rows[0], rows[1])

    return _lerp(az.fade, plane(az.cell, az.frac), plane(az.next_cell, az.frac - one))


def pnoise2(
    x: Singles,
    y: Singles,
    octaves: int = 1,
    persistence: float = 0.5,
    lacunarity: float = 2.0,
    repeat_x: float = 1024.0,
    repeat_y: float = 1024.0,
    table: Table | None = None,
) -> Singles:
    """`noise.pnoise2` of arrays of points."""
    perm = doubled(PERLIN) if table is None else table
    if octaves == 1:
        return _noise2(x, y, repeat_x, repeat_y, perm)
    total, biggest = np.zeros_like(x), np.zeros(1, dtype=np.float32)
    for freq, amp in _octave_steps(octaves, persistence, lacunarity):
        octave = _noise2(x * freq, y * freq, float(repeat_x * freq), float(repeat_y * freq), perm)
        total, biggest = total + octave * amp, biggest + amp
    result: Singles = total / biggest
    return result


def pnoise3(
    x: Singles,
    y: Singles,
    z: Singles,
    octaves: int = 1,
    persistence: float = 0.5,
    lacunarity: float = 2.0,
    repeat: tuple[float, float, float] = (1024.0, 1024.0, 1024.0),
    table: Table | None = None,
) -> Singles:
    """`noise.pnoise3` of arrays of points."""
    perm = doubled(PERLIN) if table is None else table
    if octaves == 1:
        return _noise3(x, y, z, repeat, perm)
    total, biggest = np.zeros_like(x), np.zeros(1, dtype=np.float32)
    for freq, amp in _octave_steps(octaves, persistence, lacunarity):
        scaled = (float(int(repeat[0] * freq)), float(int(repeat[1] * freq)), float(int(repeat[2] * freq)))
        octave = _noise3(x * freq, y * freq, z * freq, scaled, perm)
        total, biggest = total + octave * amp, biggest + amp
    result: Singles = total / biggest
    return result


def _octave_steps(octaves: int, persistence: float, lacunarity: float) -> list[tuple[np.float32, np.float32]]:
    """(frequency, amplitude) of each octave, multiplied up in float32 as the C code does."""
    freq, amp, steps = np.float32(1), np.float32(1), []
    for _ in range(octaves):
        steps.append((freq, amp))
        freq, amp = np.float32(freq * np.float32(lacunarity)), np.float32(amp * np.float32(persistence))
    return steps


@dataclass(frozen=True, slots=True)
class _Side:
    """West or east side of every sample's cell, one row per lattice row: the gradients there, spread to the
    samples.

    along is the gradient's x part times the way from that side; down is its y part.
    """

    along: Singles
    down: Singles


def _nodes(axis: _Axis) -> tuple[Indices, Indices, Indices]:
    """The distinct lattice nodes of an axis, and which of them lie before and after each sample."""
    present = np.zeros(256, dtype=np.int64)
    present[axis.cell] = 1
    present[axis.next_cell] = 1
    place = np.cumsum(present) - 1
    return np.flatnonzero(present), place[axis.cell], place[axis.next_cell]


def pnoise2_grid(
    x: Singles, y: Singles, repeat_x: float = 1024.0, repeat_y: float = 1024.0, table: Table | None = None
) -> Singles:
    """One octave on the grid of y (rows) by x (columns): the bits of `pnoise2` at every pair."""
    perm = doubled(PERLIN) if table is None else table
    ax, ay = _axis(x, repeat_x), _axis(y, repeat_y)
    (nodes_x, west, east), (nodes_y, north, south) = _nodes(ax), _nodes(ay)
    edge = perm[perm[perm[nodes_x][None, :] + nodes_y[:, None]]]
    gx, gy = _GX[edge], _GY[edge]
    one = np.float32(1)
    sides = (
        _Side(gx.take(west, axis=1) * ax.frac, gy.take(west, axis=1)),
        _Side(gx.take(east, axis=1) * (ax.frac - one), gy.take(east, axis=1)),
    )
    result = np.empty((len(y), len(x)), dtype=np.float32)
    rows = max(1, BLOCK_SAMPLES // max(1, len(x)))
    for first in range(0, len(y), rows):
        block = slice(first, first + rows)
        dy = ay.frac[block, None]
        upper = _blended(sides, north[block], dy, ax.fade)
        lower = _blended(sides, south[block], dy - one, ax.fade)
        lower -= upper
        lower *= ay.fade[block, None]
        np.add(lower, upper, out=result[block])
    return result


def _blended(sides: tuple[_Side, _Side], row: Indices, dy: Singles, fade_x: Singles) -> Singles:
    """West and east gradients of one lattice row each, dotted with the way to the samples, and the first
    lerp."""
    west, east = (_dotted(side, row, dy) for side in sides)
    east -= west
    east *= fade_x
    east += west
    return east


def _dotted(side: _Side, row: Indices, dy: Singles) -> Singles:
    dot = side.down.take(row, axis=0)
    dot *= dy
    dot += side.along.take(row, axis=0)
    return dot

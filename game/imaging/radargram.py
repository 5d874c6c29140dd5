"""The picture of a radargram: echoes become pulses, pulses become grey. Cosmetic; the echoes are the simulation's.

Columns are soundings along the way, rows two-way time. As on the published pictures, a time gain makes up for what the
ground has taken, and what lies deeper than the gain can lift drowns in speckle.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.sim.physics import radar as r
from game.sim.soundings import Echoes, echoes
from game.terrain.subsurface import Subsurface

Floats = NDArray[np.floating]
Places = NDArray[np.float64]
Pixels = NDArray[np.uint8]

SAMPLE_NS = 0.5
"""Time between rows: 800 rows for the time of listening."""
CARRIER_GHZ = 0.30
"""What is left in the middle of the band after some metres of rock, which takes the high notes first: it makes the
black and white bands of a reflector."""
DIRECT_NS = 4.0
"""The wave that goes straight from antenna to ground, always the brightest."""
SPECKLE = 0.20
"""Grain inside the ground, as a share of full brightness."""
STREAK = 9
"""Soundings to each side over which the grain runs on."""
FADING_DB_NS = 0.28
"""How fast the grain fades: a little faster than the gain lifts it."""
GAIN_DB_NS = 0.24
"""The usual time gain: makes up for some 2.2 dB/m there and back at permittivity 6."""
MOST_GAIN_DB_NS = 0.5
LEVEL_DB = 48.0
"""Overall gain at which a bed's echo is bright."""


@dataclass(frozen=True, slots=True)
class Traces:
    """Amplitudes [row, sounding], and the row's time step."""

    amplitude: Floats
    sample_ns: float


def traces(ground: Subsurface, x_m: Places, y_m: Places) -> Traces:
    """What RIMFAX records at some places, noise included: always the same at a place."""
    heard = echoes(ground, x_m, y_m)
    rows, columns = int(r.WINDOW_NS / SAMPLE_NS), len(x_m)
    direct, grain = _direct(rows)[:, None], _grain(x_m, y_m, rows, ground.seed)
    return Traces(_pulses(heard, rows, columns) + direct + grain, SAMPLE_NS)


def gained(amplitude: Floats, sample_ns: float, gain_db_ns: float) -> Floats:
    """Lifted by a gain that grows with time."""
    time_ns = np.arange(amplitude.shape[0]) * sample_ns
    lift: Floats = 10.0 ** ((LEVEL_DB + gain_db_ns * time_ns) / 20.0)
    return amplitude * lift[:, None]


def grey(recorded: Traces, gain_db_ns: float = GAIN_DB_NS) -> Pixels:
    """[row, sounding] of 0 to 255, 128 for silence."""
    lifted = gained(recorded.amplitude, recorded.sample_ns, gain_db_ns)
    shown = lifted / np.sqrt(1.0 + lifted * lifted)
    return (128.0 + 127.0 * shown + 0.5).astype(np.uint8)


def scaled(picture: Pixels, width: int, height: int) -> Pixels:
    """To a size in pixels: shrunk by means, enlarged between neighbours, so that thin bands do not flicker."""
    return _resampled(_resampled(picture.astype(np.float64), height).T, width).T.round().astype(np.uint8)


def _resampled(rows: Floats, count: int) -> Floats:
    """The first axis brought to `count`."""
    have = rows.shape[0]
    if count < have:
        edges = np.linspace(0.0, have, count + 1)
        whole = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)])
        low = np.floor(edges).astype(int)
        low = np.minimum(low, have - 1)
        at = whole[low] + (edges - low)[:, None] * rows[low]
        return np.diff(at, axis=0) / np.diff(edges)[:, None]
    place = np.clip((np.arange(count) + 0.5) * have / count - 0.5, 0.0, have - 1.0)
    before = np.minimum(place.astype(int), max(0, have - 2))
    after = np.minimum(before + 1, have - 1)
    share = (place - before)[:, None]
    return rows[before] * (1.0 - share) + rows[after] * share


# --- what a trace is made of ------------------------------------------------------------------------------------------


def _wavelet(late_ns: Floats) -> Floats:
    """The pulse: some two bands of black and white, as long as the bandwidth makes it."""
    envelope_ns = 0.55 * r.pulse_ns()
    return np.exp(-((late_ns / envelope_ns) ** 2)) * np.cos(2.0 * np.pi * CARRIER_GHZ * late_ns)


def _pulses(heard: Echoes, rows: int, columns: int) -> Floats:
    half = int(2.5 * r.pulse_ns() / SAMPLE_NS)
    first = np.floor(heard.two_way_ns / SAMPLE_NS).astype(np.int64) - half
    total = np.zeros(rows * columns)
    for step in range(2 * half + 2):
        row = first + step
        fits = (row >= 0) & (row < rows)
        late = row[fits] * SAMPLE_NS - heard.two_way_ns[fits]
        place = row[fits] * columns + heard.column[fits]
        total += np.bincount(place, heard.amplitude[fits] * _wavelet(late), minlength=rows * columns)
    return total.reshape(rows, columns)


def _direct(rows: int) -> Floats:
    time_ns = np.arange(rows, dtype=np.float64) * SAMPLE_NS
    return 0.08 * _wavelet(time_ns - DIRECT_NS) + 0.012 * _wavelet(time_ns - 2.4 * DIRECT_NS)


def _grain(x_m: Places, y_m: Places, rows: int, seed: int) -> Floats:
    """Small uneven things in the ground, which fade with depth like every echo, and the receiver's noise, which does
    not.

    Fixed to the place (a decimetre of ground), so that it does not boil while the picture is moved. What lies in the
    ground is wider than a sounding: its grain runs on sideways for a metre or so.
    """
    noise = _noise_of_places(x_m, y_m, rows, seed)
    along = _smeared(_smeared(noise, 1, axis=0), STREAK, axis=1)
    time_ns = np.arange(rows) * SAMPLE_NS
    fading = SPECKLE * 10.0 ** (-(FADING_DB_NS * time_ns + LEVEL_DB) / 20.0)
    floor = 10.0 ** (-r.DYNAMIC_RANGE_DB / 20.0)
    return along * fading[:, None] + noise * floor


def _noise_of_places(x_m: Places, y_m: Places, rows: int, seed: int) -> Floats:
    keys = np.floor(x_m * 10.0 + 0.5) * 73856093.0 + np.floor(y_m * 10.0 + 0.5) * 19349663.0 + float(seed % 1_000_003)
    states = (np.abs(keys).astype(np.int64) % 2_147_483_647).tolist()
    return np.stack([np.random.default_rng(state).standard_normal(rows) for state in states], axis=1)


def _smeared(noise: Floats, half: int, axis: int) -> Floats:
    """Averaged over its neighbours along an axis, as loud as before."""
    count = noise.shape[axis]
    lengths = [(slice(None),) * axis + (slice(first, first + count),) for first in range(2 * half + 1)]
    padding = [(0, 0), (0, 0)]
    padding[axis] = (half, half)
    padded = np.pad(noise, padding, mode="reflect" if count > half else "edge")
    total = sum(padded[part] for part in lengths)
    return np.asarray(total / np.sqrt(2.0 * half + 1.0))

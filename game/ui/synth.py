"""The game's sounds, computed: short tones, chimes and a wind that loops without a seam."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 44_100
WIND_S = 12.0
PEAK = 32_000

Wave = NDArray[np.float64]


def _time(seconds: float) -> Wave:
    return np.arange(int(seconds * RATE_HZ)) / RATE_HZ


def _bell(frequency_hz: float, seconds: float, fall_s: float) -> Wave:
    """A soft struck tone: three partials, the high ones dying first."""
    t = _time(seconds)
    partials = ((1.0, 1.0, 1.0), (2.01, 0.32, 0.5), (3.02, 0.12, 0.3))
    tone = sum(
        share * np.sin(2 * np.pi * frequency_hz * ratio * t) * np.exp(-t / (fall_s * fall))
        for ratio, share, fall in partials
    )
    attack = np.minimum(1.0, t / 0.004)
    release = np.minimum(1.0, (seconds - t) / 0.02)
    return np.asarray(tone * attack * release)


def _mixed(parts: Sequence[tuple[float, Wave]]) -> Wave:
    """Sounds begun at their seconds, together."""
    length = max(int(at_s * RATE_HZ) + len(wave) for at_s, wave in parts)
    whole = np.zeros(length)
    for at_s, wave in parts:
        begin = int(at_s * RATE_HZ)
        whole[begin : begin + len(wave)] += wave
    return whole


def click() -> Wave:
    t = _time(0.035)
    return 0.5 * np.sin(2 * np.pi * 1900 * t) * np.exp(-t / 0.005) + 0.25 * np.sin(2 * np.pi * 620 * t) * np.exp(
        -t / 0.008
    )


def tick() -> Wave:
    return 0.35 * _bell(2400, 0.03, 0.006)


def refuse() -> Wave:
    return _mixed([(0.0, 0.5 * _bell(196, 0.16, 0.05)), (0.09, 0.5 * _bell(165, 0.22, 0.07))])


def notice() -> Wave:
    return _mixed([(0.0, 0.35 * _bell(659.3, 0.7, 0.16)), (0.1, 0.3 * _bell(880.0, 0.8, 0.2))])


def warning() -> Wave:
    return _mixed([(0.0, 0.45 * _bell(523.3, 0.5, 0.12)), (0.16, 0.45 * _bell(415.3, 0.7, 0.18))])


def done() -> Wave:
    """An objective met: a rising fifth and octave."""
    return _mixed([(0.13 * n, 0.32 * _bell(hz, 1.4, 0.34)) for n, hz in enumerate((523.3, 659.3, 784.0, 1046.5))])


def lost() -> Wave:
    return _mixed([(0.22 * n, 0.36 * _bell(hz, 1.5, 0.4)) for n, hz in enumerate((392.0, 349.2, 293.7))])


def shutter() -> Wave:
    noise = _noise(int(0.05 * RATE_HZ), 7)
    t = _time(0.05)
    burst = noise[: len(t)] * np.exp(-t / 0.006)
    return _mixed([(0.0, 0.4 * burst), (0.07, 0.3 * burst)])


def wind() -> Wave:
    """Low noise that swells slowly. Made in the frequency domain, so its end meets its beginning."""
    count = int(WIND_S * RATE_HZ)
    spectrum = np.fft.rfft(_noise(count, 3))
    hz = np.fft.rfftfreq(count, 1 / RATE_HZ)
    shape = (hz / 60) / (1 + (hz / 60) ** 2) / (1 + (hz / 420) ** 2)
    air = np.fft.irfft(spectrum * shape, count)
    whole_turns = 2 * np.pi * np.arange(count) / count
    swell = 0.62 + 0.23 * np.sin(2 * whole_turns) + 0.15 * np.sin(5 * whole_turns + 1.0)
    air *= swell
    return np.asarray(0.5 * air / np.abs(air).max())


def _noise(count: int, seed: int) -> Wave:
    return np.random.default_rng(seed).uniform(-1.0, 1.0, count)  # sound only: it never reaches the simulation


SOUNDS = {
    "click": click,
    "tick": tick,
    "refuse": refuse,
    "notice": notice,
    "warning": warning,
    "done": done,
    "lost": lost,
    "shutter": shutter,
    "wind": wind,
}


def samples(name: str, channels: int) -> NDArray[np.int16]:
    """A sound ready for the mixer: int16 [n, channels]."""
    wave = np.clip(SOUNDS[name](), -1.0, 1.0)
    mono = (wave * PEAK).astype(np.int16)
    return np.ascontiguousarray(np.repeat(mono[:, None], channels, axis=1))

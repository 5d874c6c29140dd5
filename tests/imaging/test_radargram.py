"""The picture of a radargram shows what lies there, at its time, and drowns what lies too deep."""

import numpy as np
import pytest

from game.imaging.radargram import SAMPLE_NS, Traces, gained, grey, scaled, traces
from game.sim.physics import radar as r
from game.sim.soundings import columns, subsurface_of
from game.terrain.subsurface import Subsurface
from game.terrain.subsurface_spec import Layer, SubsurfaceSpec
from tests import small

X = np.arange(40.0, 70.0, 0.1)
Y = np.full(len(X), 97.0)


def envelope(recorded: Traces) -> np.ndarray:
    """Strength without its bands of black and white."""
    half = int(r.pulse_ns() / recorded.sample_ns)
    kernel = np.ones(2 * half + 1) / (2 * half + 1)
    squared = recorded.amplitude**2
    return np.sqrt(np.apply_along_axis(lambda trace: np.convolve(trace, kernel, mode="same"), 0, squared))


@pytest.fixture(scope="module")
def ground() -> Subsurface:
    return subsurface_of(small.site("radar"))


def test_each_horizon_is_bright_at_its_two_way_time(ground: Subsurface) -> None:
    bright = gained(envelope(traces(ground, X, Y)), SAMPLE_NS, 0.28)
    times = columns(ground, X, Y).two_way_ns
    for index in (2, 3):
        rows = np.round(times[index] / SAMPLE_NS).astype(int)
        here = bright[rows, np.arange(len(X))].mean()
        for off_ns in (3.0 * r.pulse_ns(), -3.0 * r.pulse_ns()):
            beside = bright[rows + int(off_ns / SAMPLE_NS), np.arange(len(X))].mean()
            assert here > 2.0 * beside


def test_the_brightest_row_of_a_strong_horizon_is_the_horizon_s(ground: Subsurface) -> None:
    """Within the pulse, which is the resolution."""
    bright = envelope(traces(ground, X, Y))
    times = columns(ground, X, Y).two_way_ns[3]
    for column in (10, 100, 250):
        low, high = int((times[column] - 8.0) / SAMPLE_NS), int((times[column] + 8.0) / SAMPLE_NS)
        brightest_ns = (low + int(np.argmax(bright[low:high, column]))) * SAMPLE_NS
        assert abs(brightest_ns - times[column]) <= r.pulse_ns()


def test_too_deep_a_horizon_drowns(ground: Subsurface) -> None:
    rock = Layer("rock", "basalt", thickness_m=18.0, undulation_m=0.0)
    layers = (Layer("soil", "regolith", thickness_m=0.5), rock, Layer("ice", "ice", undulation_m=0.0))
    deep = Subsurface(SubsurfaceSpec(layers, 0.0), 3, ground.terrain)
    bright = gained(envelope(traces(deep, X, Y)), SAMPLE_NS, 0.28)
    row = int(columns(deep, X, Y).two_way_ns[2].mean() / SAMPLE_NS)
    assert bright[row - 3 : row + 4].mean() < 1.3 * bright[row + 20 : row + 40].mean()


def test_a_place_always_looks_the_same(ground: Subsurface) -> None:
    whole, part = traces(ground, X, Y), traces(ground, X[50:150], Y[50:150])
    assert (traces(ground, X, Y).amplitude == whole.amplitude).all()
    assert np.allclose(whole.amplitude[:, 80:120], part.amplitude[:, 30:70])


def test_more_gain_lifts_what_is_deep(ground: Subsurface) -> None:
    recorded = traces(ground, X, Y)
    spread = [np.abs(grey(recorded, gain)[300:360].astype(int) - 128).mean() for gain in (0.1, 0.24, 0.4)]
    assert spread == sorted(spread)
    assert spread[2] > 3.0 * spread[0]


@pytest.mark.parametrize(("width", "height"), [(40, 30), (300, 600), (500, 100), (1, 1)])
def test_it_is_scaled_to_any_size_without_losing_its_mean(width: int, height: int, ground: Subsurface) -> None:
    picture = grey(traces(ground, X, Y))
    found = scaled(picture, width, height)
    assert found.shape == (height, width)
    assert abs(float(found.mean()) - float(picture.mean())) < 4.0

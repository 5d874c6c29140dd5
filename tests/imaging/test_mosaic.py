"""The colour sensor's pattern."""

import numpy as np

from game.imaging.mosaic import through_mosaic


def test_flat_colour_comes_through_unchanged() -> None:
    channels = [np.full((20, 30), value, dtype=np.float32) for value in (90.0, 120.0, 200.0)]
    for before, after in zip(channels, through_mosaic(*channels), strict=True):
        assert np.allclose(before, after, atol=1e-3)


def test_a_grey_edge_stays_sharp_and_nearly_grey() -> None:
    step = np.where(np.arange(40) < 20, 60.0, 160.0).astype(np.float32)
    grey = np.repeat(step[None, :], 24, axis=0)
    red, green, blue = through_mosaic(grey, grey, grey)
    assert np.abs(green - grey)[:, [17, 22]].max() < 30.0
    assert np.abs(red - blue)[4:-4, 4:-4].max() < 60.0
    assert np.abs(red - blue)[4:-4, 4:14].max() < 1e-3


def test_single_bright_pixels_take_colour() -> None:
    """What a real sensor does to a star."""
    grey = np.zeros((21, 21), dtype=np.float32)
    grey[10, 10] = 200.0
    red, _, blue = through_mosaic(grey, grey, grey)
    assert red[10, 10] > blue[10, 10]

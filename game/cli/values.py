"""Words of the command line turned into values, with a sentence for each that cannot be."""

import argparse
from collections.abc import Callable

MAX_SEED = 2**63 - 1


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """A parser for whole numbers from `least` to `most`.

    >>> whole_number(1, 9)("3")
    3
    """

    def parse(word: str) -> int:
        try:
            value = int(word)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{word!r} is not a whole number") from None
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{word} is not between {least} and {most}")
        return value

    return parse


seed = whole_number(0, MAX_SEED)


def size_px(word: str) -> tuple[int, int]:
    """A window size.

    >>> size_px("1280x720")
    (1280, 720)
    """
    width, cross, height = word.lower().partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{word!r} is not a size like 1280x720")
    if not (320 <= int(width) <= 7680 and 240 <= int(height) <= 4320):
        raise argparse.ArgumentTypeError(f"{word} is not between 320x240 and 7680x4320")
    return int(width), int(height)


def sun_deg(word: str) -> tuple[float, float]:
    """Azimuth (clockwise from north) and elevation of the sun, degrees.

    >>> sun_deg("315,30")
    (315.0, 30.0)
    """
    try:
        azimuth_deg, elevation_deg = (float(part) for part in word.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is not a sun like 315,30 (azimuth,elevation)") from None
    if not (0.0 <= azimuth_deg <= 360.0 and 0.0 < elevation_deg <= 90.0):
        raise argparse.ArgumentTypeError(f"{word}: azimuth goes from 0 to 360, elevation from 0 to 90 degrees")
    return azimuth_deg, elevation_deg

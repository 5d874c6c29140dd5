"""Words of the command line turned into values, with a sentence for each that cannot be."""

import argparse
import re
from collections.abc import Callable, Iterable

from game.cli.suggest import did_you_mean

MAX_SEED = 2**63 - 1
_MOST_PLAN_S = 88_775


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


def number(least: float, most: float, unit: str = "") -> Callable[[str], float]:
    """A parser for numbers from `least` to `most`.

    >>> number(0, 10)("2.5")
    2.5
    """

    def parse(word: str) -> float:
        try:
            value = float(word)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{word!r} is not a number") from None
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{word} is not between {least:g} and {most:g} {unit}".rstrip())
        return value

    return parse


def one_of(what: str, names: Iterable[str]) -> Callable[[str], str]:
    """A parser for one of some words, case and dashes as people type them.

    >>> one_of("material", ("ice_cemented", "sand"))("Ice-Cemented")
    'ice_cemented'
    """
    known = tuple(names)

    def parse(word: str) -> str:
        meant = word.strip().lower().replace("-", "_").replace(" ", "_")
        if meant in known:
            return meant
        listed = ", ".join(known)
        raise argparse.ArgumentTypeError(f"there is no {what} {word!r}.{did_you_mean(meant, known)} Known: {listed}")

    return parse


def time_of_sol(word: str) -> int:
    """Local mean solar time as ticks after midnight.

    >>> time_of_sol("12:00")
    44388
    """
    from game.core.marstime import parse_lmst

    try:
        return parse_lmst(word)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


_DURATION = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(h|min|m)", re.IGNORECASE)


def plan(word: str) -> tuple[tuple[str, int], ...]:
    """Activities with their seconds.

    >>> plan("drive:1.5h, moxie:60min")
    (('drive', 5400), ('moxie', 3600))
    """
    steps = []
    for part in word.split(","):
        name, _colon, duration = part.strip().partition(":")
        match = _DURATION.fullmatch(duration.strip())
        if not name or match is None:
            raise argparse.ArgumentTypeError(
                f"{part.strip()!r} is not an activity and its hours, such as drive:1.5h or moxie:60min"
            )
        seconds = float(match[1]) * (3600.0 if match[2].lower() == "h" else 60.0)
        if not 0.0 < seconds <= _MOST_PLAN_S:
            raise argparse.ArgumentTypeError(f"{part.strip()!r}: a sol has 24.7 hours")
        steps.append((name.strip().lower().replace("-", "_"), int(seconds)))
    return tuple(steps)


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


def picture_px(word: str) -> tuple[int, int]:
    """The size of a picture.

    >>> picture_px("640x480")
    (640, 480)
    """
    width, cross, height = word.lower().partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{word!r} is not a size like 1280x720")
    if not (16 <= int(width) <= 8192 and 16 <= int(height) <= 8192):
        raise argparse.ArgumentTypeError(f"{word} is not between 16x16 and 8192x8192")
    return int(width), int(height)


def pair(word: str) -> tuple[float, float]:
    """Two numbers.

    >>> pair("62,196.5")
    (62.0, 196.5)
    """
    try:
        first, second = (float(part) for part in word.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is not two numbers like 62,196") from None
    if not (abs(first) < 1e6 and abs(second) < 1e6):
        raise argparse.ArgumentTypeError(f"{word}: such numbers lead nowhere")
    return first, second


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


def thing(kinds: Iterable[str]) -> Callable[[str], tuple[str, float, float, float]]:
    """A parser for something that stands somewhere: its kind, its place in tiles, and how high it flies (m).

    >>> thing(("helicopter", "tube"))("helicopter:40,41.5,8")
    ('helicopter', 40.0, 41.5, 8.0)
    """
    kind_of = one_of("thing", kinds)

    def parse(word: str) -> tuple[str, float, float, float]:
        name, colon, place = word.partition(":")
        kind = kind_of(name)
        try:
            x, y, height_m = (float(part) for part in [*place.split(","), "0"][:3])
        except ValueError:
            raise argparse.ArgumentTypeError(f"{word!r} is not a thing and its place like {kind}:62,196") from None
        if not colon or not (abs(x) < 1e6 and abs(y) < 1e6 and 0.0 <= height_m <= 2000.0):
            raise argparse.ArgumentTypeError(f"{word!r}: such numbers lead nowhere")
        return kind, x, y, height_m

    return parse

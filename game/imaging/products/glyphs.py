"""Letters as pen strokes, for captions and scales inside pictures: imaging has no fonts.

A stroke is a row of places, two signs each: x to the right from 0, y downward from the top of a capital (0) to the
line (c = 12), letters reaching below it (f = 15). "~" begins a rounded stroke, "o" a rounded closed one, the others
are straight. Drawn by hand for this game.
"""

import unicodedata
from functools import lru_cache
from itertools import pairwise

Point = tuple[float, float]
Stroke = tuple[Point, ...]

CAP = 12.0
"""Height of a capital."""
GAP = 3.4
BLANK = 4.6
ROUNDS = 3
"""How often the corners of a rounded stroke are cut."""
UNKNOWN = "00 60 6c 0c 00"

GLYPHS = {
    "A": "0c 40 8c / 18 78",
    "B": "00 0c / ~ 00 50 70 76 56 06 / ~ 06 56 86 8c 5c 0c",
    "C": "~ 83 80 00 0c 8c 89",
    "D": "00 0c / ~ 00 30 80 8c 3c 0c",
    "E": "70 00 0c 7c / 06 66",
    "F": "70 00 0c / 06 66",
    "G": "~ 83 80 00 0c 8c 87 / 87 57",
    "H": "00 0c / 80 8c / 06 86",
    "I": "00 0c",
    "J": "~ 60 6c 0c 09",
    "K": "00 0c / 80 07 / 35 8c",
    "L": "00 0c 7c",
    "M": "0c 00 57 a0 ac",
    "N": "0c 00 8c 80",
    "O": "o 00 90 9c 0c",
    "P": "0c 00 / ~ 00 50 80 87 57 07",
    "Q": "o 00 90 9c 0c / 69 9d",
    "R": "0c 00 / ~ 00 50 80 87 57 07 / 47 8c",
    "S": "~ 82 80 00 06 86 8c 0c 0a",
    "T": "00 80 / 40 4c",
    "U": "~ 00 0c 8c 80",
    "V": "00 4c 80",
    "W": "00 3c 62 9c c0",
    "X": "00 8c / 80 0c",
    "Y": "00 46 80 / 46 4c",
    "Z": "00 80 0c 8c",
    "a": "o 04 64 6c 0c / 64 6c",
    "b": "00 0c / o 04 64 6c 0c",
    "c": "~ 66 64 04 0c 6c 6a",
    "d": "60 6c / o 04 64 6c 0c",
    "e": "08 68 / ~ 68 64 04 0c 6c 6a",
    "f": "~ 50 20 25 2c / 04 44",
    "g": "o 04 64 6c 0c / ~ 64 6f 0f 0e",
    "h": "00 0c / ~ 07 04 64 6c",
    "i": "04 0c / 01 02",
    "j": "~ 24 2f 0f / 21 22",
    "k": "00 0c / 54 09 / 27 6c",
    "l": "~ 00 0c 2c",
    "m": "04 0c / ~ 07 04 54 5c / ~ 57 54 a4 ac",
    "n": "04 0c / ~ 07 04 64 6c",
    "o": "o 04 64 6c 0c",
    "p": "04 0f / o 04 64 6c 0c",
    "q": "64 6f / o 04 64 6c 0c",
    "r": "04 0c / ~ 08 04 44",
    "s": "~ 56 54 04 08 58 5c 0c 0a",
    "t": "~ 21 2c 5c / 04 44",
    "u": "~ 04 0c 6c 64 / 64 6c",
    "v": "04 3c 64",
    "w": "04 2c 46 6c 84",
    "x": "04 6c / 64 0c",
    "y": "04 3c / 64 1f",
    "z": "04 64 0c 6c",
    "0": "o 00 70 7c 0c",
    "1": "03 30 3c",
    "2": "~ 03 00 70 75 0c / 0c 7c",
    "3": "~ 02 00 70 76 36 / ~ 36 76 7c 0c 0a",
    "4": "5c 50 08 78",
    "5": "60 10 05 / ~ 05 75 7c 0c 0a",
    "6": "~ 60 00 08 / o 05 75 7c 0c",
    "7": "00 70 2c",
    "8": "o 00 70 76 06 / o 06 76 7c 0c",
    "9": "o 00 70 77 07 / ~ 74 7c 1c",
    ".": "0b 0c",
    ",": "1b 0e",
    ":": "05 06 / 0b 0c",
    ";": "15 16 / 1b 0e",
    "-": "08 48",
    "–": "08 78",
    "·": "07 08",
    "'": "00 03",
    "’": "10 03",
    '"': "00 03 / 20 23",
    "(": "~ 30 04 08 3c",
    ")": "~ 00 34 38 0c",
    "/": "0d 60",
    "+": "08 68 / 35 3b",
    "=": "06 66 / 0a 6a",
    "%": "0c 80 / o 00 40 44 04 / o 48 88 8c 4c",
    "°": "o 00 30 33 03",
    "!": "00 08 / 0b 0c",
    "?": "~ 03 00 60 66 38 / 38 39 / 3b 3c",
    "&": "~ 8c 24 20 60 64 07 0c 5c 87",
    "×": "05 5a / 55 0a",
    "→": "07 87 / 54 87 5a",
    "<": "65 08 6b",
    ">": "05 68 0b",
    "_": "0d 6d",
    "²": "~ 01 00 30 33 06 / 06 36",
    "µ": "04 0f / ~ 04 0c 6c 64 / 64 6c",
}
LIKE = {"—": "–", "‘": "'", "“": '"', "”": '"', "−": "–", "μ": "µ", "ß": "s", "ø": "o", "Ø": "O", "æ": "a", "ł": "l"}


@lru_cache(maxsize=256)
def strokes_of(letter: str) -> tuple[Stroke, ...]:
    """
    >>> strokes_of("T")
    (((0.0, 0.0), (8.0, 0.0)), ((4.0, 0.0), (4.0, 12.0)))
    """
    plain = LIKE.get(letter, letter)
    if plain not in GLYPHS:
        plain = unicodedata.normalize("NFKD", plain)[:1]
    return tuple(_stroke(part.split()) for part in GLYPHS.get(plain, UNKNOWN).split("/"))


def _stroke(words: list[str]) -> Stroke:
    points = [(float(int(word[0], 36)), float(int(word[1], 36))) for word in words if word not in "~o"]
    is_closed = words[0] == "o"
    for _ in range(ROUNDS if words[0] in "~o" else 0):
        points = _cut(points, is_closed)
    return tuple([*points, points[0]] if is_closed else points)


def _cut(points: list[Point], is_closed: bool) -> list[Point]:
    """Every corner replaced by two places, a quarter of the way along its sides (Chaikin 1974)."""
    ends = [*points, points[0]] if is_closed else points
    made = [] if is_closed else [points[0]]
    for (ax, ay), (bx, by) in pairwise(ends):
        made += [(0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by), (0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by)]
    return made if is_closed else [*made, points[-1]]


def width_of(letter: str) -> float:
    """How far the next letter stands from this one."""
    if letter.isspace():
        return BLANK
    return max(x for stroke in strokes_of(letter) for x, _ in stroke) + GAP

"""The colour check: every meaning with its sign, as eyes with each kind of colour blindness see it.

The game needs no colour to be told apart: each meaning has a sign of its own. This page proves it to the player.
"""

from collections.abc import Iterable, Mapping

from game.ui.theme import ACCENT, CAUTION, FAULT, GOOD, QUIET, SKY, SMALL, Colour
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Row, Sized, Space
from game.ui.widgets.labels import Label, Sign, heading

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]

# Full strength; Machado, Oliveira & Fernandes 2009, table 1 (severity 1.0), for linear RGB.
KINDS: dict[str, Matrix] = {
    "as drawn": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
MEANINGS: tuple[tuple[str, str, Colour], ...] = (
    ("Rover, chosen, time", "right", ACCENT),
    ("Helicopter, data", "disc", SKY),
    ("Done, oxygen", "check", GOOD),
    ("Caution", "warning", CAUTION),
    ("Fault", "fault", FAULT),
    ("Target", "diamond", ACCENT),
    ("Not yet", "circle", QUIET),
)
COLUMN = 76


def colour_rows(aid: Mapping[Colour, Colour]) -> Iterable[Widget]:
    """`aid`: what stands in for the colours of the theme."""
    yield Label(
        "Each meaning has a sign of its own; the columns show its colour as different eyes see it.",
        SMALL,
        QUIET,
        wrap=True,
    )
    yield Space(4)
    yield Row(Label("", grow=1), *(Sized(heading(kind), width=COLUMN) for kind in KINDS), gap=8)
    for text, icon, plain in MEANINGS:
        colour = aid.get(plain, plain)
        swatches = (Sized(_Held(icon, seen(colour, matrix)), width=COLUMN, height=26) for matrix in KINDS.values())
        yield Row(Label(text, grow=1), *swatches, gap=8)


class _Held(Sign):
    """A sign at the left of its column."""

    def __init__(self, icon: str, colour: Colour) -> None:
        super().__init__(icon, colour, side=18)


def seen(colour: Colour, matrix: Matrix) -> Colour:
    """A colour as these eyes see it.

    >>> seen((242, 153, 74), KINDS["as drawn"])
    (242, 153, 74)
    """
    linear = [_linear(part) for part in colour]
    r, g, b = (sum(k * part for k, part in zip(row, linear, strict=True)) for row in matrix)
    return (_encoded(r), _encoded(g), _encoded(b))


def _linear(part: int) -> float:
    """sRGB to light, IEC 61966-2-1."""
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _encoded(light: float) -> int:
    light = min(1.0, max(0.0, light))
    share = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return int(share * 255 + 0.5)

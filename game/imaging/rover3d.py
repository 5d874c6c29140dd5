"""Perseverance in bodies of flat faces: wheels, rocker and bogie, deck with what stands on it, mast, folded arm.

Right, ahead and up in metres from the middle between the wheels on the ground. Length 3.0, width 2.7, height 2.2 m,
wheels 0.525 m (NASA's rover pages); where each part sits is after the mission's own pictures, by eye.
"""

import math

from game.imaging.parts import Part, Triple
from game.imaging.relief_colour import RGB, linear

WHITE, CREAM, GREY = linear((222, 218, 210)), linear((208, 196, 176)), linear((158, 154, 150))
ALLOY, DARK, BLACK = linear((142, 134, 126)), linear((84, 82, 82)), linear((40, 39, 40))
GOLD, RUST, BLUE, GREEN = linear((190, 152, 92)), linear((178, 84, 58)), linear((70, 96, 150)), linear((92, 128, 84))
DECK_M, FLOOR_M = 1.06, 0.62
MAST_M: Triple = (0.55, 0.64, 2.02)
"""Where the mast's cameras are."""
FRONT_HAZCAM_M: Triple = (0.12, 0.98, 0.60)
REAR_HAZCAM_M: Triple = (0.35, -1.02, 0.72)
WHEEL_M, HALF_WHEEL_M = 0.2625, 0.165
DUSTY = 0.10
"""Upper faces have some dust on them."""


def _strut(x: float, start: tuple[float, float], end: tuple[float, float], radius: float, colour: RGB) -> Part:
    """A tube in the plane of one side, between two places (ahead, up)."""
    dy, dz = end[0] - start[0], end[1] - start[1]
    middle = (x, (start[0] + end[0]) / 2.0, (start[1] + end[1]) / 2.0)
    lean = math.degrees(math.atan2(dy, dz))
    return Part("drum", middle, (radius, radius, math.hypot(dy, dz) / 2.0), colour, DUSTY, (lean, 0.0))


def _deck_box(x: float, y: float, half: Triple, colour: RGB, clockwise_deg: float = 0.0) -> Part:
    return Part("box", (x, y, DECK_M + half[2]), half, colour, DUSTY, (0.0, clockwise_deg))


def _wheels() -> tuple[Part, ...]:
    made = []
    for side in (-1.0, 1.0):
        for ahead in (1.08, 0.0, -1.08):
            at = (side * 1.185, ahead, WHEEL_M)
            made.append(Part("drum", at, (WHEEL_M, WHEEL_M, HALF_WHEEL_M), ALLOY, DUSTY, (90.0, 90.0)))
            hub = (side * (1.185 + HALF_WHEEL_M), ahead, WHEEL_M)
            made.append(Part("drum", hub, (0.215, 0.215, 0.006), DARK, DUSTY, (90.0, 90.0)))
            made.append(Part("drum", hub, (0.075, 0.075, 0.03), ALLOY, DUSTY, (90.0, 90.0)))
    return tuple(made)


def _suspension() -> tuple[Part, ...]:
    made: list[Part] = []
    for side in (-1.0, 1.0):
        x = side * 0.86
        made += [
            _strut(x, (0.22, 0.86), (1.08, 0.78), 0.045, ALLOY),
            _strut(x, (0.22, 0.86), (-0.52, 0.60), 0.05, ALLOY),
            _strut(x, (-0.52, 0.60), (0.0, 0.56), 0.04, ALLOY),
            _strut(x, (-0.52, 0.60), (-1.08, 0.70), 0.04, ALLOY),
            Part("drum", (side * 0.78, 0.22, 0.86), (0.08, 0.08, 0.12), DARK, DUSTY, (90.0, 90.0)),
        ]
        for ahead, top in ((1.08, 0.78), (-1.08, 0.72)):
            made.append(_strut(side * 0.92, (ahead, 0.34), (ahead, top), 0.05, WHITE))
            made.append(Part("box", (side * 0.98, ahead, 0.32), (0.10, 0.05, 0.05), ALLOY))
        made.append(_strut(side * 0.92, (0.0, 0.30), (0.0, 0.58), 0.045, WHITE))
    return tuple(made)


BODY = (
    Part("box", (0.0, 0.03, 0.83), (0.60, 0.80, 0.21), WHITE, DUSTY),
    Part("box", (0.0, 0.03, DECK_M - 0.01), (0.66, 0.86, 0.012), WHITE, DUSTY),
    Part("box", (0.0, 0.60, 0.66), (0.50, 0.22, 0.07), GREY, DUSTY),
    Part("box", (-0.63, -0.15, 0.80), (0.05, 0.34, 0.14), CREAM, DUSTY),
    Part("box", (0.64, -0.10, 0.82), (0.05, 0.24, 0.12), GREY, DUSTY),
)
# What is bolted to the deck: lids with their rims, connectors, cable runs, lifting eyes.
FITTINGS = (
    Part("drum", (-0.36, 0.40, DECK_M + 0.075), (0.085, 0.085, 0.012), GREY, DUSTY),
    Part("drum", (-0.36, 0.40, DECK_M + 0.082), (0.055, 0.055, 0.012), CREAM, DUSTY),
    Part("drum", (-0.10, 0.10, DECK_M + 0.105), (0.07, 0.07, 0.008), CREAM, DUSTY),
    Part("drum", (0.33, 0.22, DECK_M + 0.065), (0.035, 0.035, 0.012), ALLOY, DUSTY),
    _deck_box(0.10, -0.46, (0.06, 0.03, 0.05), GREY),
    _deck_box(0.22, -0.30, (0.035, 0.05, 0.048), ALLOY),
    _deck_box(0.24, -0.42, (0.03, 0.02, 0.045), GOLD),
    _deck_box(-0.08, -0.38, (0.018, 0.05, 0.042), DARK),
    Part("drum", (0.48, -0.52, DECK_M + 0.125), (0.05, 0.05, 0.01), GREY, DUSTY),
    _deck_box(0.56, -0.46, (0.015, 0.04, 0.075), DARK),
    *(
        Part("drum", (x, y, DECK_M + 0.014), (0.009, 0.009, half), DARK, DUSTY, (90.0, turn))
        for x, y, half, turn in (
            (0.42, 0.36, 0.22, 12.0),
            (0.46, 0.36, 0.22, 15.0),
            (-0.30, -0.12, 0.20, 350.0),
            (0.28, -0.62, 0.18, 88.0),
            (-0.02, 0.32, 0.24, 96.0),
            (-0.02, 0.355, 0.22, 92.0),
        )
    ),
    *(
        Part("drum", (x, y, DECK_M + 0.02), (0.016, 0.016, 0.02), ALLOY, DUSTY)
        for x, y in ((0.61, 0.80), (-0.61, 0.80), (0.61, -0.74), (-0.61, -0.30), (0.16, 0.30), (-0.22, 0.30))
    ),
    *(_deck_box(x, y, (0.03, 0.045, 0.012), CREAM) for x, y in ((-0.05, -0.10), (0.44, -0.06), (-0.52, 0.26))),
    _deck_box(-0.28, -0.62, (0.05, 0.07, 0.022), GREY, 12.0),
    _deck_box(0.16, -0.58, (0.07, 0.03, 0.018), ALLOY, -8.0),
)
DECK = (
    _deck_box(-0.36, 0.48, (0.20, 0.22, 0.035), CREAM),
    _deck_box(-0.36, 0.48, (0.13, 0.03, 0.042), GREY),
    _deck_box(0.06, 0.62, (0.09, 0.09, 0.02), GOLD),
    _deck_box(-0.10, 0.10, (0.16, 0.12, 0.05), WHITE),
    _deck_box(0.33, 0.12, (0.11, 0.18, 0.03), GREY),
    _deck_box(0.33, 0.02, (0.05, 0.05, 0.07), GOLD),
    _deck_box(-0.48, -0.02, (0.09, 0.10, 0.06), CREAM),
    _deck_box(0.10, -0.33, (0.26, 0.14, 0.028), CREAM),
    _deck_box(0.02, -0.30, (0.05, 0.05, 0.06), WHITE),
    _deck_box(0.48, -0.52, (0.12, 0.14, 0.06), WHITE),
    _deck_box(-0.12, -0.62, (0.16, 0.10, 0.045), WHITE),
    _deck_box(-0.60, 0.22, (0.02, 0.30, 0.018), BLACK),
    _deck_box(0.60, 0.02, (0.018, 0.42, 0.016), BLACK),
    _deck_box(0.20, -0.08, (0.20, 0.012, 0.012), BLACK, 18.0),
    _deck_box(-0.22, -0.18, (0.012, 0.24, 0.012), BLACK, 9.0),
    *(_deck_box(x, y, (0.035, 0.035, 0.003), BLACK) for x, y in ((-0.55, 0.76), (0.30, 0.76), (-0.55, -0.72))),
    *(_deck_box(x, y, (0.018, 0.018, 0.005), WHITE) for x, y in ((-0.55, 0.76), (0.30, 0.76), (-0.55, -0.72))),
    *FITTINGS,
    # the low UHF antenna, the steerable dish on its post
    Part("drum", (0.44, -0.30, DECK_M + 0.16), (0.065, 0.065, 0.16), CREAM, DUSTY),
    Part("drum", (-0.42, -0.42, DECK_M + 0.10), (0.035, 0.035, 0.10), GREY, DUSTY),
    Part("drum", (-0.42, -0.42, DECK_M + 0.25), (0.17, 0.15, 0.012), CREAM, DUSTY, (38.0, 300.0)),
)
# Mastcam-Z's calibration target: grey rings and colour chips round a little sun dial.
TARGET_AT = (0.06, 0.62, DECK_M + 0.045)
CALIBRATION = (
    Part("drum", TARGET_AT, (0.078, 0.078, 0.006), WHITE),
    Part("drum", (*TARGET_AT[:2], TARGET_AT[2] + 0.003), (0.050, 0.050, 0.006), GREY),
    Part("drum", (*TARGET_AT[:2], TARGET_AT[2] + 0.006), (0.030, 0.030, 0.006), BLACK),
    Part("drum", (*TARGET_AT[:2], TARGET_AT[2] + 0.04), (0.004, 0.004, 0.035), GOLD),
    *(
        Part(
            "drum",
            (
                TARGET_AT[0] + 0.064 * math.sin(n * 0.785),
                TARGET_AT[1] + 0.064 * math.cos(n * 0.785),
                TARGET_AT[2] + 0.006,
            ),
            (0.011, 0.011, 0.003),
            colour,
        )
        for n, colour in enumerate((RUST, BLACK, BLUE, WHITE, GREEN, GREY, GOLD, DARK))
    ),
)
GENERATOR = (
    Part("drum", (0.0, -1.16, 1.04), (0.17, 0.17, 0.32), DARK, DUSTY, (-52.0, 0.0)),
    *(
        Part("box", (x, -1.16, 1.04), (0.008, 0.33, 0.30), CREAM, DUSTY, (-52.0, 0.0))
        for x in (-0.30, -0.20, 0.20, 0.30)
    ),
    Part("box", (0.0, -1.16, 1.04), (0.34, 0.012, 0.31), CREAM, DUSTY, (-52.0, 0.0)),
    Part("box", (0.0, -1.02, 0.86), (0.30, 0.12, 0.06), GREY, DUSTY),
)
ARM = (
    Part("drum", (-0.42, 0.92, 0.84), (0.10, 0.10, 0.13), GREY, DUSTY),
    Part("drum", (0.02, 1.04, 0.92), (0.055, 0.055, 0.44), WHITE, DUSTY, (90.0, 90.0)),
    Part("drum", (0.46, 1.06, 0.92), (0.085, 0.085, 0.10), GREY, DUSTY),
    Part("drum", (0.08, 1.17, 0.94), (0.05, 0.05, 0.36), WHITE, DUSTY, (90.0, 82.0)),
    Part("drum", (-0.40, 1.26, 0.92), (0.15, 0.15, 0.13), GREY, DUSTY),
    Part("box", (-0.56, 1.28, 0.92), (0.09, 0.12, 0.11), CREAM, DUSTY, (0.0, 20.0)),
    Part("box", (-0.26, 1.36, 0.92), (0.09, 0.09, 0.12), WHITE, DUSTY, (0.0, -15.0)),
    Part("drum", (-0.40, 1.32, 0.76), (0.05, 0.05, 0.10), ALLOY, DUSTY),
    Part("box", (-0.40, 1.42, 0.94), (0.07, 0.05, 0.08), BLACK, DUSTY),
)
ROVER: tuple[Part, ...] = (*_wheels(), *_suspension(), *BODY, *DECK, *CALIBRATION, *GENERATOR, *ARM)
MAST: tuple[Part, ...] = (
    Part("drum", (MAST_M[0], MAST_M[1], 1.10), (0.10, 0.10, 0.06), GREY, DUSTY),
    Part("drum", (MAST_M[0], MAST_M[1], 1.45), (0.058, 0.058, 0.40), WHITE, DUSTY),
    Part("box", (MAST_M[0] - 0.09, MAST_M[1], 1.50), (0.016, 0.03, 0.24), BLACK),
    Part("box", (MAST_M[0] + 0.02, MAST_M[1] + 0.15, 1.42), (0.02, 0.10, 0.02), WHITE),
    Part("drum", (MAST_M[0], MAST_M[1], 1.88), (0.09, 0.09, 0.06), GREY, DUSTY),
    Part("box", (MAST_M[0], MAST_M[1], 2.02), (0.29, 0.10, 0.075), WHITE, DUSTY),
    Part("box", (MAST_M[0], MAST_M[1] - 0.02, 2.14), (0.17, 0.16, 0.075), WHITE, DUSTY),
    Part("drum", (MAST_M[0], MAST_M[1] + 0.14, 2.14), (0.055, 0.055, 0.012), BLACK, 0.0, (90.0, 0.0)),
    *(
        Part("drum", (MAST_M[0] + x, MAST_M[1] + 0.11, 2.02), (0.034, 0.034, 0.02), BLACK, 0.0, (90.0, 0.0))
        for x in (-0.212, -0.122, 0.122, 0.212)
    ),
)
"""The mast and the head that carries the cameras, 24.4 cm between Mastcam-Z's eyes, 42.4 cm between those of Navcam."""

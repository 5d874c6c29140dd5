"""Ingenuity in bodies of flat faces: 0.49 m high, two rotors of 1.21 m, four legs, solar panel on top.

Sizes: NASA's technical figures as given in the catalogue of the mission; the rest after its pictures, by eye.
"""

from game.imaging.parts import Part
from game.imaging.relief_colour import linear

GOLD, CARBON, PANEL = linear((186, 150, 96)), linear((46, 45, 47)), linear((38, 42, 62))
METAL, FOIL = linear((150, 147, 144)), linear((128, 124, 120))
ROTOR_M, BLADE_M = 0.605, 0.045


def _rotor(up_m: float, clockwise_deg: float) -> tuple[Part, ...]:
    return (
        Part("box", (0.0, 0.0, up_m), (ROTOR_M, BLADE_M, 0.004), CARBON, 0.02, (0.0, clockwise_deg)),
        Part("box", (0.0, 0.0, up_m), (0.22, BLADE_M * 1.35, 0.005), CARBON, 0.02, (0.0, clockwise_deg)),
    )


HELICOPTER: tuple[Part, ...] = (
    Part("drum", (0.0, 0.0, 0.34), (0.014, 0.014, 0.13), METAL),
    *_rotor(0.335, 28.0),
    *_rotor(0.405, 118.0),
    Part("drum", (0.0, 0.0, 0.335), (0.042, 0.042, 0.014), METAL),
    Part("drum", (0.0, 0.0, 0.405), (0.042, 0.042, 0.014), METAL),
    Part("box", (0.0, 0.0, 0.478), (0.085, 0.21, 0.004), PANEL, 0.12),
    Part("drum", (0.0, 0.0, 0.455), (0.02, 0.02, 0.02), METAL),
    Part("drum", (0.05, 0.10, 0.52), (0.002, 0.002, 0.04), METAL),
    *(
        Part("drum", (x * 0.13, y * 0.13, 0.115), (0.008, 0.008, 0.15), CARBON, 0.02, (38.0, turn))
        for x, y, turn in ((1, 1, 225.0), (1, -1, 315.0), (-1, -1, 45.0), (-1, 1, 135.0))
    ),
    *(Part("drum", (x * 0.197, y * 0.197, 0.006), (0.02, 0.02, 0.006), CARBON) for x in (-1, 1) for y in (-1, 1)),
)
HELICOPTER_HULL: tuple[Part, ...] = (
    Part("box", (0.0, 0.0, 0.175), (0.068, 0.098, 0.078), GOLD, 0.06),
    Part("box", (0.0, 0.0, 0.257), (0.075, 0.105, 0.006), FOIL, 0.10),
    Part("box", (0.0, 0.099, 0.15), (0.03, 0.004, 0.022), CARBON, 0.0),
)
"""The box with the cameras."""

"""Colours of the ground, and the tone curve that turns light into a picture.

The colours are what level ground in full sun looks like in the picture: a game premise, after the mission's own.
"""

import math

import numpy as np
from numpy.typing import NDArray

from game.imaging.relief_pixels import F32
from game.terrain.material import Material

RGB = tuple[float, float, float]
Picture = NDArray[np.uint8]

SHOULDER = 0.42
"""Light above this is compressed softly toward white."""
GAMMA = 2.2
STEPS, MOST = 8192, 4.0
"""Entries of the tone table, and the light of its last one."""


def linear(colour: tuple[int, int, int]) -> RGB:
    """The light that the tone curve turns into this picture colour."""
    red, green, blue = (_light(channel) for channel in colour)
    return red, green, blue


def _light(channel: int) -> float:
    value = (channel / 255.0) ** GAMMA
    if value <= SHOULDER:
        return float(value)
    return SHOULDER - (1.0 - SHOULDER) * math.log(1.0 - (value - SHOULDER) / (1.0 - SHOULDER))


def tone_table() -> Picture:
    """Picture values for light 0 .. MOST."""
    light = np.linspace(0.0, MOST, STEPS)
    bent = SHOULDER + (1.0 - SHOULDER) * (1.0 - np.exp(-(light - SHOULDER) / (1.0 - SHOULDER)))
    value = np.where(light < SHOULDER, light, bent) ** (1.0 / GAMMA)
    return np.round(value * 255.0).astype(np.uint8)


def develop(light: list[F32], table: Picture) -> Picture:
    """Red, green and blue light as a picture [h, w, 3]."""
    picture = np.empty((*light[0].shape, 3), dtype=np.uint8)
    for k, channel in enumerate(light):
        steps = channel * np.float32((STEPS - 1) / MOST)
        np.minimum(steps, np.float32(STEPS - 1), out=steps)
        picture[..., k] = np.take(table, steps.astype(np.uint16), mode="clip")
    return picture


REGOLITH = linear((206, 157, 115))
COLOURS: dict[Material, RGB] = {
    Material.DUST: linear((217, 170, 129)),
    Material.BOULDERS: linear((190, 143, 106)),
    Material.BEDROCK: linear((191, 152, 119)),
    Material.ICE_CEMENTED: linear((208, 186, 164)),
    Material.DELTA: linear((217, 180, 139)),
    Material.SAND: linear((182, 133, 97)),
    Material.RIPPLE: linear((146, 107, 81)),
}
PALE_CREST = linear((186, 146, 112))
"""Coarse, dusty grains gather on the crests of ripples."""
ORBITAL = linear((126, 115, 108))
"""From orbit: one grey for all grounds, a little cold."""
STONE = linear((150, 119, 97))

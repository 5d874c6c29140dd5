"""What the ground is made of."""

from enum import IntEnum


class Material(IntEnum):
    """One tile's ground; the number is what the map array holds."""

    BEDROCK = 0
    REGOLITH = 1
    SAND = 2
    RIPPLE = 3
    BOULDERS = 4
    DUST = 5
    DELTA = 6
    """Layered sediment of the delta."""
    ICE_CEMENTED = 7

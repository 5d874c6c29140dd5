"""What each kind of rock of the catalogue looks like, and what has been done to one, packed into a number per rock.

Colours and fabrics are after the mission's own close-ups, by eye (a game premise).
"""

from dataclasses import dataclass
from typing import Literal

from game.imaging.relief_colour import RGB, STONE, linear

Fabric = Literal["plain", "pitted", "crystals", "layers", "laminae", "clasts", "veins", "spots"]

KIND_BITS = 5
ABRADED = 1 << KIND_BITS
CORES_FROM = KIND_BITS + 1


@dataclass(frozen=True, slots=True)
class RockLook:
    """fresh: colour inside, where a tool has opened it; grain_m: size of what it is made of; bed_m: of its layers."""

    name: str
    colour: RGB
    fresh: RGB
    fabric: Fabric
    grain_m: float = 0.001
    bed_m: float = 0.0
    dusty: float = 0.5


LOOKS: tuple[RockLook, ...] = (
    RockLook("", STONE, linear((116, 106, 98)), "plain", 0.002),
    RockLook("maaz_basalt", linear((128, 109, 95)), linear((112, 110, 110)), "pitted", 0.0016),
    RockLook("seitah_olivine_cumulate", linear((132, 116, 90)), linear((120, 122, 98)), "crystals", 0.0024),
    RockLook("delta_sandstone", linear((172, 138, 104)), linear((168, 154, 134)), "layers", 0.0006, 0.022),
    RockLook("delta_mudstone", linear((154, 126, 100)), linear((146, 138, 126)), "laminae", 0.0002, 0.006),
    RockLook("sulfate_siltstone", linear((186, 158, 128)), linear((198, 190, 176)), "veins", 0.0004, 0.011),
    RockLook("margin_carbonate", linear((168, 142, 112)), linear((170, 166, 148)), "crystals", 0.0013),
    RockLook("bright_angel_mudstone", linear((188, 140, 106)), linear((196, 158, 128)), "spots", 0.0003, 0.014),
    RockLook("rim_impactite", linear((132, 108, 94)), linear((128, 122, 118)), "clasts", 0.009),
    RockLook("rim_serpentinite", linear((122, 116, 96)), linear((112, 124, 108)), "veins", 0.0012),
    RockLook("dust", linear((206, 158, 116)), linear((196, 150, 110)), "plain", 0.0002, dusty=1.0),
    RockLook("regolith", linear((196, 150, 110)), linear((178, 136, 100)), "plain", 0.0008, dusty=0.9),
)
NUMBER = {look.name: number for number, look in enumerate(LOOKS)}


def kind_of(rock: str, is_abraded: bool, cores: int) -> int:
    """
    >>> kind_of("", False, 0), kind_of("maaz_basalt", True, 2)
    (0, 161)
    """
    return NUMBER.get(rock, 0) | (ABRADED if is_abraded else 0) | min(max(cores, 0), 7) << CORES_FROM

"""What lies under a site, as plain frozen data: layers from the top down, and the boulders buried in them.

A level that says nothing of it gets the ground of its preset (`standard_layers`), after what RIMFAX has seen at Jezero:
lava flows under the crater floor, dipping layers at the edge of Seitah (up to 15 deg, Hamran 2022), a buried erosion
surface and lake sediments under the delta (Paige 2024).
"""

from dataclasses import dataclass, field
from typing import Literal, get_args

from game.terrain.spec import Preset

LayerKind = Literal["dust", "regolith", "fill", "beds", "lake_sediment", "basalt", "carbonate", "ice", "water"]
KINDS: tuple[str, ...] = get_args(LayerKind)
FICTION: tuple[str, ...] = ("ice", "water")
"""RIMFAX has reported no ice and no liquid water at Jezero: a layer of these is a story, and says so."""


@dataclass(frozen=True, slots=True)
class Matter:
    """How radio waves fare in a kind of ground.

    permittivity: relative; the wave runs at c / sqrt(permittivity).
    attenuation_db_m: loss per metre of the way, one way, at 675 MHz.
    """

    permittivity: float
    attenuation_db_m: float


# Permittivity: rock 7-9, dry regolith 3-4, ice 3.1, ice-free dust 2; attenuation in mafic rock 2-4 dB/m (both from
# memory). Within these bounds the figures are starting values, so that the mission's depths come out: about 15 m in
# the lava of the crater floor (Hamran 2022), about 20 m in the sediments of the delta (Paige 2024). Wet ground is
# fiction here and its figures (a brine's) are a game premise.
MATTER: dict[LayerKind, Matter] = {
    "dust": Matter(2.0, 0.5),
    "regolith": Matter(3.5, 1.0),
    "fill": Matter(4.0, 1.2),
    "beds": Matter(6.4, 2.2),
    "lake_sediment": Matter(5.0, 2.0),
    "basalt": Matter(8.5, 3.0),
    "carbonate": Matter(7.4, 2.4),
    "ice": Matter(3.1, 0.1),
    "water": Matter(16.0, 12.0),
}


@dataclass(frozen=True, slots=True)
class Lens:
    """Where a layer that does not lie everywhere is thickest, and how far it reaches."""

    x_m: float
    y_m: float
    radius_m: float


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer; its horizon is its top, named by its id.

    undulation_m: how far its top strays up and down, over undulation_wavelength_m.
    erosion_m: depth of the valleys cut into it before what lies above was laid down.
    bed_m: thickness of the beds inside it (0: it is massive); they fall by dip_deg toward dip_azimuth_deg.
    permittivity, attenuation_db_m: None takes those of its kind.
    """

    id: str
    kind: LayerKind
    name: str = ""
    thickness_m: float = 3.0
    undulation_m: float = 0.3
    undulation_wavelength_m: float = 30.0
    erosion_m: float = 0.0
    bed_m: float = 0.0
    dip_deg: float = 0.0
    dip_azimuth_deg: float = 90.0
    permittivity: float | None = None
    attenuation_db_m: float | None = None
    lens: Lens | None = None

    @property
    def matter(self) -> Matter:
        """Its own figures where it has them, else those of its kind."""
        usual = MATTER[self.kind]
        return Matter(
            usual.permittivity if self.permittivity is None else self.permittivity,
            usual.attenuation_db_m if self.attenuation_db_m is None else self.attenuation_db_m,
        )

    @property
    def title(self) -> str:
        """Its name, or its id in words."""
        return self.name or self.id.replace("_", " ")

    @property
    def is_fiction(self) -> bool:
        return self.kind in FICTION


@dataclass(frozen=True, slots=True)
class SubsurfaceSpec:
    """Layers from the top down (the last has no bottom), and buried boulders per hectare."""

    layers: tuple[Layer, ...] = field(default_factory=tuple)
    boulders_per_ha: float = 40.0

    @property
    def horizons(self) -> tuple[Layer, ...]:
        """The layers whose tops can be marked: the first one's is the ground itself."""
        return self.layers[1:]


_FLOOR = (
    Layer("regolith", "regolith", "Regolith", 1.1, 0.25, 14.0),
    Layer("maaz", "basalt", "Maaz lava", 7.0, 0.6, 40.0, bed_m=2.3, dip_deg=2.0, permittivity=7.4),
    Layer("seitah", "basalt", "Seitah cumulate", 12.0, 1.0, 60.0, bed_m=1.5, dip_deg=11.0, dip_azimuth_deg=225.0),
)
_DELTA = (
    Layer("regolith", "regolith", "Regolith", 0.9, 0.25, 14.0),
    Layer("delta", "beds", "Delta beds", 6.0, 0.5, 30.0, bed_m=1.1, dip_deg=8.0, dip_azimuth_deg=135.0),
    Layer("lake", "lake_sediment", "Lake sediments", 5.0, 0.3, 60.0, bed_m=0.8, dip_deg=1.0),
    Layer("floor", "basalt", "Buried erosion surface", 10.0, 0.7, 45.0, erosion_m=2.4),
)
_RIM = (
    Layer("regolith", "regolith", "Regolith", 0.7, 0.3, 10.0),
    Layer("fill", "fill", "Slope debris", 4.0, 1.0, 25.0),
    Layer("carbonate", "carbonate", "Carbonate-bearing rock", 6.0, 0.8, 30.0, bed_m=1.8, dip_deg=13.0),
    Layer("bedrock", "basalt", "Rim bedrock", 10.0, 1.2, 40.0, erosion_m=1.5),
)
_DUNES = (
    Layer("sand", "fill", "Sand", 3.5, 0.6, 25.0, bed_m=0.9, dip_deg=14.0, permittivity=3.4),
    Layer("maaz", "basalt", "Maaz lava", 12.0, 0.8, 40.0, bed_m=2.5, dip_deg=2.0),
)
STANDARD: dict[Preset, tuple[Layer, ...]] = {
    "crater_floor": _FLOOR,
    "delta": _DELTA,
    "fan": _DELTA,
    "rim": _RIM,
    "dunes": _DUNES,
}
"""What a level of each preset stands on when it does not say: thicknesses are starting values within what was seen."""

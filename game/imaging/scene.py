"""What stands before the camera: the ground, the light, and the things the mission has put there."""

from dataclasses import dataclass, field
from typing import Literal

from game.imaging.heavens import Body
from game.imaging.relief_ground import ReliefGround
from game.terrain.terrain import Terrain

ThingKind = Literal["rock", "helicopter", "tube", "rover"]
Polyline = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something on the ground at a place. size_m: length of a tube or diameter of a rock; height_m above the ground
    is a rock's height, or how high a helicopter flies.

    rock: kind of rock from the catalogue, "" for a field stone; abraded and cores: what the arm has done to it.
    is_own: the camera sits on this rover's mast or this helicopter, so its head or its hull is left out.
    """

    kind: ThingKind
    x_m: float
    y_m: float
    size_m: float = 1.0
    heading_deg: float = 0.0
    height_m: float = 0.0
    seed: int = 0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    rock: str = ""
    abraded: bool = False
    cores: int = 0
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Horizon:
    """What lies beyond the map's edge: the crater rim all round, and the delta's front in one direction.

    Jezero seen from its floor: rim 500-1000 m high within 5-20 km, delta front 40-60 m to the north-west; the
    distances are a game premise.
    """

    rim_from_m: float = 3600.0
    rim_to_m: float = 8600.0
    rim_height_m: float = 820.0
    delta_azimuth_deg: float = 310.0
    delta_spread_deg: float = 70.0
    delta_from_m: float = 1900.0
    delta_height_m: float = 55.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Devil:
    """A dust devil: middle of its foot, width and height; opacity: share of light lost straight through its foot."""

    x_m: float
    y_m: float
    diameter_m: float
    height_m: float
    opacity: float = 0.55


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything in sight. tracks_m: paths the rover has driven; ground: share it when it is already made."""

    terrain: Terrain
    sun_azimuth_deg: float
    sun_elevation_deg: float
    tau: float = 0.5
    tracks_m: tuple[Polyline, ...] = ()
    objects: tuple[Thing, ...] = ()
    horizon: Horizon = field(default_factory=Horizon)
    ground: ReliefGround | None = None
    devils: tuple[Devil, ...] = ()
    heavens: tuple[Body, ...] = ()
    """Moons and planets of the night."""


@dataclass(frozen=True, slots=True)
class Eye:
    """The place a bake is made for. With aim_m (east, south) the finest ground is made there, with cells of about
    finest_m, instead of round the eye: for a telephoto lens."""

    x_m: float
    y_m: float
    height_m: float = 2.0
    aim_m: tuple[float, float] | None = None
    finest_m: float = 0.0145

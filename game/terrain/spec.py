"""What a site is made of, as plain frozen data: everything `generate` needs besides the seed.

Positions and lengths are metres from the north-west corner (x east, y south), headings degrees clockwise
from north, fractions 0..1.  `limits.LIMITS` holds the range of each number.
A landform that is absent (None or an empty tuple) costs nothing and shifts nothing: each has its own stream.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Lags = tuple[tuple[float, float], ...]
"""Roughness as the field states it: (lag_m, RMS deviation of elevation at that lag in m), lags ascending."""

Preset = Literal["crater_floor", "delta", "fan", "rim", "dunes"]
GroundName = Literal["regolith", "sand", "dust", "bedrock", "delta", "boulders", "ice_cemented"]

# Base ground of each kind of terrain, craters and ripples not included (they come on top).
# crater_floor: the landing site's 1 m HiRISE DTM has 0.048 m at 1 m, 0.219 at 5, 0.65 at 20, 1.38 at 80 m
# [D], which includes its craters; the base alone is a little smoother, so that base + default craters land on
# the real figures. The others keep the Hurst exponents of Mars terrain (delta, rim 0.8-0.9 at 5-100 m; floor
# 0.5-0.75) and are scaled so that the RMS slope over 20 m comes near the track slopes driven: delta front
# 3.5, fan 2.75 deg; the rim climb's 9.0 deg [D] is half the mountain side itself.
ROUGHNESS: dict[str, Lags] = {
    "crater_floor": ((1.0, 0.037), (5.0, 0.170), (20.0, 0.55), (80.0, 1.30)),
    "delta": ((1.0, 0.075), (5.0, 0.34), (20.0, 1.10), (80.0, 3.60)),
    "fan": ((1.0, 0.060), (5.0, 0.27), (20.0, 0.87), (80.0, 2.60)),
    "rim": ((1.0, 0.10), (5.0, 0.46), (20.0, 1.60), (80.0, 5.00)),
    "dunes": ((1.0, 0.030), (5.0, 0.14), (20.0, 0.45), (80.0, 1.00)),
}


@dataclass(frozen=True, slots=True)
class Base:
    """The ground under everything: Perlin octaves with the asked roughness, and a regional tilt.

    roughness_m: RMS deviation of elevation at each lag (m); empty = the preset's own figures.
    tilt_deg: regional slope; it falls toward tilt_heading_deg.
    """

    preset: Preset = "crater_floor"
    roughness_m: Lags = ()
    tilt_deg: float = 0.0
    tilt_heading_deg: float = 90.0

    def lags(self) -> Lags:
        """The figures in force, ascending by lag."""
        return tuple(sorted(self.roughness_m)) or ROUGHNESS[self.preset]


@dataclass(frozen=True, slots=True)
class CraterField:
    """A population of impact craters: cumulative density per_km2 (D / reference_m) ** -slope.

    depth_frac: smallest and largest depth/diameter (degraded 0.02 .. fresh 0.20); old ones prevail: the depth
    rises with the square of an even draw, so the mean is a third of the way up.
    clusters_per_km2: secondaries come in clusters of about cluster_size small craters, on top of the field.
    """

    per_km2: float = 140.0
    reference_m: float = 10.0
    slope: float = 2.4
    min_m: float = 6.0
    max_m: float = 120.0
    depth_frac: tuple[float, float] = (0.02, 0.16)
    clusters_per_km2: float = 0.0
    cluster_size: int = 12


@dataclass(frozen=True, slots=True)
class NamedCrater:
    """One crater at a given place; diameter_m rim to rim, depth_frac = depth/diameter (fresh 0.20, old
    0.05)."""

    name: str
    x_m: float
    y_m: float
    diameter_m: float
    depth_frac: float = 0.12


@dataclass(frozen=True, slots=True)
class RippleField:
    """Sand in ripples, megaripples, TARs or dunes inside an irregular oval.

    length_m lies along axis_deg, width_m across; the wind blows toward wind_deg and crests stand across it.
    wavelength_m: large ripples 1-5, megaripples 5-50, TARs about 26-60; height_m crest over trough.
    cover_frac: how much of the oval the sand covers; the rest is windows of bare ground.
    """

    x_m: float
    y_m: float
    length_m: float = 120.0
    width_m: float = 60.0
    axis_deg: float = 0.0
    wavelength_m: float = 10.0
    height_m: float = 0.5
    wind_deg: float = 90.0
    cover_frac: float = 0.85


@dataclass(frozen=True, slots=True)
class Scarp:
    """A cliff of layered delta sediment, lobed in plan and stepped in profile, high ground behind it.

    It faces (falls toward) facing_deg at the foot point (x_m, y_m). radius_m 0: a straight front across the
    map; else the front is an arc of that radius bulging toward facing_deg (a fan); is_butte: only the closed
    disc behind the foot point is high (a mesa such as Kodiak). run_m: horizontal width of the cliff.
    """

    x_m: float
    y_m: float
    facing_deg: float = 135.0
    height_m: float = 40.0
    run_m: float = 70.0
    radius_m: float = 0.0
    is_butte: bool = False
    lobe_m: float = 55.0
    lobe_wavelength_m: float = 260.0
    layers: int = 7


@dataclass(frozen=True, slots=True)
class Channel:
    """A dry river bed along a chain of points, meandering; width_m bank to bank at the top, depth_m at the
    thalweg."""

    points_m: tuple[tuple[float, float], ...]
    width_m: float = 40.0
    depth_m: float = 4.0
    meander_m: float = 20.0
    meander_wavelength_m: float = 160.0
    levee_m: float = 0.3


@dataclass(frozen=True, slots=True)
class RidgeField:
    """Broken parallel bedrock ridges with sand between (Seitah: 5-15 m), in an irregular oval.

    length_m lies along axis_deg, width_m across; ridges run along strike_deg, one every spacing_m.
    """

    x_m: float
    y_m: float
    length_m: float = 300.0
    width_m: float = 160.0
    axis_deg: float = 45.0
    strike_deg: float = 45.0
    spacing_m: float = 45.0
    height_m: float = 8.0


@dataclass(frozen=True, slots=True)
class RimWall:
    """A mountain front: from its foot line through (x_m, y_m) it climbs toward rise_deg to height_m within
    run_m.

    spur_m: relief of the spurs and gullies on its face.
    """

    x_m: float
    y_m: float
    rise_deg: float = 270.0
    height_m: float = 200.0
    run_m: float = 900.0
    spur_m: float = 18.0


@dataclass(frozen=True, slots=True)
class RockField:
    """Loose rocks by the Golombek & Rapp law: F_k(D) = k exp(-q D), q = 1.79 + 0.152 / k.

    k_frac: cover of the open ground (InSight 0.006-0.05, Spirit 0.05, Pathfinder 0.19; Jezero 0.03-0.10).
    patchiness: 0 = even, 1 = from bare to twice k in patches of patch_m. min_m: smallest rock placed one by
    one. crater_boost: k is multiplied by up to 1 + crater_boost on fresh crater rims.
    """

    k_frac: float = 0.05
    patchiness: float = 0.6
    patch_m: float = 40.0
    crater_boost: float = 2.0
    min_m: float = 0.25
    max_m: float = 3.0


@dataclass(frozen=True, slots=True)
class Outcrop:
    """A ledge of bedrock: layered (small steps) or massive (a smooth whaleback), radius_m across half,
    height_m up."""

    x_m: float
    y_m: float
    radius_m: float = 8.0
    height_m: float = 0.6
    kind: Literal["layered", "massive"] = "layered"
    name: str = ""


@dataclass(frozen=True, slots=True)
class Pad:
    """Ground made safe: level on itself (it keeps the regional slope out), free of rocks, firm."""

    x_m: float
    y_m: float
    radius_m: float = 6.0


@dataclass(frozen=True, slots=True)
class Surface:
    """What the open ground is made of where no landform says otherwise.

    ground: the common material; the fractions are shares of the open ground in patches of about patch_m.
    """

    ground: GroundName = "regolith"
    bedrock_frac: float = 0.12
    sand_frac: float = 0.10
    dust_frac: float = 0.05
    boulders_frac: float = 0.02
    ice_cemented_frac: float = 0.0
    patch_m: float = 30.0


@dataclass(frozen=True, slots=True)
class Dem:
    """Measured elevations (m) at square posts, row-major from the map's north-west corner, in place of the base.

    material: for each post a Material, or 255 where it follows from the slope. Equal when the digests are.
    """

    digest: str
    metres_per_pixel: float
    elevation_m: NDArray[np.float64] = field(compare=False, repr=False)
    material: NDArray[np.uint8] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TerrainSpec:
    """A whole site: size in tiles, then its landforms from the ground up. datum_m: elevation of the base's
    middle."""

    width: int = 256
    height: int = 256
    tile_m: float = 2.0
    datum_m: float = -2570.0  # the crater floor at the landing site [D]
    base: Base = Base()
    craters: CraterField | None = None
    named_craters: tuple[NamedCrater, ...] = ()
    ripples: tuple[RippleField, ...] = ()
    scarps: tuple[Scarp, ...] = ()
    channels: tuple[Channel, ...] = ()
    ridges: tuple[RidgeField, ...] = ()
    rim: RimWall | None = None
    rocks: RockField | None = None
    outcrops: tuple[Outcrop, ...] = ()
    pads: tuple[Pad, ...] = ()
    surface: Surface = Surface()
    dem: Dem | None = None

    @property
    def width_m(self) -> float:
        return self.width * self.tile_m

    @property
    def height_m(self) -> float:
        return self.height * self.tile_m

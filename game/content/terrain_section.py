"""The `terrain:` section of a level: `game.terrain.spec` with places in tiles instead of metres.

Keys are the names of the spec; `at: [x, y]` and `points:` are tiles (a whole number is a tile's centre).
A number that is absent takes the spec's own default (`limit` looks it up).
"""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, field_validator, model_validator

from game.content.dem import DemSection
from game.content.fields import FarTile, Section, about, fault, limit, quantity, several, standard, text
from game.terrain import spec
from game.terrain.limits import LIMITS, roughness_faults

Ground = Literal["regolith", "sand", "dust", "bedrock", "delta", "boulders", "ice_cemented"]
_Depth = Annotated[float, quantity(*LIMITS["CraterField.depth_frac"], "Depth / diameter of a crater.")]
Lag = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)?$")]


class Landform(Section):
    """A part of the terrain that knows which class of the spec it stands for."""

    SPEC: ClassVar[type[Any]]

    def to_spec(self, tile_m: float) -> Any:
        """The same landform in metres."""
        values: dict[str, Any] = {}
        for name in type(self).model_fields:
            value = getattr(self, name)
            if name == "at":
                values["x_m"], values["y_m"] = centre_m(value, tile_m)
            elif name == "points":
                values["points_m"] = tuple(centre_m(at, tile_m) for at in value)
            else:
                values[name] = value
        return self.SPEC(**values)


def centre_m(at: tuple[float, float], tile_m: float) -> tuple[float, float]:
    """Tiles to metres from the north-west corner; a whole number is a tile's centre.

    >>> centre_m((40, 200), 2.0)
    (81.0, 401.0)
    """
    return (at[0] + 0.5) * tile_m, (at[1] + 0.5) * tile_m


class Base(Section):
    """The open ground: a preset, or your own roughness."""

    preset: Annotated[spec.Preset, about("Kind of ground.", "crater_floor")] = "crater_floor"
    roughness_m: dict[Lag, float] = Field(
        default_factory=dict,
        max_length=12,
        description="RMS deviation of elevation (m) at each lag (m); without it the preset's.",
        examples=[{"1": 0.05, "5": 0.22, "20": 0.65}],
    )
    tilt_deg: Annotated[float, limit("Base.tilt_deg", "Slope of the whole site.")]
    tilt_heading_deg: Annotated[float, limit("Base.tilt_heading_deg", "Where the site falls to.")]

    @field_validator("roughness_m")
    @classmethod
    def possible(cls, value: dict[str, float]) -> dict[str, float]:
        sentences = roughness_faults(_lags(value))
        if sentences:
            raise fault("; ".join(sentences))
        return value

    def to_spec(self) -> spec.Base:
        lags = _lags(self.roughness_m)
        return spec.Base(self.preset, lags, self.tilt_deg, self.tilt_heading_deg)


def _lags(roughness_m: dict[str, float]) -> spec.Lags:
    return tuple((float(lag), deviation) for lag, deviation in roughness_m.items())


class CraterField(Landform):
    """Many craters, small ones common, large ones rare."""

    SPEC = spec.CraterField
    per_km2: Annotated[float, limit("CraterField.per_km2", "Craters of reference_m or larger in a km2.")]
    reference_m: Annotated[float, limit("CraterField.reference_m", "Diameter that per_km2 speaks of.")]
    slope: Annotated[float, limit("CraterField.slope", "How fast large craters get rare.")]
    min_m: Annotated[float, limit("CraterField.min_m", "Smallest diameter.")]
    max_m: Annotated[float, limit("CraterField.max_m", "Largest diameter.")]
    depth_frac: Annotated[tuple[_Depth, _Depth], about("Least and greatest depth / diameter.", [0.02, 0.16])] = (
        standard("CraterField.depth_frac")
    )
    clusters_per_km2: Annotated[float, limit("CraterField.clusters_per_km2", "Clusters of secondaries.")]
    cluster_size: Annotated[int, limit("CraterField.cluster_size", "Craters in a cluster.")]

    @model_validator(mode="after")
    def ordered(self) -> "CraterField":
        if self.min_m > self.max_m:
            raise fault(f"min_m ({self.min_m:g}) is larger than max_m ({self.max_m:g})", "min_m")
        if self.depth_frac[0] > self.depth_frac[1]:
            raise fault("must be [least, greatest]", "depth_frac")
        return self


class NamedCrater(Landform):
    """One crater at a place of its own."""

    SPEC = spec.NamedCrater
    name: Annotated[str, text(40, "Its name on the map.", "Isis")]
    at: FarTile
    diameter_m: Annotated[float, limit("NamedCrater.diameter_m", "Rim to rim.")]
    depth_frac: Annotated[float, limit("NamedCrater.depth_frac", "Depth / diameter: fresh 0.2, old 0.05.")]


class RippleField(Landform):
    """Wind-blown sand in an oval."""

    SPEC = spec.RippleField
    at: FarTile
    length_m: Annotated[float, limit("RippleField.length_m", "Along axis_deg.")]
    width_m: Annotated[float, limit("RippleField.width_m", "Across axis_deg.")]
    axis_deg: Annotated[float, limit("RippleField.axis_deg", "Heading of the long axis.")]
    wavelength_m: Annotated[float, limit("RippleField.wavelength_m", "Crest to crest.")]
    height_m: Annotated[float, limit("RippleField.height_m", "Crest above trough.")]
    wind_deg: Annotated[float, limit("RippleField.wind_deg", "Where the wind blows to.")]
    cover_frac: Annotated[float, limit("RippleField.cover_frac", "Share of the oval under sand.")]


class Scarp(Landform):
    """A cliff of layered delta sediment."""

    SPEC = spec.Scarp
    at: FarTile
    facing_deg: Annotated[float, limit("Scarp.facing_deg", "Where it falls to.")]
    height_m: Annotated[float, limit("Scarp.height_m", "Top above foot.")]
    run_m: Annotated[float, limit("Scarp.run_m", "Width of the cliff on the map.")]
    radius_m: Annotated[float, limit("Scarp.radius_m", "0: straight; else the radius of its bow.")]
    is_butte: Annotated[bool, about("true: a table mountain of radius_m.", False)] = False
    lobe_m: Annotated[float, limit("Scarp.lobe_m", "How far its lobes reach out.")]
    lobe_wavelength_m: Annotated[float, limit("Scarp.lobe_wavelength_m", "Lobe to lobe.")]
    layers: Annotated[int, limit("Scarp.layers", "Steps in its face.")]


class Channel(Landform):
    """A dry river bed."""

    SPEC = spec.Channel
    points: Annotated[tuple[FarTile, ...], several(200, "Places it runs through.", 2, [[0, 90], [255, 60]])]
    width_m: Annotated[float, limit("Channel.width_m", "Bank to bank.")]
    depth_m: Annotated[float, limit("Channel.depth_m", "At its deepest.")]
    meander_m: Annotated[float, limit("Channel.meander_m", "How far it swings.")]
    meander_wavelength_m: Annotated[float, limit("Channel.meander_wavelength_m", "Bend to bend.")]
    levee_m: Annotated[float, limit("Channel.levee_m", "Height of its banks.")]


class RidgeField(Landform):
    """Broken bedrock ridges with sand between."""

    SPEC = spec.RidgeField
    at: FarTile
    length_m: Annotated[float, limit("RidgeField.length_m", "Along axis_deg.")]
    width_m: Annotated[float, limit("RidgeField.width_m", "Across axis_deg.")]
    axis_deg: Annotated[float, limit("RidgeField.axis_deg", "Heading of the long axis.")]
    strike_deg: Annotated[float, limit("RidgeField.strike_deg", "Heading of the ridges.")]
    spacing_m: Annotated[float, limit("RidgeField.spacing_m", "Ridge to ridge.")]
    height_m: Annotated[float, limit("RidgeField.height_m", "Ridge above sand.")]


class RimWall(Landform):
    """A mountain front."""

    SPEC = spec.RimWall
    at: FarTile
    rise_deg: Annotated[float, limit("RimWall.rise_deg", "Where it climbs to.")]
    height_m: Annotated[float, limit("RimWall.height_m", "Top above foot.")]
    run_m: Annotated[float, limit("RimWall.run_m", "Width of the climb on the map.")]
    spur_m: Annotated[float, limit("RimWall.spur_m", "Relief of spurs and gullies.")]


class RockField(Landform):
    """Loose rocks."""

    SPEC = spec.RockField
    k_frac: Annotated[float, limit("RockField.k_frac", "Share of the ground under rock; Jezero 0.03-0.1.")]
    patchiness: Annotated[float, limit("RockField.patchiness", "0: even, 1: in patches.")]
    patch_m: Annotated[float, limit("RockField.patch_m", "Size of the patches.")]
    crater_boost: Annotated[float, limit("RockField.crater_boost", "More rocks on fresh rims.")]
    min_m: Annotated[float, limit("RockField.min_m", "Smallest rock.")]
    max_m: Annotated[float, limit("RockField.max_m", "Largest rock.")]


class Outcrop(Landform):
    """A ledge of bedrock."""

    SPEC = spec.Outcrop
    at: FarTile
    radius_m: Annotated[float, limit("Outcrop.radius_m", "Half its width.")]
    height_m: Annotated[float, limit("Outcrop.height_m", "Above the ground.")]
    kind: Annotated[Literal["layered", "massive"], about("Its build.", "layered")] = "layered"
    name: Annotated[str, Field(max_length=40, description="Its name on the map.")] = ""


class Pad(Landform):
    """Ground made flat, firm and free of rocks."""

    SPEC = spec.Pad
    at: FarTile
    radius_m: Annotated[float, limit("Pad.radius_m", "Half its width.")]


class Surface(Landform):
    """What the open ground is made of."""

    SPEC = spec.Surface
    ground: Annotated[Ground, about("The common ground.", "regolith")] = "regolith"
    bedrock_frac: Annotated[float, limit("Surface.bedrock_frac", "Share of bedrock.")]
    sand_frac: Annotated[float, limit("Surface.sand_frac", "Share of sand.")]
    dust_frac: Annotated[float, limit("Surface.dust_frac", "Share of dust.")]
    boulders_frac: Annotated[float, limit("Surface.boulders_frac", "Share of boulder ground.")]
    ice_cemented_frac: Annotated[float, limit("Surface.ice_cemented_frac", "Share of ice-cemented ground.")]
    patch_m: Annotated[float, limit("Surface.patch_m", "Size of the patches.")]

    @model_validator(mode="after")
    def whole(self) -> "Surface":
        total = self.bedrock_frac + self.sand_frac + self.dust_frac + self.boulders_frac + self.ice_cemented_frac
        if total > 1.0:
            names = [name for name in type(self).model_fields if name.endswith("_frac")]
            largest = max(names, key=lambda name: float(getattr(self, name)))
            raise fault(f"the shares add up to {total:g}, more than the whole (1)", largest)
        return self


class TerrainSection(Section):
    """The ground of a level, from the ground up. What is absent is not there."""

    datum_m: Annotated[float, limit("TerrainSpec.datum_m", "Elevation of the middle of the site.")]
    base: Base = Base.model_validate({})
    dem: Annotated[DemSection | None, about("Measured elevations in place of the base.")] = None
    craters: Annotated[CraterField | None, about("Craters everywhere.", {})] = None
    named_craters: Annotated[tuple[NamedCrater, ...], several(100, "Craters at their places.")] = ()
    ripples: Annotated[tuple[RippleField, ...], several(100, "Fields of sand.")] = ()
    scarps: Annotated[tuple[Scarp, ...], several(20, "Cliffs.")] = ()
    channels: Annotated[tuple[Channel, ...], several(20, "River beds.")] = ()
    ridges: Annotated[tuple[RidgeField, ...], several(20, "Fields of ridges.")] = ()
    rim: Annotated[RimWall | None, about("A mountain front.", {"at": [10, 10]})] = None
    rocks: Annotated[RockField | None, about("Loose rocks.", {})] = None
    outcrops: Annotated[tuple[Outcrop, ...], several(255, "Ledges of bedrock.")] = ()
    pads: Annotated[tuple[Pad, ...], several(100, "Ground made flat.")] = ()
    surface: Surface = Surface.model_validate({})

    def to_spec(self, tiles: tuple[int, int], tile_m: float, dem: spec.Dem | None = None) -> spec.TerrainSpec:
        """The whole ground in metres; `dem` is what `load_dem` has read of the section of that name."""
        parts: dict[str, Any] = {"datum_m": self.datum_m, "base": self.base.to_spec(), "dem": dem}
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, Landform):
                parts[name] = value.to_spec(tile_m)
            elif isinstance(value, tuple):
                parts[name] = tuple(part.to_spec(tile_m) for part in value)
        return spec.TerrainSpec(tiles[0], tiles[1], tile_m, **parts)

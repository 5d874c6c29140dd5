"""The `subsurface:` and `radar:` sections of a level: layers from the top down, and RIMFAX, which sounds them.

A layer of ice or water must say `fiction: true`: RIMFAX has reported neither at Jezero, and a level that has some tells
a story.
"""

from typing import Annotated

from pydantic import model_validator

from game.content.fields import FarTile, Id, Section, about, fault, prose, quantity, several
from game.content.terrain_section import centre_m
from game.terrain.spec import Preset
from game.terrain.subsurface_spec import STANDARD, Layer, LayerKind, Lens, SubsurfaceSpec

DRY = "RIMFAX has reported neither ice nor water at Jezero: write `fiction: true`, and say so in the briefing"


class LensSection(Section):
    """Where a layer that does not lie everywhere is thickest."""

    at: FarTile
    radius_m: Annotated[float, quantity(5, 2000, "How far it reaches.", 60)]


class SubsurfaceLayer(Section):
    """One layer. Its top is the horizon of its id."""

    id: Id
    kind: Annotated[LayerKind, about("What it is made of.", "basalt")]
    name: Annotated[str, prose(40, "Its name on the radargram.")] = ""
    thickness_m: Annotated[float, quantity(0.2, 60, "How thick it usually is.", 4)] = 3.0
    undulation_m: Annotated[float, quantity(0, 5, "How far its top strays up and down.", 0.4)] = 0.3
    undulation_wavelength_m: Annotated[float, quantity(5, 500, "From crest to crest.", 30)] = 30.0
    erosion_m: Annotated[float, quantity(0, 10, "Depth of the buried valleys in its top.", 2)] = 0.0
    bed_m: Annotated[float, quantity(0, 10, "Thickness of its beds; 0: it is massive.", 1)] = 0.0
    dip_deg: Annotated[float, quantity(0, 15, "How steeply its beds fall.", 12)] = 0.0
    dip_azimuth_deg: Annotated[float, quantity(-360, 360, "Where its beds fall to, clockwise from north.", 225)] = 90.0
    permittivity: Annotated[float | None, quantity(1, 20, "Rock 7-9, dry regolith 3-4, ice 3.1, dust 2.", 7.5)] = None
    attenuation_db_m: Annotated[float | None, quantity(0, 20, "Loss in dB per metre; mafic rock 2-4.", 3)] = None
    lens: Annotated[LensSection | None, about("Only there; without it the layer lies everywhere.")] = None
    fiction: Annotated[bool, about("true: the real Jezero has no such layer.", False)] = False

    @model_validator(mode="after")
    def honest(self) -> "SubsurfaceLayer":
        spec = Layer(self.id, self.kind)
        if spec.is_fiction and not self.fiction:
            raise fault(f"a layer of {self.kind} is not marked as fiction. {DRY}", "kind")
        if 0.0 < self.bed_m < 0.2:
            raise fault(f"beds of {self.bed_m:g} m are finer than RIMFAX can tell apart (0.2 m)", "bed_m")
        return self

    def to_spec(self, tile_m: float) -> Layer:
        """The same layer in metres."""
        values = {name: getattr(self, name) for name in type(self).model_fields if name not in ("lens", "fiction")}
        lens = None if self.lens is None else Lens(*centre_m(self.lens.at, tile_m), self.lens.radius_m)
        return Layer(**values, lens=lens)


class SubsurfaceSection(Section):
    """What lies under the ground. Without layers the site stands on what is usual for its kind of terrain."""

    layers: Annotated[tuple[SubsurfaceLayer, ...], several(12, "Layers from the top down.")] = ()
    boulders_per_ha: Annotated[float, quantity(0, 100, "Boulders buried under a hectare.", 40)] = 40.0

    @model_validator(mode="after")
    def sound(self) -> "SubsurfaceSection":
        if len(self.layers) == 1:
            raise fault("one layer has no horizon: list at least two, from the top down", "layers")
        if self.layers and (self.layers[0].lens is not None or self.layers[-1].lens is not None):
            raise fault("the first and the last layer must lie everywhere: take their `lens` away", "layers")
        return self

    def to_spec(self, preset: Preset, tile_m: float) -> SubsurfaceSpec:
        """The layers in metres; those of the terrain's preset when there are none."""
        layers = tuple(layer.to_spec(tile_m) for layer in self.layers) or STANDARD[preset]
        return SubsurfaceSpec(layers, self.boulders_per_ha)


class Radar(Section):
    """RIMFAX, the ground-penetrating radar."""

    present: Annotated[bool, about("false: this mission has no RIMFAX.", True)] = True

"""The figures of a level that its editor has a slider or a choice for, and what they say when the file is silent."""

from dataclasses import dataclass
from typing import Any, get_args

from game.content.edit_yaml import set_value
from game.content.fields import standard
from game.content.level_landforms import SPECS
from game.content.level_things import Thing, at_path
from game.content.spans import Path
from game.terrain import spec

PRESETS: tuple[str, ...] = get_args(spec.Preset)
SEED: Path = ("seed",)
MOST_SEED = 2**63 - 1
WHOLE = ("layers",)
"""Keys that take whole numbers only."""
PRESET: Path = ("terrain", "base", "preset")
TITLE: Path = ("title",)


@dataclass(frozen=True, slots=True)
class Dial:
    """A number between two others. `default`: what holds when the section is there and the key is not; `absent`: when
    the section itself is not there."""

    path: Path
    name: str
    low: float
    high: float
    step: float
    unit: str
    default: float
    absent: float
    hint: str = ""

    def value(self, tree: Any) -> float:
        """What the level says, or what holds without a word."""
        found = at_path(tree, self.path)
        if type(found) in (int, float):
            return float(found)
        return self.default if at_path(tree, self.path[:-1]) is not None else self.absent

    def words(self, value: float) -> str:
        """The figure with its unit.

        >>> CRATER_DENSITY.words(240.0), SAND.words(0.25)
        ('240 /km²', '25 %')
        """
        if self.unit == "%":
            return f"{100.0 * value:.3g} %"
        return f"{value:.3g} {self.unit}" if self.unit else f"{value:.3g}"


Figures = tuple[str, float, float, float, str]
"""Name, least, most, step and unit."""


def _terrain(owner: str, section: str, key: str, figures: Figures, absent: float | None = None, hint: str = "") -> Dial:
    default = standard(f"{owner}.{key}")
    return Dial(("terrain", section, key), *figures, default, default if absent is None else absent, hint)


TILT = _terrain("Base", "base", "tilt_deg", ("Tilt", 0.0, 12.0, 0.5, "°"))
CRATER_DENSITY = _terrain(
    "CraterField",
    "craters",
    "per_km2",
    ("Craters", 0.0, 1000.0, 10.0, "/km²"),
    absent=0.0,
    hint="How many craters of 10 m or more (`reference_m`) lie in a square kilometre.",
)
CRATER_LARGEST = _terrain("CraterField", "craters", "max_m", ("Largest", 10.0, 300.0, 5.0, "m"))
CRATER_CLUSTERS = _terrain(
    "CraterField", "craters", "clusters_per_km2", ("Clusters", 0.0, 40.0, 1.0, "/km²"), absent=0.0
)
ROCKS = _terrain(
    "RockField",
    "rocks",
    "k_frac",
    ("Rocks", 0.0, 0.3, 0.01, "%"),
    absent=0.0,
    hint="Jezero has 3 to 10 %.",
)
PATCHINESS = _terrain("RockField", "rocks", "patchiness", ("Patchiness", 0.0, 1.0, 0.05, "%"))
SAND = _terrain("Surface", "surface", "sand_frac", ("Sand", 0.0, 1.0, 0.05, "%"))
BEDROCK = _terrain("Surface", "surface", "bedrock_frac", ("Bedrock", 0.0, 1.0, 0.05, "%"))
DUST = _terrain("Surface", "surface", "dust_frac", ("Dust", 0.0, 1.0, 0.05, "%"))
BOULDERS = _terrain("Surface", "surface", "boulders_frac", ("Boulders", 0.0, 1.0, 0.05, "%"))
GROUND: tuple[Dial, ...] = (
    TILT,
    CRATER_DENSITY,
    CRATER_LARGEST,
    CRATER_CLUSTERS,
    ROCKS,
    PATCHINESS,
    SAND,
    BEDROCK,
    DUST,
    BOULDERS,
)


def dialled(text: str, dial: Dial, value: float) -> str:
    """The text with another figure, in the digits of the dial's step."""
    whole = dial.path[-1] in WHOLE
    return set_value(text, dial.path, int(value + 0.5) if whole else round(value, 3))


HEIGHT_STEP_M = 0.1
_ACROSS: Figures = ("Across", 10.0, 400.0, 5.0, "m")
_ALONG: Figures = ("Along", 10.0, 600.0, 10.0, "m")
_AXIS: Figures = ("Long axis", 0.0, 360.0, 5.0, "°")
LANDFORM_DIALS: dict[str, tuple[tuple[str, Figures], ...]] = {
    "ripples": (
        ("length_m", _ALONG),
        ("width_m", _ACROSS),
        ("axis_deg", _AXIS),
        ("wavelength_m", ("Wavelength", 2.0, 60.0, 1.0, "m")),
        ("height_m", ("Height", 0.1, 5.0, HEIGHT_STEP_M, "m")),
        ("wind_deg", ("Wind to", 0.0, 360.0, 5.0, "°")),
        ("cover_frac", ("Cover", 0.1, 1.0, 0.05, "%")),
    ),
    "scarp": (
        ("facing_deg", ("Falls to", 0.0, 360.0, 5.0, "°")),
        ("height_m", ("Height", 1.0, 80.0, 1.0, "m")),
        ("run_m", ("Cliff width", 5.0, 300.0, 5.0, "m")),
        ("lobe_m", ("Lobes", 0.0, 100.0, 2.0, "m")),
        ("layers", ("Layers", 1.0, 20.0, 1.0, "")),
    ),
    "outcrop": (
        ("radius_m", ("Radius", 2.0, 80.0, 1.0, "m")),
        ("height_m", ("Height", 0.1, 4.0, HEIGHT_STEP_M, "m")),
    ),
    "ridges": (
        ("length_m", _ALONG),
        ("width_m", _ACROSS),
        ("axis_deg", _AXIS),
        ("strike_deg", ("Strike", 0.0, 360.0, 5.0, "°")),
        ("spacing_m", ("Spacing", 8.0, 120.0, 1.0, "m")),
        ("height_m", ("Height", 0.5, 12.0, HEIGHT_STEP_M, "m")),
    ),
}
"""The figures of a landform that have a slider."""
RIM: Path = ("terrain", "rim")
RIM_DIALS: tuple[Dial, ...] = (
    _terrain("RimWall", "rim", "height_m", ("Rim height", 5.0, 400.0, 5.0, "m")),
    _terrain("RimWall", "rim", "run_m", ("Rim width", 20.0, 1500.0, 20.0, "m")),
    _terrain("RimWall", "rim", "rise_deg", ("Climbs to", 0.0, 360.0, 5.0, "°")),
    _terrain("RimWall", "rim", "spur_m", ("Spurs", 0.0, 60.0, 2.0, "m")),
)

HEADING = Dial(("start", "heading_deg"), "Heading", -180.0, 360.0, 5.0, "°", 0.0, 0.0)


def thing_dials(thing: Thing) -> tuple[Dial, ...]:
    """The figures of one thing on the map."""
    if thing.kind == "start":
        return (HEADING,)
    if thing.path is None:
        return ()
    here = thing.path
    if thing.kind == "target":
        return (Dial((*here, "size_m"), "Width", 0.1, 5.0, 0.1, "m", 0.8, 0.8),)
    if thing.kind == "crater":
        depth = standard("NamedCrater.depth_frac")
        return (
            Dial((*here, "diameter_m"), "Diameter", 4.0, 400.0, 2.0, "m", 40.0, 40.0),
            Dial((*here, "depth_frac"), "Depth", 0.01, 0.25, 0.01, "%", depth, depth),
        )
    if thing.kind in LANDFORM_DIALS:
        spec = SPECS[thing.kind]
        return tuple(
            Dial((*here, key), *figures, standard(f"{spec}.{key}"), standard(f"{spec}.{key}"))
            for key, figures in LANDFORM_DIALS[thing.kind]
        )
    if thing.kind == "zone" and not thing.corners:
        return (Dial((*here, "radius_m"), "Radius", 2.0, 200.0, 1.0, "m", 30.0, 30.0),)
    return ()

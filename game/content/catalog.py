"""What the world is made of and the rover carries: rocks, cameras, instruments, materials (assets/catalog/*.yaml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field

from game.content.diagnose import Fault, Faults
from game.content.fields import ID_PATTERN, Section, about, quantity, several, text
from game.content.files import load_with_node, repeated_ids, rows
from game.content.nodes import child
from game.content.source import Source, read_source

_Key = Annotated[str, Field(pattern=ID_PATTERN)]
_Name = Annotated[str, text(60, "Its name for people.", "Maaz basalt")]
_About = Annotated[str, text(600, "What it is.", "A dark volcanic rock.")]
_Pixels = Annotated[int, quantity(1, 10_000, "Pixels along one side.", 1600)]
_Watts = Annotated[float, quantity(0, 1000, "Electric power while at work.", 12)]
_Seconds = Annotated[float, quantity(1, 100_000, "Time for one picture or analysis.", 20)]
_Mbit = Annotated[float, quantity(0, 10_000, "Data it makes.", 4)]
_Degrees = Annotated[float, quantity(0.1, 180, "Field of view.", 25.6)]
_Percent = Annotated[float, quantity(0, 100, "Weight percent.", 12)]
_Focal = Annotated[float, quantity(1, 2000, "Focal length in mm.", 26)]

MaterialName = Literal["bedrock", "regolith", "sand", "ripple", "boulders", "dust", "delta", "ice_cemented"]
"""`game.terrain.material.Material` in small letters."""


class Item(Section):
    """Anything in the catalogue; its id is its key in the file."""

    id: _Key
    name: _Name
    text: _About


class Oxides(Section):
    """What a rock is made of, in weight percent of oxides (and chlorine); iron as FeO, sulfur as SO3."""

    sio2: _Percent
    tio2: _Percent
    al2o3: _Percent
    feo: _Percent
    mno: _Percent
    mgo: _Percent
    cao: _Percent
    na2o: _Percent
    k2o: _Percent
    p2o5: _Percent
    so3: _Percent
    cl: _Percent
    co2: _Percent = 0.0
    h2o: _Percent = 0.0


class Minerals(Section):
    """What holds the oxides, in weight percent. `clay`: all sheet silicates but serpentine."""

    olivine: _Percent = 0.0
    pyroxene: _Percent = 0.0
    feldspar: _Percent = 0.0
    iron_oxides: _Percent = 0.0
    carbonate: _Percent = 0.0
    sulfate: _Percent = 0.0
    clay: _Percent = 0.0
    serpentine: _Percent = 0.0
    silica: _Percent = 0.0
    glass: _Percent = 0.0
    other: _Percent = 0.0


class Truth(Section):
    """What is the case with a rock; what is absent is an open question on Mars as well."""

    sedimentary: Annotated[bool | None, about("Laid down grain by grain, not grown from melt.", True)] = None
    water_altered: Annotated[bool | None, about("Changed by water.", True)] = None
    habitable: Annotated[bool | None, about("From a place where microbes could have lived.", True)] = None


class Rock(Item):
    """A kind of rock. Rocks of one family count once for the diversity of a cache."""

    family: _Key
    hardness_frac: Annotated[float, quantity(0, 1, "0 powder, 1 the hardest the drill can take.", 0.4)]
    crumble_frac: Annotated[float, quantity(0, 1, "Friability: chance that a core crumbles.", 0.05)]
    density_g_cm3: Annotated[float, quantity(0.5, 6, "Mass of a cubic centimetre in g.", 2.9)]
    loose: Annotated[bool, about("true: gathered with the regolith bit, nothing to grind.", False)] = False
    grain_mm: Annotated[float, quantity(0.0001, 100, "Usual size of its grains.", 0.4)]
    layered_frac: Annotated[float, quantity(0, 1, "0 massive, 1 finely bedded.", 0.8)]
    crystal_frac: Annotated[float, quantity(0, 1, "How far its grains interlock as crystals.", 0.9)]
    organics_ppm: Annotated[float, quantity(0, 10_000, "Organic matter, parts per million.", 3)]
    biosignature_frac: Annotated[float, quantity(0, 1, "Chance of features life could have made.", 0.05)]
    oxides_pct: Annotated[Oxides, about("Composition in weight percent.")]
    minerals_pct: Annotated[Minerals, about("Minerals in weight percent.")]
    truth: Annotated[Truth, about("What the evidence should lead to.")] = Truth()
    source: Annotated[str, text(300, "Where the figures come from.", "Liu 2022")]


class Camera(Item):
    """A camera. A zoom has its wide and its tele field of view."""

    carrier: Annotated[Literal["rover", "helicopter"], about("Who carries it.", "rover")] = "rover"
    contact: Annotated[bool, about("true: the arm must hold it to the rock.", False)] = False
    pixels: Annotated[tuple[_Pixels, _Pixels], about("Width and height of a frame as sent.", [1600, 1200])]
    fov_deg: Annotated[tuple[_Degrees, _Degrees], about("Width and height of the view, widest zoom.", [25.6, 19.2])]
    tele_fov_deg: Annotated[tuple[_Degrees, _Degrees] | None, about("The same at full zoom.", [6.2, 4.6])] = None
    zoom_stops_mm: Annotated[tuple[_Focal, ...], several(20, "Focal lengths, shortest first.", 1, [26, 110])]
    height_m: Annotated[float, quantity(0, 10, "Height of the lens above the ground.", 2)] = 0.0
    baseline_m: Annotated[float, quantity(0, 2, "Distance of the two eyes, 0 for one.", 0.244)] = 0.0
    seconds: _Seconds
    watts: _Watts
    mbit: _Mbit


class Instrument(Item):
    """An instrument that analyses a target. `contact`: the arm must hold it to the rock."""

    contact: Annotated[bool, about("true: the arm must hold it to the rock.", True)]
    needs_abraded: Annotated[bool, about("true: it wants a fresh patch.", False)] = False
    range_m: Annotated[float, quantity(0, 2000, "How far it reaches; for contact instruments the arm.", 7)]
    seconds: _Seconds
    watts: _Watts
    mbit: _Mbit


class Ground(Item):
    """A material of the ground in words. What it does to wheels and wings stands in game/sim/physics."""


class _RockFile(Section):
    rocks: Annotated[tuple[Rock, ...], several(200, "Kinds of rock.", 1)]


class _CameraFile(Section):
    cameras: Annotated[tuple[Camera, ...], several(50, "Cameras.", 1)]


class _InstrumentFile(Section):
    instruments: Annotated[tuple[Instrument, ...], several(50, "Instruments.", 1)]


class _MaterialFile(Section):
    materials: Annotated[tuple[Ground, ...], several(50, "Materials of the ground.", 1)]


FILES: tuple[tuple[str, type[Section]], ...] = (
    ("rocks", _RockFile),
    ("cameras", _CameraFile),
    ("instruments", _InstrumentFile),
    ("materials", _MaterialFile),
)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Everything by id. Read only."""

    rocks: Mapping[str, Rock]
    cameras: Mapping[str, Camera]
    instruments: Mapping[str, Instrument]
    materials: Mapping[str, Ground]


def load_catalog(folder: Path | None = None) -> Catalog:
    """Read the catalogue of the game, or of another folder; raises Faults with those of all files."""
    home = folder if folder is not None else _shipped()
    faults: list[Fault] = []
    parts: dict[str, Mapping[str, Any]] = {}
    for name, model in FILES:
        try:
            parts[name] = _by_id(read_source(home / f"{name}.yaml"), name, model)
        except Faults as error:
            faults += error.faults
    if faults:
        raise Faults(faults)
    return Catalog(**parts)


def _by_id(source: Source, name: str, model: type[Section]) -> Mapping[str, Any]:
    found, node = load_with_node(source, model)
    repeated = tuple(repeated_ids(rows(child(node, name), name), source))
    if repeated:
        raise Faults(repeated)
    return MappingProxyType({item.id: item for item in getattr(found, name)})


def _shipped() -> Path:
    from game.paths import assets_dir

    return assets_dir() / "catalog"

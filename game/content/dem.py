"""The `dem:` of a level's terrain: a measured elevation model in place of the Perlin base."""

from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from game.content.dem_file import Raster, digest_of, read_raster
from game.content.diagnose import file_fault
from game.content.fields import Section, about, fault, prose, quantity, text
from game.content.inside import file_inside
from game.content.words import nearest
from game.terrain.landforms.dem import FROM_SLOPE
from game.terrain.material import Material
from game.terrain.spec import Dem

MATERIALS = tuple(material.name.lower() for material in Material)
_Pixel = Annotated[int, quantity(0, 4096, "Pixels.", 0)]


class Mask(Section):
    """A picture as large as the elevations whose grey values name materials."""

    file: Annotated[str, text(200, "Picture or array beside the level.", "mask.png")]
    materials: dict[str, str] = Field(
        min_length=1,
        max_length=16,
        description="Grey value and material; values not named follow the slope.",
        examples=[{"0": "regolith", "128": "sand"}],
    )

    @model_validator(mode="after")
    def known(self) -> "Mask":
        for grey, material in self.materials.items():
            if not grey.isdigit() or int(grey) > 65535:
                raise fault(f"'{grey[:20]}' is not a grey value: a whole number from 0 to 65535", "materials")
            if material not in MATERIALS:
                close = nearest(material, MATERIALS)
                meant = f"did you mean '{close}'?" if close else f"choose from {', '.join(MATERIALS)}"
                raise fault(f"there is no material '{material[:40]}': {meant}", "materials")
        return self


class DemSection(Section):
    """A measured elevation model: its north-west corner is that of the map."""

    file: Annotated[str, text(200, "The file, beside the level: .npy, .npz, .png or .tif.", "jezero.tif")]
    metres_per_pixel: Annotated[float, quantity(0.25, 100, "Distance from post to post.", 1)]
    z_scale: Annotated[float, quantity(-1000, 1000, "Metres for each unit of the file.", 1)] = 1.0
    z_offset_m: Annotated[float, quantity(-10_000, 25_000, "Metres added to every elevation.", 0)] = 0.0
    crop: Annotated[
        tuple[_Pixel, _Pixel, _Pixel, _Pixel] | None, about("Part to use: left, top, width, height.", [0, 0, 512, 512])
    ] = None
    mask: Annotated[Mask | None, about("Materials by a second picture.")] = None
    source: Annotated[str, prose(300, "Where the data comes from; shown with the level.")] = ""


def load_dem(section: DemSection, level: Path) -> Dem:
    """The model of a level file; raises Faults whose sentences tell what is wrong with which file."""
    raw = _cropped(section, _read(section.file, level), section.file)
    elevation_m = raw * section.z_scale + section.z_offset_m
    if float(np.max(np.abs(elevation_m))) > 30_000.0:
        raise file_fault(section.file, "has elevations beyond 30 km", "z_scale is metres for each unit of the file")
    material = _materials(section, section.mask, level, elevation_m) if section.mask is not None else None
    digest = digest_of(elevation_m) if material is None else digest_of(elevation_m, material)
    return Dem(digest, section.metres_per_pixel, elevation_m, material)


def _read(name: str, level: Path) -> Raster:
    path = file_inside(name, level)
    if path is None:
        raise file_fault(name, "there is no such file beside the level, or it leads out of the level's folder")
    return read_raster(path)


def _cropped(section: DemSection, values: Raster, name: str) -> Raster:
    if section.crop is None:
        return values
    left, top, width, height = section.crop
    part = values[top : top + height, left : left + width]
    if min(part.shape, default=0) < 2 or part.shape != (height, width):
        rows, columns = values.shape
        raise file_fault(name, f"the crop reaches beyond the file, which is {columns} x {rows} pixels")
    return part


def _materials(section: DemSection, mask: Mask, level: Path, elevation_m: Raster) -> np.ndarray:
    grey = _cropped(section, _read(mask.file, level), mask.file)
    if grey.shape != elevation_m.shape:
        raise file_fault(mask.file, "is not as large as the elevations")
    found = np.full(grey.shape, FROM_SLOPE, dtype=np.uint8)
    for value, material in mask.materials.items():
        found[grey == float(value)] = Material[material.upper()]
    return found

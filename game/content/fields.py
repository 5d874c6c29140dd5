"""What every section of a level is built from: the strict base model, numbers with a range and unit, texts, places."""

import dataclasses
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from game.terrain import spec
from game.terrain.limits import LIMITS, PLACE

ID_PATTERN = r"^[a-z][a-z0-9_]{0,39}$"
LMST_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
MAX_TILES = 2048
MIN_TILES = 64
OFF_MAP_TILES = 4096.0
"""Landforms may begin this far outside the map."""

UNITS: tuple[tuple[str, str], ...] = (
    ("_m_s", "m/s"),
    ("_per_km2", "per km2"),
    ("_per_m", "per m"),
    ("_kg_m3", "kg/m3"),
    ("_frac", "(a share)"),
    ("_deg", "degrees"),
    ("_mbit", "Mbit"),
    ("_min", "minutes"),
    ("minutes", "minutes"),
    ("hours", "hours"),
    ("mbit", "Mbit"),
    ("_w", "W"),
    ("_s", "s"),
    ("_m", "m"),
)
"""Ending of a key and its unit in words, longest first."""


def fault(
    sentence: str, key: str = "", hint: str = "", kind: Literal["said", "unplaced"] = "said"
) -> PydanticCustomError:
    """A fault found by a section's own check, in words; `key` is the one to look at, there or missing, with dots
    if it is a part's. "unplaced": one that the JSON Schema tells too."""
    return PydanticCustomError(kind, "{sentence}", {"sentence": sentence, "key": key, "hint": hint})


class Section(BaseModel):
    """A frozen part of a file: no unknown keys, no silent conversion, no NaN."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


def unit_of(key: str) -> str:
    """The unit that a key's ending names.

    >>> unit_of("charge_frac"), unit_of("wind_m_s"), unit_of("tiles")
    ('(a share)', 'm/s', '')
    """
    return next((unit for ending, unit in UNITS if key.endswith(ending)), "")


def quantity(low: float | None, high: float | None, sentence: str, example: Any = None) -> FieldInfo:
    """A number with its allowed range; the unit is read from the key's ending."""
    field: FieldInfo = Field(ge=low, le=high, description=sentence, examples=None if example is None else [example])
    return field


def standard(name: str) -> Any:
    """The default that a class of `game.terrain.spec` gives a field, Ellipsis (required) when it gives none.

    >>> standard("NamedCrater.depth_frac"), standard("NamedCrater.diameter_m")
    (0.12, Ellipsis)
    """
    owner, key = name.split(".")
    found = next(field.default for field in dataclasses.fields(getattr(spec, owner)) if field.name == key)
    return ... if found is dataclasses.MISSING else found


def limit(name: str, sentence: str) -> FieldInfo:
    """A number of the terrain, with the range of `game.terrain.limits` and the default of `game.terrain.spec`."""
    low, high = LIMITS.get(name, PLACE)
    field: FieldInfo = Field(default=standard(name), ge=low, le=high, description=sentence)
    return field


def text(longest: int, sentence: str, example: str = "text") -> FieldInfo:
    """A text of at least one character and at most `longest`."""
    field: FieldInfo = Field(min_length=1, max_length=longest, description=sentence, examples=[example])
    return field


def prose(longest: int, sentence: str) -> FieldInfo:
    """A text that may be empty."""
    field: FieldInfo = Field(max_length=longest, description=sentence, examples=["Some text."])
    return field


def several(most: int, sentence: str, least: int = 0, example: Any = None) -> FieldInfo:
    """A list of `least` to `most` entries."""
    examples = None if example is None else [example]
    field: FieldInfo = Field(min_length=least, max_length=most, description=sentence, examples=examples)
    return field


def about(sentence: str, example: Any = None) -> FieldInfo:
    """Any other key: what it is for."""
    field: FieldInfo = Field(description=sentence, examples=None if example is None else [example])
    return field


_OnMap = Annotated[float, Field(ge=0, le=MAX_TILES)]
_Near = Annotated[float, Field(ge=-OFF_MAP_TILES, le=OFF_MAP_TILES)]
Id = Annotated[str, Field(pattern=ID_PATTERN, description="A short name for use in the file.", examples=["my_name"])]
Format2 = Annotated[int, Field(ge=2, le=2, description="Version of the file's language.", examples=[2])]
"""Not Literal[2]: that would take 2.0 too. Older files are read by way of `upgrade`."""
Lmst = Annotated[str, Field(pattern=LMST_PATTERN, description="Local mean solar time.", examples=["09:00"])]
Tile = Annotated[
    tuple[_OnMap, _OnMap],
    Field(description="A place: tiles from the west edge, tiles from the north edge.", examples=[[40, 200]]),
]
FarTile = Annotated[
    tuple[_Near, _Near],
    Field(description="A place of a landform, in tiles; it may lie off the map.", examples=[[40, 200]]),
]

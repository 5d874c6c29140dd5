"""Horizons that conditions ask for: each is a layer of the level's subsurface, and not the uppermost."""

from collections.abc import Iterator, Mapping
from typing import Any

from game.content.diagnose import Fault
from game.content.files import Row, rows
from game.content.nodes import child, value
from game.content.page import Page, conditions
from game.content.telemetry_names import references
from game.content.terrain_section import Base
from game.content.words import did_you_mean
from game.terrain.spec import Preset
from game.terrain.subsurface_spec import STANDARD, Layer

_USUAL_GROUND: Preset = Base.model_fields["preset"].default


def layer_rows(page: Page) -> tuple[Row, ...]:
    """The layers that the level lists."""
    return tuple(rows(child(child(page.root, "subsurface"), "layers"), "subsurface.layers"))


def horizon_faults(page: Page) -> Iterator[Fault]:
    """Telemetry of horizons that the level does not have; the top of the uppermost layer is the ground itself."""
    if any(path.startswith(("subsurface", "terrain.base")) for path in page.doubtful):
        return
    ids = [str(value(child(row, "id"))) for _, row in layer_rows(page)] or _usual_layers(page)
    for path, entry in conditions(page):
        for kind, name in references(entry.key):
            if kind != "horizon" or name in ids[1:]:
                continue
            said = f"there is no horizon called '{name}'"
            if name == ids[0]:
                said = f"the top of '{name}' is the ground itself: no horizon to be marked"
            yield page.fault(entry, f"{path}.{entry.key}", said, did_you_mean(name, ids[1:], "the horizons are"))


def _usual_layers(page: Page) -> list[str]:
    """Ids of the layers under a level that lists none."""
    preset = value(child(child(child(page.root, "terrain"), "base"), "preset"))
    known: Mapping[Any, tuple[Layer, ...]] = STANDARD
    return [layer.id for layer in known.get(preset, STANDARD[_USUAL_GROUND])]

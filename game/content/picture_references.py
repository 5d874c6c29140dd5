"""What pictures are asked of: a target, or a landform of the terrain."""

from collections.abc import Iterator

from game.content.diagnose import Fault
from game.content.files import rows
from game.content.landform_names import KINDS, landform_ids
from game.content.nodes import child, value
from game.content.page import Page, conditions, ids, ids_are_sure
from game.content.telemetry_names import references
from game.content.words import did_you_mean


def subject_faults(page: Page) -> Iterator[Fault]:
    """Telemetry of pictures of what the level does not have."""
    if not ids_are_sure(page, "targets") or any(path.startswith("terrain") for path in page.doubtful):
        return
    known = [*ids(page, "targets"), *_landforms(page)]
    for path, entry in conditions(page):
        for kind, name in references(entry.key):
            if kind == "subject" and name not in known:
                said = f"there is no target or landform called '{name}'"
                hint = did_you_mean(name, known, "pictures can be asked of")
                yield page.fault(entry, f"{path}.{entry.key}", said, hint)


def _landforms(page: Page) -> Iterator[str]:
    terrain = child(page.root, "terrain")
    for part, kind in KINDS:
        names = [str(value(child(row, "name")) or "") for _, row in rows(child(terrain, part), part)]
        yield from landform_ids(kind, names)

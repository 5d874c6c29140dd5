"""A level's tree with what checks between its parts need."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from game.content.catalog import Catalog
from game.content.diagnose import Fault
from game.content.files import Row
from game.content.files import rows as listed_rows
from game.content.level import Level
from game.content.model_walk import expected
from game.content.nodes import Entry, Node, child, entries, value, walk
from game.content.scattering import ids_in_row
from game.content.source import PAGE_LINES, Source
from game.content.words import nearest, shorten


@dataclass(frozen=True, slots=True)
class Page:
    """The level's tree with what the checks need."""

    source: Source
    root: Node
    catalog: Catalog
    doubtful: frozenset[str]
    """Paths whose form is at fault."""

    def sure_of(self, section: str, key: str) -> bool:
        """True when this key of a section is well formed, in every row if it is a list."""
        return not any(_touches(path, section, key) for path in self.doubtful)

    def fault(self, at: Node | Entry, path: str, sentence: str, hint: str = "") -> Fault:
        return self.source.fault(at.line, at.col, path, sentence, hint, at.width)

    def number(self, section: str, key: str, default: float) -> float:
        found = value(child(child(self.root, section), key))
        return float(found) if isinstance(found, int | float) else default

    def rows(self, section: str) -> Iterator[Row]:
        return listed_rows(child(self.root, section), section)


def page_of(root: Node, source: Source, catalog: Catalog, form: tuple[Fault, ...]) -> Page:
    """The page; `form` holds the faults of form already found."""
    return Page(source, root, catalog, _doubtful(form, root))


def _doubtful(form: tuple[Fault, ...], root: Node) -> frozenset[str]:
    """Paths with a fault, and sections that an unknown key may have been meant for."""
    meant = {nearest(entry.key, Level.model_fields) for entry in entries(root) if entry.key not in Level.model_fields}
    return frozenset({fault.path for fault in form} | meant)


def _touches(path: str, section: str, key: str) -> bool:
    """True when a fault at `path` leaves the key of the section in doubt; an unknown key may have been meant for it."""
    if path == section:
        return True
    inside = re.match(rf"{section}(\[[^]]*\])?\.?([^.[]*)", path)
    if inside is None or path[len(section)] not in ".[":
        return False
    found = expected(Level, (section, 0) if inside[1] else (section,))
    return inside[2] in ("", key) or (found is not None and inside[2] not in found.keys)


def conditions(page: Page) -> Iterator[tuple[str, Entry]]:
    """Every key of every condition."""
    for section, key in (("objectives", "done_when"), ("lose", "when"), ("story", "when")):
        for path, row in page.rows(section):
            condition = child(row, key)
            for entry in walk(condition) if condition is not None else ():
                yield f"{path}.{key}", entry


def ids(page: Page, section: str) -> dict[str, int]:
    """The ids of a section's rows and their lines; those of scattered targets are numbered."""
    return dict(_named(page, section))


def _named(page: Page, section: str) -> Iterator[tuple[str, int]]:
    for _, row in page.rows(section):
        node = child(row, "id")
        if node is not None:
            for name in ids_in_row(row) if section == "targets" else (str(value(node)),):
                yield name, node.line


def rules(page: Page) -> dict[str, int]:
    """The ids of the rules that scatter targets, and their lines."""
    rows = ((child(row, "id"), child(row, "scatter")) for _, row in page.rows("targets"))
    return {str(value(node)): node.line for node, rule in rows if node is not None and rule is not None}


def ids_are_sure(page: Page, section: str) -> bool:
    """True when every row has an id of its own: else a name asked for may have been meant for the faulty one."""
    has_id = all(child(row, "id") is not None for _, row in page.rows(section))
    sure = page.sure_of(section, "id") and (section != "targets" or page.sure_of(section, "scatter"))
    return has_id and sure and len(ids(page, section)) == len(tuple(_named(page, section)))


def which(page: Page, name: str, known: dict[str, int], what: str) -> str:
    """A suggestion for the name of something that is not there."""
    close = nearest(name, known)
    if close:
        return f"did you mean '{close}' ({page.source.line_words(known[close])})?"
    if not known:
        return f"this level has no {what}"
    first, last = min(known.values()), max(known.values())
    lines = f" (lines {first} to {last})" if last < PAGE_LINES else ""
    return f"the {what}{lines} are {shorten(', '.join(known), 200)}"

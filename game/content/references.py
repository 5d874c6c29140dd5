"""Faults between the parts of a level: names of nothing, places off the map, deadlines before the start.

Works on the tree, not on the Level, so that these faults are told together with those of form. A section that is
itself in doubt is not used to judge others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from game.content.catalog import Catalog
from game.content.diagnose import Fault
from game.content.files import Row, repeated_ids
from game.content.files import rows as listed_rows
from game.content.level import Level
from game.content.model_walk import expected
from game.content.nodes import Entry, Listing, Node, Scalar, child, entries, items, value, walk
from game.content.sections import Map, Objective, Start
from game.content.source import Source
from game.content.telemetry_names import find, references
from game.content.words import did_you_mean, nearest, number_text, shorten

_HOURS_PER_SOL = 24.0
_USUAL_POINTS: int = Objective.model_fields["points"].default


@dataclass(frozen=True, slots=True)
class _Page:
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


def reference_faults(root: Node, source: Source, catalog: Catalog, form: tuple[Fault, ...] = ()) -> list[Fault]:
    """All faults between sections; `form` holds the faults of form already found."""
    page = _Page(source, root, catalog, _doubtful(form, root))
    checks = (_ids, _rocks, _targets_named, _places, _deadlines, _storms, _stars, _machines, _tubes)
    return [fault for check in checks for fault in check(page)]


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


def _ids(page: _Page) -> Iterator[Fault]:
    """Objectives and ways to lose share their ids: either may be the cause of the end."""
    yield from repeated_ids(page.rows("targets"), page.source)
    yield from repeated_ids((*page.rows("objectives"), *page.rows("lose")), page.source)


def _rocks(page: _Page) -> Iterator[Fault]:
    for path, row in page.rows("targets"):
        node = child(row, "rock")
        name = value(node)
        if node is not None and isinstance(name, str) and name not in page.catalog.rocks:
            hint = did_you_mean(name, page.catalog.rocks, "the catalogue has")
            yield page.fault(node, f"{path}.rock", f"there is no rock called '{name}' in the catalogue", hint)


def _conditions(page: _Page) -> Iterator[tuple[str, Entry]]:
    """Every key of every condition."""
    for section, key in (("objectives", "done_when"), ("lose", "when")):
        for path, row in page.rows(section):
            condition = child(row, key)
            for entry in walk(condition) if condition is not None else ():
                yield f"{path}.{key}", entry


def _targets_named(page: _Page) -> Iterator[Fault]:
    if not page.sure_of("targets", "id"):
        return
    rows = tuple(page.rows("targets"))
    known = {str(value(node)): node.line for _, row in rows if (node := child(row, "id")) is not None}
    if len(known) < len(rows):
        return  # an id given twice has been told; the name asked for was likely meant for one of the two
    for path, entry in _conditions(page):
        for kind, name in references(entry.key):
            if kind == "target" and name not in known:
                said = f"there is no target called '{name}'"
                yield page.fault(entry, f"{path}.{entry.key}", said, _which_target(name, known))


def _which_target(name: str, known: dict[str, int]) -> str:
    close = nearest(name, known)
    if close:
        return f"did you mean '{close}' (line {known[close]})?"
    if not known:
        return "this level has no targets"
    lines = f"lines {min(known.values())} to {max(known.values())}"
    return f"the targets ({lines}) are {shorten(', '.join(known), 200)}"


def _map_tiles(page: _Page) -> tuple[float, float]:
    sides = [value(side) for side in items(child(child(page.root, "map"), "tiles"))]
    default = Map().tiles
    if len(sides) != 2:
        return default
    width, height = sides
    return (width, height) if isinstance(width, int) and isinstance(height, int) else default


def _places(page: _Page) -> Iterator[Fault]:
    if not page.sure_of("map", "tiles"):
        return
    size = _map_tiles(page)
    places = [(f"{name}.at", child(child(page.root, name), "at")) for name in ("start", "helicopter")]
    places += [(f"{path}.at", child(row, "at")) for path, row in page.rows("targets")]
    for path, place in places:
        for node, tiles, axis in zip(items(place), size, ("x", "y"), strict=False):
            found = value(node)
            if isinstance(found, int | float) and found > tiles - 1:
                last = number_text(tiles - 1)
                said = f"{axis} = {number_text(found)} lies outside the map ({number_text(tiles)} tiles)"
                yield page.fault(node, path, said, f"from 0 to {last}")


def _deadlines(page: _Page) -> Iterator[Fault]:
    if not page.sure_of("start", "sol"):
        return
    start_sol = page.number("start", "sol", Start().sol)
    for path, row in page.rows("objectives"):
        node = child(row, "by_sol")
        last = value(node)
        if node is not None and isinstance(last, int) and last < start_sol:
            sentence = f"sol {last} is before the mission starts (sol {number_text(start_sol)})"
            yield page.fault(node, f"{path}.by_sol", sentence, f"at least {number_text(start_sol)}")


def _storms(page: _Page) -> Iterator[Fault]:
    if not page.sure_of("start", "sol"):
        return
    start_sol = page.number("start", "sol", Start().sol)
    for index, storm in enumerate(items(child(child(page.root, "weather"), "storms")), 1):
        node, hours = child(storm, "sol"), value(child(storm, "hours"))
        sol = value(node)
        if node is None or not isinstance(sol, int) or not isinstance(hours, int | float):
            continue
        if sol + 1 + hours / _HOURS_PER_SOL <= start_sol:
            sentence = f"this storm is over before the mission starts (sol {number_text(start_sol)})"
            yield page.fault(node, f"weather.storms[{index}].sol", sentence)


def _stars(page: _Page) -> Iterator[Fault]:
    stars = child(page.root, "stars")
    if not isinstance(stars, Listing) or "stars" in page.doubtful:
        return
    points = [value(item) for item in stars.items]
    for node, low, high in zip(stars.items[1:], points, points[1:], strict=False):
        if isinstance(low, int) and isinstance(high, int) and high < low:
            yield page.fault(node, "stars", f"{high} points for the next star are fewer than {low} before it")
    if page.sure_of("objectives", "points"):
        yield from _out_of_reach(page, stars)


def _out_of_reach(page: _Page, stars: Listing) -> Iterator[Fault]:
    given = [value(child(row, "points")) for _, row in page.rows("objectives")]
    scored = (_USUAL_POINTS if points is None else points for points in given if isinstance(points, int | None))
    total = sum(scored)  # exact: whole numbers
    for node in stars.items:
        points = value(node)
        if isinstance(points, int) and points > total:
            said = f"{points} points cannot be reached: the objectives give {total} in all"
            yield page.fault(node, "stars", said, _without_points(page))


def _without_points(page: _Page) -> str:
    """Objectives that count the usual points because they name none, by the line where theirs would stand."""
    lines = [
        str(max(entry.line for entry in entries(row) if entry.key in ("id", "title", "primary")))
        for _, row in page.rows("objectives")
        if child(row, "points") is None and child(row, "title") is not None
    ]
    return f"without `points:` an objective gives {_USUAL_POINTS} (line {', '.join(lines)})" if lines else ""


def _machines(page: _Page) -> Iterator[Fault]:
    for machine, called in (("helicopter", "a helicopter"), ("moxie", "MOXIE")):
        present = value(child(child(page.root, machine), "present"))
        if present is not False:
            continue
        for path, entry in _conditions(page):
            if entry.key.startswith(f"{machine}.") and find(entry.key):
                hint = f"set {machine}.present to true, or ask for something else"
                yield page.fault(entry, f"{path}.{entry.key}", f"this mission is without {called}", hint)


def _tubes(page: _Page) -> Iterator[Fault]:
    for name, key, most in (
        ("cache.sealed", "sample_tubes", 38),
        ("cache.stored", "sample_tubes", 38),
        ("cache.witness_sealed", "witness_tubes", 5),
    ):
        if not page.sure_of("rover", key):
            continue
        carried = page.number("rover", key, most)
        for path, entry in _conditions(page):
            asked = [part.value for part in entries(entry.value) if part.key in ("at_least", "equals")]
            for node in asked if entry.key == name else ():
                wanted = value(node)
                if isinstance(node, Scalar) and isinstance(wanted, int | float) and wanted > carried:
                    said = f"the rover carries only {number_text(carried)} such tubes (rover.{key})"
                    yield page.fault(node, f"{path}.{name}", said)

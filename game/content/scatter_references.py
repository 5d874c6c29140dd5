"""Faults between the rules that scatter targets and the rest of the level."""

from collections.abc import Iterator

from game.content.diagnose import Fault
from game.content.nodes import Node, child, items, value
from game.content.page import Page, ids, ids_are_sure, rules, which
from game.content.scattering import ids_in_row
from game.content.words import did_you_mean

PART_OF = {
    "outcrop": "outcrops",
    "ripples": "ripples",
    "ridges": "ridges",
    "scarp": "scarps",
    "channel": "channels",
}
"""What of the terrain a landform is listed under."""
_CRATERS = ("craters", "named_craters")


def scatter_faults(page: Page) -> Iterator[Fault]:
    """Rules that speak of rocks, zones or landforms that are not there, and numbered ids that stand twice."""
    for path, row in page.rows("targets"):
        rule = child(row, "scatter")
        if rule is not None:
            yield from _kinds(page, f"{path}.scatter", rule)
            yield from _zone(page, f"{path}.scatter", rule)
            yield from _landform(page, f"{path}.scatter", rule)
            yield from _taken(page, path, row)


def around_of(row: Node) -> Node | None:
    """The middle of the circle that a rule keeps to."""
    return child(child(row, "scatter"), "around")


def numbered_hint(page: Page, name: str) -> str:
    """For the id of a rule where the id of one of its targets is meant."""
    if name not in rules(page):
        return ""
    row = next(row for _, row in page.rows("targets") if value(child(row, "id")) == name)
    numbers = ids_in_row(row)
    return f"'{name}' is scattered: its targets are {numbers[0]} to {numbers[-1]}; `scatter.{name}.known` counts them"


def _kinds(page: Page, path: str, rule: Node) -> Iterator[Fault]:
    rocks = page.catalog.rocks
    for node in items(child(rule, "rocks")):
        name = value(node)
        if isinstance(name, str) and name not in rocks:
            hint = did_you_mean(name, rocks, "the catalogue has")
            yield page.fault(node, f"{path}.rocks", f"there is no rock called '{name}' in the catalogue", hint)
    family = child(rule, "family")
    name, families = value(family), {rock.family: rock for rock in rocks.values()}
    if family is not None and isinstance(name, str) and name not in families:
        hint = did_you_mean(name, families, "the families are")
        said = f"there is no family of rocks called '{name}' in the catalogue"
        yield page.fault(family, f"{path}.family", said, hint)


def _zone(page: Page, path: str, rule: Node) -> Iterator[Fault]:
    node, measured = child(rule, "zone"), child(rule, "from_zone_m")
    name = value(node)
    if node is None and measured is not None:
        said, hint = "from_zone_m is measured from a zone, and none is named", "add `zone:` with its id"
        yield page.fault(measured, f"{path}.from_zone_m", said, hint)
    known = ids(page, "zones")
    if node is not None and isinstance(name, str) and name not in known and ids_are_sure(page, "zones"):
        yield page.fault(node, f"{path}.zone", f"there is no zone called '{name}'", which(page, name, known, "zones"))


def _landform(page: Page, path: str, rule: Node) -> Iterator[Fault]:
    """A landform that this level's ground has none of; in doubt while the terrain is at fault."""
    node = child(rule, "landform")
    name = value(node)
    if node is None or not isinstance(name, str) or any(at.startswith("terrain") for at in page.doubtful):
        return
    parts = _CRATERS if name.startswith("crater") else (PART_OF.get(name, ""),)
    terrain = child(page.root, "terrain")
    if all(child(terrain, part) is None for part in parts) and parts != ("",):
        listed = " or ".join(f"terrain.{part}" for part in parts)
        said = f"the ground of this level has no {name.replace('_', ' ')}"
        yield page.fault(node, f"{path}.landform", said, f"add {listed}, or take the key away")


def _taken(page: Page, path: str, row: Node) -> Iterator[Fault]:
    """A numbered id that a target of its own has too."""
    node = child(row, "id")
    if node is None:
        return
    placed = (other for _, other in page.rows("targets") if child(other, "scatter") is None)
    own = {value(child(other, "id")): other.line for other in placed}
    for name in ids_in_row(row):
        if name in own:
            said = f"this rule numbers a target '{name}', and {page.source.line_words(own[name])} has one of that id"
            yield page.fault(node, f"{path}.id", said, "give each its own id")
            return

"""Names that conditions and the story ask for: targets, objectives, variables, triggers, instruments."""

from collections.abc import Iterator

from game.content.diagnose import Fault
from game.content.event_names import find_event
from game.content.nodes import Entry, Node, child, entries, items, value
from game.content.page import Page, conditions, ids, ids_are_sure, rules, which
from game.content.scatter_references import numbered_hint
from game.content.telemetry_names import references
from game.content.words import did_you_mean

SECTION_OF = {
    "target": "targets",
    "rule": "targets",
    "objective": "objectives",
    "variable": "variables",
    "trigger": "story",
}
MANY_OF = {"rule": ("rule that scatters targets", "rules that scatter targets")}
"""What is called otherwise than its section."""
# Keys of an effect that name something, and the key inside that does when the effect is a group.
_NAMING: tuple[tuple[str, str, str], ...] = (
    ("highlight", "target", "target"),
    ("move_camera", "target", "target"),
    ("set", "variable", "variable"),
    ("add", "variable", "variable"),
    ("spawn_target", "", "target"),
    ("add_objective", "", "objective"),
    ("complete_objective", "", "objective"),
    ("fail_objective", "", "objective"),
)
_LATER = {"spawn_target": "target", "add_objective": "objective"}


def names_asked_for(page: Page) -> Iterator[Fault]:
    """Telemetry of things that the level does not have."""
    for path, entry in conditions(page):
        for kind, name in references(entry.key):
            if kind in SECTION_OF:
                yield from _missing(page, entry, f"{path}.{entry.key}", kind, name)


def story_faults(page: Page) -> Iterator[Fault]:
    """Events about nothing, effects on nothing."""
    for path, row in page.rows("story"):
        yield from _where_faults(page, path, row)
        for number, effect in enumerate(items(child(row, "do")), 1):
            yield from _effect_faults(page, f"{path}.do[{number}]", effect)
    for path, entry in conditions(page):
        if entry.key == "where":
            yield from _figures(page, f"{path}.where", entry.value)


def _missing(page: Page, at: Node | Entry, path: str, kind: str, name: str) -> Iterator[Fault]:
    section = SECTION_OF[kind]
    known = rules(page) if kind == "rule" else ids(page, section)
    if name not in known and ids_are_sure(page, section):
        said, called = MANY_OF.get(kind, (kind, section))
        hint = numbered_hint(page, name) if kind == "target" else ""
        yield page.fault(at, path, f"there is no {said} called '{name}'", hint or which(page, name, known, called))


def _where_faults(page: Page, path: str, row: Node) -> Iterator[Fault]:
    event = find_event(str(value(child(row, "on"))))
    where = child(row, "where")
    if event is not None and where is not None:
        yield from _figures(page, f"{path}.where", where)


def _figures(page: Page, path: str, where: Node) -> Iterator[Fault]:
    """Words of an event's figures that are ids."""
    for entry in entries(where):
        name = value(entry.value)
        if entry.key in SECTION_OF and isinstance(name, str):
            yield from _missing(page, entry.value, f"{path}.{entry.key}", entry.key, name)


def _effect_faults(page: Page, path: str, effect: Node) -> Iterator[Fault]:
    for key, inner, kind in _NAMING:
        found = child(effect, key)
        node = child(found, inner) if inner else found
        name = value(node)
        if node is None or not isinstance(name, str) or not name:
            continue
        yield from _missing(page, node, f"{path}.{key}", kind, name)
        if key in _LATER:
            yield from _not_later(page, node, f"{path}.{key}", kind, name)
    instrument = child(child(effect, "fault"), "instrument")
    name = value(instrument)
    if instrument is not None and isinstance(name, str) and name and name not in page.catalog.instruments:
        hint = did_you_mean(name, page.catalog.instruments, "the catalogue has")
        yield page.fault(instrument, f"{path}.fault.instrument", f"there is no instrument called '{name}'", hint)


def _not_later(page: Page, node: Node, path: str, kind: str, name: str) -> Iterator[Fault]:
    """Adding what has been there all along is a slip."""
    rows = page.rows(SECTION_OF[kind])
    row = next((row for _, row in rows if value(child(row, "id")) == name), None)
    if row is not None and value(child(row, "later")) is not True:
        said = f"the {kind} '{name}' is there from the start"
        yield page.fault(node, path, said, f"give it `later: true` ({page.source.line_words(row.line)})")

"""A script file as a Script: every fault of it told at its place, before anything is done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from game.content.catalog import Catalog
from game.content.diagnose import Fault, Faults
from game.content.level import Level
from game.content.nodes import Entry, Node, child, entries, items, value, walk
from game.content.source import Source, read_source
from game.content.telemetry_names import references
from game.content.validate import check
from game.content.words import did_you_mean, number_text
from game.content.yaml_nodes import read_yaml
from game.mission.script_steps import ScriptFile, Step


@dataclass(frozen=True, slots=True)
class Script:
    """A checked script: its steps, and the line on which each stands."""

    file: str
    steps: tuple[Step, ...]
    lines: tuple[int, ...] = ()

    def place(self, index: int) -> str:
        """Where a step stands, `attempt.yaml:12:5: steps[3].core`."""
        line = f":{self.lines[index]}" if index < len(self.lines) else ""
        return f"{self.file}{line}: steps[{index + 1}].{self.steps[index].name}"


def load_script(path: Path, level: Level, catalog: Catalog) -> Script:
    """Read a script written for a level; raises Faults with everything that is wrong in it."""
    return parse_script(read_source(Path(path)), level, catalog)


def parse_script(source: Source, level: Level, catalog: Catalog) -> Script:
    """The same for a text already read."""
    node, faults = read_yaml(source)
    if node is None:
        raise Faults(faults)
    found, form = check(node, ScriptFile, source)
    faults = (*faults, *_elsewhere(form, faults))
    faults = (*faults, *_elsewhere(_Page(source, node, level, catalog).faults(), faults))
    if found is None or faults:
        raise Faults(faults)
    steps = items(child(node, "steps"))
    return Script(source.file, found.steps, tuple(step.line for step in steps))


def _elsewhere(faults: Iterable[Fault], told: tuple[Fault, ...]) -> list[Fault]:
    """Those whose place has not been told already: one cause, one sentence."""
    places = {fault.place for fault in told}
    return [fault for fault in faults if fault.place not in places]


Known = tuple[str, str, tuple[str, ...]]
"""What is named, in words; the words of a list of all; all there are."""


@dataclass(frozen=True, slots=True)
class _Page:
    """The script's tree beside the level it is for: names of nothing, places off the map."""

    source: Source
    root: Node
    level: Level
    catalog: Catalog

    def faults(self) -> Iterator[Fault]:
        yield from self._level()
        for number, row in enumerate(items(child(self.root, "steps")), 1):
            for entry in _steps_in(row):
                yield from self._step(f"steps[{number}].{entry.key}", entry.key, entry.value)

    def _fault(self, at: Node | Entry, path: str, sentence: str, hint: str = "") -> Fault:
        return self.source.fault(at.line, at.col, path, sentence, hint, at.width)

    def _level(self) -> Iterator[Fault]:
        node = child(self.root, "level")
        name = value(node)
        if node is not None and isinstance(name, str) and name not in ("", self.level.id):
            yield self._fault(node, "level", f"this script is for the level '{name}', not for '{self.level.id}'")

    def _step(self, path: str, word: str, body: Node) -> Iterator[Fault]:
        for key, (what, listed, known) in self._names(word).items():
            node = child(body, key)
            name = value(node)
            if node is not None and isinstance(name, str) and name not in known:
                sentence = f"there is no {what} called '{name:.40}'"
                yield self._fault(node, f"{path}.{key}", sentence, did_you_mean(name, known, listed))
        for node in (child(body, "at"), *items(child(body, "route"))):
            yield from self._place(path, node)
        yield from self._telemetry(path, child(body, "until"))

    def _names(self, word: str) -> dict[str, Known]:
        """What the keys of a step name."""
        targets = tuple(target.id for target in self.level.targets)
        cameras = tuple(camera.id for camera in self.catalog.cameras.values() if camera.carrier == "rover")
        named: dict[str, Known] = {
            "target": ("target", "the targets are", (*targets, "") if word == "image" else targets),
            "camera": ("camera on the rover", "the cameras are", cameras),
            "instrument": ("instrument", "the instruments are", tuple(self.catalog.instruments)),
        }
        return named

    def _place(self, path: str, node: Node | None) -> Iterator[Fault]:
        """A place in tiles must lie on the map."""
        place = [value(part) for part in items(node)]
        if node is None or len(place) != 2 or not all(isinstance(part, int | float) for part in place):
            return
        for part, size, side in zip(items(node), self.level.map.tiles, ("west to east", "north to south"), strict=True):
            tiles = value(part)
            if isinstance(tiles, int | float) and not -0.5 <= tiles <= size - 0.5:
                sentence = f"{number_text(tiles)} is off the map, which has {size} tiles from {side}"
                yield self._fault(part, f"{path}.at", sentence, f"from 0 to {size - 1}")

    def _telemetry(self, path: str, condition: Node | None) -> Iterator[Fault]:
        known = [target.id for target in self.level.targets]
        for entry in walk(condition) if condition is not None else ():
            for kind, name in references(entry.key):
                if kind == "target" and name not in known:
                    hint = did_you_mean(name, known, "the targets are")
                    yield self._fault(entry, f"{path}.until", f"there is no target called '{name}'", hint)


def _steps_in(row: Node) -> Iterator[Entry]:
    """The step's entry, and that of a step put into the plan."""
    for entry in entries(row):
        if entry.key == "add_to_plan":
            yield from _steps_in(entry.value)
        else:
            yield entry

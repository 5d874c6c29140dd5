"""What `check` and the screen of mods both say: everything wrong with levels, scripts and mods, in the same words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from game.content.catalog import Catalog, load_catalog
from game.content.check import KINDS, Kind, Report, check_paths
from game.content.diagnose import Fault, Faults
from game.content.files import load_with_node
from game.content.links import linked
from game.content.load import load_level, parse_level
from game.content.nodes import Node, child, items, value
from game.content.source import Source
from game.content.yaml_nodes import parse_yaml
from game.mission.library import level_names
from game.mission.mods import ZIP, Mod, name_shown, read_mod, shown_as
from game.mission.script_file import parse_script
from game.mission.script_steps import ScriptFile
from game.mission.script_words import script_words
from game.sim.scatter import Found, find_places
from game.sim.setup import prepare_site


def script_kind() -> Kind:
    return Kind("script", lambda keys: "steps" in keys, _read_script)


def _read_script(source: Source, catalog: Catalog) -> None:
    """A script is read beside the level it names; without one that is known, only its form is looked at."""
    try:
        script, _ = load_with_node(source, ScriptFile)
        level = level_names().get(script.level)
        if level is not None:
            parse_script(source, load_level(level, catalog), catalog)
    except Faults as wrong:
        raise Faults(linked(wrong.faults, more=script_words())) from None


def _with_ground() -> tuple[Kind, ...]:
    """The kinds of `content`; the scattered targets of a level are looked for on the ground of its own seed."""
    return tuple(kind if kind.name != "level" else replace(kind, read=_read_level) for kind in KINDS)


def _read_level(source: Source, catalog: Catalog) -> None:
    level = parse_level(source, catalog)
    if any(target.scatter is not None for target in level.targets):
        faults = tuple(_crowded(source, find_places(level, prepare_site(level, catalog).terrain), level.seed))
        if faults:
            raise Faults(linked(faults))


def _crowded(source: Source, found: Iterable[Found], seed: int) -> Iterator[Fault]:
    """Rules that the ground has too few places for."""
    rows = dict(_rows_by_id(parse_yaml(source.text, source.file)))
    for one in found:
        node = rows.get(one.rule)
        if one.given_up and node is not None:
            said = (
                f"on seed {seed} only {one.fitting} of {len(one.places)} targets find a place by this rule; "
                f"for the others {one.given_up} is given up"
            )
            hint = "ask for fewer, less far apart, or on more kinds of ground"
            yield source.fault(node.line, node.col, f"targets[{one.rule}].scatter", said, hint, node.width)


def _rows_by_id(root: Node) -> Iterator[tuple[str, Node]]:
    """The rows of `targets:` by their ids."""
    for row in items(child(root, "targets")):
        node = child(row, "id")
        if node is not None:
            yield str(value(node)), node


def check_everything(paths: Iterable[Path], kinds: tuple[Kind, ...] = ()) -> Report:
    """Files, folders and zip files."""
    catalog = load_catalog()
    wanted = list(paths)
    zips = [path for path in wanted if path.suffix.lower() == ZIP and path.is_file()]
    plain = check_paths(
        [path for path in wanted if path not in zips], (*kinds, script_kind(), *_with_ground()), catalog
    )
    return together([plain, *(mod_report(read_mod(path), catalog) for path in zips)])


def mod_report(mod: Mod, catalog: Catalog | None = None) -> Report:
    """Everything wrong with a mod: what keeps it out, and every fault in its files, each file named as the player knows
    it.
    """
    known = catalog if catalog is not None else load_catalog()
    found = check_paths([mod.root], (script_kind(), *_with_ground()), known) if mod.root.is_dir() else Report((), ())
    told = shown_as(found.faults, mod.root, mod.origin)
    files = tuple((name_shown(file, mod.root, mod.origin), kind) for file, kind in found.files)
    return Report(files or ((str(mod.origin), "mod"),), Faults((*mod.faults, *told)).faults)


def together(reports: Iterable[Report]) -> Report:
    """Several reports as one."""
    listed = list(reports)
    files = dict.fromkeys(file for report in listed for file in report.files)
    return Report(tuple(files), Faults(fault for report in listed for fault in report.faults).faults)

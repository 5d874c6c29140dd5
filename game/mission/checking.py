"""What `check` and the screen of mods both say: everything wrong with levels, scripts and mods, in the same words."""

from collections.abc import Iterable
from pathlib import Path

from game.content.catalog import Catalog, load_catalog
from game.content.check import KINDS, Kind, Report, check_paths
from game.content.diagnose import Faults
from game.content.files import load_with_node
from game.content.load import load_level
from game.content.source import Source
from game.mission.library import level_names
from game.mission.mods import ZIP, Mod, name_shown, read_mod, shown_as
from game.mission.script_file import parse_script
from game.mission.script_steps import ScriptFile


def script_kind() -> Kind:
    return Kind("script", lambda keys: "steps" in keys, _read_script)


def _read_script(source: Source, catalog: Catalog) -> None:
    """A script is read beside the level it names; without one that is known, only its form is looked at."""
    script, _ = load_with_node(source, ScriptFile)
    level = level_names().get(script.level)
    if level is not None:
        parse_script(source, load_level(level, catalog), catalog)


def check_everything(paths: Iterable[Path], kinds: tuple[Kind, ...] = ()) -> Report:
    """Files, folders and zip files."""
    catalog = load_catalog()
    wanted = list(paths)
    zips = [path for path in wanted if path.suffix.lower() == ZIP and path.is_file()]
    plain = check_paths([path for path in wanted if path not in zips], (*kinds, script_kind(), *KINDS), catalog)
    return together([plain, *(mod_report(read_mod(path), catalog) for path in zips)])


def mod_report(mod: Mod, catalog: Catalog | None = None) -> Report:
    """Everything wrong with a mod: what keeps it out, and every fault in its files, each file named as the player knows
    it.
    """
    known = catalog if catalog is not None else load_catalog()
    found = check_paths([mod.root], (script_kind(), *KINDS), known) if mod.root.is_dir() else Report((), ())
    told = shown_as(found.faults, mod.root, mod.origin)
    files = tuple((name_shown(file, mod.root, mod.origin), kind) for file, kind in found.files)
    return Report(files or ((str(mod.origin), "mod"),), Faults((*mod.faults, *told)).faults)


def together(reports: Iterable[Report]) -> Report:
    """Several reports as one."""
    listed = list(reports)
    files = dict.fromkeys(file for report in listed for file in report.files)
    return Report(tuple(files), Faults(fault for report in listed for fault in report.faults).faults)

"""Hostile bytes at every door that a file of the player's comes in by. Run as a program with the name of a door it
hands all of them in, one after another, under limits of memory and time, and prints what that cost.

    python -m tests.content.hostile_doors level
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.content.hostile import HOSTILE, peak_mib

BYTES: dict[str, Callable[[], bytes]] = {
    "not UTF-8": lambda: b"id: \xff\xfe\xfd",
    "half a letter": lambda: b"id: caf\xc3",
    "an overlong letter": lambda: b"id: \xc0\xaf",
    "UTF-16": lambda: "id: a\n".encode("utf-16"),
    "UTF-32": lambda: "id: a\n".encode("utf-32"),
    "a mark and brackets": lambda: b"\xef\xbb\xbf" + b"[" * 100_000,
    "Windows lines": lambda: b"id: x\r\n\tseed: 7\r\n",
    "old Mac lines": lambda: b"id: x\rseed: [\r",
    "dates": lambda: b"id: 2021-02-18\nseed: 2021-02-18T20:55:00Z\n",
    "octal": lambda: b"id: x\nseed: 0o17\nformat: 017\n",
    "hexadecimal and underscores": lambda: b"id: x\nseed: 0x1F\nformat: 1_000\n",
    "sixty": lambda: b"id: x\nseed: 12:30:45\nformat: 1:0\n",
    "not numbers": lambda: b"id: x\nseed: .nan\nminutes: .inf\n",
    "yes and no": lambda: b"id: yes\nseed: no\nformat: on\n",
    "a merge of an alias": lambda: b"a: &a {b: 1}\nc: {<<: *a}\n",
    "an alias to itself": lambda: b"a: &a [*a]\n",
    "an object": lambda: b"!!python/object/new:os._exit [1]\n",
    "a module": lambda: b"a: !!python/module:os.system x\n",
    "binary": lambda: b"a: !!binary |\n  R0lGODlhDAAMAIQ\n",
    "a key of a megabyte": lambda: b"k" * 1_000_000 + b": 1\n",
    "a text of a megabyte": lambda: b"id: " + b"x" * 1_000_000,
    "a folded text of a megabyte": lambda: b"id: >\n" + b"  x\n" * 250_000,
    "a list as a key": lambda: b"[a, b]: 1\n? {c: d}\n: 2\n",
    "thousands of anchored groups": lambda: b"".join(b"- &a%d {b: [c]}\n" % n for n in range(20_000)),
    "brackets that close": lambda: b"[" * 50_000 + b"]" * 50_000,
    "braces that close": lambda: b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "numbers of 400 digits": lambda: b'{"format": ' + b"9" * 400 + b', "seed": -' + b"9" * 400 + b"}",
    "endless exponents": lambda: b'{"format": 1e999999, "seed": 1e-999999}',
    "one key twice": lambda: b'{"format": 1, "format": 2}',
    "no end": lambda: b'{"format": 1, "texts": ["a", "b"',
    "only a zero": lambda: b"\0",
    "a text with zeros": lambda: b"id: a\0b\n",
    "emptiness": lambda: b"",
}
"""Beside the texts of `hostile`."""


def all_bytes() -> dict[str, bytes]:
    texts = {name: make().encode("utf-8", "surrogatepass") for name, make in HOSTILE.items()}
    return texts | {name: make() for name, make in BYTES.items()}


# --- the doors: each returns what is told -----------------------------------------------------------------------------

Door = Callable[[Path], list[str]]


def _of_faults(read: Callable[[Path], object]) -> Door:
    """Told where it is: file, and line where the file has one."""

    def door(path: Path) -> list[str]:
        from game.content.diagnose import Faults

        try:
            read(path)
        except Faults as found:
            found.text()
            found.text(colour=True)
            return [fault.headline() for fault in found.faults]
        return []

    return door


def _level() -> Door:
    from game.content.catalog import load_catalog
    from game.content.load import load_level

    catalog = load_catalog()
    return _of_faults(lambda path: load_level(path, catalog))


def _manifest() -> Door:
    from game.content.manifest import parse_manifest
    from game.content.source import read_source

    return _of_faults(lambda path: parse_manifest(read_source(path), path))


def _script() -> Door:
    from game.content.catalog import load_catalog
    from game.content.load import load_level
    from game.mission.script_file import load_script

    catalog = load_catalog()
    level = load_level(SMALL, catalog)
    return _of_faults(lambda path: load_script(path, level, catalog))


def _strings() -> Door:
    from game.content.source import read_source
    from game.content.strings import read_strings

    return _of_faults(lambda path: read_strings(read_source(path)))


def _translation() -> Door:
    from game.content.catalog import load_catalog
    from game.content.load import check_translation
    from game.content.source import read_source

    catalog = load_catalog()
    return _of_faults(lambda path: check_translation(read_source(path), catalog))


def _keys() -> Door:
    from game.cli.content import read_keys_file
    from game.content.catalog import load_catalog
    from game.content.source import read_source

    catalog = load_catalog()
    return _of_faults(lambda path: read_keys_file(read_source(path), catalog))


def _settings() -> Door:
    from game.mission.settings import load_settings

    return lambda path: list(load_settings(path).faults)


def _of_file_fault(read: Callable[[Path], object]) -> Door:
    def door(path: Path) -> list[str]:
        from game.mission.files import FileFault

        try:
            read(path)
        except FileFault as fault:
            return [str(fault)]
        return []

    return door


def _save() -> Door:
    from game.content.catalog import load_catalog
    from game.content.load import load_level
    from game.mission.savegame import read_save

    catalog = load_catalog()
    level = load_level(SMALL, catalog)
    return _of_file_fault(lambda path: read_save(path, level, catalog))


def _replay() -> Door:
    from game.mission.replay import read_replay

    return _of_file_fault(read_replay)


DOORS: dict[str, Callable[[], Door]] = {
    "level": _level,
    "campaign": _manifest,
    "mod": _manifest,
    "script": _script,
    "strings": _strings,
    "translation": _translation,
    "keys": _keys,
    "settings": _settings,
    "save": _save,
    "replay": _replay,
}
NAME_OF_FILE = {
    "campaign": "campaign.yaml",
    "mod": "mod.yaml",
    "translation": "small.de.yaml",
    "settings": "settings.json",
    "replay": "a.replay.json",
}
SMALL = Path(__file__).parents[1] / "mission" / "levels" / "small.yaml"


def main(name: str) -> None:
    limit_this_process()
    door, slowest, silent, unplaced = DOORS[name](), ("", 0.0), [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME_OF_FILE.get(name, "hostile.yaml")
        path.with_name("small.yaml").write_bytes(SMALL.read_bytes())
        for text, data in all_bytes().items():
            path.write_bytes(data)
            begin = time.process_time()
            told = door(path)
            cost_s = time.process_time() - begin
            slowest = max(slowest, (text, cost_s), key=lambda pair: pair[1])
            if not told:
                silent.append(text)
            unplaced += [f"{text}: {line[:300]}" for line in told if path.name not in line or len(line) > 1000]
    found = {"slowest": slowest, "silent": silent, "unplaced": unplaced, "peak_mib": peak_mib()}
    json.dump(found, sys.stdout)


def limit_this_process() -> None:
    """What runs away ends: 2 GiB of addresses (numpy reserves many that it never uses), two minutes of work."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (120, 120))


if __name__ == "__main__":
    main(sys.argv[1])

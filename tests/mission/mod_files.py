"""Mods for tests: small ones that work, as folders and as zip files."""

import zipfile
from pathlib import Path

MANIFEST = """\
id: ten_sols
title: Ten sols
version: "1.0"
author: Somebody
about: Two missions.
levels: [second, first.yaml]
"""
LEVEL = """\
format: 2
id: {id}
title: {title}
map: {{tiles: [64, 64], tile_m: 2}}
objectives:
  - {{id: far, title: Drive 30 m, done_when: {{rover.odometry_m: {{at_least: {metres}}}}}}}
"""


def level_text(id: str, title: str = "A level", metres: int = 30) -> str:
    return LEVEL.format(id=id, title=title, metres=metres)


def files(**more: str) -> dict[str, str]:
    """The files of a mod by name; `more` changes or adds some (dots in names as double underscores)."""
    known = {
        "mod.yaml": MANIFEST,
        "first.yaml": level_text("first"),
        "second.yaml": level_text("second"),
        "third.yaml": level_text("third"),
    }
    return known | {name.replace("__", "."): text for name, text in more.items()}


def mod_folder(folder: Path, **more: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files(**more).items():
        (folder / name).write_text(text, "utf-8")
    return folder


def mod_zip(path: Path, inside: str = "", **more: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files(**more).items():
            archive.writestr(inside + name, text)
    return path

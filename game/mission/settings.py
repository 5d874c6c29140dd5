"""What the player set, kept in a small JSON file. A damaged file never stops the game and is never lost.

Imports nothing heavy: settings are read before the first picture.
"""

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from game.mission.files import FileFault, json_object, keep_aside, read_bytes, write_atomically

MOST_BYTES = 64 * 1024
SCALE_MIN, SCALE_MAX = 0.8, 2.0
LONGEST_TEXT = 200
MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class Settings:
    """`ui_scale` 0 means: as the window asks. `title_demo`: a mission plays behind an idle title. `last_level`: what
    the list of missions opens at.
    `mods_order` and `mods_off` hold ids of mods: those named come first, those off are not offered.
    """

    volume: float = 0.7
    effects: float = 1.0
    ambience: float = 0.6
    ui_scale: float = 0.0
    reduced_motion: bool = False
    fullscreen: bool = False
    navcam_inset: bool = True
    stop_warp_at: str = "notice"
    colour_aid: str = "none"
    language: str = "en"
    title_demo: bool = True
    last_level: str = ""
    mods_order: tuple[str, ...] = ()
    mods_off: tuple[str, ...] = ()


CHOICES: dict[str, tuple[str, ...]] = {
    "stop_warp_at": ("activity", "notice", "warning", "fatal"),
    "colour_aid": ("none", "red_green", "blue_yellow"),
}
"""`stop_warp_at`: the severity of event at which time slows down to x1."""
RANGES: dict[str, tuple[float, float]] = {
    "volume": (0.0, 1.0),
    "effects": (0.0, 1.0),
    "ambience": (0.0, 1.0),
    "ui_scale": (0.0, SCALE_MAX),
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read, and in plain words what could not be."""

    settings: Settings
    faults: tuple[str, ...] = ()


def load_settings(path: Path) -> Loaded:
    """The player's settings; defaults where the file is absent or wrong, never an exception."""
    if not os.path.exists(path):  # unlike Path.exists it never raises
        return Loaded(Settings())
    try:
        plain = json_object(path, read_bytes(path, "a settings file", MOST_BYTES), "a settings file")
    except FileFault as fault:
        kept = "Default settings are used; the file is kept aside when you change one."
        return Loaded(Settings(), (f"{fault}. {kept}",))
    return _checked(path, plain)


def _checked(path: Path, plain: dict[str, object]) -> Loaded:
    good: dict[str, object] = {}
    faults: list[str] = []
    for spec in fields(Settings):
        if spec.name not in plain:
            continue
        value, fault = _value(spec.name, plain[spec.name])
        if fault:
            faults.append(f"{path}: {spec.name}: {fault}. The default is used.")
        else:
            good[spec.name] = value
    return Loaded(replace(Settings(), **good), tuple(faults))  # type: ignore[arg-type]


def _value(name: str, value: object) -> tuple[object, str]:
    """The value as it is used, or a sentence saying what is wrong with it."""
    if name in RANGES:
        return _number(name, value)
    if name in CHOICES:
        fits = value in CHOICES[name]
        return (value, "") if fits else (None, f"must be one of {', '.join(CHOICES[name])}, not {value!r:.40}")
    if isinstance(getattr(Settings(), name), bool):
        return (value, "") if isinstance(value, bool) else (None, f"must be true or false, not {value!r:.40}")
    if isinstance(getattr(Settings(), name), tuple):
        return _names(value)
    fits = isinstance(value, str) and len(value) <= LONGEST_TEXT
    return (value, "") if fits else (None, f"must be a short text, not {value!r:.40}")


def _names(value: object) -> tuple[object, str]:
    fits = isinstance(value, list) and len(value) <= MOST_NAMES
    if not isinstance(value, list) or not fits or not all(isinstance(part, str) for part in value):
        return None, f"must be a list of at most {MOST_NAMES} names, not {value!r:.40}"
    return tuple(part[:LONGEST_TEXT] for part in value), ""


def _number(name: str, value: object) -> tuple[object, str]:
    low, high = RANGES[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        return None, f"must be a number from {low:g} to {high:g}, not {value!r:.40}"
    if name == "ui_scale" and 0 < value < SCALE_MIN:
        return None, f"must be 0 (automatic) or {SCALE_MIN:g} to {SCALE_MAX:g}, not {value!r:.40}"
    return float(value), ""


def save_settings(path: Path, settings: Settings) -> None:
    """Write the file whole or not at all. One with faults is first kept aside as `settings.broken-N.json`, keys that
    a newer game put there stay. May raise OSError.
    """
    others: dict[str, object] = {}
    if os.path.exists(path):
        if load_settings(path).faults:
            keep_aside(path, "broken")
        else:
            others = json_object(path, read_bytes(path, "a settings file", MOST_BYTES), "a settings file")
    write_atomically(path, (json.dumps(others | asdict(settings), indent=2) + "\n").encode())

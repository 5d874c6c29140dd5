"""The only code that knows where assets, levels and the player's files are.

A checkout (or an editable install) has `assets/` and `levels/` beside the `game` package; a wheel carries
them inside it, under `game/_data`. The player's own files live where the system keeps such things, or under
`JEZERO_HOME` when that is set (tests, a USB stick in a classroom). Nothing here creates a folder: whoever
writes a file does, so that reading never leaves a trace.
"""

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_HOME_VARIABLE = "JEZERO_HOME"
MODS_VARIABLE = "JEZERO_MODS"
_APP = "Jezero"


def _data(name: str) -> Path:
    carried = _PACKAGE / "_data" / name
    return carried if carried.is_dir() else _PACKAGE.parent / name


def assets_dir() -> Path:
    """Fonts, keys, strings, the catalogue."""
    return _data("assets")


def levels_dir() -> Path:
    """The levels that ship with the game, one folder per campaign."""
    return _data("levels")


def checkout_dir() -> Path | None:
    """The project's root when the game runs from its source tree, otherwise None."""
    root = _PACKAGE.parent
    return root if (root / "play.py").is_file() and (root / "tests").is_dir() else None


def _home() -> Path | None:
    value = os.environ.get(_HOME_VARIABLE, "").strip()
    return Path(value).expanduser() if value else None


def user_data_dir() -> Path:
    """Everything the game keeps for the player, saves and settings included."""
    home = _home()
    if home is not None:
        return home
    from platformdirs import user_data_path

    return user_data_path(_APP, appauthor=False)


def user_levels_dir() -> Path:
    """Levels the player added; looked up after the shipped ones."""
    return user_data_dir() / "levels"


def user_mods_dir() -> Path:
    """Mods the player added: one folder or one zip file each."""
    return user_data_dir() / "mods"


def named_mods() -> tuple[Path, ...]:
    """Mods named for this run (`--mod`); in the environment, so that processes begun by this one see them too."""
    value = os.environ.get(MODS_VARIABLE, "")
    return tuple(Path(part).expanduser() for part in value.split(os.pathsep) if part)


def saves_dir() -> Path:
    return user_data_dir() / "saves"


def replays_dir() -> Path:
    return user_data_dir() / "replays"


def crashes_dir() -> Path:
    return user_data_dir() / "crashes"


def cache_dir() -> Path:
    """Pictures that can be computed again (the title's view, the level previews): safe to delete."""
    home = _home()
    if home is not None:
        return home / "cache"
    from platformdirs import user_cache_path

    return user_cache_path(_APP, appauthor=False)


def settings_file() -> Path:
    return user_data_dir() / "settings.json"


def user_keys_file() -> Path:
    """The player's own key bindings; absent until they change one."""
    return user_data_dir() / "keys.yaml"


def pictures_dir() -> Path:
    """Where exported pictures go: somewhere the player finds them without knowing the game's folders."""
    home = _home()
    if home is not None:
        return home / "pictures"
    from platformdirs import user_pictures_path

    return user_pictures_path() / _APP

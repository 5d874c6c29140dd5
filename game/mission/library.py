"""From what a person types to the level file they mean: an id, `jezero/01_first_light`, a file's name."""

from pathlib import Path

from game.content.level_files import level_id
from game.mission.mods import all_mods, offered_levels


def level_names() -> dict[str, Path]:
    """Each name a level answers to; where two levels share one, the first keeps it."""
    names: dict[str, Path] = {}
    for mod, path in offered_levels(all_mods()):
        own = level_id(path)
        more = (f"{mod.id}/{own}",) if own else ()
        for name in (own, f"{path.parent.name}/{path.stem}", f"{mod.id}/{path.stem}", *more, path.stem):
            if name:
                names.setdefault(name, path)
    return names


def level_files() -> list[Path]:
    """Every level there is to choose, the game's own first."""
    return [path for _, path in offered_levels(all_mods())]

"""`photo --from`: the picture of a sidecar, taken once more."""

from pathlib import Path

from game.cli.guard import Refused
from game.cli.levels import find_level
from game.content.level import Level
from game.content.level_files import level_id
from game.content.load import load_level
from game.imaging.products.plain import PlainFault
from game.imaging.products.shot import Shot, ShotFault
from game.imaging.products.sidecar import (
    MOST_BYTES,
    Origin,
    Sidecar,
    from_text,
    ground_digest,
    origin_of,
    scene_of,
    shot_of,
)
from game.imaging.scene import Scene
from game.mission.identity import level_hash
from game.mission.library import level_names
from game.terrain.generate import generate


def again(path: Path, level_word: str | None) -> tuple[Level, Shot, Scene, Origin, str]:
    """Level, shot, scene and origin of a sidecar, and the hash its picture had."""
    sidecar = read(path)
    level = level_of(path, sidecar, level_word)
    terrain = generate(level.terrain_spec(), sidecar.seed)
    if ground_digest(terrain) != sidecar.ground_digest:
        raise Refused(
            f"{path}: another ground grows from {level.id}, seed {sidecar.seed}, than when the picture was taken: "
            "the level or the game has changed since."
        )
    try:
        shot = shot_of(sidecar)
    except ShotFault as fault:
        raise Refused(f"{path}: {fault}") from None
    at = sidecar.pose
    if not terrain.inside(at.x_m, at.y_m):
        raise Refused(f"{path}: pose.x_m {at.x_m:g}, pose.y_m {at.y_m:g} is off the map of {level.id}.")
    return level, shot, scene_of(sidecar, terrain), origin_of(sidecar), sidecar.picture_hash


def read(path: Path) -> Sidecar:
    if path.suffix.lower() == ".png":
        raise Refused(f"{path} is a picture; --from wants the .json file beside it.")
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    try:
        return from_text(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise Refused(f"{path}: it is not text; a sidecar is the .json file written beside a picture.") from None
    except PlainFault as fault:
        raise Refused(f"{path}: {fault}.") from None


def level_of(path: Path, sidecar: Sidecar, word: str | None) -> Level:
    """The level the picture was taken in, as it was then."""
    if word is None and sidecar.level not in level_names() and sidecar.level not in site_names():
        raise Refused(
            f"{path} is of the level {sidecar.level!r}, which is not among yours.\n"
            "If you have its file: photo FILE --from SIDECAR."
        )
    file = find_level(word) if word is not None else level_names().get(sidecar.level) or site_names()[sidecar.level]
    level = load_level(file)
    if level_hash(level) != sidecar.content_hash:
        raise Refused(f"{path}: the level {sidecar.level} is not as it was when the picture was taken ({file}).")
    return level


def site_names() -> dict[str, Path]:
    """The photo sites that come with the game, by id."""
    from game import paths

    return {level_id(path): path for path in sorted((paths.assets_dir() / "sites").glob("*.yaml"))}

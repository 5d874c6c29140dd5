"""Pictures into a folder for people: nothing there is ever overwritten."""

from pathlib import Path

from game.imaging.png import write_png
from game.imaging.products.sidecar import Sidecar, to_text
from game.imaging.render import Picture

MOST_NUMBERS = 100_000


def stem_of(sidecar: Sidecar) -> str:
    """first_light_sol0014_mastcam_z_frame"""
    return f"{sidecar.level}_sol{sidecar.sol:04d}_{sidecar.camera}_{sidecar.product}"


def free_path(folder: Path, stem: str) -> Path:
    """A PNG's path in the folder that neither a picture nor a sidecar has: the stem, or the stem and a number."""
    for number in range(1, MOST_NUMBERS):
        path = folder / (f"{stem}.png" if number == 1 else f"{stem}_{number}.png")
        if not path.exists() and not sidecar_path(path).exists():
            return path
    raise FileExistsError(17, "the folder is full of pictures of this name", str(folder / stem))


def sidecar_path(path: Path) -> Path:
    return path.with_suffix(".json")


def save(path: Path, picture: Picture, sidecar: Sidecar, title: str) -> None:
    """The picture and beside it its sidecar."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_png(path, picture, {"Title": title, "Source": f"{sidecar.level}, seed {sidecar.seed}"})
    sidecar_path(path).write_text(to_text(sidecar), encoding="utf-8")


def export(folder: Path, picture: Picture, sidecar: Sidecar, title: str) -> Path:
    """Into the folder under a free name; returns it."""
    path = free_path(folder, stem_of(sidecar))
    save(path, picture, sidecar, title)
    return path

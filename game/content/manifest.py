"""`mod.yaml` and `campaign.yaml`: what a folder of levels is called, by whom, and in which order it is played."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from game.content.catalog import Catalog
from game.content.diagnose import Fault, Faults
from game.content.fields import Id, Section, prose, several, text
from game.content.files import load_with_node
from game.content.inside import file_inside
from game.content.level_files import levels_below
from game.content.nodes import Node, child, items, value
from game.content.source import Source, read_source
from game.content.words import did_you_mean

MOD, CAMPAIGN = "mod.yaml", "campaign.yaml"
_ENDINGS = ("", ".yaml", ".yml")
_Order = Annotated[tuple[str, ...], several(500, "Files of its levels, in the order of play; others come after.")]
_Title = Annotated[str, text(60, "Its name in the lists.", "Ten sols at Jezero")]
_About = Annotated[str, prose(2000, "What it is, for those who choose.")]


class CampaignFile(Section):
    """`campaign.yaml`: the levels of a folder in the order of play."""

    id: Id
    title: _Title
    about: _About = ""
    levels: _Order = ()


class ModFile(CampaignFile):
    """`mod.yaml`: the same, with what others want to know of somebody's mod."""

    version: Annotated[str, text(20, "Its version, as its author counts.", "1.0")]
    author: Annotated[str, prose(80, "Who made it.")] = ""


MODELS: dict[str, type[CampaignFile]] = {MOD: ModFile, CAMPAIGN: CampaignFile}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the file says, and the level files below its folder in the order of play."""

    said: CampaignFile
    levels: tuple[Path, ...]

    @property
    def version(self) -> str:
        return self.said.version if isinstance(self.said, ModFile) else ""

    @property
    def author(self) -> str:
        return self.said.author if isinstance(self.said, ModFile) else ""


def manifest_file(folder: Path) -> Path | None:
    """The file that describes a folder; a `mod.yaml` goes before a `campaign.yaml`."""
    return next((folder / name for name in MODELS if (folder / name).is_file()), None)


def read_manifest(path: Path) -> Manifest:
    """Read one of the two files; raises Faults with everything that is wrong in it."""
    return parse_manifest(read_source(path), path)


def check_manifest(source: Source, _catalog: Catalog) -> None:
    """The same for `check`."""
    parse_manifest(source, Path(source.file))


def parse_manifest(source: Source, path: Path) -> Manifest:
    """The same for a text already read."""
    said, node = load_with_node(source, MODELS.get(path.name, ModFile))
    listed: list[Path] = []
    faults = list(_order_faults(node, source, path, listed))
    if faults:
        raise Faults(faults)
    return Manifest(said, tuple(dict.fromkeys((*listed, *levels_inside(path.parent)))))


def levels_inside(folder: Path) -> list[Path]:
    """The level files below a folder, without those that a link leads out of it to."""
    root = folder.resolve()
    found = (file.resolve() for file in levels_below(folder))
    return [file for file in found if file.is_relative_to(root)]


def _order_faults(node: Node, source: Source, path: Path, listed: list[Path]) -> Iterator[Fault]:
    """Names in `levels:` that lead to no file, or twice to one; the files go to `listed`."""
    for number, row in enumerate(items(child(node, "levels")), 1):
        name = str(value(row))
        found = file_inside(name, path, _ENDINGS)
        if found is None:
            names = [file.relative_to(path.parent).as_posix() for file in levels_below(path.parent)]
            said, hint = f"there is no level '{name[:80]}' in this folder", did_you_mean(name, names)
        elif found in listed:
            said, hint = f"the level '{name[:80]}' is listed twice", "keep one of the two"
        else:
            listed.append(found)
            continue
        yield source.fault(row.line, row.col, f"levels[{number}]", said, hint, row.width)

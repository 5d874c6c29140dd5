"""What stands on the map of a level being edited, and the edits of its text that place, move, size and remove it.

Everything is read from the tree of the text, not from a `Level`: a level with a fault can still be edited.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from game.content import level_landforms as lf
from game.content.diagnose import Faults, file_fault
from game.content.edit_yaml import FILE, add_row, remove, set_value, value_at
from game.content.fields import MAX_TILES
from game.content.spans import Path
from game.content.template import id_for

Tile = tuple[float, float]
KINDS = ("start", "helicopter", "target", "crater", "zone", *lf.LANDFORMS)
LISTS: dict[str, Path] = {
    "target": ("targets",),
    "crater": ("terrain", "named_craters"),
    "zone": ("zones",),
    **lf.LISTED,
}
SHAPING = ("crater", *lf.LANDFORMS)
"""What shapes the ground may stand outside the map."""
PADS: Path = ("terrain", "pads")
NAMES = {"start": "Perseverance", "helicopter": "Ingenuity"}
NEW_NAMES = {"target": "Rock", "crater": "Crater", "zone": "Zone", **lf.TITLES}
NEW_CRATER_M, NEW_CRATER_DEPTH_FRAC = 40.0, 0.1
NEW_ZONE_RADIUS_M = 20.0
NEW_ROCK = "maaz_basalt"
DIGITS = 1
"""Places are written to a tenth of a tile: 10 to 50 cm."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a place. `path` is where the text says it; None: it comes from a level that this one extends."""

    kind: str
    path: Path | None
    id: str
    name: str
    at: Tile
    radius_m: float = 0.0
    corners: tuple[Tile, ...] = ()
    hidden: bool = False
    outline: tuple[Tile, ...] = ()
    """A line that only shows how far it reaches."""

    @property
    def key(self) -> tuple[str, str]:
        """Stays the same while it is moved and sized."""
        return (self.kind, self.id)


def things_of(whole: Any, own: Any) -> tuple[Thing, ...]:
    """Everything with a place, in the order in which it is drawn; `whole` is the tree with what the level extends."""
    ground = (thing for kind in lf.LANDFORMS for thing in _landforms(whole, own, kind))
    return (*ground, *_zones(whole, own), *_craters(whole, own), *_targets(whole, own), *_vehicles(whole))


def map_size(whole: Any) -> tuple[int, int, float]:
    """Tiles across and down, and the side of one in metres."""
    tiles, tile_m = at_path(whole, ("map", "tiles")), at_path(whole, ("map", "tile_m"))
    good = isinstance(tiles, tuple) and len(tiles) == 2 and all(type(side) is int and side > 0 for side in tiles)
    wide, high = tiles if good else (256, 256)
    return wide, high, float(tile_m) if type(tile_m) in (int, float) and tile_m > 0 else 2.0


def at_path(tree: Any, path: Path) -> Any:
    """What stands at a path, None when nothing does."""
    for step in path:
        known = isinstance(tree, dict) and step in tree
        if not known and not (isinstance(tree, tuple) and isinstance(step, int) and 0 <= step < len(tree)):
            return None
        tree = tree[step]
    return tree


# --- reading ----------------------------------------------------------------------------------------------------------


def _vehicles(whole: Any) -> Iterator[Thing]:
    wide, high, _ = map_size(whole)
    start = _tile(at_path(whole, ("start", "at"))) or (float(wide // 2), float(high // 2))
    place = _tile(at_path(whole, ("helicopter", "at")))
    if place is not None and at_path(whole, ("helicopter", "present")) is not False:
        yield Thing("helicopter", ("helicopter",), "", NAMES["helicopter"], place)
    yield Thing("start", ("start",), "", NAMES["start"], start)


def _targets(whole: Any, own: Any) -> Iterator[Thing]:
    for path, row, name in _rows(whole, own, "target"):
        if (at := _tile(row.get("at"))) is not None:
            yield Thing("target", path, _id(row, path), name, at, hidden=row.get("hidden") is True)


def _craters(whole: Any, own: Any) -> Iterator[Thing]:
    for path, row, name in _rows(whole, own, "crater"):
        at, diameter_m = _tile(row.get("at")), _number(row.get("diameter_m"))
        if at is not None and diameter_m is not None:
            yield Thing("crater", path, _id(row, path), name, at, diameter_m / 2.0)


def _landforms(whole: Any, own: Any, kind: str) -> Iterator[Thing]:
    tile_m = map_size(whole)[2]
    for number, (path, row, _) in enumerate(_rows(whole, own, kind), 1):
        if (at := _tile(row.get("at"))) is not None:
            name = row.get("name")
            called = name if isinstance(name, str) and name else f"{lf.TITLES[kind]} {number}"
            radius_m = lf.figure(kind, row, "radius_m") if kind == "outcrop" else 0.0
            outline = lf.outline_of(kind, row, at, tile_m)
            yield Thing(kind, path, str(number - 1), called, at, radius_m, outline=outline)


def _zones(whole: Any, own: Any) -> Iterator[Thing]:
    for path, row, name in _rows(whole, own, "zone"):
        polygon = row.get("polygon")
        corners = tuple(at for corner in (polygon if isinstance(polygon, tuple) else ()) if (at := _tile(corner)))
        at, radius_m = _tile(row.get("at")), _number(row.get("radius_m"))
        if len(corners) >= 3:
            xs, ys = zip(*corners, strict=True)
            middle = ((min(xs) + max(xs)) / 2.0, (min(ys) + max(ys)) / 2.0)
            yield Thing("zone", path, _id(row, path), name, middle, 0.0, corners)
        elif at is not None and radius_m is not None:
            yield Thing("zone", path, _id(row, path), name, at, radius_m)


def _rows(whole: Any, own: Any, kind: str) -> Iterator[tuple[Path | None, dict[str, Any], str]]:
    """The rows of a list, where the text itself has them, and their names."""
    here = at_path(own, LISTS[kind])
    written = here if isinstance(here, tuple) else ()
    for number, row in enumerate(at_path(whole, LISTS[kind]) or ()):
        if isinstance(row, dict):
            same = [n for n, other in enumerate(written) if _same(other, row, n == number)]
            name = row.get("name")
            yield (*LISTS[kind], same[0]) if same else None, row, name if isinstance(name, str) else kind


def _same(written: Any, row: dict[str, Any], at_its_place: bool) -> bool:
    if not isinstance(written, dict):
        return False
    return bool(written.get("id") == row["id"]) if "id" in row else written == row and at_its_place


def _id(row: dict[str, Any], path: Path | None) -> str:
    name = row.get("id")
    return name if isinstance(name, str) else str(path[-1]) if path else ""


def _tile(value: Any) -> Tile | None:
    good = isinstance(value, tuple) and len(value) == 2 and all(type(part) in (int, float) for part in value)
    return (float(value[0]), float(value[1])) if good else None


def _number(value: Any) -> float | None:
    return float(value) if type(value) in (int, float) else None


# --- editing ----------------------------------------------------------------------------------------------------------


def moved(text: str, thing: Thing, at: Tile) -> str:
    """The text with a thing at another place; the smoothed pad under a vehicle goes along."""
    at = _rounded(at) if thing.kind in SHAPING else _on_any_map(at)
    if thing.path is None:
        if thing.kind != "target":
            raise _of_base()
        return add_row(text, LISTS[thing.kind], {"id": thing.id, "at": at})
    if thing.corners:
        xs, ys = zip(*thing.corners, strict=True)
        dx, dy = max(at[0] - thing.at[0], -min(xs)), max(at[1] - thing.at[1], -min(ys))
        corners = tuple(_on_any_map((x + dx, y + dy)) for x, y in thing.corners)
        return set_value(text, (*thing.path, "polygon"), corners)
    if thing.kind in NAMES:
        for number, pad in enumerate(_list(text, PADS)):
            if isinstance(pad, dict) and _tile(pad.get("at")) == thing.at:
                text = set_value(text, (*PADS, number, "at"), at)
    return set_value(text, (*thing.path, "at"), at)


def placed(text: str, whole: Any, kind: str, at: Tile) -> tuple[str, tuple[str, str]]:
    """The text with a new thing, or a vehicle moved; and the thing's key."""
    at = _on_any_map(at)
    known = {thing.kind: thing for thing in things_of(whole, whole) if thing.kind in NAMES}
    if kind in known:
        return moved(text, known[kind], at), (kind, "")
    if kind == "helicopter":
        if at_path(whole, ("helicopter", "present")) is False:
            text = set_value(text, ("helicopter", "present"), True)
        return set_value(text, ("helicopter", "at"), at), (kind, "")
    if kind in lf.LANDFORMS:
        key = (kind, str(len(_list(text, LISTS[kind]))))
        return add_row(text, LISTS[kind], {"at": at, **lf.NEW[kind]}), key
    name, row_id = _new_name(whole, kind)
    row: dict[str, object] = {"id": row_id, "name": name, "at": at}
    if kind == "target":
        row["rock"] = NEW_ROCK
    elif kind == "zone":
        row["radius_m"] = NEW_ZONE_RADIUS_M
    else:
        row = {"name": name, "at": at, "diameter_m": NEW_CRATER_M, "depth_frac": NEW_CRATER_DEPTH_FRAC}
        row_id = str(len(_list(text, LISTS[kind])))
    return add_row(text, LISTS[kind], row), (kind, row_id)


def removed(text: str, thing: Thing) -> str:
    """The text without a thing; Ingenuity is left at home."""
    if thing.kind == "start":
        raise _cannot("the rover has to begin somewhere", "drag it to another place")
    if thing.kind == "helicopter":
        return set_value(text, ("helicopter", "present"), False)
    return remove(text, _own(thing))


def sized(text: str, thing: Thing, radius_m: float) -> str:
    """The text with a round zone or a crater of another size, in whole metres."""
    radius_m = max(2.0, float(int(radius_m + 0.5)))
    if thing.kind == "crater":
        return set_value(text, (*_own(thing), "diameter_m"), 2.0 * radius_m)
    if thing.kind == "outcrop" or (thing.kind == "zone" and not thing.corners):
        return set_value(text, (*_own(thing), "radius_m"), radius_m)
    raise _cannot(f"{thing.name} has no radius", "drag its corners")


def corner_moved(text: str, thing: Thing, number: int, at: Tile) -> str:
    """The text with one corner of a zone elsewhere."""
    return set_value(text, (*_own(thing), "polygon", number), _on_any_map(at))


def made_polygon(text: str, thing: Thing, tile_m: float) -> str:
    """The text with a round zone as a square of the same width, whose corners can be dragged."""
    path, half, (x, y) = _own(thing), thing.radius_m / tile_m, thing.at
    corners = tuple(_on_any_map((x + half * dx, y + half * dy)) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1)))
    text = set_value(text, (*path, "polygon"), corners)
    return remove(remove(text, (*path, "radius_m")), (*path, "at"))


def corner_added(text: str, thing: Thing) -> str:
    """The text with one corner more, in the middle of the zone's longest side."""
    ends = [(*thing.corners[n], *thing.corners[n - 1]) for n in range(len(thing.corners))]
    lengths = [(ax - bx) * (ax - bx) + (ay - by) * (ay - by) for ax, ay, bx, by in ends]
    longest = lengths.index(max(lengths))
    ax, ay, bx, by = ends[longest]
    middle = _rounded(((ax + bx) / 2.0, (ay + by) / 2.0))
    return set_value(text, (*_own(thing), "polygon"), (*thing.corners[:longest], middle, *thing.corners[longest:]))


def kept_on_map(at: Tile, wide: int, high: int) -> Tile:
    """The nearest place of the map.

    >>> kept_on_map((-3.0, 300.0), 256, 256)
    (0.0, 255.0)
    """
    return min(max(at[0], 0.0), min(wide, MAX_TILES) - 1.0), min(max(at[1], 0.0), min(high, MAX_TILES) - 1.0)


def _own(thing: Thing) -> Path:
    if thing.path is None:
        raise _of_base()
    return thing.path


def _list(text: str, path: Path) -> tuple[Any, ...]:
    found = value_at(text, path)
    return found if isinstance(found, tuple) else ()


def _rounded(at: Tile) -> Tile:
    return round(at[0], DIGITS), round(at[1], DIGITS)


def _on_any_map(at: Tile) -> Tile:
    """Only what shapes the ground may stand outside the map."""
    return _rounded((min(max(at[0], 0.0), float(MAX_TILES)), min(max(at[1], 0.0), float(MAX_TILES))))


def _new_name(whole: Any, kind: str) -> tuple[str, str]:
    """The first free name with a number, and the id for it."""
    rows = [row for row in at_path(whole, LISTS[kind]) or () if isinstance(row, dict)]
    taken = {str(row.get(key)) for row in rows for key in ("name", "id")}
    names = (f"{NEW_NAMES[kind]} {number}" for number in range(1, 2 * len(rows) + 2))
    name = next(name for name in names if name not in taken and id_for(name) not in taken)
    return name, id_for(name)


def _cannot(sentence: str, hint: str = "") -> Faults:
    return file_fault(FILE, sentence, hint)


def _of_base() -> Faults:
    return _cannot("this comes from the level that yours extends", "change it there, or name it in `without:`")

"""Levels grown from the schema itself: every section and key has its turn, with values from all of its range.

The schema says what a file may hold; what must fit together across sections (places on the map, deadlines after the
start, points that can be reached) is put right afterwards by `tidy`.
"""

from typing import Any

from hypothesis import strategies as st

from game.content.catalog import load_catalog
from game.content.schema import level_schema
from game.content.telemetry_names import TELEMETRY
from game.terrain.limits import MOST_CRATERS, crater_count
from game.terrain.spec import CraterField, TerrainSpec

SCHEMA = level_schema(load_catalog())
TILES = 64
MOST_ITEMS = 2
LEFT_OUT = ("extends", "without", "dem", "scatter", "story", "variables", "stored", "$schema", "format", "map")
"""Other files, what refers to other parts by name, and what is set below."""
PLAIN = [entry for entry in TELEMETRY if "<" not in entry.name and not entry.name.startswith(("radar.", "picture."))]
Plain = Any


@st.composite
def levels(draw: st.DrawFn) -> dict[str, Plain]:
    """Data of a level that fits the schema and means something."""
    level = draw(of(SCHEMA))
    level |= {"format": 2, "map": {"tiles": [TILES, TILES], "tile_m": draw(st.sampled_from((1, 2, 2.5, 5)))}}
    return tidy(level)


def of(part: dict[str, Plain]) -> st.SearchStrategy[Plain]:
    """Values that fit one part of the schema."""
    if "$ref" in part:
        name = part["$ref"].removeprefix("#/$defs/")
        return conditions() if name == "Condition" else st.deferred(lambda: of(SCHEMA["$defs"][name]))
    if "enum" in part:
        return st.sampled_from(part["enum"])
    if "const" in part:
        return st.just(part["const"])
    if "type" not in part and "anyOf" in part:
        kinds = [kind for kind in part["anyOf"] if kind != {"type": "null"}]
        return st.one_of([of(kind) for kind in kinds])
    return _KINDS[part["type"]](part)


def _object(part: dict[str, Plain]) -> st.SearchStrategy[Plain]:
    known = {key: value for key, value in part.get("properties", {}).items() if key not in LEFT_OUT}
    needed = [key for key in part.get("required", ()) if key in known]
    if part is SCHEMA:
        needed += ["title", "objectives"]
    fixed = {key: of(known[key]) for key in needed}
    free = {key: of(value) for key, value in known.items() if key not in needed}
    return st.fixed_dictionaries(fixed, optional=free)


def _array(part: dict[str, Plain]) -> st.SearchStrategy[Plain]:
    if "prefixItems" in part:
        return st.tuples(*[of(item) for item in part["prefixItems"]]).map(list)
    low = part.get("minItems", 0)
    return st.lists(of(part["items"]), min_size=low, max_size=max(low, min(MOST_ITEMS, part.get("maxItems", 99))))


def _number(part: dict[str, Plain]) -> st.SearchStrategy[Plain]:
    low, high = part.get("minimum", -1e6), part.get("maximum", 1e6)
    middle = part.get("default", low)
    usual = st.just(middle) if isinstance(middle, int | float) and low <= middle <= high else st.just(low)
    return st.one_of(usual, st.floats(low, high, allow_nan=False, width=64), st.sampled_from((low, high)))


def _integer(part: dict[str, Plain]) -> st.SearchStrategy[Plain]:
    return st.integers(int(part.get("minimum", 0)), int(part.get("maximum", 10_000)))


def _string(part: dict[str, Plain]) -> st.SearchStrategy[Plain]:
    if "pattern" in part:
        return _PATTERNS[part["pattern"]]
    low, high = part.get("minLength", 0), min(30, part.get("maxLength", 30))
    return st.text("abc deﬁ: #'\"-[{", min_size=max(1, low), max_size=high)


_KINDS = {
    "object": _object,
    "array": _array,
    "number": _number,
    "integer": _integer,
    "string": _string,
    "boolean": lambda _part: st.booleans(),
    "null": lambda _part: st.none(),
}
_IDS = st.text("abcxyz", min_size=1, max_size=6)
_TIMES = st.tuples(st.integers(0, 23), st.integers(0, 59)).map(lambda at: f"{at[0]:02}:{at[1]:02}")
_PATTERNS: dict[str, st.SearchStrategy[str]] = {}
for _definition in (SCHEMA, *SCHEMA["$defs"].values()):
    for _key, _value in _definition.get("properties", {}).items():
        if "pattern" in _value:
            _PATTERNS[_value["pattern"]] = _TIMES if "lmst" in _key else _IDS


def conditions() -> st.SearchStrategy[Plain]:
    """Comparisons over figures that any level has, joined by the words of the language."""
    compare = st.sampled_from(PLAIN).flatmap(_compared)
    return st.recursive(
        compare,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=2).map(lambda parts: {"all": parts}),
            st.lists(inner, min_size=1, max_size=2).map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
            inner.map(lambda part: {"held_for": {"minutes": 5, "of": part}}),
        ),
        max_leaves=3,
    )


def _compared(entry: Plain) -> st.SearchStrategy[Plain]:
    if entry.kind == "flag":
        return st.booleans().map(lambda value: {entry.name: value})
    value = st.floats(entry.low, min(entry.high, 3.0), allow_nan=False)
    return st.tuples(st.sampled_from(("at_least", "above", "at_most", "below")), value).map(
        lambda pair: {entry.name: {pair[0]: pair[1]}}
    )


def _numbers(part: dict[str, Plain]) -> dict[str, Plain]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in part.items()}


# --- what must fit together -------------------------------------------------------------------------------------------


def tidy(level: dict[str, Plain]) -> dict[str, Plain]:
    """The same level with its places on the map, its ids apart, its deadlines after the start, its points in reach."""
    _keep_places(level)
    _name_apart(level)
    _keep_times(level)
    _keep_points(level)
    return level


def _keep_places(level: dict[str, Plain]) -> None:
    for target in level.get("targets", ()):
        target |= {"at": target.get("at", [9, 9]), "rock": target.get("rock", "maaz_basalt")}
    for holder in (level.get("start"), level.get("helicopter"), *level.get("targets", ()), *level.get("zones", ())):
        if holder and "at" in holder:
            holder["at"] = [min(side % TILES, TILES - 1) for side in holder["at"]]
    for zone in level.get("zones", ()):
        zone.pop("polygon", None)
        zone |= {"at": zone.get("at", [9, 9]), "radius_m": min(30.0, zone.get("radius_m", 9.0))}


def _name_apart(level: dict[str, Plain]) -> None:
    parts = [level.get(name, []) for name in ("targets", "zones", "objectives", "lose")]
    layers = level.get("subsurface", {}).get("layers", [])
    for number, row in enumerate(row for rows in (*parts, layers) for row in rows):
        row["id"] = f"n{number}"
    if len(layers) == 1:
        del level["subsurface"]["layers"]
    for row in (layers[0], layers[-1]) if layers else ():
        row.pop("lens", None)
    for row in layers:
        row["fiction"] = row["kind"] in ("ice", "water")


def _keep_times(level: dict[str, Plain]) -> None:
    sol = level.get("start", {}).get("sol", 14)
    for row in level["objectives"]:
        if "by_sol" in row:
            row["by_sol"] = min(10_000, sol + row["by_sol"] % 50)
    level.get("weather", {}).pop("storms", None) if sol > 9_000 else None
    for storm in level.get("weather", {}).get("storms", ()):
        storm["sol"] = sol + 1 + storm["sol"] % 20
    for outage in level.get("relay", {}).get("outages", ()):
        outage["sol"] = sol + outage["sol"] % 20


def _keep_points(level: dict[str, Plain]) -> None:
    total = sum(row.get("points", 100) for row in level["objectives"])
    if "score" in level:
        level["score"]["stars"] = [total // 3, total // 2, total]
    level.setdefault("rover", {}).update({"sample_tubes": 9, "witness_tubes": 5})
    for name in ("helicopter", "moxie"):
        level.get(name, {}).pop("present", None)
    for name in ("craters", "rocks"):
        part = level.get("terrain", {}).get(name) or {}
        part.pop("min_m", None)
        part.pop("max_m", None)
    craters = level.get("terrain", {}).get("craters") or {}
    craters |= {"depth_frac": sorted(craters["depth_frac"])} if "depth_frac" in craters else {}
    if crater_count(TerrainSpec(TILES, TILES, 5.0, craters=CraterField(**_numbers(craters)))) > MOST_CRATERS:
        del level["terrain"]["craters"]
    surface = level.get("terrain", {}).get("surface", {})
    for key in [key for key in surface if key.endswith("_frac")]:
        surface[key] *= 0.19

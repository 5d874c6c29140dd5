"""Faults between the parts of a level: names of nothing, places off the map, deadlines before the start.

Works on the tree, not on the Level, so that these faults are told together with those of form. A section that is
itself in doubt is not used to judge others.
"""

from collections.abc import Iterator

from game.content.catalog import Catalog
from game.content.diagnose import Fault
from game.content.files import repeated_ids
from game.content.nodes import Listing, Node, Scalar, child, entries, items, value
from game.content.page import Page, conditions, ids, page_of
from game.content.picture_references import subject_faults
from game.content.scatter_references import around_of, scatter_faults
from game.content.sections import Map, Objective, Start
from game.content.source import Source
from game.content.story_references import names_asked_for, story_faults
from game.content.subsurface_references import horizon_faults, layer_rows
from game.content.telemetry_names import find
from game.content.words import did_you_mean, number_text

_HOURS_PER_SOL = 24.0
_USUAL_POINTS: int = Objective.model_fields["points"].default


def reference_faults(root: Node, source: Source, catalog: Catalog, form: tuple[Fault, ...] = ()) -> list[Fault]:
    """All faults between sections; `form` holds the faults of form already found."""
    page = page_of(root, source, catalog, form)
    checks = (
        *(
            _ids,
            _rocks,
            names_asked_for,
            horizon_faults,
            subject_faults,
            _places,
            scatter_faults,
            _deadlines,
            _storms,
            _stars,
            _machines,
            _tubes,
            _stored,
        ),
        story_faults,
    )
    return [fault for check in checks for fault in check(page)]


def _ids(page: Page) -> Iterator[Fault]:
    """Objectives, ways to lose and triggers share their ids: each may be the cause of the end."""
    yield from repeated_ids(page.rows("targets"), page.source)
    yield from repeated_ids(page.rows("variables"), page.source)
    yield from repeated_ids(page.rows("zones"), page.source)
    yield from repeated_ids(layer_rows(page), page.source)
    yield from repeated_ids((*page.rows("objectives"), *page.rows("lose"), *page.rows("story")), page.source)


def _rocks(page: Page) -> Iterator[Fault]:
    for path, row in page.rows("targets"):
        node = child(row, "rock")
        name = value(node)
        if node is not None and isinstance(name, str) and name not in page.catalog.rocks:
            hint = did_you_mean(name, page.catalog.rocks, "the catalogue has")
            yield page.fault(node, f"{path}.rock", f"there is no rock called '{name}' in the catalogue", hint)


def _map_tiles(page: Page) -> tuple[float, float]:
    sides = [value(side) for side in items(child(child(page.root, "map"), "tiles"))]
    default = Map().tiles
    if len(sides) != 2:
        return default
    width, height = sides
    return (width, height) if isinstance(width, int) and isinstance(height, int) else default


def _places(page: Page) -> Iterator[Fault]:
    if not page.sure_of("map", "tiles"):
        return
    size = _map_tiles(page)
    places = [(f"{name}.at", child(child(page.root, name), "at")) for name in ("start", "helicopter")]
    places += [(f"{path}.at", child(row, "at")) for part in ("targets", "zones") for path, row in page.rows(part)]
    places += [(f"{path}.scatter.around", around_of(row)) for path, row in page.rows("targets")]
    for path, row in page.rows("zones"):
        places += [(f"{path}.polygon", corner) for corner in items(child(row, "polygon"))]
    for path, place in places:
        for node, tiles, axis in zip(items(place), size, ("x", "y"), strict=False):
            found = value(node)
            if isinstance(found, int | float) and found > tiles - 1:
                last = number_text(tiles - 1)
                said = f"{axis} = {number_text(found)} lies outside the map ({number_text(tiles)} tiles)"
                yield page.fault(node, path, said, f"from 0 to {last}")


def _deadlines(page: Page) -> Iterator[Fault]:
    if not page.sure_of("start", "sol"):
        return
    start_sol = page.number("start", "sol", Start().sol)
    for path, row in page.rows("objectives"):
        node = child(row, "by_sol")
        last = value(node)
        if node is not None and isinstance(last, int) and last < start_sol:
            sentence = f"sol {last} is before the mission starts (sol {number_text(start_sol)})"
            yield page.fault(node, f"{path}.by_sol", sentence, f"at least {number_text(start_sol)}")


def _storms(page: Page) -> Iterator[Fault]:
    if not page.sure_of("start", "sol"):
        return
    start_sol = page.number("start", "sol", Start().sol)
    for index, storm in enumerate(items(child(child(page.root, "weather"), "storms")), 1):
        node, hours = child(storm, "sol"), value(child(storm, "hours"))
        sol = value(node)
        if node is None or not isinstance(sol, int) or not isinstance(hours, int | float):
            continue
        if sol + 1 + hours / _HOURS_PER_SOL <= start_sol:
            sentence = f"this storm is over before the mission starts (sol {number_text(start_sol)})"
            yield page.fault(node, f"weather.storms[{index}].sol", sentence)


def _stars(page: Page) -> Iterator[Fault]:
    stars = child(child(page.root, "score"), "stars")
    if not isinstance(stars, Listing) or "score.stars" in page.doubtful:
        return
    points = [value(item) for item in stars.items]
    for node, low, high in zip(stars.items[1:], points, points[1:], strict=False):
        if isinstance(low, int) and isinstance(high, int) and high < low:
            yield page.fault(node, "score.stars", f"{high} points for the next star are fewer than {low} before it")
    if page.sure_of("objectives", "points"):
        yield from _out_of_reach(page, stars)


def _out_of_reach(page: Page, stars: Listing) -> Iterator[Fault]:
    given = [value(child(row, "points")) for _, row in page.rows("objectives")]
    scored = (_USUAL_POINTS if points is None else points for points in given if isinstance(points, int | None))
    total = sum(scored)  # exact: whole numbers
    for node in stars.items:
        points = value(node)
        if isinstance(points, int) and points > total:
            said = f"{points} points cannot be reached: the objectives give {total} in all"
            yield page.fault(node, "score.stars", said, _without_points(page))


def _without_points(page: Page) -> str:
    """Objectives that count the usual points because they name none, by the line where theirs would stand."""
    lines = [
        str(max(entry.line for entry in entries(row) if entry.key in ("id", "title", "primary")))
        for _, row in page.rows("objectives")
        if child(row, "points") is None and child(row, "title") is not None
    ]
    return f"without `points:` an objective gives {_USUAL_POINTS} (line {', '.join(lines)})" if lines else ""


def _machines(page: Page) -> Iterator[Fault]:
    for machine, called in (("helicopter", "a helicopter"), ("moxie", "MOXIE"), ("radar", "RIMFAX")):
        present = value(child(child(page.root, machine), "present"))
        if present is not False:
            continue
        for path, entry in conditions(page):
            if entry.key.startswith(f"{machine}.") and find(entry.key):
                hint = f"set {machine}.present to true, or ask for something else"
                yield page.fault(entry, f"{path}.{entry.key}", f"this mission is without {called}", hint)


def _tubes(page: Page) -> Iterator[Fault]:
    for name, key, most in (
        ("cache.sealed", "sample_tubes", 38),
        ("cache.stored", "sample_tubes", 38),
        ("cache.witness_sealed", "witness_tubes", 5),
    ):
        if not page.sure_of("rover", key):
            continue
        carried = page.number("rover", key, most)
        for path, entry in conditions(page):
            asked = [part.value for part in entries(entry.value) if part.key in ("at_least", "equals")]
            for node in asked if entry.key == name else ():
                wanted = value(node)
                if isinstance(node, Scalar) and isinstance(wanted, int | float) and wanted > carried:
                    said = f"the rover carries only {number_text(carried)} such tubes (rover.{key})"
                    yield page.fault(node, f"{path}.{name}", said)


def _stored(page: Page) -> Iterator[Fault]:
    """Cores taken before the mission: each of a target, no more than there are tubes."""
    rover = child(page.root, "rover")
    names = [*ids(page, "targets")]
    most = page.number("rover", "sample_tubes", 38) if page.sure_of("rover", "sample_tubes") else 38
    for index, node in enumerate(items(child(rover, "stored"))):
        name, path = value(node), f"rover.stored[{index + 1}]"
        if index >= most:
            said = f"a core too many: the rover carries {number_text(most)} sample tubes (rover.sample_tubes)"
            yield page.fault(node, path, said)
        elif isinstance(name, str) and name not in names:
            hint = did_you_mean(name, names, "the level's targets are")
            yield page.fault(node, path, f"there is no target called '{name}'", hint)

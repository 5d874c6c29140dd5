"""What a picture can be of: the targets of the level and its landforms, with the places that must be in sight."""

from collections.abc import Iterator
from dataclasses import dataclass

from game.content.conditions import Compare, comparisons
from game.content.landform_names import KINDS, landform_ids
from game.core.grid import heading_vector
from game.sim.world import Site

RIM_POINTS = 12
TITLES = {"crater": "the crater", "outcrop": "the outcrop", "scarp": "the scarp", "ripples": "the ripple field"}

Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to take a picture of. places: (x, y, height above the ground), of which most must be in the frame."""

    id: str
    name: str
    x_m: float
    y_m: float
    width_m: float
    places: tuple[Place, ...]
    target: int = -1
    """Index among the targets; -1: a landform."""

    @property
    def middle(self) -> Place:
        return self.x_m, self.y_m, self.places[0][2]


def subjects_of(site: Site) -> tuple[Subject, ...]:
    """All of a site, targets first."""
    found: tuple[Subject, ...] | None = site.derived.get("subjects")
    if found is None:
        found = site.derived["subjects"] = (*_targets(site), *_landforms(site))
    return found


def subject(site: Site, name: str) -> Subject | None:
    return next((item for item in subjects_of(site) if item.id == name), None)


def asked(site: Site) -> dict[str, int]:
    """Subjects that the level's objectives ask pictures of, and how many of each."""
    found: dict[str, int] | None = site.derived.get("subjects.asked")
    if found is None:
        found = {}
        for objective in site.level.objectives:
            for part in comparisons(objective.done_when):
                if part.name.startswith("picture.") and part.name.count(".") == 2:
                    name = part.name.split(".")[1]
                    found[name] = max(found.get(name, 1), _wanted(part))
        site.derived["subjects.asked"] = found
    return found


def _wanted(part: Compare) -> int:
    return int(part.value) if part.name.endswith(".count") and part.op == "at_least" else 1


def _targets(site: Site) -> Iterator[Subject]:
    for index, target in enumerate(site.level.targets):
        x_m, y_m = site.level.metres(target.at)
        place = (x_m, y_m, 0.5 * target.size_m)
        yield Subject(target.id, target.name, x_m, y_m, target.size_m, (place,), index)


def _landforms(site: Site) -> Iterator[Subject]:
    taken = [target.id for target in site.level.targets]
    for part, kind in KINDS:
        forms = getattr(site.terrain.spec, part)
        names = [getattr(form, "name", "") for form in forms]
        for form, name, key in zip(forms, names, landform_ids(kind, names), strict=True):
            if key not in taken:
                taken.append(key)
                yield _landform(kind, form, key, name or f"{TITLES[kind]} {key.rpartition('_')[2]}")


def _landform(kind: str, form: object, key: str, name: str) -> Subject:
    x_m, y_m = form.x_m, form.y_m  # type: ignore[attr-defined]
    width_m, deep_m, axis_deg = _size(kind, form)
    ahead, side = heading_vector(axis_deg), heading_vector(axis_deg + 90.0)
    places = []
    for n in range(RIM_POINTS):
        east, south = heading_vector(360.0 * n / RIM_POINTS)
        a, b = 0.5 * width_m * east, 0.5 * deep_m * south
        places.append((x_m + ahead[0] * a + side[0] * b, y_m + ahead[1] * a + side[1] * b, 0.1))
    return Subject(key, name, x_m, y_m, width_m, tuple(places))


def _size(kind: str, form: object) -> tuple[float, float, float]:
    """Length, depth and the heading of its length."""
    match kind:
        case "crater":
            across = form.diameter_m  # type: ignore[attr-defined]
            return across, across, 0.0
        case "outcrop":
            across = 2.0 * form.radius_m  # type: ignore[attr-defined]
            return across, across, 0.0
        case "ripples":
            return form.length_m, form.width_m, form.axis_deg  # type: ignore[attr-defined]
    run_m, facing_deg = form.run_m, form.facing_deg  # type: ignore[attr-defined]
    return 2.0 * run_m, run_m, facing_deg + 90.0

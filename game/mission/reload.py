"""A level edited while it is played: the mission goes on with the new one where it can.

Pose, clock, batteries, samples and everything seen stay as they are while the ground is the same. What the level lists
is matched by its ids: an objective that asks for something else is open again, one that is as it was keeps its state.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from game.content.catalog import Catalog
from game.content.level import Level
from game.mission.daily import FROM_DATE
from game.mission.identity import level_hash
from game.mission.replay import Replay
from game.mission.session import Session
from game.sim.estimates.sky import weather_at
from game.sim.estimates.storms import weather_of
from game.sim.scatter import scattered
from game.sim.setup import first_tick, new_world, prepare_site
from game.sim.snapshot import SnapshotError, dump, restore
from game.sim.state.ground import GroundState
from game.sim.state.objectives import Status
from game.sim.story_watch import watches
from game.sim.system import MINUTE_S
from game.sim.world import Site, World

KEPT = (
    *("meda", "power", "thermal", "rover", "sequencer", "survey", "tubes", "moxie", "radar", "comms", "helicopter"),
    *("arm", "notebook", "pictures"),
)
"""Sections that do not follow the lists of the level."""
State = TypeVar("State")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The mission on the new level. `anew`: why it had to begin again, '' when it goes on where it was."""

    session: Session
    changed: tuple[str, ...]
    anew: str = ""


def reloaded(session: Session, level: Level, catalog: Catalog) -> Reloaded:
    """The session on another version of its level; the one that is given stays as it is."""
    old = session.world
    seed = old.site.seed if level.seed_from == FROM_DATE or level.seed == old.level.seed else level.seed
    changed = tuple(_changes(old.level, level, seed != old.site.seed))
    if not _same_ground(old, level, seed):
        return Reloaded(_session(new_world(prepare_site(level, catalog, seed)), session), changed, "its ground is new")
    site = Site(scattered(level, old.terrain, catalog), seed, old.terrain, catalog)
    try:
        world = restore(site, dump(_carried(old, site)))
    except SnapshotError as wrong:
        return Reloaded(_session(new_world(site), session), changed, str(wrong))
    return Reloaded(_session(world, session), changed)


def _same_ground(old: World, level: Level, seed: int) -> bool:
    """Of a measured ground the digest tells; arrays are not compared one by one."""
    before, after = (replace(spec, dem=None) for spec in (old.terrain.spec, level.terrain_spec()))
    return before == after and seed == old.site.seed and level.dem_digest == old.level.dem_digest


def _session(world: World, old: Session) -> Session:
    """At the pace of before, with the log of before. What was recorded belongs to the level of before."""
    site = world.site
    fresh = Session(world, Replay(site.level.id, level_hash(site.level), site.seed), old.warp, old.stop_warp_at)
    fresh.events = list(old.events)
    return fresh


# --- what goes over ---------------------------------------------------------------------------------------------------


def _carried(old: World, site: Site) -> World:
    """The old state on the new site."""
    world = new_world(site)
    world.tick = old.tick
    for name in KEPT:
        setattr(world, name, deepcopy(getattr(old, name)))
    before, level = old.level, site.level
    world.targets = _matched(level.targets, world.targets, before.targets, old.targets, _place)
    _carry_objectives(world, old)
    _carry_story(world, old)
    listed = (level.targets, level.objectives, level.variables, level.story)
    same_lists = listed == (before.targets, before.objectives, before.variables, before.story)
    world.ground = deepcopy(old.ground) if same_lists else GroundState()
    world.weather = weather_at(weather_of(world), site.seed, max(old.tick - old.tick % MINUTE_S, first_tick(level)))
    return world


def _place(target: Any) -> object:
    return target.at, target.rock


def _matched(
    rows: Sequence[Row],
    fresh: Sequence[State],
    old_rows: Sequence[Row],
    old: Sequence[State],
    sense: Callable[[Row], object],
) -> list[State]:
    """States by the ids of their rows; a row that means something else than before begins anew."""
    known = {row.id: (sense(row), state) for row, state in zip(old_rows, old, strict=True)}  # type: ignore[attr-defined]
    found = []
    for row, state in zip(rows, fresh, strict=True):
        meant, before = known.get(row.id, (None, state))  # type: ignore[attr-defined]
        found.append(deepcopy(before) if meant == sense(row) else state)
    return found


def _carry_objectives(world: World, old: World) -> None:
    """Points follow the new level's figures."""
    level, before = world.level, old.level
    items = _matched(level.objectives, world.objectives.items, before.objectives, old.objectives.items, _asked)
    world.objectives.items = items
    world.objectives.nights_survived = old.objectives.nights_survived
    pairs = zip(level.objectives, items, strict=True)
    world.objectives.score = sum(spec.points for spec, item in pairs if item.status is Status.DONE)


def _asked(objective: Any) -> object:
    return objective.done_when, objective.by_sol, objective.later


def _carry_story(world: World, old: World) -> None:
    """Triggers and variables by id, the memory of conditions by what they watch."""
    story, level, before = world.story, world.level, old.level
    story.triggers = _matched(level.story, story.triggers, before.story, old.story.triggers, lambda trigger: trigger)
    values = {spec.id: value for spec, value in zip(before.variables, old.story.variables, strict=True)}
    story.variables = [values.get(spec.id, spec.start) for spec in level.variables]
    memory = {part: old.story.watches[index] for part, index in watches(old.site).items()}
    for part, index in watches(world.site).items():
        story.watches[index] = deepcopy(memory.get(part, story.watches[index]))
    story.failures, story.storms = deepcopy(old.story.failures), deepcopy(old.story.storms)


# --- what has changed, in words ---------------------------------------------------------------------------------------

SECTIONS: dict[str, str] = {
    "terrain": "the ground",
    "map": "the map",
    "targets": "the targets",
    "zones": "the zones",
    "objectives": "the objectives",
    "lose": "the ways to lose",
    "story": "the story",
    "variables": "the variables",
    "score": "the stars",
    "weather": "the weather",
    "relay": "the relay passes",
    "rover": "the rover's load",
    "helicopter": "the helicopter",
    "moxie": "MOXIE",
    "radar": "the radar",
    "subsurface": "what lies below",
    "start": "the start (for the next time)",
    "briefing": "the briefing",
    "debrief": "the debrief",
    "hints": "the hints",
    "title": "the title",
}


def _changes(old: Level, new: Level, new_seed: bool) -> Iterator[str]:
    if new_seed:
        yield "the seed"
    for key, words in SECTIONS.items():
        before, after = getattr(old, key), getattr(new, key)
        if key == "targets":  # the places of scattered ones are the ground's
            before = [_written(target) for target in before]
            after = [_written(target) for target in after]
        if before != after:
            yield words


def _written(target: Any) -> object:
    return target if target.scatter is None else (target.id, target.name, target.scatter, target.hidden, target.size_m)

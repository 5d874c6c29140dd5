"""Conditions with a memory: which events have happened how often, and since when something has been so.

Every watched part of the level's conditions has one `WatchState`, in the order of `watches`; equal parts share one,
since they have seen the same.
"""

from collections.abc import Iterable, Iterator

from game.content.conditions import After, Condition, FigureIs, HeldFor, On, Timed, Watched, Within, watched
from game.content.level import Level
from game.core import marstime
from game.sim.events import Event
from game.sim.reasons import Reason
from game.sim.state.story import WatchState
from game.sim.world import Site, World


def conditions_of(level: Level) -> Iterator[Condition]:
    """Every condition of a level, in the order of the file."""
    for objective in level.objectives:
        yield objective.done_when
    for rule in level.lose:
        yield rule.when
    for trigger in level.story:
        if trigger.when is not None:
            yield trigger.when


def watches(site: Site) -> dict[Watched, int]:
    """Each watched part and the index of its memory, inner parts before those around them."""
    found: dict[Watched, int] | None = site.derived.get("watches")
    if found is None:
        parts = (part for condition in conditions_of(site.level) for part in watched(condition))
        found = site.derived["watches"] = {part: index for index, part in enumerate(dict.fromkeys(parts))}
    return found


def memory(world: World, part: Watched) -> WatchState:
    """What is remembered of a watched part."""
    return world.story.watches[watches(world.site)[part]]


def timed_holds(world: World, part: Timed) -> bool:
    """Is a part with `within`, `after` or `held_for` met now?"""
    since_tick = memory(world, part).tick
    if since_tick < 0:
        return False
    passed, span = world.tick - since_tick, marstime.ticks_of_minutes(part.minutes)
    return passed <= span if isinstance(part, Within) else passed >= span


def note_events(world: World, events: Iterable[Event]) -> None:
    """Count the events that are waited for."""
    awaited = [(part, index) for part, index in watches(world.site).items() if isinstance(part, On)]
    for event in events if awaited else ():
        for part, index in awaited:
            if matches(part, event):
                state = world.story.watches[index]
                state.count, state.tick = state.count + 1, world.tick


def note_time(world: World, part: Timed, holds_now: bool) -> None:
    """Remember whether the inside of a timed part holds at this moment."""
    state = memory(world, part)
    if isinstance(part, HeldFor):
        since_tick = state.tick if state.tick >= 0 else world.tick
        state.count, state.tick = (1, since_tick) if holds_now else (state.count, -1)
    elif holds_now and (isinstance(part, Within) or state.tick < 0):
        state.count, state.tick = 1, world.tick


def last_moment(world: World, part: Timed) -> None:
    """An event is a moment, not a state: `within` and `after` count from when it happened."""
    inner = part.part
    if isinstance(inner, On) and isinstance(part, Within | After):
        seen, state = memory(world, inner), memory(world, part)
        if seen.count and (isinstance(part, Within) or state.tick < 0):
            state.count, state.tick = 1, seen.tick


def matches(part: On, event: Event) -> bool:
    """Is this the event that is meant?"""
    return type(event).__name__ == part.event and all(_figure_fits(event, figure) for figure in part.where)


def _figure_fits(event: Event, asked: FigureIs) -> bool:
    found = getattr(event, asked.figure)
    if isinstance(asked.value, str):
        word = found.key if isinstance(found, Reason) else str(found)
        return word == asked.value or (isinstance(found, Reason) and word.startswith(asked.value + "."))
    return compare(found, asked.op, asked.value)


def compare(value: float, op: str, limit: float) -> bool:
    """One comparison.

    >>> compare(5.0, "at_least", 5.0), compare(5.0, "above", 5.0)
    (True, False)
    """
    match op:
        case "at_least":
            return value >= limit
        case "at_most":
            return value <= limit
        case "above":
            return value > limit
        case "below":
            return value < limit
    return value == limit

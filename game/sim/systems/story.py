"""The level's story: conditions are watched, triggers fire, and what they do is done.

`react` is called after everything that happens and each minute, by `step`; the story never acts between.
"""

from collections.abc import Sequence

from game.content.conditions import On
from game.content.story import Trigger
from game.sim.conditions import holds, level_judges
from game.sim.events import Event
from game.sim.state.story import StoryState, TriggerState, WatchState
from game.sim.story_effects import carry_out
from game.sim.story_watch import last_moment, matches, note_events, note_time, watches
from game.sim.system import Emit, System
from game.sim.world import Site, World


def initial(site: Site) -> StoryState:
    """Nothing has been seen, nothing has fired."""
    return StoryState(
        variables=[variable.start for variable in site.level.variables],
        watches=[WatchState() for _ in watches(site)],
        triggers=[TriggerState() for _ in site.level.story],
    )


def react(world: World, events: Sequence[Event], emit: Emit) -> None:
    """Take note of what has happened, then fire the triggers whose time it is."""
    if not world.story.watches and not world.story.triggers:
        return
    _watch(world, events)
    judges = level_judges(world.site).story
    for trigger, state, is_so in zip(world.level.story, world.story.triggers, judges, strict=True):
        for _ in range(_times_due(trigger, state, events, is_true=is_so(world))):
            state.fired += 1
            for effect in trigger.do:
                carry_out(world, trigger, effect, emit)


def _watch(world: World, events: Sequence[Event]) -> None:
    note_events(world, events)
    for part in watches(world.site):
        if not isinstance(part, On):
            if isinstance(part.part, On):
                last_moment(world, part)
            else:
                note_time(world, part, holds(world, part.part))


def _times_due(trigger: Trigger, state: TriggerState, events: Sequence[Event], *, is_true: bool) -> int:
    """How often a trigger fires now: once for each event it waits for, or once when its condition becomes true."""
    left = trigger.times - state.fired
    if trigger.on is not None:
        due = len([event for event in events if matches(trigger.on, event)]) if is_true else 0
    else:
        due = int(is_true and not state.was_true)
    state.was_true = is_true
    return max(0, min(left, due))


def _forget(world: World, _emit: Emit) -> None:
    """What has been mended is no longer broken."""
    failures = world.story.failures
    if failures:
        world.story.failures = [failure for failure in failures if world.tick < failure.until_tick]


SYSTEM = System("story", minute=_forget)

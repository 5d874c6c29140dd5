"""The story of a level: what is waited for, when it fires, and what it does."""

from dataclasses import fields
from pathlib import Path

import pytest

from game.content.event_names import EVENTS, find_event
from game.content.load import parse_level
from game.content.source import Source
from game.content.story import Effect
from game.core import marstime
from game.sim import commands as c
from game.sim import events as e
from game.sim.commands import Command
from game.sim.reasons import Reason
from game.sim.setup import new_world, prepare_site
from game.sim.snapshot import digest, dump, restore
from game.sim.state.objectives import Outcome, Status
from game.sim.state.survey import KNOWN_AERIAL
from game.sim.step import advance, step
from game.sim.story_effects import EFFECTS
from game.sim.world import World
from tests import small

PICTURE = c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0)
TEXT = (Path(small.LEVELS) / "story.yaml").read_text("utf-8")


@pytest.fixture
def world() -> World:
    return small.world("story")


def told(events: list[e.Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, e.MessageTold)]


def status(world: World, objective: str) -> Status:
    names = [spec.id for spec in world.level.objectives]
    return world.objectives.items[names.index(objective)].status


def with_story(story: str, objective: str = "{sol: {at_least: 9000}}") -> World:
    """A world on the small ground with a story of its own."""
    head, _, _ = TEXT.partition("story:\n")
    text = head.replace("{sol: {at_least: 9000}}", objective, 1) + "story:\n" + story
    level = parse_level(Source.of(text, "a.yaml"), small.catalog())
    return new_world(prepare_site(level, small.catalog()))


# --- the two lists ----------------------------------------------------------------------------------------------------


def test_every_event_is_declared_for_level_files_with_its_figures() -> None:
    """A new event wants its line in content/event_names; a figure that is a word, its name in WORDS there."""
    declared = {entry.name: {figure.name: figure.kind for figure in entry.figures} for entry in EVENTS}
    classes = {}
    for kind in e.ALL_EVENTS:
        shown = {}
        for spec in fields(kind):
            if spec.name == "tick" or spec.type in (Command, "Command") or "Reason | None" in str(spec.type):
                continue
            is_word = spec.type in (str, Reason, "str", "Reason")
            shown[spec.name] = "word" if is_word else "number"
        classes[kind.__name__] = shown
    assert declared == classes
    assert all(entry.sentence.endswith(".") for entry in EVENTS)


def test_every_effect_of_the_language_is_carried_out() -> None:
    assert set(EFFECTS) == set(Effect.model_fields)


# --- events and effects -----------------------------------------------------------------------------------------------


def test_an_event_fires_its_trigger_as_often_as_it_may(world: World) -> None:
    first, second, third = (small.do(world, PICTURE) for _ in range(3))
    assert "A picture of the near rock." in told(first)
    assert "A picture of the near rock." in told(second)
    assert "A picture of the near rock." not in told(third)
    assert world.story.variables == [7.0, 12.0]


def test_an_event_with_other_figures_does_not_fire(world: World) -> None:
    events = small.do(world, c.TakePanorama())
    assert told(events) == []
    assert world.story.triggers[0].fired == 0


def test_what_the_story_adds_is_there_and_counts(world: World) -> None:
    gift = world.targets[1]
    assert not gift.present
    assert not gift.known
    assert status(world, "extra") is Status.LATER
    events = small.do(world, PICTURE)
    assert gift.known
    assert status(world, "extra") is Status.OPEN
    kinds = [type(event) for event in events]
    for kind in (e.DialogueTold, e.TargetFound, e.ObjectiveAdded, e.PlaceHighlighted, e.CameraMoved, e.PauseAsked):
        assert kind in kinds
    assert kinds.index(e.DialogueTold) < kinds.index(e.TargetFound) < kinds.index(e.PauseAsked)


def test_a_target_that_is_not_there_yet_cannot_be_seen(world: World) -> None:
    small.do(world, c.TakePanorama())
    assert not world.targets[1].known


def test_one_thing_leads_to_another_in_the_same_tick(world: World) -> None:
    small.do(world, PICTURE)
    events = small.do(world, PICTURE)
    bonus = next(event for event in events if isinstance(event, e.ObjectiveCompleted))
    assert "That was the bonus." in told(events)
    assert (
        next(event for event in events if isinstance(event, e.MessageTold) and "bonus" in event.text).tick == bonus.tick
    )
    assert (status(world, "bonus"), status(world, "missed")) == (Status.DONE, Status.FAILED)
    assert world.objectives.score == 25
    tx, ty = 50, 10
    assert world.survey.known[ty, tx] == KNOWN_AERIAL


def test_the_story_wins_and_loses_missions(world: World) -> None:
    small.do(world, PICTURE)
    small.do(world, c.TakeImage("mastcam_z", "gift", 0.0, 0.0, 110.0))
    assert world.objectives.outcome is Outcome.WON
    lost = small.world("story")
    events = small.give(lost, c.RunMoxie(60.0, 2.0))
    assert lost.objectives.outcome is Outcome.LOST
    assert e.MissionLost(lost.tick, "doom") in events


def test_a_mission_with_only_later_objectives_is_not_won_by_nothing() -> None:
    text = TEXT.replace("done_when: {sol: {at_least: 9000}}}", "later: true, done_when: {sol: {at_least: 9000}}}")
    level = parse_level(Source.of(text, "a.yaml"), small.catalog())
    world = new_world(prepare_site(level, small.catalog()))
    small.pass_hours(world, 1.0)
    assert world.objectives.outcome is Outcome.RUNNING


def test_a_broken_instrument_is_refused_until_it_is_mended(world: World) -> None:
    small.do(world, PICTURE, c.Abrade("near"))
    assert small.refusal(world, c.Analyse("near", "pixl")) == "analyse.failed"
    assert small.refusal(world, c.Analyse("near", "pixl")) != small.refusal(world, c.Core("near"))
    small.pass_hours(world, 3.2)
    assert world.story.failures == []
    assert not isinstance(small.give(world, c.Analyse("near", "pixl"))[0], e.CommandRefused)


def test_a_dead_wheel_makes_driving_slow_and_dear() -> None:
    ends = []
    for failure in ("", "  - {id: f, when: {sol: {at_least: 1}}, do: [{fault: {wheel: 4, hours: 9}}]}\n"):
        world = with_story(failure + "  - {id: x, on: MissionLost, do: [{message: x}]}\n")
        small.to_lmst(world, "13:00")
        before = world.power.wh_out
        small.give(world, c.DriveArc(-1.0, 0.0))
        advance(world, world.tick + 120)
        ends.append((world.rover.odometry_m, world.power.wh_out - before))
    whole, lame = ends
    assert lame[0] == pytest.approx(0.5 * whole[0], rel=0.05)
    assert lame[1] / lame[0] > 1.4 * whole[1] / whole[0] > 0.0


def test_with_a_dead_radio_no_pass_brings_anything() -> None:
    story = "  - {id: f, when: {sol: {at_least: 1}}, do: [{fault: {radio: true, hours: %s}}]}\n"
    sent = []
    for hours in (0.1, 30):
        world = with_story(story % hours)
        small.do(world, c.TakePanorama())
        heard = small.to_lmst(world, "19:00")
        sent.append((world.comms.sent_mbit > 0.0, bool(small.of_kind(heard, e.PassMissed))))
    assert [brings for brings, _ in sent] == [True, False]
    assert sent[1][1]


# --- time -------------------------------------------------------------------------------------------------------------


def test_after_within_and_held_for(world: World) -> None:
    events = small.pass_hours(world, 0.4)
    assert told(events) == []
    events = small.pass_hours(world, 0.2)
    assert told(events) == ["Level for half an hour."]
    small.do(world, c.TakePanorama())
    done = world.tick
    events = small.do(world, PICTURE)
    assert "Soon after the panorama." in told(events)
    events = small.pass_hours(world, 3.0)
    (late,) = (event for event in events if isinstance(event, e.MessageTold) and "Two hours" in event.text)
    assert 0 <= late.tick - done - marstime.ticks_of_minutes(120.0) <= 120


def test_within_ends(world: World) -> None:
    small.do(world, c.TakePanorama())
    small.pass_hours(world, 1.2)
    events = small.do(world, PICTURE)
    assert "Soon after the panorama." not in told(events)


def test_held_for_begins_anew_after_a_break() -> None:
    story = """\
  - id: long
    when: {held_for: {hours: 1, of: {not: {within: {minutes: 10, of: {on: PanoramaTaken}}}}}}
    do: [{message: Quiet for an hour.}]
"""
    world = with_story(story)
    small.pass_hours(world, 0.6)
    small.do(world, c.TakePanorama())
    assert told(small.pass_hours(world, 0.9)) == []
    assert told(small.pass_hours(world, 0.6)) == ["Quiet for an hour."]


def test_a_story_that_answers_itself_does_not_hold_the_clock() -> None:
    story = """\
  - {id: ping, on: VariableChanged, times: 1000, do: [{add: {variable: near, amount: 1}}]}
  - {id: begin, when: {sol: {at_least: 14}}, do: [{add: {variable: near, amount: 1}}]}
"""
    world = with_story(story)
    small.pass_hours(world, 0.1)
    assert world.tick == small.world("story").tick + 360
    assert 1 < world.story.variables[0] <= 1001


def test_losing_may_wait_for_an_event() -> None:
    world = with_story("  - {id: x, on: SolBegan, do: [{message: x}]}\n", "{count: {on: ImageTaken, at_least: 1}}")
    small.do(world, PICTURE)
    assert world.objectives.outcome is Outcome.WON


# --- the same however time passes -------------------------------------------------------------------------------------


def test_striding_and_stepping_tell_the_same_story() -> None:
    ends = []
    for stride in (True, False):
        world = small.world("story")
        heard = list(small.give(world, c.TakePanorama()))
        end = world.tick + 3 * small.HOUR
        heard += advance(world, end) if stride else [event for _ in range(3 * small.HOUR) for event in step(world)]
        ends.append((digest(world), told(heard)))
    assert ends[0] == ends[1]


def test_a_story_goes_on_after_a_load(world: World) -> None:
    small.do(world, c.TakePanorama(), PICTURE)
    again = restore(world.site, dump(world))
    assert digest(again) == digest(world)
    for part in (world, again):
        small.pass_hours(part, 3.0)
    assert digest(again) == digest(world)
    assert find_event("PanoramaTaken") is not None

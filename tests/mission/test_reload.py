"""A level edited while it is played: the mission goes on with the new one, or says why it begins anew."""

import pytest

from game.content.level import Level
from game.content.load import parse_level
from game.content.source import Source
from game.mission.reload import reloaded
from game.mission.session import Session, Warp
from game.mission.start import start_session
from game.sim import commands as c
from game.sim.fits import misfits
from game.sim.snapshot import digest
from game.sim.state.objectives import Status
from tests.content.pages import catalog

LEVEL = """\
format: 2
id: edited
title: Edited
seed: 3
map: {tiles: [64, 64], tile_m: 2}
start: {at: [20, 40], lmst: "10:00"}
terrain: {base: {preset: crater_floor}, pads: [{at: [20, 40], radius_m: 12}]}
targets:
  - {id: near, name: Near, at: [24, 40], rock: maaz_basalt}
  - {id: far, name: Far, at: [44, 20], rock: maaz_basalt, hidden: true}
variables: [{id: visits, start: 1}]
objectives:
  - {id: roll, title: Roll, points: 100, done_when: {rover.odometry_m: {at_least: 2}}}
  - {id: core, title: Core, points: 200, done_when: {target.near.sealed: true}}
story:
  - {id: rolled, when: {rover.odometry_m: {at_least: 2}}, do: [{add: {variable: visits, amount: 4}}]}
"""


def level(*edits: tuple[str, str]) -> Level:
    text = LEVEL
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return parse_level(Source.of(text, "a.yaml"), catalog())


@pytest.fixture
def played() -> Session:
    """Driven a little: one objective done, one trigger fired, the clock an hour on."""
    session = start_session(level(), catalog())
    session.give(c.DriveTo(49.0, 81.0))
    session.run_to(session.tick + 3600)
    session.warp = Warp.X60
    assert session.world.objectives.items[0].status is Status.DONE
    assert session.world.story.variables == [5.0]
    return session


def test_nothing_changed_is_the_same_world(played: Session) -> None:
    again = reloaded(played, level(), catalog())
    assert again.changed == ()
    assert digest(again.session.world) == digest(played.world)


def test_pose_clock_and_pace_stay(played: Session) -> None:
    again = reloaded(played, level(("title: Edited", "title: Better")), catalog())
    before, after = played.world, again.session.world
    assert (again.changed, again.anew) == (("the title",), "")
    assert (after.rover.x_m, after.rover.y_m, after.rover.heading_deg) == (
        before.rover.x_m,
        before.rover.y_m,
        before.rover.heading_deg,
    )
    assert after.tick == before.tick
    assert after.power == before.power
    assert (after.survey.known == before.survey.known).all()
    assert again.session.warp is Warp.X60
    assert again.session.events == played.events
    assert not tuple(misfits(after))


def test_a_changed_objective_is_open_again_and_the_others_keep_their_state(played: Session) -> None:
    again = reloaded(played, level(("odometry_m: {at_least: 2}}}", "odometry_m: {at_least: 500}}}")), catalog())
    items = again.session.world.objectives.items
    assert [item.status for item in items] == [Status.OPEN, Status.OPEN]
    assert again.session.world.objectives.score == 0
    assert again.changed == ("the objectives",)


def test_other_points_count_at_once(played: Session) -> None:
    again = reloaded(played, level(("points: 100", "points: 150")), catalog())
    assert again.session.world.objectives.score == 150
    assert again.session.world.objectives.items[0].status is Status.DONE


def test_new_rows_before_old_ones_do_not_shift_them(played: Session) -> None:
    first = "objectives:\n  - {id: fly, title: Fly, done_when: {helicopter.flights: {at_least: 1}}}\n"
    rock = "targets:\n  - {id: new, name: New, at: [10, 10], rock: maaz_basalt}\n"
    more = "variables: [{id: other}, {id: visits, start: 1}]"
    edits = (("objectives:\n", first), ("targets:\n", rock), ("variables: [{id: visits, start: 1}]", more))
    played.world.targets[0].imaged = True
    after = reloaded(played, level(*edits), catalog()).session.world
    assert [item.status for item in after.objectives.items] == [Status.OPEN, Status.DONE, Status.OPEN]
    assert [target.imaged for target in after.targets] == [False, True, False]
    assert after.story.variables == [0.0, 5.0]
    assert after.story.triggers[0].fired == 1


def test_a_target_that_has_moved_is_another_rock(played: Session) -> None:
    played.world.targets[0].imaged = True
    after = reloaded(played, level(("at: [24, 40]", "at: [26, 40]")), catalog()).session.world
    assert not after.targets[0].imaged


def test_new_ground_begins_anew_at_the_start(played: Session) -> None:
    for edit in (("preset: crater_floor", "preset: delta"), ("seed: 3", "seed: 4"), ("tile_m: 2", "tile_m: 3")):
        again = reloaded(played, level(edit), catalog())
        assert again.anew
        assert again.session.tick < played.tick
        assert again.session.world.rover.odometry_m == 0.0


def test_what_cannot_go_on_begins_anew_and_says_why(played: Session) -> None:
    again = reloaded(played, level(("terrain:", "rover: {sample_tubes: 3}\nterrain:")), catalog())
    assert "tubes are not those of the level" in again.anew
    assert again.session.world.rover.odometry_m == 0.0


def test_the_mission_of_before_is_untouched_and_both_go_on(played: Session) -> None:
    before = digest(played.world)
    again = reloaded(played, level(("title: Edited", "title: Better")), catalog())
    again.session.run_to(again.session.tick + 3600)
    assert digest(played.world) == before
    played.run_to(played.tick + 3600)
    assert digest(again.session.world) == digest(played.world)


def test_the_weather_of_the_new_level_holds_at_once(played: Session) -> None:
    after = reloaded(played, level(("terrain:", "weather: {tau: 3}\nterrain:")), catalog()).session.world
    assert after.weather.tau == pytest.approx(3, rel=0.2)
    assert not tuple(misfits(after))

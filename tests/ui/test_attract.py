"""The mission behind the title: it comes when nobody is there, goes at the first key, and never slows the menu."""

import time
from dataclasses import replace

import pygame
import pytest

from game.sim.snapshot import digest
from game.sim.state.objectives import Outcome
from game.ui.attract import BUDGET_S, IDLE_S, PACES, PAUSE_S, Attract, Playback, activity, fly_demo
from game.ui.loop import FRAME_S
from game.ui.scenes.levels import LevelsScene
from game.ui.scenes.title import SHOW_FROM_S, TitleScene
from tests.ui.map_stage import difference
from tests.ui.stage import SIZES, Stage

FRAMES_IDLE = int((IDLE_S + SHOW_FROM_S) / FRAME_S) + 30


@pytest.fixture(scope="module")
def flown():  # type: ignore[no-untyped-def]
    return fly_demo()


def show_of(stage: Stage) -> Attract:
    assert isinstance(stage.top, TitleScene)
    assert stage.top._show is not None
    return stage.top._show


def idle(stage: Stage, seconds: float) -> Stage:
    """Let time pass without drawing every frame of it."""
    for _ in range(int(seconds / FRAME_S)):
        stage.services.time_s += FRAME_S
        stage.stack.update(FRAME_S)
    return stage


def shown() -> Stage:
    return idle(Stage(TitleScene()).frames(2), IDLE_S + SHOW_FROM_S + 3.0).frames(2)


def test_it_takes_about_a_minute_and_every_part_has_its_share(flown) -> None:  # type: ignore[no-untyped-def]
    play, seconds, parts = Playback(flown), 0.0, dict.fromkeys(PACES, 0.0)
    while not play.over:
        parts[activity(play.session.world)] += 0.05
        seconds += 0.05
        play.update(0.05)
    assert 45 < seconds < 75
    assert all(share > 5 for share in parts.values()), parts


def test_what_is_shown_is_the_mission_that_was_flown(flown) -> None:  # type: ignore[no-untyped-def]
    first, second = Playback(flown), Playback(flown)
    for play, step_s in ((first, 0.05), (second, 0.013)):
        while not play.over:
            play.update(step_s)
    assert first.session.world.objectives.outcome is Outcome.WON
    assert digest(first.session.world) == digest(second.session.world)


def test_it_comes_after_a_while_and_goes_at_the_first_key() -> None:
    stage = Stage(TitleScene()).frames(2)
    bare = stage.surface.copy()
    idle(stage, SHOW_FROM_S + IDLE_S - 1.0).frames(1)
    assert not show_of(stage).on
    idle(stage, 4.0).frames(2)
    assert show_of(stage).on
    assert difference(stage.surface, bare, pygame.Rect(500, 100, 700, 500)) > 5
    stage.press("F1")
    assert not show_of(stage).on


def test_a_move_of_the_pointer_ends_it_too() -> None:
    stage = shown()
    assert show_of(stage).on
    stage.click((900, 300))
    assert not show_of(stage).on


def test_the_menu_works_while_it_plays() -> None:
    stage = shown()
    stage.press("RETURN").frames(2)
    assert isinstance(stage.top, LevelsScene)


def test_it_can_be_switched_off_and_stands_still_for_those_who_want_less_motion() -> None:
    for change in ({"title_demo": False}, {"reduced_motion": True}):
        stage = Stage(TitleScene()).frames(2)
        stage.services.settings = replace(stage.services.settings, **change)  # type: ignore[arg-type]
        idle(stage, IDLE_S + SHOW_FROM_S + 3.0)
        assert not show_of(stage).on


def test_a_demo_that_cannot_be_flown_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ValueError("a fault")

    monkeypatch.setattr("game.ui.attract.fly_demo", broken)
    stage = idle(Stage(TitleScene()).frames(2), IDLE_S + SHOW_FROM_S + 3.0).frames(1)
    assert not show_of(stage).on


def test_the_map_fills_the_window_all_the_time() -> None:
    stage = shown()
    show = show_of(stage)
    for _ in range(40):
        show.update(0.4, stage.services.size)
        assert show._map is not None
        camera = show._map.camera
        camera.update(1.0, still=True)
        left, top = camera.origin_px
        assert left <= 0
        assert top <= 0
        assert left + camera.width_m * camera.px_per_m >= stage.services.size[0]
        assert top + camera.height_m * camera.px_per_m >= stage.services.size[1]


@pytest.mark.parametrize("size", SIZES)
def test_the_menus_words_stay_where_they_are(size: tuple[int, int]) -> None:
    stage = Stage(TitleScene(), size).frames(2)
    before = [placed.widget.rect.copy() for placed in stage.top.root.placed]  # type: ignore[attr-defined]
    idle(stage, IDLE_S + SHOW_FROM_S + 3.0).frames(1)
    assert [placed.widget.rect for placed in stage.top.root.placed] == before  # type: ignore[attr-defined]


def test_a_frame_of_it_is_short(flown) -> None:  # type: ignore[no-untyped-def]
    """Half of all frames well below the budget of the simulation; the worst may plan a drive."""
    play, taken = Playback(flown), []
    while not play.over:
        began = time.perf_counter()
        play.update(FRAME_S)
        taken.append(time.perf_counter() - began)
    taken.sort()
    assert taken[len(taken) // 2] < BUDGET_S
    assert taken[int(0.99 * len(taken))] < 4 * BUDGET_S


def test_it_begins_anew_after_a_pause(flown) -> None:  # type: ignore[no-untyped-def]
    stage = shown()
    show = show_of(stage)
    first = show._play
    assert first is not None
    while not first.over:
        first.update(0.5)
    for _ in range(3):
        show.update(0.5 * PAUSE_S + 0.1, stage.services.size)
    assert show._play is not first
    assert show.on

"""The radargram's screen: opened by its key, read and marked with the mouse, nothing cut off at any size."""

from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.sim import commands as c
from game.sim.horizons import layer_index
from game.sim.snapshot import dump, restore
from game.sim.soundings import horizon_column, subsurface_of
from game.sim.state.radar import Verdict
from game.sim.traverse import places
from game.ui.input import RIGHT, PointerDown, PointerMove, PointerUp, Wheel
from game.ui.scenes.mission import MissionScene
from game.ui.scenes.radar import RadarScene
from game.ui.views.radargram import step_for
from game.ui.widgets.base import walk
from game.ui.widgets.buttons import Pressable
from tests import small
from tests.ui.missions_on_show import entry
from tests.ui.stage import SIZES, Stage
from tests.ui.test_layout import faults


@pytest.fixture(scope="module")
def sounded() -> dict[str, object]:
    world = small.world("radar")
    small.do(world, c.SetRadar(True), c.DriveTo(90.0, 97.0))
    return dump(world)


def opened(
    state: dict[str, object] | None, size: tuple[int, int] = (1280, 720), scale: float = 0.0
) -> tuple[Stage, RadarScene]:
    session = small.session("radar")
    if state is not None:
        session.world = restore(session.world.site, state)
    mission = MissionScene(entry("radar"), session)
    stage = Stage(mission, size, scale).frames(2)
    stage.press("r").frames(2)
    assert isinstance(stage.top, RadarScene)
    return stage, stage.top


def at(scene: RadarScene, along_m: float, time_ns: float) -> tuple[int, int]:
    plot = scene.chart.plot(scene.kit)
    return (round(plot.x(along_m)), round(plot.y(time_ns)))


def click(scene: RadarScene, pos: tuple[int, int], button: int = 1) -> None:
    scene.handle(PointerMove(pos))
    scene.handle(PointerDown(pos, button))
    scene.handle(PointerUp(pos, button))


def press(scene: RadarScene, name: str) -> None:
    found = [w for item in scene.root.placed for w in walk(item.widget) if w.name == name]
    assert isinstance(found[0], Pressable)
    found[0].activate(scene.kit)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_nothing_overlaps_or_is_cut_off(sounded: dict[str, object], size: tuple[int, int], scale: float) -> None:
    _, scene = opened(sounded, size, scale)
    window = pygame.Rect(0, 0, *size)
    assert [fault for item in scene.root.placed for fault in faults(item.widget, window, scene.kit)] == []
    assert scene.chart.plot(scene.kit).inside.width > 0.35 * size[0]


def test_its_key_closes_it_too(sounded: dict[str, object]) -> None:
    stage, _ = opened(sounded)
    stage.press("r").frames(2)
    assert isinstance(stage.top, MissionScene)


def test_a_horizon_is_marked_with_the_mouse(sounded: dict[str, object]) -> None:
    stage, scene = opened(sounded)
    world, reading = scene.desk.world, scene.reading
    press(scene, "horizon lake")
    scene.reading.permittivity = 5.9
    along = [reading.left_m + part for part in (3.0, 12.0, 21.0, 30.0)]
    index = layer_index(world.site, "lake")
    truth = horizon_column(subsurface_of(world.site), index, *places(world.radar.lines_m, np.array(along)))
    for place, time in zip(along, truth.two_way_ns, strict=True):
        click(scene, at(scene, place, float(time)))
    assert len(reading.points) == 4
    stage.frames(2)
    press(scene, "mark")
    (mark,) = world.radar.marks
    assert (mark.horizon, mark.verdict) == ("lake", Verdict.GOOD)
    assert reading.points == []
    assert f"{mark.depth_m:.1f} ± {mark.uncertainty_m:.1f} m" in reading.verdict
    assert any(isinstance(one.command, c.MarkHorizon) for one in scene.desk.session.recording.commands)


def test_a_right_click_takes_a_point_back_and_clear_takes_all(sounded: dict[str, object]) -> None:
    _, scene = opened(sounded)
    for along_m in (5.0, 9.0, 14.0):
        click(scene, at(scene, scene.reading.left_m + along_m, 60.0))
    click(scene, at(scene, scene.reading.left_m + 5.0, 60.0), RIGHT)
    assert len(scene.reading.points) == 2
    press(scene, "clear")
    assert scene.reading.points == []


def test_dragging_moves_along_and_sets_no_point(sounded: dict[str, object]) -> None:
    _, scene = opened(sounded)
    pos = at(scene, scene.reading.left_m + 10.0, 60.0)
    scene.handle(Wheel(pos, 6.0))
    before_m, span_m = scene.reading.left_m, scene.reading.span_m
    assert span_m == 15.0
    scene.handle(PointerMove(pos))
    scene.handle(PointerDown(pos))
    for step in range(1, 6):
        scene.handle(PointerMove((pos[0] + 20 * step, pos[1]), (20, 0), (1,)))
    scene.handle(PointerUp((pos[0] + 100, pos[1])))
    assert scene.reading.left_m < before_m
    assert scene.reading.points == []


def test_too_few_points_are_refused_in_words(sounded: dict[str, object]) -> None:
    _, scene = opened(sounded)
    click(scene, at(scene, scene.reading.left_m + 5.0, 60.0))
    assert "3 to 200 points" in scene.reading.refusal()
    assert not scene.reading.mark()


def test_before_anything_is_sounded_it_says_what_to_do_and_can_be_switched_on() -> None:
    stage, scene = opened(None)
    assert "switch RIMFAX on" in scene.reading.strings.text("radar.empty")
    press(scene, "toggle RIMFAX")
    assert scene.desk.world.radar.on
    click(scene, at(scene, 1.0, 60.0))
    assert scene.reading.points == []
    stage.frames(2)


def test_the_axes_agree(sounded: dict[str, object]) -> None:
    _, scene = opened(sounded)
    plot = scene.chart.plot(scene.kit)
    assert plot.time_ns(plot.y(123.0)) == pytest.approx(123.0)
    assert plot.along_m(plot.x(7.5)) == pytest.approx(7.5)
    assert step_for(320.0, 16) == 20.0


def test_what_is_made_up_says_so(sounded: dict[str, object]) -> None:
    _, scene = opened(sounded)
    assert "no ice and no liquid water" in scene.reading.honesty()
    layer = scene.reading.horizons[0]
    assert "(fiction)" not in scene.reading.title(layer)
    for name in ("Ice", "Ice (fiction)"):
        assert scene.reading.title(replace(layer, kind="ice", name=name)) == "Ice (fiction)"

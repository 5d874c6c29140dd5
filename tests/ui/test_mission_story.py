"""The story on the screen: people speak, places are pointed out, hints stay."""

import pytest

from game.content.story import Speaker
from game.sim import commands as c
from game.ui.scenes.mission import MissionScene
from game.ui.scenes.mission_overlays import HelpOverlay
from game.ui.scenes.mission_story import Talk, hints_given
from game.ui.views.portraits import LOOKS, portrait
from tests import small
from tests.ui.missions_on_show import on_stage, said
from tests.ui.stage import Stage

PICTURE = c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0)


def talking(size: tuple[int, int] = (1280, 720)) -> tuple[Stage, MissionScene]:
    stage, scene = on_stage(small.session("story"), size)
    scene.give(PICTURE)
    stage.intent("pass_time", minutes=5)
    stage.frames(3)
    return stage, scene


def test_somebody_speaks_and_the_mission_waits() -> None:
    stage, scene = talking()
    assert isinstance(stage.top, Talk)
    tick = scene.session.world.tick
    stage.frames(60)
    assert scene.session.world.tick == tick
    stage.press("return")
    stage.frames(3)
    assert stage.top is scene


def test_messages_and_hints_are_said_and_hints_stay() -> None:
    stage, scene = talking()
    assert "A picture of the near rock." in said(stage)
    assert hints_given(scene.session.world) == ["The gift stands two tiles on."]
    stage.press("return")
    scene.show("help")
    stage.frames(3)
    assert isinstance(stage.top, HelpOverlay)
    assert stage.top.given


def test_a_place_is_pointed_out_for_a_while() -> None:
    stage, scene = talking()
    assert scene.highlight is not None
    at_m = scene.session.world.level.metres((22.0, 46.0))
    assert scene.highlight.now(stage.services.time_s) == pytest.approx(at_m)
    assert scene.highlight.now(stage.services.time_s + 60.0) is None


@pytest.mark.parametrize("size", [(1024, 640), (1920, 1080)])
def test_what_is_said_stays_inside_the_window(size: tuple[int, int]) -> None:
    stage, _ = talking(size)
    window = stage.surface.get_rect()
    assert all(window.contains(placed.widget.rect) for placed in stage.top.root.placed)


def test_everybody_who_may_speak_has_a_face_of_their_own() -> None:
    speakers = Speaker.__args__  # type: ignore[attr-defined]
    assert set(speakers) == set(LOOKS)
    faces = {bytes(portrait(speaker, 64).get_buffer()) for speaker in speakers}
    assert len(faces) == len(speakers)

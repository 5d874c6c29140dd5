"""The panels over the map: nothing overlaps or is cut off, nothing on show is stale, and what matters stands out."""

from itertools import pairwise

import pygame
import pytest

from game.mission.session import Warp
from game.sim import commands as c
from game.sim.estimates.relay import passes_on
from game.sim.events import DriveFaulted
from game.sim.reasons import reason
from game.sim.state.objectives import Status
from game.ui.desk import Mode
from game.ui.scenes.mission import MissionScene
from game.ui.theme import TINY
from game.ui.views.hud_link import next_pass
from game.ui.views.hud_log import WHY
from game.ui.views.hud_panels import ObjectiveLine, clock_note, compass, flow, objective_items, sky_line
from game.ui.views.hud_timeline import Timeline
from game.ui.widgets.base import Widget, walk
from tests import small
from tests.ui.missions_on_show import on_stage
from tests.ui.stage import SCALES, SIZES
from tests.ui.test_layout import faults


def of_kind(scene: MissionScene, kind: type[Widget]) -> Widget:
    return next(w for item in scene.root.placed for w in walk(item.widget) if isinstance(w, kind))


# --- layout -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", SCALES)
def test_nothing_overlaps_or_is_cut_off_in_any_mode(size: tuple[int, int], scale: float) -> None:
    stage, scene = on_stage(size=size, scale=scale)
    window = pygame.Rect(0, 0, *size)
    for mode in Mode:
        scene.desk.mode = mode
        stage.frames(2)
        wrong = [fault for item in scene.root.placed for fault in faults(item.widget, window, scene.kit)]
        panels = [item.widget.rect for item in scene.root.placed]
        wrong += [f"panel {a} lies over {b}" for n, a in enumerate(panels) for b in panels[n + 1 :] if a.colliderect(b)]
        assert wrong == [], mode


@pytest.mark.parametrize("size", SIZES)
def test_gaps_are_even(size: tuple[int, int]) -> None:
    """10 pixels between panels, 12 to the window's edges (times the scale)."""
    _, scene = on_stage(size=size)
    panes = {name: pane.rect for name, pane in scene.hud.panes.items()}
    margin, gap = scene.kit.theme.margin, scene.kit.theme.gap
    assert {panes["clock"].x, panes["clock"].y, panes["actions"].x, panes["log"].x, panes["timeline"].x} == {margin}
    assert {size[0] - panes[name].right for name in ("warp", "vehicles", "timeline")} == {margin}
    assert size[1] - panes["timeline"].bottom == margin
    row = [panes[name] for name in ("clock", "objectives", "warp")]
    assert [b.left - a.right for a, b in pairwise(row)] == [gap, gap]
    assert panes["actions"].top - panes["clock"].bottom == gap
    assert panes["vehicles"].top - panes["warp"].bottom == gap
    assert panes["timeline"].top - panes["log"].bottom == gap


def test_the_map_is_looked_at_between_the_panels() -> None:
    _, scene = on_stage()
    clear = scene.map.camera.clear
    assert not [pane for pane in scene.hud.panes.values() if pane.rect.colliderect(clear)]
    assert clear.width * clear.height > 0.4 * 1280 * 720


@pytest.mark.parametrize("size", SIZES)
def test_objectives_are_whole_or_counted(size: tuple[int, int]) -> None:
    _, scene = on_stage(size=size)
    line = of_kind(scene, ObjectiveLine)
    assert isinstance(line, ObjectiveLine)
    items = objective_items(scene.session.world)
    places = line._flow(scene.kit, items, 3)
    for x, _row, number in places:
        if number >= 0:
            assert x + line._width(scene.kit, items[number]) <= line.rect.width
    shown = [number for *_, number in places if number >= 0]
    more = [-number for *_, number in places if number < 0]
    assert len(shown) + sum(more) == len(items)


def test_flow_fills_rows_in_order_and_counts_the_rest() -> None:
    for room in range(60, 400, 20):
        for count in range(0, 9):
            widths = [30 + 7 * (n % 4) for n in range(count)]
            places = flow(widths, room, 2, 10, 20)
            assert all(row < 2 and x + (widths[n] if n >= 0 else 20) <= room for x, row, n in places)
            assert sum(1 if n >= 0 else -n for *_, n in places) == count


@pytest.mark.parametrize("size", SIZES)
def test_passes_are_named_without_touching_anything(size: tuple[int, int]) -> None:
    _, scene = on_stage(size=size)
    line, kit = of_kind(scene, Timeline), scene.kit
    assert isinstance(line, Timeline)
    hours = line._draw_hours(kit, pygame.Surface(size))
    marks = []
    for one in passes_on(scene.session.world.site, line.outlook.sol):
        x = line._x(one.start_tick)
        marks.append((pygame.Rect(x - 4, line._floor(kit) + 3, 9, 9), f"{one.orbiter} {one.mbit:.0f}"))
    taken = [*hours, *(mark for mark, _ in marks)]
    named = 0
    for mark, words in marks:
        place = line._beside(kit, mark, words, [rect for rect in taken if rect is not mark])
        if place is not None:
            assert place.collidelist(taken) < 0
            assert place.width == kit.width(words, TINY)
            taken.append(place)
            named += 1
    assert named == len(marks)


# --- what is shown ----------------------------------------------------------------------------------------------------


def picture_of(scene: MissionScene, name: str) -> bytes:
    rect = scene.hud.panes[name].rect
    return pygame.image.tobytes(scene.hud.layer.surface.subsurface(rect), "RGBA")


def test_a_panel_is_drawn_again_soon_after_what_it_shows_has_changed() -> None:
    stage, scene = on_stage()
    stage.frames(30)
    before = {name: picture_of(scene, name) for name in scene.hud.panes}
    stage.frames(30)
    still = {name: picture_of(scene, name) for name in scene.hud.panes}
    assert still["vehicles"] == before["vehicles"], "nothing has changed in half a second of Mars time"
    scene.session.world.power.charge_wh *= 0.95
    scene.session.world.objectives.items[0].status = Status.DONE
    stage.frames(30)
    after = {name: picture_of(scene, name) for name in scene.hud.panes}
    changed = {name for name in after if after[name] != still[name]}
    assert {"vehicles", "objectives"} <= changed
    assert "actions" not in changed


def test_what_is_kept_is_what_would_be_drawn() -> None:
    """The layer's picture of each panel equals a fresh drawing of it."""
    stage, scene = on_stage()
    scene.session.warp = Warp.X300
    stage.frames(120)
    scene.session.warp = Warp.PAUSE
    stage.frames(40)
    kept = {name: picture_of(scene, name) for name in scene.hud.panes}
    scene.hud.layer.stir()
    stage.frames(1)
    assert {name: picture_of(scene, name) for name in scene.hud.panes} == kept


def test_an_event_that_stops_the_clock_is_pointed_out() -> None:
    stage, scene = on_stage()
    scene.give(c.TakePanorama())
    scene.set_warp(Warp.X300)
    while scene.session.warp is Warp.X300:
        stage.frames(1)
        assert scene.services.time_s < 60
    news = scene.readings.news
    assert scene.session.warp is Warp.X1
    assert news.halted
    event = scene.session.events[-1]
    assert news.glow(event, scene.services.time_s) > 0.9
    stage.frames(60 * 5)
    assert not news.halted
    assert news.glow(event, scene.services.time_s) == 0.0


def test_choosing_a_speed_ends_the_pointing_out() -> None:
    stage, scene = on_stage()
    scene.readings.news.halt(scene.services.time_s)
    scene.set_warp(Warp.X60)
    stage.frames(1)
    assert not scene.readings.news.halted


def test_a_sentence_too_long_for_the_log_asks_why(monkeypatch: pytest.MonkeyPatch) -> None:
    stage, scene = on_stage(size=(1024, 640))
    why = reason("drive.slip", slip_pct=41.0, slope_deg=15.0, material="sand", limit_pct=40.0)
    shown: list[str] = []
    kit_type = type(scene.kit)
    write = kit_type.write

    def noted(self, surface, text, *rest, **named):  # type: ignore[no-untyped-def]
        shown.append(text)
        return write(self, surface, text, *rest, **named)

    monkeypatch.setattr(kit_type, "write", noted)
    for length in (1, 4):
        shown.clear()
        words = "Drive stopped. " * length * 5
        event = DriveFaulted(scene.session.world.tick, why, 12.0)
        scene.readings.news._sentences[id(event)] = (event, words.strip())
        scene.session.events.append(event)
        stage.press("f5")
        stage.frames(2)
        assert (WHY in shown) is (length == 4)


def test_words_of_the_sky() -> None:
    _, scene = on_stage()
    world = scene.session.world
    assert clock_note(scene.desk) == "LMST"
    world.weather.storm = True
    assert clock_note(scene.desk) == "dust storm"
    assert "−" in sky_line(world)
    assert "-" not in sky_line(world)
    assert [compass(a) for a in (0.0, 22.4, 22.6, 180.0, 337.6)] == ["N", "N", "NE", "S", "N"]


def test_the_next_pass_is_the_next_one() -> None:
    _, scene = on_stage()
    world = scene.session.world
    small.to_lmst(world, "16:00")
    assert next_pass(world, world.tick).endswith("17:40")
    small.to_lmst(world, "23:00")
    assert next_pass(world, world.tick).endswith("03:10")
    small.to_lmst(world, "03:15")
    assert next_pass(world, world.tick).endswith("now")

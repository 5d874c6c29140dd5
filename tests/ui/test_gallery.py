"""The gallery: pictures appear as they come down, are looked at, compared, measured, exported, sent first, deleted."""

import json
from pathlib import Path

import pygame
import pytest

from game import paths
from game.imaging.products.sidecar import from_text
from game.sim import commands as c
from game.sim.snapshot import digest
from game.ui.darkroom import Wish
from game.ui.desk_gallery import Stage as Down
from game.ui.desk_gallery import facts, pictures, stage_of, stage_words
from game.ui.desk_measure import with_error
from game.ui.scenes.compare import CompareScene
from game.ui.scenes.dialog import Ask
from game.ui.scenes.gallery import GalleryScene
from game.ui.scenes.viewer import ViewerScene
from game.ui.views.loupe import Loupe
from game.ui.widgets.base import walk
from game.ui.widgets.buttons import Button
from tests import small
from tests.ui import missions_on_show as show
from tests.ui import pictures_on_show as kit
from tests.ui.stage import SIZES, Stage
from tests.ui.test_layout import faults


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Wish]:
    return kit.at_once(monkeypatch)


def opened(size: tuple[int, int] = (1280, 720)) -> tuple[Stage, GalleryScene]:
    stage, mission = show.on_stage(kit.taken(), size=size)
    stage.press("g").frames(12)
    assert isinstance(stage.top, GalleryScene)
    assert stage.top.mission is mission
    return stage, stage.top


def viewer(number: int, size: tuple[int, int] = (1280, 720)) -> tuple[Stage, ViewerScene]:
    stage, scene = opened(size)
    scene.open(number)
    stage.frames(6)
    assert isinstance(stage.top, ViewerScene)
    return stage, stage.top


def press(stage: Stage, name: str) -> None:
    """Press the button of this name."""
    (button,) = [w for w in stage.top.root.widgets() if isinstance(w, Button) and w.name == name]  # type: ignore[attr-defined]
    stage.click(button.rect.center).frames(2)


def test_only_what_has_come_down_is_drawn(asked: list[Wish]) -> None:
    _, scene = opened()
    assert [product.number for product in scene.listed()] == [5, 4, 3, 2, 1]
    assert {wish.product for wish in asked} == {kit.WHOLE, kit.SMALL, kit.PAIR}
    assert all(wish.small for wish in asked)


def test_a_picture_tells_how_far_it_has_come() -> None:
    stage, mission = show.on_stage(kit.taken())
    from game.sim.downlink import expect

    world = mission.session.view
    said = [stage_words(product, expect(world)) for product in pictures(world)]
    assert [stage_of(product) for product in pictures(world)] == [
        Down.ABOARD,
        Down.ABOARD,
        Down.WHOLE,
        Down.SMALL,
        Down.WHOLE,
    ]
    assert said[0].startswith("small copy due sol ")
    assert said[3].startswith("small copy; frame due sol ")
    assert said[4].startswith("on Earth since sol ")
    assert stage.top is mission


def test_the_whole_frame_is_shown_only_when_it_is_down(asked: list[Wish]) -> None:
    _, scene = viewer(kit.SMALL)
    assert not scene.whole
    assert scene.shown() is not None
    assert scene.shown().get_size() == (16, 12)  # type: ignore[union-attr]
    assert scene.refuse_export() is not None
    assert not any(wish.product == kit.SMALL and not wish.small for wish in asked)
    _, scene = viewer(kit.WHOLE)
    assert scene.shown().get_size() == (128, 96)  # type: ignore[union-attr]
    _, scene = viewer(kit.ABOARD)
    assert scene.shown() is None


def test_metadata_beside_a_picture(asked: list[Wish]) -> None:
    _, scene = viewer(kit.PAIR)
    known = {fact.label: f"{fact.value} {fact.unit}".strip() for fact in facts(scene.desk, scene.product)}
    assert known["Camera"] == "Mastcam-Z 26 mm stereo"
    assert known["Focal length"] == "26 mm"
    assert known["Pointing"] == "080° az, -9° el"
    assert known["Data"] == "10.0 Mbit"
    assert float(known["Dust in the air, tau"]) == pytest.approx(scene.product.setting.tau, abs=0.005)
    assert known["Frame"] == "1600 × 1200 px"
    near = {fact.label: fact.value for fact in facts(scene.desk, scene.desk.world.comms.products[kit.SMALL - 1])}
    assert near["Target"] == "Near Rock"
    assert near["Range"].endswith(" m")
    assert near["One pixel there"].endswith((" mm", " µm"))


def test_page_keys_turn_to_the_next_and_escape_goes_back_to_it(asked: list[Wish]) -> None:
    stage, scene = viewer(kit.PAIR)
    stage.press("pagedown")
    assert scene.number == kit.SMALL
    stage.press("pageup", "pageup")
    assert scene.number == kit.ABOARD
    stage.press("escape").frames(2)
    assert isinstance(stage.top, GalleryScene)
    assert stage.top.chosen == kit.ABOARD


def test_send_first_and_keep_are_commands(asked: list[Wish]) -> None:
    stage, scene = viewer(kit.ABOARD)
    press(stage, "prioritise")
    assert scene.product.priority == 1
    press(stage, "hold_product")
    assert scene.product.held
    log = [item.command for item in scene.mission.session.recording.commands]
    assert log == [c.Prioritise(kit.ABOARD), c.HoldProduct(kit.ABOARD)]


def test_deleting_asks_first_and_frees_memory(asked: list[Wish]) -> None:
    stage, scene = viewer(kit.SMALL)
    press(stage, "delete_product")
    assert isinstance(stage.top, Ask)
    stage.press("escape").frames(2)
    assert scene.product.on_board
    press(stage, "delete_product")
    press(stage, "Delete")
    assert stage.top is scene
    assert not scene.product.on_board
    assert stage_of(scene.product) is Down.SMALL
    assert scene.mission.session.recording.commands[-1].command == c.DeleteProduct(kit.SMALL)


def test_what_is_down_can_be_neither_deleted_nor_sent_first(asked: list[Wish]) -> None:
    stage, scene = viewer(kit.WHOLE)
    before = len(scene.mission.session.recording.commands)
    press(stage, "delete_product")
    press(stage, "prioritise")
    assert len(scene.mission.session.recording.commands) == before
    assert "has reached Earth already" in show.said(stage)


def test_looking_changes_nothing_in_the_mission(asked: list[Wish]) -> None:
    stage, scene = viewer(kit.PAIR)
    before = digest(scene.mission.session.world)
    scene.measure()
    stage.frames(3)
    press(stage, "Anaglyph")
    stage.press("pagedown", "escape", "escape").frames(2)
    assert digest(scene.mission.session.world) == before


def test_the_loupe_zooms_about_the_pointer_and_keeps_inside(asked: list[Wish]) -> None:
    _, scene = viewer(kit.WHOLE)
    area, size = scene.area(), (1600, 1200)
    pos = (area.centerx + 60, area.centery - 40)
    before = scene.loupe.to_picture(pos, area, size)
    scene.loupe.turn(3, pos, area, size)
    after = scene.loupe.to_picture(pos, area, size)
    assert before is not None
    assert after == pytest.approx(before, abs=0.6)
    scene.loupe.drag(-5000, 5000, area, size)
    left, top, scale = scene.loupe.placed(area, size)
    assert left + 1600 * scale >= area.right - 1
    assert top <= area.top + 1
    scene.loupe.turn(-99, pos, area, size)
    assert scene.loupe.zoom == 1.0


def test_a_panorama_begins_with_a_part_of_it_that_can_be_dragged() -> None:
    area, loupe = pygame.Rect(12, 72, 978, 576), Loupe()
    loupe.fill(area, (4640, 480))
    assert loupe.zoom == pytest.approx(3.5)
    left = loupe.placed(area, (4640, 480))[0]
    loupe.drag(200.0, 0.0, area, (4640, 480))
    assert loupe.placed(area, (4640, 480))[0] == pytest.approx(left + 200.0)
    loupe.fill(area, (1600, 1200))
    assert loupe.zoom == 1.0


def test_two_clicks_in_a_pair_measure_a_distance(asked: list[Wish]) -> None:
    stage, scene = viewer(kit.PAIR)
    press(stage, "measure")
    stage.frames(4)
    assert scene.tape is not None
    area, size = scene.area(), (128, 96)
    for at in ((30.5, 40.5), (90.5, 40.5)):
        stage.click(scene.loupe.to_screen(at, area, size))
    range_m = 400.0 * 0.244 / 8.0
    first, second = scene.tape.spots
    assert first.ahead_m == pytest.approx(range_m)
    words = scene.tape.distance_words()
    assert words.startswith(f"{60.0 / 400.0 * range_m:.1f}"[:3])
    assert "±" in words
    assert second.error_m > 0.05
    stage.press("escape")
    assert scene.tape is None
    assert stage.top is scene


def test_measuring_asks_for_a_pair(asked: list[Wish]) -> None:
    stage, scene = viewer(kit.WHOLE)
    press(stage, "measure")
    assert scene.tape is None
    assert "stereo pairs" in show.said(stage)


def test_figures_are_no_finer_than_they_are_known() -> None:
    assert with_error(12.345, 0.42) == "12.3 ± 0.4 m"
    assert with_error(40.0, 25.0).endswith("too far to tell")


def test_two_pictures_are_compared_under_one_loupe(asked: list[Wish]) -> None:
    stage, scene = opened()
    scene.chosen = kit.WHOLE
    scene.compare()
    assert scene.held == kit.WHOLE
    scene.chosen = kit.PAIR
    scene.compare()
    stage.frames(4)
    top = stage.top
    assert isinstance(top, CompareScene)
    assert top.numbers == (kit.WHOLE, kit.PAIR)
    first, second = top.areas()
    assert first.size == second.size
    assert not first.colliderect(second)
    top._zoom(4.0, (first.x + 100, first.y + 100))
    left, right = (top.loupe.placed(area, (128, 96)) for area in top.areas())
    assert left[0] - first.x == pytest.approx(right[0] - second.x)
    assert (left[1], left[2]) == (right[1], right[2])


def test_the_wipe_shows_one_on_each_side_of_it(asked: list[Wish]) -> None:
    stage, scene = opened()
    scene.push(CompareScene(scene.mission, kit.WHOLE, kit.PAIR))
    stage.frames(6)
    top = stage.top
    assert isinstance(top, CompareScene)
    press(stage, "wipe")
    area = top.areas()[0]
    colours = [stage.surface.get_at((top._grip_x() + by, area.centery + 60))[0] for by in (-40, 40)]
    assert colours == [40 * kit.WHOLE, 40 * kit.PAIR]
    stage.feed(drag((top._grip_x(), area.centery), (area.x + area.width // 4, area.centery)))
    assert top.wipe == pytest.approx(0.25, abs=0.02)


def drag(start: tuple[int, int], end: tuple[int, int]) -> list:
    from game.ui.feed_file import _drag

    return _drag(start, end, 1, 0, 8)


def test_export_writes_a_picture_and_a_sidecar_that_carries_the_missions_digest(
    asked: list[Wish], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "pictures_dir", lambda: tmp_path)
    stage, scene = viewer(kit.WHOLE)
    for _ in range(2):
        press(stage, "export")
        stage.frames(3)
    written = sorted(path.name for path in tmp_path.iterdir())
    assert len(written) == 4
    assert "Saved: " in show.said(stage)
    sidecar = from_text((tmp_path / next(name for name in written if name.endswith(".json"))).read_text())
    world = scene.mission.session.world
    assert (sidecar.state_digest, sidecar.state_tick) == (digest(world), world.tick)
    assert sidecar.tick == scene.product.taken_tick
    assert sidecar.data_mbit == scene.product.mbit
    assert json.loads((tmp_path / written[0]).read_text())["level"] == "small"


def test_what_is_kept_of_pictures_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from game.ui import darkroom

    kit.at_once(monkeypatch)
    monkeypatch.setattr(darkroom, "WHOLE_BYTES", 128 * 96 * 3 + 10)
    _, scene = viewer(kit.WHOLE)
    for _ in range(5):
        scene.step(-1)
        scene.update(0.0)
        scene.shown()
        scene.update(0.0)
    assert scene.mission.eyes.darkroom.nbytes <= 128 * 96 * 3 + 10 + darkroom.SMALL_BYTES


def test_a_mission_without_pictures_says_so() -> None:
    stage, _ = show.on_stage()
    stage.press("g").frames(2)
    assert isinstance(stage.top, GalleryScene)
    assert stage.top.listed() == []
    stage.press("g").frames(1)
    assert not isinstance(stage.top, GalleryScene)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("which", ["gallery", "viewer", "compare", "pair"])
def test_nothing_overlaps_or_is_cut_off(asked: list[Wish], size: tuple[int, int], which: str) -> None:
    stage, scene = opened(size)
    if which == "compare":
        scene.push(CompareScene(scene.mission, kit.WHOLE, kit.PAIR))
    elif which != "gallery":
        scene.open(kit.PAIR if which == "pair" else kit.ABOARD)
    stage.frames(3)
    top, window = stage.top, pygame.Rect(0, 0, *size)
    wrong = [fault for item in top.root.placed for fault in faults(item.widget, window, top.kit)]  # type: ignore[attr-defined]
    panels = [item.widget.rect for item in top.root.placed]  # type: ignore[attr-defined]
    wrong += [f"panel {a} lies over {b}" for n, a in enumerate(panels) for b in panels[n + 1 :] if a.colliderect(b)]
    assert wrong == []
    if isinstance(top, ViewerScene):
        assert not any(top.area().colliderect(rect) for rect in panels)
    assert any(isinstance(widget, Button) for item in top.root.placed for widget in walk(item.widget))  # type: ignore[attr-defined]


def test_in_delayed_operations_the_gallery_shows_what_earth_knows(asked: list[Wish]) -> None:
    from game.ui.scenes.mission import MissionScene

    session = small.session("delayed")
    mission = MissionScene(show.entry("delayed"), session)
    stage = Stage(mission).frames(3)
    session.world.comms.products.extend(kit.taken().world.comms.products)  # taken on Mars; no report has come down
    mission.show("gallery")
    stage.frames(2)
    assert isinstance(stage.top, GalleryScene)
    assert stage.top.listed() == []


def test_it_opens_by_its_button_and_from_the_camera(asked: list[Wish], monkeypatch: pytest.MonkeyPatch) -> None:
    from game.ui.viewfinder import Viewfinder

    monkeypatch.setattr(Viewfinder, "look", lambda *_args: None)
    stage, mission = show.on_stage(kit.taken())
    press(stage, "gallery")
    assert isinstance(stage.top, GalleryScene)
    stage.press("escape").frames(2)
    mission.show("camera")
    stage.frames(2)
    stage.press("g").frames(2)
    assert isinstance(stage.top, GalleryScene)
    stage.press("g").frames(2)
    press(stage, "gallery")
    assert isinstance(stage.top, GalleryScene)

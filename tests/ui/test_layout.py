"""Nothing overlaps, nothing is cut off: every screen at every size and UI scale."""

from collections.abc import Callable, Iterator

import pygame
import pytest

from game.ui.kit import Kit
from game.ui.scene import Scene
from game.ui.scenes.menu import MenuScene
from game.ui.widgets.base import Widget, said
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.buttons import Button, MenuLine
from game.ui.widgets.labels import ValueRow
from game.ui.widgets.scroll import ScrollArea
from tests.ui.scenes_on_show import OVERLAYS, SCREENS, levels_folder
from tests.ui.stage import SCALES, SIZES, Stage


@pytest.fixture(autouse=True)
def _levels(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    levels_folder(tmp_path_factory.mktemp("levels"), monkeypatch)


def shown(scene: Callable[[], Scene], size: tuple[int, int], scale: float) -> MenuScene:
    stage = Stage(scene(), size, scale).frames(3)
    assert isinstance(stage.top, MenuScene)
    return stage.top


def faults(widget: Widget, room: pygame.Rect, kit: Kit) -> Iterator[str]:
    """What is wrong with a widget and all below it, each with its place."""
    name = f"{type(widget).__name__} {widget.name or said(getattr(widget, 'text', ''))!r} {widget.rect}"
    if widget.rect.width and widget.rect.height and not room.contains(widget.rect):
        yield f"{name} leaves {room}"
    children = [child for child in widget.children() if child.rect.width and child.rect.height]
    if isinstance(widget, Row | Column):
        for number, child in enumerate(children):
            for other in children[number + 1 :]:
                if child.rect.colliderect(other.rect):
                    yield f"in {name}: {child.rect} lies over {other.rect}"
    yield from cut_words(widget, kit, name)
    if isinstance(widget, ScrollArea) and widget.overflows:
        room = pygame.Rect(widget.rect.x, -100_000, widget.rect.width, 200_000)  # out of view is what it is for
    for child in widget.children():
        yield from faults(child, room, kit)


def cut_words(widget: Widget, kit: Kit, name: str) -> Iterator[str]:
    """Buttons and figures show all their words; running text may end in an ellipsis."""
    if isinstance(widget, Button | MenuLine | ValueRow):
        wide, high = widget.measure(kit, 100_000)
        if wide > widget.rect.width:
            yield f"{name} needs {wide} pixels"
        if high > widget.rect.height:
            yield f"{name} needs {high} pixels of height"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", [*SCREENS, *OVERLAYS])
def test_nothing_overlaps_or_is_cut_off(name: str, size: tuple[int, int], scale: float) -> None:
    scene = shown({**SCREENS, **OVERLAYS}[name], size, scale)
    window = pygame.Rect(0, 0, *size)
    wrong = [fault for item in scene.root.placed for fault in faults(item.widget, window, scene.kit)]
    panels = [item.widget.rect for item in scene.root.placed]
    wrong += [f"panel {a} lies over {b}" for n, a in enumerate(panels) for b in panels[n + 1 :] if a.colliderect(b)]
    assert wrong == []


@pytest.mark.parametrize("size", SIZES)
def test_gaps_between_panels_and_edges_are_even(size: tuple[int, int]) -> None:
    scene = shown(SCREENS["briefing"], size, 1.0)
    window = pygame.Rect(0, 0, *size)
    left, right = (item.widget.rect for item in scene.root.placed)
    assert isinstance(scene.root.placed[0].widget, Panel)
    margins = {left.x, left.y, right.y, window.right - right.right}
    assert margins == {scene.kit.theme.margin}
    assert right.x - left.right >= scene.kit.theme.gap


def test_a_layout_that_does_not_fit_is_noticed() -> None:
    """The checks themselves: a button squeezed to a third of its words is a fault."""
    scene = shown(SCREENS["levels"], (1280, 720), 1.0)
    button = Button("Much too long for this", lambda: None)
    button.place(scene.kit, pygame.Rect(0, 0, 40, 30))
    assert list(faults(button, pygame.Rect(0, 0, 100, 100), scene.kit))

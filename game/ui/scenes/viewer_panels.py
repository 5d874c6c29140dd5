"""What stands round a picture that fills the window: its name, its figures, what can be done with it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pygame

from game import paths
from game.imaging.record import AIR_CAMERAS, kinds_of
from game.sim import commands as c
from game.sim.state.comms import ProductKind
from game.ui.desk_gallery import AIR_WORDS, KIND_WORDS, facts, stage_words, title_of
from game.ui.kit import Kit
from game.ui.theme import BODY, QUIET, SMALL, STRONG
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Row, Sized, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label, ValueRow
from game.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from game.ui.scenes.viewer import ViewerScene

FACTS_WIDTH = 268
BAR_HEIGHT = 50
NOT_YET = "The whole frame must be on Earth first."


def head(scene: "ViewerScene") -> Widget:
    return Row(
        Button("", scene.back, icon="back", name="back", hint="Back (Esc)"),
        Button("Newer", lambda: scene.step(-1), refusal=lambda: scene.no_step(-1), name="newer"),
        Button("Older", lambda: scene.step(1), refusal=lambda: scene.no_step(1), name="older"),
        Label(title_of(scene.desk, scene.product), STRONG),
        Label(stage_words(scene.product, scene.said), BODY, QUIET, grow=1, align="right"),
        gap=8,
    )


def tools(scene: "ViewerScene") -> Widget:
    product = scene.product
    hold = c.ReleaseProduct(product.number) if product.held else c.HoldProduct(product.number)
    return Row(
        *_ways(scene),
        Button(
            "Measure", scene.measure, chosen=lambda: scene.tape is not None, refusal=scene.refuse_tape, name="measure"
        ),
        Space(grow=1),
        _order(scene, "Send first", c.Prioritise(product.number)),
        _order(scene, "Let it go" if product.held else "Keep", hold),
        _order(scene, "Delete", c.DeleteProduct(product.number)),
        Button("Export", scene.export, refusal=scene.refuse_export, name="export", hint=f"To {paths.pictures_dir()}"),
        gap=6,
    )


def _ways(scene: "ViewerScene") -> Iterable[Widget]:
    """One button for each way to look at it."""
    world, product = scene.desk.world, scene.product
    if product.kind is ProductKind.AERIAL:
        for camera in AIR_CAMERAS:
            yield _way(scene, AIR_WORDS[camera], "", camera if camera != AIR_CAMERAS[0] else "")
        return
    kinds = kinds_of(world, product)
    for number, kind in enumerate(kinds if len(kinds) > 1 else ()):
        yield _way(scene, KIND_WORDS[kind], "" if number == 0 else kind, "")


def _way(scene: "ViewerScene", words: str, kind: str, camera: str) -> Button:
    def chosen() -> bool:
        return (scene.kind, scene.camera) == (kind, camera) and scene.tape is None

    def choose() -> None:
        scene.kind, scene.camera, scene.tape = kind, camera, None
        scene.refresh()

    refusal = NOT_YET if kind or camera else ""
    return Button(words, choose, chosen=chosen, refusal=lambda: None if scene.whole else refusal or None, name=words)


def _order(scene: "ViewerScene", words: str, command: c.Command) -> Button:
    ask = isinstance(command, c.DeleteProduct)
    return Button(
        words,
        scene.ask_delete if ask else lambda: scene.give(command),
        refusal=lambda: scene.desk.sentence(scene.desk.refusal(command)) or None,
        name=c.command_name(type(command)),
    )


def known(scene: "ViewerScene") -> Widget:
    rows = [
        ValueRow(fact.label, fact.value, fact.unit, quiet=True)
        for fact in facts(scene.desk, scene.product, scene.camera)
    ]
    keys = "Wheel: zoom. Drag: move. Page keys: next and last. Tab hides the panels."
    return Column(
        Sized(ScrollArea(Column(*rows, gap=6), name="facts"), grow=1), Label(keys, SMALL, QUIET, wrap=True), gap=10
    )


def head_area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
    margin = kit.theme.margin
    return pygame.Rect(margin, margin, window.width - 2 * margin, kit.px(BAR_HEIGHT))


def tools_area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
    return head_area(kit, window).move(0, window.height - 2 * kit.theme.margin - kit.px(BAR_HEIGHT))


def facts_area(kit: Kit, window: pygame.Rect) -> pygame.Rect:
    head, tools, gap = head_area(kit, window), tools_area(kit, window), kit.theme.gap
    wide = kit.px(FACTS_WIDTH)
    return pygame.Rect(head.right - wide, head.bottom + gap, wide, tools.y - head.bottom - 2 * gap)

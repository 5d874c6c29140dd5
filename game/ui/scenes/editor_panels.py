"""The panels of the level editor: tools, figures, faults."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from game.content import level_things as lt
from game.content.diagnose import Fault
from game.content.draft import Reading
from game.content.level_dials import GROUND, PRESET, PRESETS, RIM, RIM_DIALS, SEED, Dial, thing_dials
from game.content.spans import Path as Spot
from game.ui.editor_desk import MOVE, EditorDesk
from game.ui.theme import CAUTION, FAULT_TEXT, FIGURE_SMALL, LEAD_STRONG, QUIET, SMALL
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row, Sized, Space
from game.ui.widgets.buttons import Button
from game.ui.widgets.fields import Slider, TextInput, Toggle
from game.ui.widgets.labels import Label, Sign, heading
from game.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from game.ui.scenes.editor import EditorScene

TOOLS = (
    (MOVE, "Move", "", "editor.move", "Choose and drag what stands on the map."),
    ("start", "Start", "target", "editor.place_start", "Where the mission begins."),
    ("helicopter", "Ingenuity", "disc", "editor.place_helicopter", "Where the helicopter stands."),
    ("target", "Target", "diamond", "editor.place_target", "A rock worth a visit."),
    ("crater", "Crater", "circle", "editor.place_crater", "A crater with a name."),
    ("zone", "Keep-out", "warning", "editor.place_zone", "Ground to keep out of."),
)
SIGNS = {kind: icon for kind, _text, icon, _action, _hint in TOOLS if icon}
LANDFORMS = (
    (("ripples", "Ripples", "Wind-blown sand in an oval."), ("scarp", "Scarp", "A cliff of layered sediment.")),
    (("outcrop", "Ledge", "Bedrock that stands out."), ("ridges", "Ridges", "Bedrock ridges with sand between.")),
)
MOST_FAULTS = 4
MOST_LISTED = 60
NAMED = ("target", "crater", "zone", "outcrop")
"""Kinds that have names of their own."""
CALLED = {"zone": "keep-out zone", "outcrop": "ledge"}
GAP = 6


# --- tools ------------------------------------------------------------------------------------------------------------


def tools_panel(scene: "EditorScene", desk: EditorDesk) -> Panel:
    """What can be done, at the left."""
    title = lt.at_path(desk.reading.whole, ("title",))
    top = Row(
        Button("", scene.back, icon="back", name="back", hint="Back (Esc)"),
        Label(str(title or desk.draft.file.stem), LEAD_STRONG, grow=1),
        gap=8,
    )
    state = Label(lambda: "not saved" if desk.draft.changed else "saved", SMALL, QUIET)
    tools = (_tool(desk, *tool) for tool in TOOLS)
    shapes = (Row(*(_tool(desk, kind, text, "", "", hint) for kind, text, hint in row), gap=GAP) for row in LANDFORMS)
    column = Column(
        *(top, state, Space(2), heading("Place"), *tools, heading("Landforms"), *shapes),
        *(Space(2), heading("Level"), *_orders(scene, desk)),
        gap=GAP,
    )
    return Panel(ScrollArea(column, name="tools"), pad=12)


def _tool(desk: EditorDesk, kind: str, text: str, icon: str, action: str, hint: str) -> Button:
    return Button(
        text,
        lambda: desk.take(kind),
        icon=icon,
        action=action,
        chosen=lambda: desk.tool == kind,
        hint=hint,
        grow=1,
        name=f"tool {kind}",
    )


def _orders(scene: "EditorScene", desk: EditorDesk) -> Iterator[Widget]:
    draft = desk.draft
    yield Button(
        "Undo", desk.undo, action="editor.undo", refusal=lambda: None if draft.can_undo else "Nothing to undo."
    )
    yield Button(
        "Redo", desk.redo, action="editor.redo", refusal=lambda: None if draft.can_redo else "Nothing to redo."
    )
    yield Button("Save", scene.save, action="editor.save", hint=str(draft.file))
    yield Button("Play", scene.play, action="editor.play", refusal=lambda: _unplayable(desk.reading))
    yield Button("Help", scene.help, action="editor.help")


def _unplayable(reading: Reading) -> str | None:
    return None if reading.level is not None else "The level has faults: see the foot of the window."


# --- figures ----------------------------------------------------------------------------------------------------------


def figures_panel(desk: EditorDesk) -> Panel:
    """The chosen thing, then the ground, at the right."""
    rows = [
        *_chosen(desk),
        Space(2),
        heading("Ground"),
        _seed(desk),
        _preset(desk),
        *(_slider(desk, dial) for dial in GROUND),
        *_rim(desk),
        *_listed(desk),
    ]
    return Panel(ScrollArea(Column(*rows, gap=4), name="figures"), pad=12)


def _seed(desk: EditorDesk) -> Widget:
    field = TextInput(
        str(lt.at_path(desk.reading.whole, SEED) or 0), lambda text: None, lambda: None, most=19, name="seed"
    )
    field.accept = lambda: desk.set_seed(field.text)
    field.hint = "Type a number and press Return."
    return Row(
        Label("Seed"),
        Sized(field, grow=1),
        Button("Another", desk.new_seed, centred=True, hint="The next number: another crater by the same rules."),
        gap=8,
    )


def _rim(desk: EditorDesk) -> Iterator[Widget]:
    """The mountain front at the side of the map."""
    here = lt.at_path(desk.reading.whole, RIM) is not None
    yield Toggle("Crater rim at the side", lambda: here, desk.set_rim, hint="A mountain front that climbs off the map.")
    if here:
        yield from (_slider(desk, dial) for dial in RIM_DIALS)


def _listed(desk: EditorDesk) -> Iterator[Widget]:
    """Everything on the map by name, to be chosen where it is hard to point at."""
    yield Space(2)
    yield heading("On the map")
    for thing in desk.things[:MOST_LISTED]:
        key = thing.key
        words = f"{thing.name}, hidden" if thing.hidden else thing.name
        yield Button(
            words,
            lambda key=key: desk.choose(key),  # type: ignore[misc]
            icon=SIGNS.get(thing.kind, "circle"),
            chosen=lambda key=key: desk.chosen == key,  # type: ignore[misc]
            name=f"thing {thing.kind} {thing.id}",
        )


def _preset(desk: EditorDesk) -> Widget:
    """The kinds of open ground in turn."""
    now = lt.at_path(desk.reading.whole, PRESET)
    here = PRESETS.index(now) if now in PRESETS else 0
    following = PRESETS[(here + 1) % len(PRESETS)]
    words = PRESETS[here].replace("_", " ")
    return Row(
        Label("Kind of ground", grow=1),
        Button(words, lambda: desk.set(PRESET, following), centred=True, name="preset", hint=f"Next: {following}"),
        gap=8,
    )


def _slider(desk: EditorDesk, dial: Dial) -> Slider:
    slider = Slider(
        dial.name,
        lambda: min(dial.high, max(dial.low, desk.value(dial))),
        lambda value: desk.turn(dial, value),
        low=dial.low,
        high=dial.high,
        step=dial.step,
        shown=lambda _: dial.words(desk.value(dial)),
    )
    slider.hint = dial.hint
    return slider


def _chosen(desk: EditorDesk) -> Iterator[Widget]:
    """What can be said of the chosen thing."""
    thing = desk.thing
    if thing is None:
        return
    yield heading(CALLED.get(thing.kind, thing.kind))
    if thing.path is not None and thing.kind in NAMED:
        path = thing.path
        field = TextInput(thing.name, lambda text: None, lambda: None, most=40, name="thing name")
        field.accept = lambda: desk.set((*path, "name"), field.text.strip() or thing.name)
        yield field
    else:
        yield Label(thing.name, LEAD_STRONG)
    yield Label(lambda: _place_words(desk), FIGURE_SMALL, QUIET)
    yield from (_slider(desk, dial) for dial in thing_dials(thing))
    if thing.kind == "target" and thing.path is not None:
        yield from _target(desk, thing, thing.path)
    if thing.kind == "zone" and thing.path is not None:
        yield _zone(desk, thing)
    if thing.kind != "start":
        yield Button("Remove", desk.remove, icon="cross", action="editor.remove")


def _place_words(desk: EditorDesk) -> str:
    thing = desk.thing
    return f"tile {thing.at[0]:g} east, {thing.at[1]:g} south" if thing is not None else ""


def _target(desk: EditorDesk, thing: lt.Thing, path: Spot) -> Iterator[Widget]:
    rocks = tuple(desk.catalog.rocks)
    now = lt.at_path(desk.reading.own, (*path, "rock"))
    here = rocks.index(now) if now in rocks else -1
    following = rocks[(here + 1) % len(rocks)]
    words = desk.catalog.rocks[rocks[here]].name if here >= 0 else "choose a rock"
    yield Button(words, lambda: desk.set((*path, "rock"), following), name="rock", hint=f"Next: {following}")
    yield Toggle("Hidden until seen", lambda: thing.hidden, lambda on: desk.set((*path, "hidden"), on))


def _zone(desk: EditorDesk, thing: lt.Thing) -> Button:
    if thing.corners:
        return Button("One corner more", lambda: desk.edit(lambda reading: lt.corner_added(reading.text, thing)))
    tile_m = lt.map_size(desk.reading.whole)[2]
    return Button(
        "Corners, not a circle", lambda: desk.edit(lambda reading: lt.made_polygon(reading.text, thing, tile_m))
    )


# --- faults -----------------------------------------------------------------------------------------------------------


def faults_panel(reading: Reading, file: Path) -> Panel | None:
    """What `check` says of the level, in its words; None when it says nothing."""
    if not reading.faults:
        return None
    shown = [
        Label(fault_words(fault, file), FIGURE_SMALL, FAULT_TEXT, wrap=True) for fault in reading.faults[:MOST_FAULTS]
    ]
    more = len(reading.faults) - len(shown)
    count = (
        f"{len(reading.faults)} fault" + ("s" if len(reading.faults) > 1 else "") + " · undo takes the last change back"
    )
    top = Row(Sign("warning", CAUTION, side=14, hint="faulty"), Label(count, SMALL, QUIET, grow=1), gap=8)
    rest = (Label(f"and {more} more", SMALL, QUIET),) if more > 0 else ()
    return Panel(ScrollArea(Sized(Column(top, *shown, *rest, gap=GAP)), name="faults"), pad=12)


def fault_words(fault: Fault, file: Path) -> str:
    """The headline and the suggestion; the level's own path is left out, it is on the screen."""
    words = fault.headline().removeprefix(f"{file}:")
    return f"{words} ({fault.hint})" if fault.hint else words

"""Widgets: rows share their length, buttons refuse with a reason, sliders step, text is typed, areas scroll."""

import itertools

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.ui.input import KeyDown, PointerDown, PointerMove, PointerUp, Wheel
from game.ui.keys import parse_chord
from game.ui.kit import Kit
from game.ui.theme import GROUND, SCALE_MAX, SCALE_MIN, Theme, automatic_scale, fitting_scale
from game.ui.widgets.base import Widget, path_at
from game.ui.widgets.boxes import Column, Panel, Row, Space, shared
from game.ui.widgets.buttons import Button, Card, tabs
from game.ui.widgets.fields import Slider, TextInput, Toggle
from game.ui.widgets.labels import Label, ValueRow
from game.ui.widgets.root import Placed, Root
from game.ui.widgets.scroll import ScrollArea
from game.ui.widgets.tooltip import beside
from tests.ui.scenes_on_show import SCREENS
from tests.ui.stage import Stage

SIZE = (600, 400)


@pytest.fixture
def kit() -> Kit:
    return Stage(SCREENS["title"](), SIZE, 1.0).services.kit(SIZE)


def shown(kit: Kit, *widgets: Widget) -> Root:
    root = Root()
    root.show(kit, SIZE, [Placed(Column(*widgets), lambda _kit, window: window)])
    return root


def key(name: str, letter: str = "") -> KeyDown:
    chord = parse_chord(name)
    keymap = Stage(SCREENS["title"](), SIZE).services.keymap
    return KeyDown(chord.scancode, keymap.actions(chord.scancode, chord.ctrl, chord.alt, chord.shift), letter=letter)


def click(root: Root, widget: Widget) -> None:
    root.handle(PointerDown(widget.rect.center))
    root.handle(PointerUp(widget.rect.center))


# --- places -----------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 3)), min_size=1, max_size=8), st.integers(0, 500))
def test_spare_length_is_shared_to_the_last_pixel(parts: list[tuple[int, int]], spare: int) -> None:
    wanted, grow = [w for w, _ in parts], [g for _, g in parts]
    lengths = shared(wanted, grow, spare)
    assert sum(lengths) == sum(wanted) + (spare if any(grow) else 0)
    assert all(got >= want for got, want in zip(lengths, wanted, strict=True))
    assert all(got == want for got, want, g in zip(lengths, wanted, grow, strict=True) if not g)


@given(st.integers(1, 6), st.integers(0, 30), st.floats(SCALE_MIN, SCALE_MAX))
def test_gaps_are_exactly_even(count: int, gap: int, scale: float) -> None:
    stage = Stage(SCREENS["title"](), SIZE, scale)
    kit = Kit(stage.services, Theme(scale))
    parts = [Space(7, grow=n % 2) for n in range(count)]
    Row(*parts, gap=gap, align="fill").place(kit, pygame.Rect(3, 3, 577, 40))
    gaps = {b.rect.x - a.rect.right for a, b in itertools.pairwise(parts)}
    assert gaps <= {kit.px(gap)}


def test_a_figure_keeps_its_room_and_the_word_gives_way(kit: Kit) -> None:
    row = ValueRow("A very long word for a thing", "1234.5", "Wh")
    row.place(kit, pygame.Rect(0, 0, 120, 20))
    surface = pygame.Surface(SIZE, pygame.SRCALPHA)
    row.draw(kit, surface, Root().mark)
    drawn = surface.get_bounding_rect()
    assert drawn.right <= 120
    assert drawn.width > 100


@given(st.integers(-50, 650), st.integers(-50, 450), st.integers(1, 280), st.integers(1, 150))
def test_a_tooltip_stays_in_the_window(x: int, y: int, wide: int, high: int) -> None:
    window = pygame.Rect(0, 0, *SIZE)
    assert window.contains(beside(pygame.Rect(x, y, 40, 20), (wide, high), window, 6))


@pytest.mark.parametrize(
    ("size", "room"), [((1024, 640), (640, 400)), ((700, 500), (640, 400)), ((300, 200), (640, 400))]
)
def test_the_scale_never_outgrows_the_window(size: tuple[int, int], room: tuple[int, int]) -> None:
    scale = fitting_scale(SCALE_MAX, size, room)
    assert scale == 0.5 or (room[0] * scale <= size[0] + 1e-9 and room[1] * scale <= size[1] + 1e-9)
    assert 1.0 <= automatic_scale(size) <= SCALE_MAX


# --- buttons ----------------------------------------------------------------------------------------------------------


def test_a_button_is_pressed_by_click_key_and_shortcut(kit: Kit) -> None:
    presses: list[str] = []
    button = Button("Drive", lambda: presses.append("x"), action="mission.drive")
    root = shown(kit, button, Space(grow=1))
    click(root, button)
    root.handle(key("d"))
    root.focus_on("Drive")
    root.handle(key("return"))
    assert len(presses) == 3


def test_a_press_let_go_elsewhere_does_nothing(kit: Kit) -> None:
    presses: list[str] = []
    button = Button("Drive", lambda: presses.append("x"))
    root = shown(kit, button, Space(grow=1))
    root.handle(PointerDown(button.rect.center))
    root.handle(PointerUp((5, 390)))
    assert presses == []


def test_a_refused_button_says_why_and_does_nothing(kit: Kit) -> None:
    presses: list[str] = []
    reason = "No target within 2.1 m. Drive closer."
    button = Button("Core", lambda: presses.append("x"), action="mission.sample", refusal=lambda: reason)
    root = shown(kit, button, Space(grow=1))
    click(root, button)
    root.handle(key("x"))
    assert presses == []
    assert [toast.text for toast in kit.services.toasts.shown] == [reason]
    assert button.hint() == reason  # type: ignore[operator]


def test_a_card_is_chosen_first_and_opened_then(kit: Kit) -> None:
    did: list[str] = []
    card = Card(
        Label("One"),
        choose=lambda: did.append("choose"),
        open=lambda: did.append("open"),
        chosen=lambda: bool(did),
        name="c",
    )
    root = shown(kit, card, Space(grow=1))
    click(root, card)
    click(root, card)
    assert did == ["choose", "open"]


def test_arrow_keys_go_to_the_nearest_and_tab_goes_round(kit: Kit) -> None:
    now = [0]
    row = tabs(("A", "B", "C"), lambda: now[0], lambda n: now.__setitem__(0, n))
    below = Button("Below", lambda: None)
    root = shown(kit, row, below, Space(grow=1))
    root.focus_on("tab A")
    root.handle(key("right"))
    assert root.mark.focus is row.parts[1]
    root.handle(key("down"))
    assert root.mark.focus is below
    root.handle(key("tab"))
    assert root.mark.focus is row.parts[0]
    root.handle(key("shift+tab"))
    assert root.mark.focus is below


def test_focus_survives_building_anew(kit: Kit) -> None:
    root = shown(kit, Button("One", lambda: None), Button("Two", lambda: None))
    root.focus_on("Two")
    fresh = Button("Two", lambda: None)
    root.show(kit, SIZE, [Placed(Column(fresh), lambda _kit, window: window)])
    assert root.mark.focus is fresh


# --- fields -----------------------------------------------------------------------------------------------------------


def test_a_slider_steps_and_stays_in_its_range(kit: Kit) -> None:
    value = [0.5]
    slider = Slider("Volume", lambda: value[0], lambda v: value.__setitem__(0, v))
    root = shown(kit, slider, Space(grow=1))
    root.focus_on("slider Volume")
    root.handle(key("right"))
    assert value[0] == pytest.approx(0.55)
    for _ in range(30):
        root.handle(key("left"))
    assert value[0] == 0.0
    root.handle(PointerDown((slider._slot.right, slider.rect.centery)))
    assert value[0] == 1.0
    root.handle(PointerMove((slider._slot.x - 200, 0), held=(1,)))
    assert value[0] == 0.0
    root.handle(PointerUp((0, 0)))


def test_a_toggle_turns_over(kit: Kit) -> None:
    value = [False]
    toggle = Toggle("Less motion", lambda: value[0], lambda v: value.__setitem__(0, v))
    root = shown(kit, toggle, Space(grow=1))
    click(root, toggle)
    assert value[0]


def test_typing_goes_into_the_field_and_not_to_shortcuts(kit: Kit) -> None:
    typed, accepted, drives = [""], [0], [0]
    field = TextInput("", lambda t: typed.__setitem__(0, t), lambda: accepted.__setitem__(0, 1))
    root = shown(kit, field, Button("Drive", lambda: drives.__setitem__(0, 1), action="mission.drive"))
    root.focus_on("text")
    for letter in "dx 1":
        root.handle(key("space" if letter == " " else letter, letter))
    root.handle(key("left"))
    root.handle(key("backspace"))
    root.handle(key("home"))
    root.handle(key("delete"))
    assert typed[0] == "x1"
    root.handle(key("return"))
    assert (accepted[0], drives[0]) == (1, 0)


def test_a_long_list_scrolls_by_wheel_keys_and_focus(kit: Kit) -> None:
    rows = [Button(f"Row {n}", lambda: None) for n in range(60)]
    area = ScrollArea(Column(*rows, gap=4), grow=1)
    root = shown(kit, area)
    assert area.overflows
    root.handle(Wheel((50, 50), -2))
    assert area.offset > 0
    root.focus_on("Row 59")
    assert area.rect.contains(rows[59].rect)
    root.focus_on("Row 0")
    assert area.rect.contains(rows[0].rect)
    root.mark.focus = None
    root.handle(key("pagedown"))
    assert area.offset > 100
    hidden = next(row for row in rows if row.rect.bottom < area.rect.top)
    assert hidden not in path_at(area, hidden.rect.center)


def test_panels_take_the_pointer_from_what_lies_below(kit: Kit) -> None:
    root = Root()
    root.show(
        kit, SIZE, [Placed(Panel(Label("Hello"), fill=GROUND), lambda _kit, _window: pygame.Rect(10, 10, 100, 60))]
    )
    assert root.over((20, 20))
    assert root.handle(PointerDown((20, 20)))
    assert not root.over((300, 300))
    assert not root.handle(PointerDown((300, 300)))

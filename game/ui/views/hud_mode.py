"""The panel of the present mode: what it wants, its settings, and the buttons to agree or leave."""

from collections.abc import Callable

from game.ui.desk import ALTITUDES_M, OXYGEN_MINUTES, WAKE_AT, Desk, Mode
from game.ui.theme import QUIET, SMALL, STRONG, TEXT
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label

HOME, STAY = "Come back", "Land there"


def mode_panel(desk: Desk, confirm: Callable[[], None], cancel: Callable[[], None]) -> Panel | None:
    """None outside a mode."""
    if desk.mode is Mode.NONE:
        return None
    words = Label(desk.strings.text(f"mode.{desk.mode.value}.says"), SMALL, QUIET, wrap=True)
    title = Label(desk.strings.text(f"mode.{desk.mode.value}.title"), STRONG, TEXT)
    agree = Button(
        desk.strings.text(f"mode.{desk.mode.value}.agree"),
        confirm,
        action="mission.confirm",
        refusal=lambda: _refusal(desk),
        name="confirm",
        grow=1,
    )
    leave = Button("Cancel", cancel, action="mission.cancel", name="cancel", grow=1)
    # A drive starts with a click on the map; all other modes end with their own button.
    row = (leave,) if desk.mode is Mode.DRIVE else (agree, leave)
    return Panel(Column(title, words, *_SETTINGS[desk.mode](desk), Row(*row, gap=6), gap=8), pad=12)


def _refusal(desk: Desk) -> str | None:
    if desk.mode is Mode.FLY and not desk.waypoints_m:
        return desk.strings.text("mode.fly.empty")
    return desk.planned_refusal() or None


def _pick(
    options: tuple[float, ...] | tuple[str, ...], unit: str, get: Callable[[], object], put: Callable[..., None]
) -> Row:
    """A row of buttons of which one is chosen."""

    def button(option: float | str) -> Button:
        text = f"{option:.0f}{unit}" if isinstance(option, float) else option
        return Button(
            text, lambda: put(option), centred=True, chosen=lambda: get() == option, grow=1, name=f"pick {text}"
        )

    return Row(*[button(option) for option in options], gap=4)


def _fly_settings(desk: Desk) -> list[Widget]:
    def altitude(value: float) -> None:
        desk.altitude_m = value

    def home(value: str) -> None:
        desk.return_home = value == HOME

    return [
        _pick(ALTITUDES_M, " m", lambda: desk.altitude_m, altitude),
        _pick((STAY, HOME), "", lambda: HOME if desk.return_home else STAY, home),
    ]


def _moxie_settings(desk: Desk) -> list[Widget]:
    def minutes(value: float) -> None:
        desk.oxygen_min = value

    return [_pick(OXYGEN_MINUTES, " min", lambda: desk.oxygen_min, minutes)]


def _sleep_settings(desk: Desk) -> list[Widget]:
    def wake(value: str) -> None:
        desk.wake_at = value

    return [Label("Wake up at", SMALL, QUIET), _pick(WAKE_AT, "", lambda: desk.wake_at, wake)]


_SETTINGS: dict[Mode, Callable[[Desk], list[Widget]]] = {
    Mode.DRIVE: lambda desk: [],
    Mode.FLY: _fly_settings,
    Mode.LOOK: lambda desk: [],
    Mode.MOXIE: _moxie_settings,
    Mode.SLEEP: _sleep_settings,
}

"""The panels over the map that take orders: the list of actions, the warp control, and the bar of the present mode."""

from collections.abc import Callable

from game.mission.session import WARPS, Warp
from game.sim.world import TubeStatus
from game.ui.desk import ALTITUDES_M, OXYGEN_MINUTES, WAKE_AT, Choice, Desk, Mode
from game.ui.theme import CAUTION, QUIET, SMALL, STRONG, TEXT
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label, heading

MODES: dict[str, Mode] = {
    "drive": Mode.DRIVE,
    "look": Mode.LOOK,
    "fly": Mode.FLY,
    "moxie": Mode.MOXIE,
    "sleep": Mode.SLEEP,
}
CHOICES_EVERY_TICKS = 30
"""The list is judged again this often (and after every command): refusals such as a changed wind are never stale for long."""


class Choices:
    """The desk's list of actions, kept for a moment: judging all of it takes milliseconds, frames do not have them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._key: tuple[object, ...] = ()
        self._found: dict[str, Choice] = {}

    def get(self, action: str) -> Choice:
        world = self.desk.world
        task = world.rover.task.kind if world.rover.task else None
        key = (
            world.tick // CHOICES_EVERY_TICKS,
            task,
            world.asleep,
            world.moxie.phase,
            world.helicopter.phase,
            self.desk.altitude_m,
            self.desk.oxygen_min,
            self.desk.wake_at,
            len(self.desk.session.recording.commands),
        )
        if key != self._key:
            self._key = key
            self._found = {choice.id: choice for choice in self.desk.choices()}
        return self._found[action]


def actions_panel(desk: Desk, act: Callable[[str], None]) -> Panel:
    """One button per action, greyed with its reason, with its key and a short cost."""
    choices = Choices(desk)
    buttons = [_action(desk, choices, choice.id, act) for choice in desk.choices()]
    stop = Button(
        "Stop",
        lambda: act("stop"),
        action="mission.stop",
        refusal=lambda: None if desk.world.rover.task is not None else "Nothing is going on that could be stopped.",
        name="stop",
    )
    return Panel(Column(heading("Do"), *buttons, stop, gap=5), pad=10)


def _action(desk: Desk, choices: Choices, action: str, act: Callable[[str], None]) -> Widget:
    return Button(
        lambda: choices.get(action).label,
        lambda: act(action),
        action=f"mission.{action}",
        refusal=lambda: choices.get(action).refusal or None,
        chosen=lambda: MODES.get(action) is desk.mode,
        hint=lambda: choices.get(action).note,
        name=action,
    )


# --- time -------------------------------------------------------------------------------------------------------------

_KEYS: dict[Warp, str] = {
    Warp.PAUSE: "pause",
    Warp.X1: "warp_1",
    Warp.X10: "warp_10",
    Warp.X60: "warp_60",
    Warp.X300: "warp_300",
    Warp.X1800: "warp_1800",
    Warp.NEXT_EVENT: "next_event",
}


def warp_panel(desk: Desk, choose: Callable[[Warp], None]) -> Panel:
    """Pause, five speeds, and on to the next event."""
    return Panel(Row(*[_warp_button(desk, warp, choose) for warp in WARPS], gap=5, align="middle"), pad=10)


def _warp_button(desk: Desk, warp: Warp, choose: Callable[[Warp], None]) -> Button:
    icon = {Warp.PAUSE: "pause", Warp.NEXT_EVENT: "next"}.get(warp, "")
    hint = {Warp.PAUSE: "Pause", Warp.NEXT_EVENT: "Until something happens"}.get(warp, f"Time passes {warp} times")
    return Button(
        "" if icon else f"×{warp}",
        lambda: choose(warp),
        icon=icon,
        centred=True,
        action=f"mission.{_KEYS[warp]}",
        chosen=lambda: desk.session.warp is warp,
        hint=hint,
        name=f"warp {warp}",
        grow=1,
    )


# --- the present mode -------------------------------------------------------------------------------------------------


def mode_panel(desk: Desk, confirm: Callable[[], None], cancel: Callable[[], None]) -> Panel | None:
    """What the present mode wants, its settings, and the buttons to agree or leave; None outside a mode."""
    if desk.mode is Mode.NONE:
        return None
    settings = _SETTINGS[desk.mode](desk)
    agree = Button(
        _AGREE[desk.mode],
        confirm,
        action="mission.confirm",
        refusal=lambda: _refusal(desk),
        name="confirm",
    )
    leave = Button("Cancel", cancel, action="mission.cancel", name="cancel")
    words = Label(_SAYS[desk.mode], SMALL, QUIET, wrap=True)
    # A drive starts with a click on the map; all other modes end with their own button.
    row = (leave,) if desk.mode is Mode.DRIVE else (agree, leave)
    return Panel(Column(Label(_TITLES[desk.mode], STRONG, TEXT), words, *settings, Row(*row, gap=6), gap=7), pad=12)


_TITLES = {
    Mode.DRIVE: "Drive",
    Mode.FLY: "Fly Ingenuity",
    Mode.LOOK: "Look",
    Mode.MOXIE: "Make oxygen",
    Mode.SLEEP: "Sleep",
}
_SAYS = {
    Mode.DRIVE: "Point at a place to see the way and its price; click to drive there.",
    Mode.FLY: "Click way-points; the last one is where it lands. What it sees, the route planner knows.",
    Mode.LOOK: "Click a target or any direction for a Mastcam-Z picture, or take a panorama: it surveys the ground around.",
    Mode.MOXIE: "Two hours of heating at 300 W, then oxygen. Nothing heavy runs beside it.",
    Mode.SLEEP: "Asleep, the generator fills the batteries. Awake, the night empties them.",
}
_AGREE = {
    Mode.DRIVE: "Drive there",
    Mode.FLY: "Take off",
    Mode.LOOK: "Panorama",
    Mode.MOXIE: "Start MOXIE",
    Mode.SLEEP: "Sleep",
}


def _refusal(desk: Desk) -> str | None:
    from game.sim.narrate import reason_sentence
    from game.sim.validate import validate

    command = desk.planned()
    if command is None:
        return "Set a way-point first: click on the map." if desk.mode is Mode.FLY else None
    refusal = validate(desk.world, command)
    return reason_sentence(desk.strings, refusal) if refusal else None


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
        desk.return_home = value == "Come back"

    return [
        _pick(ALTITUDES_M, " m", lambda: desk.altitude_m, altitude),
        _pick(("Stay there", "Come back"), "", lambda: "Come back" if desk.return_home else "Stay there", home),
    ]


def _moxie_settings(desk: Desk) -> list[Widget]:
    def minutes(value: float) -> None:
        desk.oxygen_min = value

    return [_pick(OXYGEN_MINUTES, " min", lambda: desk.oxygen_min, minutes)]


def _sleep_settings(desk: Desk) -> list[Widget]:
    def wake(value: str) -> None:
        desk.wake_at = value

    return [Label("Wake up at", SMALL, QUIET), _pick(WAKE_AT, "", lambda: desk.wake_at, wake)]


def _no_settings(_desk: Desk) -> list[Widget]:
    return []


def _drive_settings(desk: Desk) -> list[Widget]:
    return [Label(lambda: desk.refused, SMALL, CAUTION, wrap=True, most=4)] if desk.refused else []


_SETTINGS: dict[Mode, Callable[[Desk], list[Widget]]] = {
    Mode.DRIVE: _drive_settings,
    Mode.FLY: _fly_settings,
    Mode.LOOK: _no_settings,
    Mode.MOXIE: _moxie_settings,
    Mode.SLEEP: _sleep_settings,
}


def stored_tubes(desk: Desk) -> list[int]:
    """Numbers of the tubes that could be laid down here."""
    return [tube.number for tube in desk.world.tubes if tube.status is TubeStatus.STORED]

"""The panel of the present mode: what it wants, its settings, and the buttons to agree or leave."""

from collections.abc import Callable

from game.sim.narrate import command_words
from game.sim.physics.drive_modes import DriveMode
from game.sim.physics.sinkage import Extraction
from game.ui.desk import ALTITUDES_M, KEEP_OUT_RADII_M, OXYGEN_AMPS, OXYGEN_MINUTES, WAKE_AT, Desk, Mode
from game.ui.desk_oxygen import OxygenOutlook
from game.ui.theme import CAUTION, QUIET, SMALL, STRONG, TEXT
from game.ui.views.hud_sample import sample_settings
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label

HOME, STAY = "Come back", "Land there"
FORWARDS, BACKWARDS = "Forwards", "Backwards"
DRIVE_MODES: dict[str, object] = {
    "AutoNav": DriveMode.AUTONAV,
    "Visual odo": DriveMode.VISODO,
    "Directed": DriveMode.DIRECTED,
}
WAYS_OUT: dict[str, object] = {"Back out": Extraction.BACK_OUT, "Wiggle": Extraction.WIGGLE}


def mode_panel(desk: Desk, confirm: Callable[[], None], cancel: Callable[[], None]) -> Panel | None:
    """None outside a mode."""
    if desk.mode is Mode.NONE:
        return None
    about = "extract" if desk.mode is Mode.DRIVE and desk.world.rover.embedded else desk.mode.value
    words = Label(desk.strings.text(f"mode.{about}.says"), SMALL, QUIET, wrap=True)
    title = Label(desk.strings.text(f"mode.{about}.title"), STRONG, TEXT)
    agree = Button(
        lambda: agreement(desk, about),
        confirm,
        action="mission.confirm",
        refusal=lambda: _refusal(desk),
        name="confirm",
        grow=1,
    )
    leave = Button("Cancel", cancel, action="mission.cancel", name="cancel", grow=1)
    # A drive starts with a click on the map; most other modes end with their own button.
    clicked = desk.mode is Mode.KEEP_OUT or (desk.mode is Mode.DRIVE and not desk.world.rover.embedded)
    nothing_next = desk.mode is Mode.SAMPLE and desk.next_sample_step() is None
    row = (leave,) if clicked or nothing_next else (agree, leave)
    return Panel(Column(title, words, *_SETTINGS[desk.mode](desk), Row(*row, gap=6), gap=8), pad=12)


def agreement(desk: Desk, about: str = "") -> str:
    """What the button says; of a sample, the step that comes next."""
    step = desk.next_sample_step() if desk.mode is Mode.SAMPLE else None
    says = command_words(desk.strings, step) if step is not None else desk.strings.text(f"mode.{about}.agree")
    return says[:1].upper() + says[1:]


def _refusal(desk: Desk) -> str | None:
    if desk.mode is Mode.FLY and not desk.waypoints_m:
        return desk.strings.text("mode.fly.empty")
    return desk.planned_refusal() or None


def _pick(
    options: tuple[float, ...] | tuple[str, ...], unit: str, get: Callable[[], object], put: Callable[..., None]
) -> Row:
    """A row of buttons of which one is chosen."""
    return Row(*_pick_buttons(options, unit, get, put), gap=4)


def _pick_buttons(
    options: tuple[float, ...] | tuple[str, ...], unit: str, get: Callable[[], object], put: Callable[..., None]
) -> list[Button]:

    def button(option: float | str) -> Button:
        text = f"{option:.0f}{unit}" if isinstance(option, float) else option
        return Button(
            text, lambda: put(option), centred=True, chosen=lambda: get() == option, grow=1, name=f"pick {text}"
        )

    return [button(option) for option in options]


def _drive_settings(desk: Desk) -> list[Widget]:
    if desk.world.rover.embedded:
        return [_choose(WAYS_OUT, lambda: desk.way_out, lambda way: setattr(desk, "way_out", way))]

    def mode(value: object) -> None:
        desk.drive_mode = DriveMode(str(value))

    def way(value: str) -> None:
        desk.backwards = value == BACKWARDS

    return [
        _choose(DRIVE_MODES, lambda: desk.drive_mode, mode),
        Label(lambda: desk.strings.text(f"mode.drive.{desk.drive_mode.value}"), SMALL, QUIET, wrap=True),
        _pick((FORWARDS, BACKWARDS), "", lambda: BACKWARDS if desk.backwards else FORWARDS, way),
        Button("Keep-out zones", lambda: desk.choose(Mode.KEEP_OUT), action="mission.keep_out", name="keep_out"),
    ]


def _choose(options: dict[str, object], get: Callable[[], object], put: Callable[[object], None]) -> Row:
    """A row of buttons with words of their own, of which one is chosen."""

    def button(text: str, option: object) -> Button:
        return Button(
            text, lambda: put(option), centred=True, chosen=lambda: get() == option, grow=1, name=f"pick {text}"
        )

    return Row(*[button(text, option) for text, option in options.items()], gap=4)


def _keep_out_settings(desk: Desk) -> list[Widget]:
    def radius(value: float) -> None:
        desk.keep_out_m = value

    return [_pick(KEEP_OUT_RADII_M, " m", lambda: desk.keep_out_m, radius)]


def _fly_settings(desk: Desk) -> list[Widget]:
    def altitude(value: float) -> None:
        desk.altitude_m = value

    def home(value: str) -> None:
        desk.return_home = value == HOME

    def hop() -> None:
        desk.pictures = not desk.pictures

    says = "quick, without colour pictures: saves charge"
    quick = Button("Hop", hop, hint=says, centred=True, chosen=lambda: not desk.pictures, grow=1, name="pick Hop")
    hazards = Button("Hazards", desk.toggle_hazards, action="mission.hazards", chosen=lambda: desk.hazards, grow=1)
    return [
        Row(*_pick_buttons(ALTITUDES_M, " m", lambda: desk.altitude_m, altitude), quick, gap=4),
        Row(*_pick_buttons((STAY, HOME), "", lambda: HOME if desk.return_home else STAY, home), hazards, gap=4),
    ]


def _moxie_settings(desk: Desk) -> list[Widget]:
    def minutes(value: float) -> None:
        desk.oxygen_min = value

    def amps(value: float) -> None:
        desk.oxygen_amps = value

    outlook = OxygenOutlook(desk)
    return [
        _pick(OXYGEN_MINUTES, " min", lambda: desk.oxygen_min, minutes),
        _pick(OXYGEN_AMPS, " A", lambda: desk.oxygen_amps, amps),
        Label(outlook.outcome, SMALL, TEXT, wrap=True),
        Label(outlook.warnings, SMALL, CAUTION, wrap=True),
    ]


def _sleep_settings(desk: Desk) -> list[Widget]:
    def wake(value: str) -> None:
        desk.wake_at = value

    return [Label("Wake up at", SMALL, QUIET), _pick(WAKE_AT, "", lambda: desk.wake_at, wake)]


_SETTINGS: dict[Mode, Callable[[Desk], list[Widget]]] = {
    Mode.DRIVE: _drive_settings,
    Mode.FLY: _fly_settings,
    Mode.LOOK: lambda desk: [],
    Mode.SAMPLE: sample_settings,
    Mode.MOXIE: _moxie_settings,
    Mode.SLEEP: _sleep_settings,
    Mode.KEEP_OUT: _keep_out_settings,
}

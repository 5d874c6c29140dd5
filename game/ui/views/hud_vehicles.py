"""The panel of the vehicles: the rover's, the helicopter's and MOXIE's figures."""

from collections.abc import Callable

from game.sim import airfields
from game.sim.estimates.moxie import ASCENT_VEHICLE_G, breathing_min
from game.sim.physics import rotor
from game.sim.state.helicopter import FlightPhase, HelicopterState
from game.sim.state.moxie import MoxiePhase
from game.sim.state.samples import TubeStatus
from game.sim.systems.comms import waiting_mbit
from game.sim.tasks import RESERVE_FRAC, charge_frac
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.desk_outlook import Outlook, doing
from game.ui.theme import ACCENT, CAUTION, FAULT_TEXT, GOOD, QUIET, SKY, SMALL, TEXT, Colour
from game.ui.views.hud_link import Forecast, next_pass
from game.ui.widgets.base import Widget
from game.ui.widgets.boxes import Column, Panel, Row, Space
from game.ui.widgets.labels import Bar, Label, ValueRow, heading

LOW_FRAC = 0.4
SUNK_M = 0.1
"""Wheels deeper than this are worth a look."""
HELICOPTER_RESERVE_FRAC = 0.3
PHASE_WORDS = {
    FlightPhase.PARKED: "parked",
    FlightPhase.SPIN_UP: "spinning up",
    FlightPhase.CLIMB: "climbing",
    FlightPhase.CRUISE: "flying",
    FlightPhase.DESCENT: "landing",
    FlightPhase.LOST: "lost",
}


def vehicles_panel(desk: Desk, outlook: Outlook) -> Panel:
    """What a person looks at before every decision, the most urgent first."""
    parts: list[Widget] = [*_rover_rows(desk, outlook)]
    if desk.world.helicopter.present:
        parts += [Space(4), *_helicopter_rows(desk)]
    if desk.world.level.moxie.present:
        parts += [Space(4), *_moxie_rows(desk)]
    return Panel(Column(*parts, gap=4), pad=12)


def _title(name: str, state: Callable[[], str], tone: Colour) -> Row:
    return Row(heading(name), Label(state, SMALL, tone, align="right", grow=1), gap=10)


def _rover_rows(desk: Desk, outlook: Outlook) -> list[Widget]:
    world, forecast = desk.world, Forecast(desk)
    return [
        heading("Perseverance"),
        Label(lambda: doing(desk, outlook), SMALL, ACCENT),
        ValueRow("Battery", lambda: f"{100.0 * charge_frac(world):.0f}", "%", lambda: battery_tone(charge_frac(world))),
        Bar(lambda: charge_frac(world), lambda: battery_tone(charge_frac(world)), lambda: RESERVE_FRAC),
        ValueRow(
            lambda: f"MMRTG {world.power.source_w:.0f} − load {world.power.load_w:.0f} W",
            lambda: f"{world.power.source_w - world.power.load_w:+.0f}".replace("-", "−"),
            "",
            lambda: CAUTION if world.power.source_w < world.power.load_w else TEXT,
            quiet=True,
        ),
        ValueRow(
            "Sol ends at",
            lambda: f"{100.0 * outlook.end_frac:.0f}",
            "%",
            lambda: battery_tone(outlook.end_frac, TEXT),
            quiet=True,
        ),
        ValueRow(
            "Tilt / slip", lambda: f"{world.rover.tilt_deg:.1f}° / {100.0 * max(0.0, world.rover.slip_frac):.0f} %"
        ),
        ValueRow(
            "Wheels deep / worn",
            lambda: f"{100.0 * world.rover.sinkage_m:.0f} cm / {100.0 * max(world.rover.wheel_wear_frac):.0f} %",
            "",
            lambda: FAULT_TEXT if world.rover.embedded else CAUTION if world.rover.sinkage_m > SUNK_M else TEXT,
        ),
        ValueRow("Odometry", lambda: f"{world.rover.odometry_m:,.0f}".replace(",", "\u202f"), "m"),
        ValueRow("Tubes", lambda: tubes_text(world)),
        ValueRow("Data to send", lambda: f"{waiting_mbit(world):.0f}", "Mbit"),
        ValueRow("Next pass", lambda: next_pass_words(desk, forecast), quiet=True),
    ]


def battery_tone(share: float, fine: Colour = ACCENT) -> Colour:
    """The battery's colour; the figure beside it says the same."""
    return FAULT_TEXT if share < RESERVE_FRAC else CAUTION if share < LOW_FRAC else fine


def tubes_text(world: World) -> str:
    """Sealed samples of all sample tubes, then witness tubes."""
    sealed = (TubeStatus.SEALED, TubeStatus.STORED, TubeStatus.DEPOSITED)
    samples = [tube for tube in world.tubes if not tube.witness]
    witness = [tube for tube in world.tubes if tube.witness]
    counts = [sum(tube.status in sealed for tube in tubes) for tubes in (samples, witness)]
    return f"{counts[0]} / {len(samples)} + {counts[1]} / {len(witness)}"


def next_pass_words(desk: Desk, forecast: Forecast) -> str:
    """Who listens next, when, and how much of what is on board will then come down."""
    return f"{next_pass(desk.world, desk.now_tick)} · {forecast.mbit():.0f} Mbit"


def _helicopter_rows(desk: Desk) -> list[Widget]:
    world = desk.world
    helicopter = world.helicopter
    return [
        _title("Ingenuity", lambda: helicopter_state(world), SKY),
        ValueRow("Charge", lambda: f"{100.0 * _helicopter_share(world):.0f}", "%"),
        Bar(lambda: _helicopter_share(world), SKY, lambda: HELICOPTER_RESERVE_FRAC),
        ValueRow("Thrust to spare", lambda: f"{100.0 * thrust_margin(world):.0f}", "%", lambda: _thrust_tone(world)),
        ValueRow("Radio link", lambda: link_text(helicopter), "dB", lambda: TEXT if helicopter.in_contact else CAUTION),
        ValueRow(
            lambda: "Above ground" if is_flying(helicopter) else "Flights",
            lambda: f"{helicopter.altitude_m:.0f} m" if is_flying(helicopter) else f"{helicopter.flights}",
            quiet=True,
        ),
    ]


def is_flying(helicopter: HelicopterState) -> bool:
    return helicopter.phase not in (FlightPhase.PARKED, FlightPhase.LOST)


def helicopter_state(world: World) -> str:
    """What it is doing, or where it stands."""
    helicopter = world.helicopter
    if helicopter.phase is not FlightPhase.PARKED:
        return PHASE_WORDS[helicopter.phase]
    if helicopter.brown_out:
        return "browned out"
    if not helicopter.in_contact:
        return "not heard"
    field = airfields.here(world, (helicopter.x_m, helicopter.y_m))
    return f"on airfield {field.name}" if field is not None else "parked"


def thrust_margin(world: World) -> float:
    """Thrust to spare in the air of now, at the rotor speed it asks for."""
    density = world.weather.density_kg_m3
    return rotor.thrust_margin_frac(density, rotor.rotor_rpm(density))


def _thrust_tone(world: World) -> Colour:
    return TEXT if thrust_margin(world) >= rotor.WANTED_MARGIN_FRAC else CAUTION


def link_text(helicopter: HelicopterState) -> str:
    """Signal to spare, none without contact."""
    return f"{helicopter.link_db:.0f}" if helicopter.in_contact else "no"


def _helicopter_share(world: World) -> float:
    capacity_wh = world.helicopter.capacity_wh
    return world.helicopter.charge_wh / capacity_wh if capacity_wh else 0.0


def _moxie_rows(desk: Desk) -> list[Widget]:
    world = desk.world
    moxie = world.moxie
    return [
        _title("MOXIE", lambda: moxie_state(world), GOOD if moxie.phase is not MoxiePhase.OFF else QUIET),
        ValueRow("Oxygen", lambda: f"{moxie.oxygen_g:.1f}", "g"),
        ValueRow("Enough to breathe", lambda: f"{breathing_min(moxie.oxygen_g):.0f}", "min", quiet=True),
        ValueRow("Of a rocket home", lambda: f"{1e6 * moxie.oxygen_g / ASCENT_VEHICLE_G:.2f}", "ppm", quiet=True),
    ]


def moxie_state(world: World) -> str:
    """Off, warming with the time left, or the rate of production."""
    moxie = world.moxie
    left_min = max(0, moxie.phase_ends_tick - world.tick) / 60.0
    if moxie.phase is MoxiePhase.WARMING:
        return f"warming, {left_min:.0f} min"
    return f"{moxie.rate_g_h:.1f} g/h, {left_min:.0f} min" if moxie.phase is MoxiePhase.PRODUCING else "off"

"""Ingenuity."""

from dataclasses import dataclass, field
from enum import StrEnum


class FlightPhase(StrEnum):
    """Where a flight stands."""

    PARKED = "parked"
    SPIN_UP = "spin_up"
    CLIMB = "climb"
    CRUISE = "cruise"
    DESCENT = "descent"
    LOST = "lost"


class NightHeat(StrEnum):
    """How mission control has it kept warm at night."""

    WARM = "warm"
    """Set point -15 C."""
    SAVING = "saving"
    """Set point -40 C."""
    OFF = "off"
    """Nothing: it freezes through and its clock starts anew every morning."""


@dataclass(slots=True)
class Airfield:
    """A place good for landing that has been seen from the air, or landed on."""

    name: str
    x_m: float
    y_m: float


@dataclass(slots=True)
class FlightRecord:
    """A flight that has ended out of radio contact: the rover hears of it later."""

    distance_m: float
    duration_s: int
    off_m: float
    pictures: bool = True


@dataclass(slots=True)
class HelicopterState:
    """Ingenuity. `altitude_m` is above the ground below it; `nav_off_m` the error that its navigation has gathered."""

    present: bool = False
    x_m: float = 0.0
    y_m: float = 0.0
    altitude_m: float = 0.0
    level_m: float = 0.0
    """Elevation at which it flies, on the map's datum."""
    heading_deg: float = 0.0
    phase: FlightPhase = FlightPhase.PARKED
    phase_ends_tick: int = -1
    speed_m_s: float = 0.0
    charge_wh: float = 0.0
    capacity_wh: float = 0.0
    sun_wh: float = 0.0
    used_wh: float = 0.0
    spilled_wh: float = 0.0
    """Charged by the sun, used, and let go because the battery was full: their balance is what the battery gained."""
    night_heat: NightHeat = NightHeat.WARM
    brown_out: bool = False
    brown_outs: int = 0
    browned_out_tick: int = -1
    dust_frac: float = 0.0
    """Share of the solar panel's light taken by dust."""
    in_contact: bool = True
    """The rover hears it."""
    link_db: float = 0.0
    """Signal to spare, as last measured."""
    route_m: list[tuple[float, float]] = field(default_factory=list)
    """Place of take-off, then the way-points; leg n leads from point n to point n + 1."""
    leg_speeds_m_s: list[float] = field(default_factory=list)
    leg: int = 0
    leg_started_s: float = 0.0
    """Seconds after lift-off at which this leg begins to move; after the last leg, at which the descent begins."""
    leg_start_m_s: float = 0.0
    cruise_altitude_m: float = 0.0
    descent_from_m: float = 0.0
    rotor_rpm: float = 0.0
    started_tick: int = -1
    """Lift-off."""
    flown_m: float = 0.0
    nav_off_m: float = 0.0
    drift_m_s: float = 0.0
    """Error of the navigated speed: grows over ground without features."""
    adrift: bool = False
    """Told already in this flight."""
    stray_x: float = 0.0
    stray_y: float = 0.0
    """Unit vector along which this flight's navigation error leads astray."""
    stray_luck: float = 1.0
    altimeter_luck: float = 0.0
    lost_frame_tick: int = -1
    oscillating: bool = False
    new_tiles: int = 0
    aborting: bool = False
    flights: int = 0
    total_m: float = 0.0
    attempts: int = 0
    """Take-offs, with those not yet heard of: numbers the luck of flights."""
    last_sol: int = -1
    flights_in_sol: int = 0
    pictures: bool = True
    """The present or last flight takes colour pictures; a hop does not."""
    path_m: list[tuple[float, float]] = field(default_factory=list)
    """Ground track of the present or last flight, for the map."""
    backlog_m: list[tuple[float, float, float]] = field(default_factory=list)
    """Places and heights whose pictures are still on board, because the rover could not hear it there."""
    unheard: FlightRecord | None = None
    airfields: list[Airfield] = field(default_factory=list)
    new_fields: int = 0
    """Found and not told of yet: they are told together when a flight is down, or heard of."""

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


@dataclass(slots=True)
class HelicopterState:
    """Ingenuity. `altitude_m` is above the ground below it; `nav_off_m` the error that its navigation has gathered."""

    present: bool = False
    x_m: float = 0.0
    y_m: float = 0.0
    altitude_m: float = 0.0
    heading_deg: float = 0.0
    phase: FlightPhase = FlightPhase.PARKED
    phase_ends_tick: int = -1
    speed_m_s: float = 0.0
    charge_wh: float = 0.0
    capacity_wh: float = 0.0
    brown_out: bool = False
    dust_frac: float = 0.0
    """Share of the solar panel's light taken by dust."""
    route_m: list[tuple[float, float]] = field(default_factory=list)
    """Place of take-off, then the way-points; leg n leads from point n to point n + 1."""
    leg: int = 0
    leg_started_s: float = 0.0
    """Seconds after lift-off at which this leg begins to move; after the last leg, at which the descent begins."""
    leg_start_m_s: float = 0.0
    cruise_m_s: float = 0.0
    cruise_altitude_m: float = 0.0
    rotor_rpm: float = 0.0
    started_tick: int = -1
    """Lift-off."""
    flown_m: float = 0.0
    nav_off_m: float = 0.0
    drift_m_s: float = 0.0
    """Error of the navigated speed: grows over ground without features."""
    stray_x: float = 0.0
    stray_y: float = 0.0
    """Unit vector along which this flight's navigation error leads astray."""
    stray_luck: float = 1.0
    lost_frame_tick: int = -1
    new_tiles: int = 0
    aborting: bool = False
    flights: int = 0
    total_m: float = 0.0
    path_m: list[tuple[float, float]] = field(default_factory=list)
    """Ground track of the present or last flight, for the map."""

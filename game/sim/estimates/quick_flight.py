"""A flight over ground nobody has chosen yet: how far, how high, in what air. No map, no luck, all wind from ahead."""

from dataclasses import dataclass

from game.sim.estimates.flight import air_of, fastest_air_m_s
from game.sim.estimates.flight_reasons import (
    refuse_air,
    refuse_altitude,
    refuse_charge,
    refuse_duration,
    refuse_sky,
)
from game.sim.physics import flight, radio, rotor
from game.sim.physics.helicopter_power import CAPACITY_WH
from game.sim.reasons import Reason, reason
from game.sim.state.environment import WeatherState


@dataclass(frozen=True, slots=True)
class QuickFlight:
    """A straight flight there, or there and back over half the distance each."""

    duration_s: float
    energy_wh: float
    max_speed_m_s: float
    max_airspeed_m_s: float
    rotor_rpm: float
    thrust_margin_frac: float
    tip_mach: float
    peak_w: float
    density_kg_m3: float
    charge_end_frac: float
    reasons: tuple[Reason, ...]


def quick_flight(
    sky: WeatherState,
    distance_m: float,
    altitude_m: float,
    charge_frac: float,
    legs: int = 1,
    *,
    pictures: bool = True,
    hovering_s: float | None = None,
) -> QuickFlight:
    """A flight of `legs` equal legs in this air, with this much in the battery; a hop when it takes no pictures.
    `hovering_s`: how long it hangs still over its ends, when that was not as usual (a test of the height, say)."""
    density, air = sky.density_kg_m3, air_of(sky, altitude_m)
    rpm = rotor.rotor_rpm(density)
    margin = rotor.thrust_margin_frac(density, rpm)
    courses = [flight.Course(distance_m / legs, -air.wind_m_s)] * legs if distance_m > 0.0 else []
    timing = flight.flight_timing(courses, altitude_m, pictures, hovering_s)
    energy_wh = flight.flight_energy_wh(timing, courses, air, rpm)
    through_m_s = max(air.wind_m_s, fastest_air_m_s(timing, courses))
    refusals = (
        refuse_altitude(altitude_m),
        _refuse_range(distance_m / legs),
        refuse_sky(sky, margin),
        refuse_air(margin, rpm, sky.air_c, through_m_s),
        refuse_duration(timing.duration_s),
        refuse_charge(energy_wh, charge_frac * CAPACITY_WH, CAPACITY_WH),
    )
    return QuickFlight(
        duration_s=timing.duration_s,
        energy_wh=energy_wh,
        max_speed_m_s=timing.max_speed_m_s,
        max_airspeed_m_s=through_m_s,
        rotor_rpm=rpm,
        thrust_margin_frac=margin,
        tip_mach=rotor.tip_mach(rpm, sky.air_c, through_m_s),
        peak_w=rotor.peak_w(density, rpm),
        density_kg_m3=density,
        charge_end_frac=max(0.0, charge_frac - energy_wh / CAPACITY_WH),
        reasons=tuple(why for why in refusals if why is not None),
    )


def _refuse_range(leg_m: float) -> Reason | None:
    """The rover, taken to stand where the flight starts, must hear it all the way."""
    if leg_m <= radio.RANGE_M:
        return None
    return reason("flight.radio_range", point=1, distance_m=leg_m, limit_m=radio.RANGE_M)

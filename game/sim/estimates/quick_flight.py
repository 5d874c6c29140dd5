"""A flight over ground nobody has chosen yet: how far, how high, in what air. No map, no luck."""

from dataclasses import dataclass

from game.sim.estimates.flight import (
    RADIO_RANGE_M,
    refuse_altitude,
    refuse_charge,
    refuse_sky,
    refuse_thin_air,
)
from game.sim.physics import flight
from game.sim.physics.helicopter_power import CAPACITY_WH
from game.sim.reasons import Reason, reason
from game.sim.state.environment import WeatherState


@dataclass(frozen=True, slots=True)
class QuickFlight:
    """A straight flight there, or there and back over half the distance each."""

    duration_s: float
    energy_wh: float
    max_speed_m_s: float
    rotor_rpm: float
    thrust_margin_frac: float
    density_kg_m3: float
    charge_end_frac: float
    reasons: tuple[Reason, ...]


def quick_flight(
    sky: WeatherState, distance_m: float, altitude_m: float, charge_frac: float, legs: int = 1
) -> QuickFlight:
    """A flight of `legs` equal legs in this air, with this much in the battery."""
    rpm = flight.rotor_rpm(sky.density_kg_m3)
    margin = flight.thrust_margin_frac(sky.density_kg_m3, rpm)
    timing = flight.flight_timing([distance_m / legs] * legs if distance_m > 0.0 else [], altitude_m)
    energy_wh = flight.flight_energy_wh(timing, sky.density_kg_m3, rpm)
    refusals = (
        refuse_altitude(altitude_m),
        _refuse_range(distance_m / legs),
        refuse_sky(sky),
        refuse_thin_air(margin, rpm),
        refuse_charge(energy_wh, charge_frac * CAPACITY_WH, CAPACITY_WH),
    )
    return QuickFlight(
        duration_s=timing.duration_s,
        energy_wh=energy_wh,
        max_speed_m_s=timing.max_speed_m_s,
        rotor_rpm=rpm,
        thrust_margin_frac=margin,
        density_kg_m3=sky.density_kg_m3,
        charge_end_frac=max(0.0, charge_frac - energy_wh / CAPACITY_WH),
        reasons=tuple(why for why in refusals if why is not None),
    )


def _refuse_range(leg_m: float) -> Reason | None:
    """The rover, taken to stand where the flight starts, must hear it all the way."""
    if leg_m <= RADIO_RANGE_M:
        return None
    return reason("flight.radio_range", point=1, distance_m=leg_m, limit_m=RADIO_RANGE_M)

"""Why a flight may not start: sky, air, battery, its own shape. Asked by the plan and by `estimate`."""

from game.core.grid import bearing_deg, compass, distance_m
from game.sim import airfields
from game.sim.physics import flight, rotor
from game.sim.physics import helicopter_power as hp
from game.sim.reasons import Figure, Reason, reason
from game.sim.state.environment import WeatherState
from game.sim.world import World

LEAST_SUN_DEG = 15.0
"""The navigation camera needs light and shadow relief; game premise (flights were flown from 10:00 to 16:00)."""
MOST_TAU = 1.5
"""Dustier skies ground it: too little light for camera and panel. Game premise."""
WIND_LIMIT_M_S = 8.0
GUST_LIMIT_M_S = 12.0
"""Planned below 8 to 10 m/s; tested in gusts of 11 m/s (from memory)."""
_GUST_BASE_M_S, _GUST_PER_MARGIN_M_S = 4.0, 40.0
"""Thrust to spare is what holds it in a gust: with a margin of 20 % and more the full limit. Starting values."""


def refuse_altitude(altitude_m: float) -> Reason | None:
    """Heights at which Ingenuity flew."""
    low, high = flight.LEAST_ALTITUDE_M, flight.MOST_ALTITUDE_M
    if low <= altitude_m <= high:
        return None
    return reason("flight.altitude", altitude_m=altitude_m, low_m=low, high_m=high)


def refuse_duration(duration_s: float) -> Reason | None:
    """The motors have no cooling but the thin air."""
    if duration_s <= flight.MOTORS_HOT_S:
        return None
    return reason("flight.too_long", duration_s=duration_s, limit_s=flight.MOTORS_HOT_S)


def gust_limit_m_s(margin_frac: float) -> float:
    """Strongest gust that this much spare thrust can hold against.

    >>> gust_limit_m_s(0.30), gust_limit_m_s(0.05)
    (12.0, 6.0)
    """
    return min(GUST_LIMIT_M_S, _GUST_BASE_M_S + _GUST_PER_MARGIN_M_S * max(0.0, margin_frac))


def refuse_sky(weather: WeatherState, margin_frac: float = rotor.MARGIN_FRAC) -> Reason | None:
    """Night, dust and wind."""
    if weather.sun_elevation_deg < LEAST_SUN_DEG:
        return reason("flight.dark", sun_deg=weather.sun_elevation_deg, limit_deg=LEAST_SUN_DEG)
    if weather.tau > MOST_TAU:
        return reason("flight.dust", tau=weather.tau, limit=MOST_TAU)
    if weather.wind_m_s > WIND_LIMIT_M_S:
        return reason("flight.wind", wind_m_s=weather.wind_m_s, limit_m_s=WIND_LIMIT_M_S)
    limit_m_s = gust_limit_m_s(margin_frac)
    if weather.gust_m_s > limit_m_s:
        return reason("flight.gusts", gust_m_s=weather.gust_m_s, limit_m_s=limit_m_s, margin_pct=100.0 * margin_frac)
    return None


def refuse_air(margin_frac: float, rpm: float, air_c: float, airspeed_m_s: float) -> Reason | None:
    """Too little thrust to spare, or blade tips too near the speed of sound."""
    if margin_frac < rotor.LEAST_MARGIN_FRAC:
        limit_pct = 100.0 * rotor.LEAST_MARGIN_FRAC
        return reason("flight.thin_air", rpm=rpm, margin_pct=100.0 * margin_frac, limit_pct=limit_pct)
    mach = rotor.tip_mach(rpm, air_c, airspeed_m_s)
    if mach > rotor.TIP_MACH_LIMIT:
        return reason("flight.tip_mach", mach=mach, limit=rotor.TIP_MACH_LIMIT, rpm=rpm, air_c=air_c)
    return None


def refuse_charge(energy_wh: float, charge_wh: float, capacity_wh: float) -> Reason | None:
    """Not enough above the reserve."""
    spare_wh = charge_wh - hp.RESERVE_FRAC * capacity_wh
    if energy_wh <= spare_wh:
        return None
    return reason(
        "flight.energy",
        needed_wh=energy_wh,
        available_wh=max(0.0, spare_wh),
        reserve_pct=100.0 * hp.RESERVE_FRAC,
    )


def landing_reason(world: World, key: str, at_m: tuple[float, float], **figures: Figure) -> Reason:
    """Why not to land at a place, with the nearest other airfield as advice; `<key>_alone` when there is none."""
    found = [
        (distance_m(*at_m, field.x_m, field.y_m), number) for number, field in enumerate(world.helicopter.airfields)
    ]
    away = min((each for each in found if each[0] > airfields.HERE_M), default=None)
    if away is None:
        return reason(f"{key}_alone", **figures)
    field = world.helicopter.airfields[away[1]]
    side = compass(bearing_deg(field.x_m - at_m[0], field.y_m - at_m[1]))
    return reason(key, **figures, airfield=field.name, away_m=away[0], side=side)

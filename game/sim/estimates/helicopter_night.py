"""Ingenuity on the ground: what the sun brings and the cold takes, now and through the coming night."""

from game.content.sections import Weather
from game.core import exact, marstime
from game.core.units import wh_over
from game.sim.estimates.sky import weather_at
from game.sim.physics import helicopter_power as hp
from game.sim.state.environment import WeatherState
from game.sim.state.helicopter import NightHeat
from game.sim.world import World

SET_C: dict[NightHeat, float | None] = {
    NightHeat.WARM: hp.WARM_C,
    NightHeat.SAVING: hp.SAVING_C,
    NightHeat.OFF: None,
}
_STEP_S = 900
_MORNING_S = marstime.parse_lmst("10:00")
"""By then the sun brings more than the heaters take."""


def sun_w(weather: WeatherState, dust_frac: float) -> tuple[float, float]:
    """(charging power, sine of the sun's elevation or 0 at night)."""
    if weather.sun_elevation_deg <= 0.0:
        return 0.0, 0.0
    sin_sun = exact.sin_deg(weather.sun_elevation_deg)
    light = hp.sunlight_w_m2(sin_sun, weather.tau, marstime.sun_distance_au(weather.ls_deg))
    return hp.solar_w(light, dust_frac), sin_sun


def inside_c(weather: WeatherState, heat: NightHeat) -> float:
    """Temperature inside: where the heaters hold it, or what sun and air make of it."""
    _light_w, sin_sun = sun_w(weather, 0.0)
    unheated_c, set_c = hp.unheated_c(weather.air_c, sin_sun), SET_C[heat]
    return unheated_c if set_c is None else max(set_c, unheated_c)


def lowest_charge_wh(
    weather: Weather, seed: int, tick: int, charge_wh: float, capacity_wh: float, dust_frac: float, heat: NightHeat
) -> float:
    """Lowest charge from now until the next morning, in the sky as it will be."""
    until, lowest_wh = marstime.next_lmst(tick, _MORNING_S), charge_wh
    while tick < until:
        seconds = min(_STEP_S, until - tick)
        sky = weather_at(weather, seed, tick + seconds // 2)
        light_w, sin_sun = sun_w(sky, dust_frac)
        charge_wh += wh_over(light_w - hp.standing_w(sky.air_c, sin_sun, SET_C[heat]), seconds)
        charge_wh = min(capacity_wh, max(0.0, charge_wh))
        lowest_wh = min(lowest_wh, charge_wh)
        tick += seconds
    return lowest_wh


def night_frac(world: World, spent_wh: float = 0.0, heat: NightHeat | None = None) -> float:
    """Lowest share of charge through the coming night, after spending so much now."""
    helicopter = world.helicopter
    if helicopter.capacity_wh <= 0.0:
        return 0.0
    lowest_wh = lowest_charge_wh(
        world.level.weather,
        world.site.seed,
        world.tick,
        max(0.0, helicopter.charge_wh - spent_wh),
        helicopter.capacity_wh,
        helicopter.dust_frac,
        helicopter.night_heat if heat is None else heat,
    )
    return lowest_wh / helicopter.capacity_wh

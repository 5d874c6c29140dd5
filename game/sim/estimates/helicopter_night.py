"""Ingenuity on the ground: what the sun brings and the cold takes, now and through the coming night."""

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


def night_frac(world: World, spent_wh: float) -> float:
    """Lowest share of charge until the next morning, after spending so much now."""
    until = marstime.next_lmst(world.tick, _MORNING_S)
    return ahead(world, until, world.helicopter.night_heat, spent_wh)[0]


def ahead(world: World, until: int, heat: NightHeat, spent_wh: float = 0.0) -> tuple[float, float]:
    """(lowest share of charge, Wh gained if the battery could hold all) on the ground until a tick, in the sky as it
    will be, heated like that, after spending so much now."""
    helicopter, tick = world.helicopter, world.tick
    charge_wh = lowest_wh = max(0.0, helicopter.charge_wh - spent_wh)
    gain_wh = 0.0
    while tick < until:
        seconds = min(_STEP_S, until - tick)
        sky = weather_at(world.level.weather, world.site.seed, tick + seconds // 2)
        light_w, sin_sun = sun_w(sky, helicopter.dust_frac)
        step_wh = wh_over(light_w - hp.standing_w(sky.air_c, sin_sun, SET_C[heat]), seconds)
        gain_wh += step_wh
        charge_wh = min(helicopter.capacity_wh, max(0.0, charge_wh + step_wh))
        lowest_wh = min(lowest_wh, charge_wh)
        tick += seconds
    return lowest_wh / helicopter.capacity_wh, gain_wh

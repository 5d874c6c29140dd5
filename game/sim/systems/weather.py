"""Weather: sets the sky and the air each minute, and tells of new sols and of storms."""

from game.core import marstime
from game.sim import events as e
from game.sim.estimates.sky import weather_at
from game.sim.estimates.storms import storm_in_progress, storms_about, weather_of
from game.sim.physics import dust_devils, wind
from game.sim.state.environment import WeatherState
from game.sim.system import MINUTE_S, Emit, System
from game.sim.world import Site, World

_FIRST_S = int(dust_devils.FROM_H * wind.HOUR_S)
_LAST_S = int(dust_devils.UNTIL_H * wind.HOUR_S) + dust_devils.MOST_LIFE_S


def initial(site: Site, tick: int) -> WeatherState:
    """The sky when the mission begins."""
    return weather_at(site.level.weather, site.seed, tick)


def _minute(world: World, emit: Emit) -> None:
    tick = world.tick
    stormy = world.weather.storm
    world.weather = weather_at(weather_of(world), world.site.seed, tick)
    if tick % marstime.SOL_S < MINUTE_S:
        emit(e.SolBegan(tick, tick // marstime.SOL_S))
    if world.weather.storm is not stormy:
        _tell_of_storm(world, emit)
    if _FIRST_S <= tick % marstime.SOL_S < _LAST_S:
        _feel(world, emit)


def _feel(world: World, emit: Emit) -> None:
    """Whirlwinds that passed over the rover and its station in this minute. MEDA listens while the rover sleeps."""
    weather, seed, rover, ground = world.level.weather, world.site.seed, world.rover, world.terrain
    usual_m_s = wind.TYPICAL_M_S if weather.wind_m_s is None else weather.wind_m_s
    size_m, here_m = (ground.width_m, ground.height_m), (rover.x_m, rover.y_m)
    for vortex in (
        dust_devils.devil_over(seed, world.tick, size_m, here_m, usual_m_s),
        dust_devils.vortex_over_station(seed, world.tick, world.weather.wind_m_s),
    ):
        if vortex is None:
            continue
        meda = world.meda
        meda.vortices += 1
        meda.dust_devils += vortex.dusty
        meda.deepest_pa = max(meda.deepest_pa, vortex.dip_pa)
        kind = e.DustDevilPassed if vortex.dusty else e.VortexFelt
        emit(kind(world.tick, vortex.dip_pa, vortex.seconds, vortex.wind_m_s))


def _tell_of_storm(world: World, emit: Emit) -> None:
    storms = storms_about(weather_of(world), world.site.seed, world.tick)
    storm = storm_in_progress(storms, world.tick)
    if storm is None:
        emit(e.StormEnded(world.tick, world.weather.tau))
    else:
        emit(e.StormBegan(world.tick, storm.tau))


SYSTEM = System("weather", minute=_minute)

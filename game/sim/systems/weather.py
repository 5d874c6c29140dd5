"""Weather: sets the sky and the air each minute, and tells of new sols and of storms."""

from game.core import marstime
from game.sim import events as e
from game.sim.estimates.sky import weather_at
from game.sim.estimates.storms import storm_in_progress, storms_about, weather_of
from game.sim.physics import dust_devils
from game.sim.state.environment import WeatherState
from game.sim.system import MINUTE_S, Emit, System
from game.sim.whirlwinds import devil_over, may_stand
from game.sim.world import Site, World


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
    if may_stand(tick):
        _feel(world, emit)


def _feel(world: World, emit: Emit) -> None:
    """Whirlwinds that passed over the rover and its station in this minute. MEDA listens while the rover sleeps."""
    for vortex in (
        devil_over(world, world.rover.x_m, world.rover.y_m),
        dust_devils.vortex_over_station(world.site.seed, world.tick, world.weather.wind_m_s),
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

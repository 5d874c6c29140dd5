"""Weather: sets the sky and the air each minute, and tells of new sols and of storms."""

from game.core import marstime
from game.sim import events as e
from game.sim.estimates.sky import weather_at
from game.sim.estimates.storms import storm_in_progress, storms_about
from game.sim.state.environment import WeatherState
from game.sim.system import MINUTE_S, Emit, System
from game.sim.world import Site, World


def initial(site: Site, tick: int) -> WeatherState:
    """The sky when the mission begins."""
    return weather_at(site.level.weather, site.seed, tick)


def _minute(world: World, emit: Emit) -> None:
    tick = world.tick
    stormy = world.weather.storm
    world.weather = weather_at(world.site.level.weather, world.site.seed, tick)
    if tick % marstime.SOL_S < MINUTE_S:
        emit(e.SolBegan(tick, tick // marstime.SOL_S))
    if world.weather.storm is not stormy:
        _tell_of_storm(world, emit)


def _tell_of_storm(world: World, emit: Emit) -> None:
    storms = storms_about(world.site.level.weather, world.site.seed, world.tick)
    storm = storm_in_progress(storms, world.tick)
    if storm is None:
        emit(e.StormEnded(world.tick, world.weather.tau))
    else:
        emit(e.StormBegan(world.tick, storm.tau))


SYSTEM = System("weather", minute=_minute)

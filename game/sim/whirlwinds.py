"""Dust devils over things that stand on the map. Below the systems, so that each can ask for its own."""

from game.core import marstime
from game.sim.physics import dust_devils, wind
from game.sim.world import Site, World

_FIRST_S = int(dust_devils.FROM_H * wind.HOUR_S)
_LAST_S = int(dust_devils.UNTIL_H * wind.HOUR_S) + dust_devils.MOST_LIFE_S


def may_stand(tick: int) -> bool:
    """True in the hours of the sol in which whirlwinds form and go."""
    return _FIRST_S <= tick % marstime.SOL_S < _LAST_S


def devil_over(world: World, x_m: float, y_m: float) -> dust_devils.Vortex | None:
    """The dust devil that passed over a place in the minute before now, if one did."""
    if not may_stand(world.tick):
        return None
    size_m, usual_m_s = _setting(world.site)
    return dust_devils.devil_over(world.site.seed, world.tick, size_m, (x_m, y_m), usual_m_s)


def _setting(site: Site) -> tuple[tuple[float, float], float]:
    """(size of the map, usual wind): worked out once, because it is asked each minute."""
    found: tuple[tuple[float, float], float] | None = site.derived.get("whirlwinds")
    if found is None:
        wind_m_s, ground = site.level.weather.wind_m_s, site.terrain
        usual_m_s = wind.TYPICAL_M_S if wind_m_s is None else wind_m_s
        found = site.derived["whirlwinds"] = ((ground.width_m, ground.height_m), usual_m_s)
    return found

"""Dust devils over things that stand on the map. Below the systems, so that each can ask for its own."""

from game.core import marstime
from game.sim.physics import dust_devils, wind
from game.sim.world import World

_FIRST_S = int(dust_devils.FROM_H * wind.HOUR_S)
_LAST_S = int(dust_devils.UNTIL_H * wind.HOUR_S) + dust_devils.MOST_LIFE_S


def may_stand(tick: int) -> bool:
    """True in the hours of the sol in which whirlwinds form and go."""
    return _FIRST_S <= tick % marstime.SOL_S < _LAST_S


def devil_over(world: World, x_m: float, y_m: float) -> dust_devils.Vortex | None:
    """The dust devil that passed over a place in the minute before now, if one did."""
    if not may_stand(world.tick):
        return None
    weather, ground = world.level.weather, world.terrain
    usual_m_s = wind.TYPICAL_M_S if weather.wind_m_s is None else weather.wind_m_s
    size_m = (ground.width_m, ground.height_m)
    return dust_devils.devil_over(world.site.seed, world.tick, size_m, (x_m, y_m), usual_m_s)

"""Heat: actuators follow the air and are warmed for work; survival heaters keep the electronics alive at night."""

from game.sim.estimates.sky import resting_actuators_c, weather_at
from game.sim.loads import heater_zones_w, is_moving, is_warming
from game.sim.physics import battery, heat
from game.sim.state.environment import ThermalState
from game.sim.system import Emit, System
from game.sim.world import Site, World


def initial(site: Site, tick: int) -> ThermalState:
    """Actuators as warm as the air was one lag ago (or was on the first sol), a warm electronics box."""
    weather, seed = site.level.weather, site.seed
    air_c = weather_at(weather, seed, tick).air_c
    box_c = air_c + (heat.FLUID_LOOP_W + heat.ELECTRIC_HEAT_FRAC * battery.AWAKE_W) / heat.BOX_W_PER_C
    return ThermalState(
        actuators_c=resting_actuators_c(weather, seed, tick),
        electronics_c=max(heat.SURVIVAL_C, min(20.0, box_c)),
        heater_w=heat.survival_heaters_w(air_c, battery.AWAKE_W),
    )


def _minute(world: World, _emit: Emit) -> None:
    thermal, air_c = world.thermal, world.weather.air_c
    warming, moving = is_warming(world), is_moving(world)
    box_w = battery.SLEEP_W if world.asleep else battery.AWAKE_W
    survival_w = heat.survival_heaters_w(air_c, box_w)
    actuator_w = heat.actuator_heaters_w(thermal.actuators_c, air_c, warming=warming, moving=moving)
    thermal.heater_w = survival_w + actuator_w
    thermal.zones_w = heater_zones_w(world, survival_w, actuator_w) if thermal.heater_w > 0.0 else []
    thermal.electronics_c = heat.box_after_minute_c(thermal.electronics_c, air_c, box_w, survival_w)
    thermal.actuators_c = heat.actuators_after_minute_c(thermal.actuators_c, air_c, warming=warming, moving=moving)


SYSTEM = System("thermal", minute=_minute)

"""Ingenuity parked: charging by day, heating by night, browning out in winter and coming back over the sols.

Until its first brown-out mission control trusts the usual heating. From then on it works out every evening how warm the
helicopter can be kept through the night: at -15 C, at -40 C, or not at all, which resets its clock every morning.
"""

from game.core import marstime
from game.core.units import wh_over
from game.sim import events as e
from game.sim.estimates.helicopter_night import SET_C, ahead, sun_w
from game.sim.physics import helicopter_power as hp
from game.sim.state.helicopter import HelicopterState, NightHeat
from game.sim.system import MINUTE_S, Emit
from game.sim.whirlwinds import devil_over
from game.sim.world import World

EVENING_S = marstime.parse_lmst("17:00")
"""When the heating of the night is decided."""
SAFE_NIGHT_FRAC = 0.12
WARMER_GAIN_WH = 3.0
"""A night is planned to leave at least the first. Heating is raised again when a sol of it would still gain the second,
a flight every four sols or so: the real one was kept colder for 260 sols. Game premises."""
_DUST_PER_MINUTE = hp.DUST_PER_SOL_FRAC * MINUTE_S / marstime.SOL_S
_WARMEST_FIRST = (NightHeat.WARM, NightHeat.SAVING, NightHeat.OFF)


def stand_by(world: World, emit: Emit) -> None:
    """A minute on the ground."""
    helicopter, weather = world.helicopter, world.weather
    light_w, sin_sun = sun_w(weather, helicopter.dust_frac)
    draw_w = 0.0 if helicopter.brown_out else hp.standing_w(weather.air_c, sin_sun, SET_C[helicopter.night_heat])
    settle(helicopter, wh_over(light_w, MINUTE_S), wh_over(draw_w, MINUTE_S))
    _gather_dust(world)
    frac = helicopter.charge_wh / helicopter.capacity_wh
    if helicopter.brown_out:
        _come_back(world, frac)
    elif frac < hp.BROWN_OUT_FRAC and draw_w > 0.0:
        _brown_out(world, emit)
    since_evening_s = marstime.second_of_sol(world.tick) - EVENING_S
    if 0 <= since_evening_s < MINUTE_S and helicopter.brown_outs:
        _decide_heating(world, emit)


def settle(helicopter: HelicopterState, sun_wh: float, wanted_wh: float) -> None:
    """Book what the sun brought and what was used; what no longer fits into the battery is let go.

    >>> state = HelicopterState(charge_wh=1.0, capacity_wh=2.0)
    >>> settle(state, 1.5, 0.25); state.charge_wh, state.spilled_wh
    (2.0, 0.25)
    """
    used_wh = min(wanted_wh, helicopter.charge_wh + sun_wh)
    after_wh = helicopter.charge_wh + sun_wh - used_wh
    helicopter.charge_wh = min(helicopter.capacity_wh, max(0.0, after_wh))
    helicopter.sun_wh += sun_wh
    helicopter.used_wh += used_wh
    helicopter.spilled_wh += max(0.0, after_wh - helicopter.capacity_wh)


def _gather_dust(world: World) -> None:
    """Dust settles all the time; a strong gust blows some off, and a dust devil right over the panel much more."""
    helicopter, weather = world.helicopter, world.weather
    helicopter.dust_frac = min(hp.DUST_MOST_FRAC, helicopter.dust_frac + _DUST_PER_MINUTE * weather.tau)
    if weather.gust_m_s > hp.CLEANING_GUST_M_S and weather.tau < hp.DUSTY_TAU:
        helicopter.dust_frac -= helicopter.dust_frac * hp.CLEANED_PER_MINUTE_FRAC
    devil = devil_over(world, helicopter.x_m, helicopter.y_m)
    if devil is not None and devil.dip_pa >= hp.CLEANING_DIP_PA:
        helicopter.dust_frac *= hp.DEVIL_KEPT_FRAC


# --- brown-out --------------------------------------------------------------------------------------------------------
def _brown_out(world: World, emit: Emit) -> None:
    helicopter = world.helicopter
    helicopter.brown_out, helicopter.in_contact = True, False
    helicopter.brown_outs += 1
    helicopter.browned_out_tick = world.tick
    emit(e.HelicopterBrownedOut(world.tick, 100.0 * helicopter.dust_frac, 100.0 * hp.RECOVERED_FRAC))


def _come_back(world: World, charge_frac: float) -> None:
    """Charged enough, it starts with a clock that knows no hour; the rover listens all day and hears it (`contact`)."""
    helicopter = world.helicopter
    if charge_frac >= hp.RECOVERED_FRAC:
        helicopter.brown_out = False
        if helicopter.night_heat is NightHeat.WARM:
            helicopter.night_heat = NightHeat.SAVING


def _decide_heating(world: World, emit: Emit) -> None:
    """The warmest that the coming night allows."""
    helicopter = world.helicopter
    if helicopter.brown_out:
        return
    heat = next(heat for heat in _WARMEST_FIRST if _is_safe(world, heat))
    if heat is not helicopter.night_heat:
        helicopter.night_heat = heat
        emit(e.NightHeatChanged(world.tick, f"night_{heat.value}"))


def _is_safe(world: World, heat: NightHeat) -> bool:
    """A sol with this heating ends well; to heat more than before it must end with something to spare."""
    if heat is NightHeat.OFF:
        return True
    next_evening = marstime.next_lmst(world.tick, EVENING_S)
    lowest_frac, gain_wh = ahead(world, next_evening, heat)
    warmer = _WARMEST_FIRST.index(heat) < _WARMEST_FIRST.index(world.helicopter.night_heat)
    return lowest_frac >= SAFE_NIGHT_FRAC and (not warmer or gain_wh >= WARMER_GAIN_WH)

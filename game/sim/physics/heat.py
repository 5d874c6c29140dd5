"""Temperatures of actuators and electronics, and the heaters, as pure functions.

Actuators follow the air with a lag; below -55 C their grease must be warmed before they move. The electronics sit in a
warm box fed by their own heat and the generator's fluid loop, and by survival heaters on the coldest nights.
"""

ACTUATOR_READY_C = -55.0
"""Coldest temperature at which the motors may turn (flight-allowable limit; from memory)."""
WARM_UP_MIN_PER_C = 5.0
"""So that a winter morning takes 1 to 3 h and the early afternoon nothing (operations practice, from memory)."""
WARM_UP_MOST_MIN = 180.0
ACTUATOR_HEATERS_W = 100.0
"""50 to 150 W while warming up (from memory)."""
ACTUATOR_ZONES = (
    (("heat_wheels", 0.8), ("heat_mast", 0.2)),
    (("heat_arm", 0.7), ("heat_turret", 0.3)),
)
"""Where that power goes before a drive, and before work with the arm; starting values."""
ACTUATOR_HOLD_W = 50.0
"""To keep moving actuators at -55 C in colder air; starting value."""
MOTOR_RISE_C = 15.0
"""Working motors run warmer than the air by this much; starting value."""
ACTUATOR_LAG_MIN = 90.0
"""Time constant of arms, wheels and mast; starting value."""

BOX_W_PER_C = 2.2
"""Heat the electronics box loses for each degree above the air; starting value."""
FLUID_LOOP_W = 60.0
"""Of the generator's 2 kW of heat, what its fluid loop gives the box; starting value."""
ELECTRIC_HEAT_FRAC = 0.8
"""Share of the bus power that ends as heat in the box; starting value."""
SURVIVAL_C = -30.0
"""The box is kept above this; starting value, from memory (batteries want -20 to 30 C, electronics -40 C)."""
BOX_LAG_MIN = 240.0


def warm_up_minutes(actuators_c: float) -> float:
    """Heating before actuators this cold may move.

    >>> warm_up_minutes(-50.0), warm_up_minutes(-75.0), warm_up_minutes(-100.0)
    (0.0, 100.0, 180.0)
    """
    return min(WARM_UP_MOST_MIN, max(0.0, (ACTUATOR_READY_C - actuators_c) * WARM_UP_MIN_PER_C))


def relax_c(now_c: float, towards_c: float, minutes: float, lag_min: float) -> float:
    """One step towards a temperature, for steps well below the lag.

    >>> relax_c(0.0, -90.0, 1.0, 90.0)
    -1.0
    """
    return now_c + (towards_c - now_c) * (minutes / lag_min)


def actuators_after_minute_c(now_c: float, air_c: float, *, warming: bool, moving: bool) -> float:
    """Temperature of the actuators a minute on. Warming up adds what `warm_up_minutes` counts on, air may add more.

    >>> actuators_after_minute_c(-75.0, -60.0, warming=True, moving=False)
    -74.8
    """
    air_c = air_c + MOTOR_RISE_C if moving else air_c
    drifted_c = relax_c(now_c, air_c, 1.0, ACTUATOR_LAG_MIN)
    if warming:
        return max(drifted_c, min(now_c + 1.0 / WARM_UP_MIN_PER_C, ACTUATOR_READY_C))
    if moving:
        return max(drifted_c, min(now_c, ACTUATOR_READY_C))
    return drifted_c


def actuator_heaters_w(now_c: float, air_c: float, *, warming: bool, moving: bool) -> float:
    """Power of the actuator heaters in this minute."""
    if warming:
        return ACTUATOR_HEATERS_W
    if moving and now_c <= ACTUATOR_READY_C + 1.0 and air_c + MOTOR_RISE_C < ACTUATOR_READY_C:
        return ACTUATOR_HOLD_W
    return 0.0


def survival_heaters_w(air_c: float, electric_w: float) -> float:
    """Power of the heaters that keep the box at its survival temperature.

    >>> survival_heaters_w(-20.0, 150.0), round(survival_heaters_w(-83.0, 50.0), 1)
    (0.0, 16.6)
    """
    heat_w = FLUID_LOOP_W + ELECTRIC_HEAT_FRAC * electric_w
    return max(0.0, BOX_W_PER_C * (SURVIVAL_C - air_c) - heat_w)


def box_after_minute_c(now_c: float, air_c: float, electric_w: float, heater_w: float) -> float:
    """Temperature of the electronics a minute on; at most 40 C, where the fluid loop starts to carry heat away."""
    heat_w = FLUID_LOOP_W + ELECTRIC_HEAT_FRAC * electric_w + heater_w
    return min(40.0, relax_c(now_c, air_c + heat_w / BOX_W_PER_C, 1.0, BOX_LAG_MIN))

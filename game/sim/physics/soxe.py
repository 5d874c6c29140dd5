"""MOXIE as pure functions: intake, Faraday's law, cells that age, purity, warm-up.

Mars air is pumped through a filter, heated to 800 C and split by current in a stack of ten ceramic cells: oxygen comes
out on one side, carbon monoxide is vented. What limits a run: the current, the carbon dioxide that thin air brings, and
the voltage that aged cells ask for. What spoils it: too much current for the feed, and air whose density changes fast.

Source: Hoffman et al. 2022 (Science Advances, PMC9432831) for the process; what is marked so is from memory.
"""

from game.core import exact

# --- intake and current -----------------------------------------------------------------------------------------------
GRAMS_PER_AMP_HOUR_CELL = 0.2985
"""Faraday: 32 g/mol / (4 x 96,485 C/mol) x 3600 s = 0.2985 g of O2 per ampere, hour and cell."""
CELLS = 10
MAX_AMPS = 4.0
"""11.9 g/h by Faraday's law: the published peak of 12 g/h."""
NOMINAL_AMPS = 2.0
"""6.0 g/h: the design rate."""
OXYGEN_PER_CO2 = 16.0 / 44.0
"""Mass of O2 from 2 CO2 -> 2 CO + O2, per mass of CO2."""
CO2_FRAC = 0.966
"""By mass: 95.1 % by volume (Trainer 2019, Curiosity), and its molecules are heavier than the rest."""
PUMP_L_MIN = 62.0
"""Scroll pump at full speed. Game premise: chosen so that thick night air (740 Pa, 210 K: 0.0184 kg/m3) just feeds the
12 g/h peak."""
MAX_UTILISATION_FRAC = 0.5
"""Share of the CO2 that may be split; above about half, carbon deposits on the cathode (from memory)."""
RAMP_MIN = 10.0
"""The current is raised over the first minutes; starting value, from memory."""

# --- cells ------------------------------------------------------------------------------------------------------------
CELL_CM2 = 22.7
"""Active area of a cell (Hoffman 2022)."""
OPEN_V, LIMIT_V = 0.96, 1.17
"""A cell's voltage without current at 800 C, and the most it may see before carbon deposits; from memory."""
FRESH_OHM_CM2 = 1.0
"""Resistance of a new cell; starting value, from memory."""
AGEING_PER_CYCLE = 0.012
"""Each heating and cooling raises the resistance by this; starting value: with it 16 runs still reach 12 g/h."""
LEAK_PER_CYCLE = 0.0015
"""Share of the oxygen that one more cycle of the seals lets escape; starting value."""
OVERDRIVE_CYCLES_PER_H = 20.0
"""An hour with twice the current that the feed allows ages the cells like so many runs: carbon (game premise)."""

# --- purity -----------------------------------------------------------------------------------------------------------
PURITY_NEEDED_FRAC = 0.98
"""What MOXIE had to reach, and did in every run (NASA)."""
BLEED_G_H = 0.02
"""Carbon dioxide that finds its way into the oxygen: 99.7 % at 6 g/h, less at a trickle; starting value."""
OVERDRIVE_IMPURITY = 0.08
"""Purity lost for each 100 % of current above the feed's limit; starting value."""
STEADY_CHANGE_PER_H = 0.02
"""Density may change by this share in an hour before the pressure control lags behind; starting value."""
CHANGE_IMPURITY = 1.0
"""Purity lost for each share and hour beyond that; starting value. MOXIE never ran at dawn or dusk (Hecht, MIT)."""
WORST_PURITY_FRAC = 0.9

# --- heat and power ---------------------------------------------------------------------------------------------------
HOT_C = 800.0
FULL_HEAT_RISE_C = 1050.0
"""How far above the air full heating would bring the stack in the end; starting value."""
STACK_LAG_MIN = 72.0
"""Time constant of stack and insulation: about 2 h of warm-up in all (MIT); starting value."""
RUN_POWER_W = 300.0
"""300 W (Wikipedia, MOXIE): while it heats, and at 2 A."""
REST_OF_RUN_W = 279.0
"""Of it without the cells' own current: pump, control, heat to stay hot."""


def faraday_g_h(amps: float) -> float:
    """Oxygen by the current through all cells, g/h.

    >>> round(faraday_g_h(2.0), 2)
    5.97
    """
    return GRAMS_PER_AMP_HOUR_CELL * CELLS * amps


def feed_limit_g_h(density_kg_m3: float) -> float:
    """The most oxygen that the pumped air allows, g/h, at this air density.

    >>> round(feed_limit_g_h(0.0184), 1), round(feed_limit_g_h(0.0133), 1)
    (12.0, 8.7)
    """
    feed_g_h = PUMP_L_MIN * 60.0 * density_kg_m3 * CO2_FRAC  # litres x kg/m3 are grams
    return feed_g_h * OXYGEN_PER_CO2 * MAX_UTILISATION_FRAC


def resistance_ohm_cm2(cycles: float) -> float:
    """Of a cell that has been through so many cycles.

    >>> resistance_ohm_cm2(0), round(resistance_ohm_cm2(16), 2)
    (1.0, 1.19)
    """
    return FRESH_OHM_CM2 * (1.0 + AGEING_PER_CYCLE * cycles)


def most_amps(cycles: float) -> float:
    """The most current at which no cell sees more than its limit.

    >>> round(most_amps(0), 2), round(most_amps(15), 2), round(most_amps(60), 2)
    (4.77, 4.04, 2.77)
    """
    return (LIMIT_V - OPEN_V) * CELL_CM2 / resistance_ohm_cm2(cycles)


def cell_v(amps: float, cycles: float) -> float:
    """Voltage of a cell under current.

    >>> round(cell_v(2.0, 0), 3), round(cell_v(2.0, 16), 3)
    (1.048, 1.065)
    """
    return OPEN_V + amps / CELL_CM2 * resistance_ohm_cm2(cycles)


def kept_frac(cycles: float) -> float:
    """Share of the oxygen that seals of this age keep.

    >>> kept_frac(0), kept_frac(16)
    (1.0, 0.976)
    """
    return max(0.5, 1.0 - LEAK_PER_CYCLE * cycles)


def rate_g_h(amps: float, density_kg_m3: float, minutes_into_run: float, cycles: float = 0.0) -> float:
    """Oxygen production now, g/h: what current, feed and cells allow, ramped up at the start."""
    ramp_frac = min(1.0, minutes_into_run / RAMP_MIN) if minutes_into_run > 0.0 else 0.0
    current_g_h = faraday_g_h(min(amps, most_amps(cycles)))
    return min(current_g_h, feed_limit_g_h(density_kg_m3)) * kept_frac(cycles) * ramp_frac


def overdrive_frac(amps: float, density_kg_m3: float) -> float:
    """By how much the current asks for more than the feed can give; 0 when it does not.

    >>> overdrive_frac(2.0, 0.0154), round(overdrive_frac(4.0, 0.0133), 2)
    (0.0, 0.37)
    """
    return max(0.0, faraday_g_h(amps) / feed_limit_g_h(density_kg_m3) - 1.0)


def purity_frac(amps: float, density_kg_m3: float, change_per_h: float = 0.0) -> float:
    """Purity of the oxygen: falls at a trickle, when over-driven, and when the air's density changes fast.

    >>> round(purity_frac(2.0, 0.0154), 4), round(purity_frac(2.0, 0.0154, 0.05), 3)
    (0.9966, 0.967)
    >>> purity_frac(4.0, 0.0133) < 0.98
    True
    """
    g_h = min(faraday_g_h(amps), feed_limit_g_h(density_kg_m3))
    spoiled = BLEED_G_H / g_h + OVERDRIVE_IMPURITY * overdrive_frac(amps, density_kg_m3)
    spoiled += CHANGE_IMPURITY * max(0.0, abs(change_per_h) - STEADY_CHANGE_PER_H)
    return max(WORST_PURITY_FRAC, 1.0 - spoiled)


def ageing_cycles(amps: float, density_kg_m3: float, minutes: float) -> float:
    """What over-driving for some minutes adds to the age of the cells."""
    return OVERDRIVE_CYCLES_PER_H * overdrive_frac(amps, density_kg_m3) * minutes / 60.0


def warm_up_min(air_c: float) -> float:
    """Full heating until the stack is hot: the colder the air, the longer.

    >>> round(warm_up_min(-22.0)), round(warm_up_min(-50.0)), round(warm_up_min(-83.0))
    (110, 119, 132)
    """
    wanted_c = HOT_C - air_c
    return STACK_LAG_MIN * exact.log(FULL_HEAT_RISE_C / (FULL_HEAT_RISE_C - wanted_c))


def run_power_w(amps: float, cycles: float = 0.0) -> float:
    """Power while oxygen is made: aged cells want more voltage for the same current.

    >>> round(run_power_w(2.0)), round(run_power_w(4.0)), round(run_power_w(4.0, 16))
    (300, 324, 326)
    """
    amps = min(amps, most_amps(cycles))
    return REST_OF_RUN_W + CELLS * amps * cell_v(amps, cycles)


def run_energy_wh(warm_up_minutes: float, minutes: float, amps: float = NOMINAL_AMPS, cycles: float = 0.0) -> float:
    """Energy of a whole run with its warm-up.

    >>> round(run_energy_wh(120.0, 60.0))
    900
    """
    return (RUN_POWER_W * warm_up_minutes + run_power_w(amps, cycles) * minutes) / 60.0

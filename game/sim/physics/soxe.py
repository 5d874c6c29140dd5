"""MOXIE's chemistry as pure functions: Faraday's law, the feed of carbon dioxide, purity.

Source: Hoffman et al. 2022 (Science Advances, PMC9432831) for the process.
"""

GRAMS_PER_AMP_HOUR_CELL = 0.2985
"""Faraday: 32 g/mol / (4 x 96,485 C/mol) x 3600 s = 0.2985 g of O2 per ampere, hour and cell."""
CELLS = 10
MAX_AMPS = 4.0
"""11.9 g/h by Faraday's law: the published peak of 12 g/h."""
NOMINAL_AMPS = 2.0
"""6.0 g/h: the design rate."""
OXYGEN_PER_CO2 = 16.0 / 44.0
"""Mass of O2 from 2 CO2 -> 2 CO + O2, per mass of CO2."""
PUMP_L_MIN = 66.0
"""Scroll pump at full speed. Game premise: chosen so that thick night air (740 Pa, 210 K: 0.0184 kg/m3) just feeds the
12 g/h peak."""
MAX_UTILISATION_FRAC = 0.45
"""Above about half, carbon deposits on the cathode; starting value, from memory."""
WARM_UP_MIN = 120.0
"""A few hours, about 2 (MIT)."""
RUN_POWER_W = 300.0
"""300 W (Wikipedia, MOXIE)."""
RAMP_MIN = 10.0
"""The current is raised over the first minutes; starting value, from memory."""
BASE_PURITY_FRAC = 0.996
"""NASA: better than 98 % in every run; starting value for a gentle one, from memory."""


def faraday_g_h(amps: float) -> float:
    """Oxygen by the current through all cells, g/h.

    >>> round(faraday_g_h(2.0), 2)
    5.97
    """
    return GRAMS_PER_AMP_HOUR_CELL * CELLS * amps


def feed_limit_g_h(density_kg_m3: float) -> float:
    """The most oxygen that the pumped air allows, g/h, at this air density.

    >>> round(feed_limit_g_h(0.0184), 1), round(feed_limit_g_h(0.0133), 1)
    (11.9, 8.6)
    """
    feed_g_h = PUMP_L_MIN * 60.0 * density_kg_m3  # litres x kg/m3 are grams
    return feed_g_h * OXYGEN_PER_CO2 * MAX_UTILISATION_FRAC


def rate_g_h(amps: float, density_kg_m3: float, minutes_into_run: float) -> float:
    """Oxygen production now, g/h: the current's or the feed's limit, ramped up at the start."""
    ramp_frac = min(1.0, minutes_into_run / RAMP_MIN) if minutes_into_run > 0.0 else 0.0
    return min(faraday_g_h(amps), feed_limit_g_h(density_kg_m3)) * ramp_frac


def purity_frac(amps: float, density_kg_m3: float) -> float:
    """Purity of the oxygen: falls once the current asks for more than the feed can give.

    >>> purity_frac(2.0, 0.0154)
    0.996
    >>> purity_frac(4.0, 0.0133) < 0.98
    True
    """
    over = faraday_g_h(amps) / feed_limit_g_h(density_kg_m3) - 1.0
    return BASE_PURITY_FRAC if over <= 0.0 else max(0.9, BASE_PURITY_FRAC - 0.08 * over)


def run_energy_wh(minutes: float) -> float:
    """Energy of a whole run with warm-up.

    >>> run_energy_wh(60.0)
    900.0
    """
    return RUN_POWER_W * (WARM_UP_MIN + minutes) / 60.0

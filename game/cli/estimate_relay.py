"""`estimate relay`: the passes of a sol, and the way to Earth."""

import argparse
from typing import Any

from game.cli.estimate_parts import Answer, Rows, setting
from game.core import earth, marstime
from game.sim.estimates.relay import PassAhead, passes_of_sol
from game.sim.narrate import duration_words
from game.sim.physics import link

NOON_S = marstime.parse_lmst("12:00")


def relay(arguments: argparse.Namespace) -> Answer:
    _weather, seed, link_up = setting(arguments.level)
    sol = arguments.sol
    ahead = passes_of_sol(link_up, seed, sol)
    total = 0.0
    for one in ahead:
        total += one.mbit
    now, pause = earth.earth_at(marstime.tick_at(sol, NOON_S)), earth.command_pause(sol)
    rate = link.hga_bit_s(now.distance_km, link_up.antenna_m)
    up = earth_hours(sol)
    figures = {
        "sol": sol,
        "utc": marstime.utc(marstime.tick_at(sol, NOON_S)).date().isoformat(),
        "passes": [_figures(one) for one in ahead],
        "total_mbit": round(total, 1),
        "light_time_s": round(now.light_s, 1),
        "distance_km": round(now.distance_km),
        "sun_angle_deg": round(now.sun_angle_deg, 2),
        "conjunction": pause is not None,
        "conjunction_sols": list(pause) if pause is not None else None,
        "x_band": {
            "antenna_m": link_up.antenna_m,
            "hga_bit_s": round(rate, 1),
            "lga_bit_s": link.LGA_BIT_S[link_up.antenna_m],
            "earth_up_lmst": list(up) if up is not None else None,
        },
    }
    rows: Rows = [(marstime.lmst_text(one.start_tick), _words(one)) for one in ahead]
    rows.append(("together", f"{total:.0f} Mbit"))
    rows.append(("light", f"{duration_words(round(now.light_s))} ({now.light_s:.0f} s) one way"))
    rows.append(("to Earth", f"{now.distance_km / 1e6:.1f} million km"))
    rows.append(("X-band", f"{rate:.0f} bit/s to a {link_up.antenna_m} m antenna{_hours_words(up)}"))
    rows.append(("commands", _pause_words(pause, now.sun_angle_deg)))
    return Answer(f"The relay of sol {sol}", figures, rows)


def earth_hours(sol: int) -> tuple[str, str] | None:
    """From when to when, by the clock, Earth stands high enough for the high-gain antenna on a sol, to ten minutes."""
    ticks = [marstime.tick_at(sol, n * marstime.SOL_S // 144) for n in range(144)]
    up = [tick for tick in ticks if earth.earth_at(tick).elevation_deg >= link.HGA_LOWEST_DEG]
    return (marstime.lmst_text(up[0]), marstime.lmst_text(up[-1])) if up else None


def _figures(one: PassAhead) -> dict[str, Any]:
    return {
        "orbiter": one.orbiter,
        "lmst": marstime.lmst_text(one.start_tick),
        "minutes": round(one.duration_s / 60.0, 1),
        "max_elevation_deg": round(one.highest_deg, 1),
        "mbit": round(one.mbit, 1),
        "missed": one.missed,
    }


def _words(one: PassAhead) -> str:
    if one.missed:
        return f"{one.orbiter:6} does not listen"
    return f"{one.orbiter:6} {one.duration_s / 60.0:.0f} min, {one.highest_deg:.0f}° high, {one.mbit:.0f} Mbit"


def _hours_words(up: tuple[str, str] | None) -> str:
    return f", Earth is up {up[0]} to {up[1]}" if up is not None else ", but Earth stays too low"


def _pause_words(pause: tuple[int, int] | None, sun_angle_deg: float) -> str:
    if pause is None:
        return f"can be sent; Mars stands {sun_angle_deg:.0f}° from the sun in Earth's sky"
    return f"none from sol {pause[0]} until sol {pause[1] + 1}: Mars stands {sun_angle_deg:.1f}° from the sun"

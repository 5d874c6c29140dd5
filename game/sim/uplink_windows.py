"""When Earth can reach the rover: in the morning straight to its high-gain antenna, and whenever an orbiter passes."""

from dataclasses import dataclass
from functools import lru_cache

from game.core import earth, marstime
from game.sim.estimates.relay import passes_on
from game.sim.physics import link
from game.sim.world import Site

HGA = "HGA"
HGA_FROM_S, HGA_LATEST_S = marstime.parse_lmst("08:00"), marstime.parse_lmst("12:00")
HGA_HOURS_S = marstime.SOL_S // 12
"""The morning uplink lies between 08 and 10 LMST (from memory); later only while Earth has not risen enough by then."""
STEP_BITS = 2000.0
"""A command with its times and tables: game premise."""
AHEAD_SOLS = 3


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when commands may arrive, by what, and how fast."""

    by: str
    start_tick: int
    end_tick: int
    bit_s: float


@dataclass(frozen=True, slots=True)
class Uplink:
    """When a bundle leaves Earth and when all of it is on board."""

    by: str
    leaves_tick: int
    arrives_tick: int


def windows_on(site: Site, sol: int) -> tuple[Window, ...]:
    """The windows that begin on a sol, by the clock; none in solar conjunction."""
    if earth.paused(sol):
        return ()
    passes = (
        Window(one.orbiter, one.start_tick, one.end_tick, link.UHF_FORWARD_BIT_S)
        for one in passes_on(site, sol)
        if not one.missed
    )
    morning = _morning(sol)
    found = list(passes)
    if morning is not None:
        rate = link.hga_bit_s(earth.earth_at(morning).distance_km, site.level.relay.antenna_m)
        found.append(Window(HGA, morning, morning + HGA_HOURS_S, rate))
    return tuple(sorted(found, key=lambda window: (window.start_tick, window.by)))


@lru_cache(maxsize=64)  # a memo of a pure function
def _morning(sol: int) -> int | None:
    """When the high-gain antenna can first see Earth from 08:00 on, to ten minutes."""
    step = marstime.SOL_S // 144
    ticks = range(marstime.tick_at(sol, HGA_FROM_S), marstime.tick_at(sol, HGA_LATEST_S), step)
    return next((tick for tick in ticks if earth.earth_at(tick).elevation_deg >= link.HGA_LOWEST_DEG), None)


def light_s(tick: int) -> int:
    """One-way light time, in whole seconds, never too short."""
    return int(earth.earth_at(tick).light_s) + 1


def next_uplink(site: Site, tick: int, steps: int) -> Uplink | None:
    """The first chance for a bundle of so many steps that is ready on Earth at `tick`; None within AHEAD_SOLS."""
    way_s = light_s(tick)
    sol = marstime.sol(tick)
    for day in range(sol - 1, sol + AHEAD_SOLS + 1):
        for window in windows_on(site, day):
            radio_s = int(STEP_BITS * steps / window.bit_s) + 1
            arrives = max(window.start_tick, tick + way_s) + radio_s
            if arrives <= window.end_tick:
                return Uplink(window.by, arrives - radio_s - way_s, arrives)
    return None

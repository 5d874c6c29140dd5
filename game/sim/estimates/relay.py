"""When orbiters are in view and what they can carry away: for the relay itself and for looking ahead."""

from dataclasses import dataclass
from functools import lru_cache

from game.content.sections import Relay, RelayPass
from game.core import marstime
from game.core.rng import rng_for
from game.sim.orbits import FEWEST, LOWEST_DEG, MOST, Visit, visits_of_sol
from game.sim.physics import link
from game.sim.system import MINUTE_S
from game.sim.world import Site

SPREAD_DEG = 12.0
"""Of a listed pass's greatest elevation from sol to sol, one standard deviation: game premise."""
HIGHEST_DEG = 88.0


@dataclass(frozen=True, slots=True)
class PassAhead:
    """One pass of a sol. `minutes_mbit` are the volumes of the whole minutes that the radio really gets; a pass that is
    missed carries nothing."""

    orbiter: str
    start_tick: int
    duration_s: int
    highest_deg: float
    minutes_mbit: tuple[float, ...]
    missed: bool = False

    @property
    def end_tick(self) -> int:
        return self.start_tick + self.duration_s

    @property
    def mbit(self) -> float:
        """What it carries in all."""
        total = 0.0
        for mbit in self.minutes_mbit:
            total += mbit
        return total

    @property
    def first_minute_tick(self) -> int:
        return -(-self.start_tick // MINUTE_S) * MINUTE_S

    def minute_mbit(self, tick: int) -> float:
        """What the minute that begins at `tick`, a minute boundary, carries."""
        return self.minutes_mbit[(tick - self.first_minute_tick) // MINUTE_S] if self.minutes_mbit else 0.0


# --- a sol ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)  # a memo of a pure function
def passes_of_sol(relay: Relay, seed: int, sol: int) -> tuple[PassAhead, ...]:
    """The passes that begin on a sol, by the clock, one after the other. Whoever is heard already is heard out."""
    if relay.passes is None:
        booked = _booked(seed, sol)
    else:
        booked = [_listed(entry, seed, sol, number) for number, entry in enumerate(relay.passes)]
    in_order = _one_at_a_time(sorted(booked, key=lambda one: one.start_tick))
    return tuple(_silenced(one) if _is_out(relay, one.orbiter, sol) else one for one in in_order)


def _one_at_a_time(passes: list[PassAhead]) -> list[PassAhead]:
    chosen: list[PassAhead] = []
    for one in passes:
        if not chosen or one.start_tick >= chosen[-1].end_tick:
            chosen.append(one)
    return chosen


def _is_out(relay: Relay, orbiter: str, sol: int) -> bool:
    return any(out.orbiter == orbiter and out.sol <= sol < out.sol + out.sols for out in relay.outages)


def _silenced(one: PassAhead) -> PassAhead:
    return PassAhead(one.orbiter, one.start_tick, one.duration_s, one.highest_deg, (), missed=True)


def _booked(seed: int, sol: int) -> list[PassAhead]:
    """Of the orbiters that come, those that listen to us: never fewer than FEWEST, never more than MOST."""
    visits = visits_of_sol(seed, sol)
    ours = [visit for visit, is_ours in visits if is_ours and visit.highest_deg >= LOWEST_DEG]
    others = sorted((visit for visit, _ in visits if visit not in ours), key=lambda visit: -visit.highest_deg)
    chosen: list[PassAhead] = []
    for one in sorted((_of_visit(visit) for visit in ours), key=lambda one: -one.mbit):
        if len(chosen) < MOST and _is_free(one, chosen):
            chosen.append(one)
    for one in map(_of_visit, others):
        if len(chosen) < FEWEST and _is_free(one, chosen):
            chosen.append(one)
    return chosen


def _is_free(one: PassAhead, chosen: list[PassAhead]) -> bool:
    """Only one orbiter is heard at a time."""
    return all(one.end_tick <= other.start_tick or other.end_tick <= one.start_tick for other in chosen)


def _of_visit(visit: Visit) -> PassAhead:
    radio = link.RADIOS[visit.orbiter]
    duration_s = int(link.view_s(radio.height_km, visit.highest_deg))
    start = visit.middle_tick - duration_s // 2
    return _shaped(visit.orbiter, start, duration_s, visit.highest_deg, 1.0)


def _listed(entry: RelayPass, seed: int, sol: int, number: int) -> PassAhead:
    """A level's pass on one sol: higher than usual it lasts longer and carries more."""
    radio = link.RADIOS[entry.orbiter]
    luck = rng_for(seed, "relay pass", number).normal(sol)
    highest = max(LOWEST_DEG, min(HIGHEST_DEG, entry.elevation_deg + SPREAD_DEG * luck))
    usual_s = link.view_s(radio.height_km, entry.elevation_deg)
    length = link.view_s(radio.height_km, highest) / usual_s
    scale = entry.mbit / link.pass_mbit(radio, entry.elevation_deg)
    start = marstime.tick_at(sol, marstime.parse_lmst(entry.lmst))
    stretch = entry.minutes * 60.0 / usual_s
    return _shaped(entry.orbiter, start, int(entry.minutes * 60.0 * length), highest, scale / stretch, stretch)


def _shaped(
    orbiter: str, start_tick: int, duration_s: int, highest_deg: float, scale: float, stretch: float = 1.0
) -> PassAhead:
    """The volumes minute by minute; `stretch` makes the orbiter slower than it is, for passes that last longer."""
    radio, middle = link.RADIOS[orbiter], start_tick + 0.5 * duration_s
    first = -(-start_tick // MINUTE_S) * MINUTE_S
    minutes = tuple(
        scale * link.rate_mbit_s(radio, highest_deg, (tick + 0.5 * MINUTE_S - middle) / stretch) * MINUTE_S
        for tick in range(first, start_tick + duration_s, MINUTE_S)
    )
    return PassAhead(orbiter, start_tick, duration_s, highest_deg, minutes)


# --- on a site --------------------------------------------------------------------------------------------------------


def passes_on(site: Site, sol: int) -> tuple[PassAhead, ...]:
    """The passes of a sol of this mission; worked out once, because the relay asks each minute."""
    kept: dict[int, tuple[PassAhead, ...]] = site.derived.setdefault("passes", {})
    if sol not in kept:
        kept[sol] = passes_of_sol(site.level.relay, site.seed, sol)
    return kept[sol]


def pass_in_view(site: Site, tick: int) -> PassAhead | None:
    """The pass in progress at `tick`, missed ones too."""
    for one in _passes_in(site, marstime.sol(tick)):
        if one.start_tick <= tick < one.end_tick:
            return one
    return None


def _passes_in(site: Site, sol: int) -> tuple[PassAhead, ...]:
    """Those of a sol, and those that began before its midnight and reach into it; worked out once."""
    kept: dict[int, tuple[PassAhead, ...]] = site.derived.setdefault("passes_in", {})
    if sol not in kept:
        midnight = marstime.tick_at(sol, 0)
        over = (one for one in passes_on(site, sol - 1) if one.end_tick > midnight)
        kept[sol] = (*passes_on(site, sol), *over)
    return kept[sol]


def passes_between(site: Site, tick: int, until_tick: int) -> list[PassAhead]:
    """Every pass that ends after `tick` and begins before `until_tick`."""
    sols = range(marstime.sol(tick) - 1, marstime.sol(until_tick) + 1)
    return [one for sol in sols for one in passes_on(site, sol) if tick < one.end_tick and one.start_tick < until_tick]


def next_pass(site: Site, tick: int, within_sols: int = 4) -> PassAhead | None:
    """The next pass to begin after `tick` that is not missed."""
    ahead = passes_between(site, tick, tick + within_sols * marstime.SOL_S)
    return next((one for one in ahead if one.start_tick > tick and not one.missed), None)

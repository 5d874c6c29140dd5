"""When an orbiter is in view and how much it can carry away: for the relay itself and for looking ahead."""

from dataclasses import dataclass

from game.content.sections import RelayPass
from game.core import marstime
from game.sim.system import MINUTE_S


@dataclass(frozen=True, slots=True)
class PassAhead:
    """One pass of a sol; `mbit` counts the whole minutes that the radio really gets."""

    orbiter: str
    start_tick: int
    duration_s: int
    mbit: float


def pass_in_view(passes: tuple[RelayPass, ...], tick: int) -> int:
    """Index of the pass in progress at `tick`, -1 when no orbiter is in view. Passes recur each sol."""
    second = marstime.second_of_sol(tick)
    for index, relay in enumerate(passes):
        if (second - marstime.parse_lmst(relay.lmst)) % marstime.SOL_S < relay.minutes * 60.0:
            return index
    return -1


def passes_of_sol(passes: tuple[RelayPass, ...], sol: int) -> tuple[PassAhead, ...]:
    """The passes that begin on a sol, by the clock."""
    starts = [(marstime.tick_at(sol, marstime.parse_lmst(relay.lmst)), index) for index, relay in enumerate(passes)]
    return tuple(_ahead(passes, tick, index) for tick, index in sorted(starts))


def _ahead(passes: tuple[RelayPass, ...], start_tick: int, index: int) -> PassAhead:
    relay = passes[index]
    duration_s = int(relay.minutes * 60.0)
    first = -(-start_tick // MINUTE_S) * MINUTE_S
    sending = [tick for tick in range(first, start_tick + duration_s, MINUTE_S) if pass_in_view(passes, tick) == index]
    return PassAhead(relay.orbiter, start_tick, duration_s, relay.mbit / relay.minutes * len(sending))

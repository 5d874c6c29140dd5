"""Which orbiters come over Jezero on a sol when a level lists no passes of its own.

MRO and Odyssey keep their local time (sun-synchronous orbits); TGO's and MAVEN's drift, by the turning of their orbits'
planes. Who listens when is agreed week by week among all missions on Mars, so not every pass is ours.
"""

from dataclasses import dataclass

from game.core import marstime
from game.core.rng import Stream, rng_for
from game.sim.physics.link import MASK_DEG, RADIOS, angle_deg, elevation_deg, orbit_deg_s

FEWEST, MOST = 2, 6
"""Sessions in a sol: at least 2, typically 4 to 6 (NASA Mars 2020 communications)."""
LOWEST_DEG = 15.0
"""No session is booked for a pass that climbs less: too little comes of it (from memory)."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """When an orbiter passes, as hours LMST on sol 0 and their drift; its share of passes that are ours.

    Hours of MRO and Odyssey, and all shares, from memory; the drifts are computed from height and inclination with J2.
    """

    orbiter: str
    hours: tuple[float, ...]
    drift_min_per_sol: float
    jitter_min: float
    share: float


VISITORS: tuple[Visitor, ...] = (
    Visitor("MRO", (3.2, 15.2), 0.0, 35.0, 0.9),
    Visitor("TGO", (5.5, 17.6), -13.9, 25.0, 0.65),
    Visitor("ODY", (6.7, 18.7), 0.0, 30.0, 0.55),
    Visitor("MAVEN", (13.0,), -5.6, 60.0, 0.5),
    Visitor("MEX", (20.0,), -31.0, 90.0, 0.08),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """One pass to be: when it is highest, and how high that is."""

    orbiter: str
    middle_tick: int
    highest_deg: float


def visits_of_sol(seed: int, sol: int) -> tuple[tuple[Visit, bool], ...]:
    """All passes of a sol above the mask, and whether each is ours, in the order of VISITORS."""
    found = []
    for visitor in VISITORS:
        for number in range(len(visitor.hours)):
            stream = rng_for(seed, "relay", visitor.orbiter, number)
            visit = _visit(visitor, number, stream, sol)
            if visit.highest_deg > MASK_DEG:
                found.append((visit, stream.sub("ours").chance(visitor.share, sol)))
    return tuple(found)


def _visit(visitor: Visitor, number: int, stream: Stream, sol: int) -> Visit:
    minute = visitor.hours[number] * 60.0 + visitor.drift_min_per_sol * sol
    minute += visitor.jitter_min * (2.0 * stream.sub("time").uniform(sol) - 1.0)
    middle_s = int(minute * marstime.SOL_S / marstime.MINUTES_PER_SOL) % marstime.SOL_S
    height_km = RADIOS[visitor.orbiter].height_km
    off_deg = _half_spacing_deg(height_km) * stream.sub("track").uniform(sol)
    highest = elevation_deg(height_km, min(off_deg, angle_deg(height_km, 0.5)))
    return Visit(visitor.orbiter, marstime.tick_at(sol, middle_s), highest)


def _half_spacing_deg(height_km: float) -> float:
    """Half the way between one revolution's ground track and the next at Jezero's latitude: how far off the nearest of
    them can be."""
    turns_per_sol = orbit_deg_s(height_km) * marstime.SOL_S / 360.0
    return 0.5 * 360.0 / turns_per_sol * 0.949  # cosine of 18.4 degrees

"""What a set of sample tubes is worth to the laboratories that wait for it: a pure function with stated weights.

All weights are a game premise. They follow what the mission's teams said of their cache: different rocks, known
context, whole cores and knowledge of one's own contamination make a sample; a second tube of one rock adds little.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from game.sim.reasons import Reason, reason

FAMILY_POINTS = 20.0
"""For a kind of rock that no other tube holds."""
PICTURE_POINTS, CLOSE_UP_POINTS, REMOTE_POINTS, ELEMENTS_POINTS, MINERALS_POINTS = 3.0, 2.0, 2.0, 4.0, 4.0
"""Documentation: a picture of the rock as it lay, WATSON, SuperCam, PIXL, SHERLOC."""
WHOLE_CORE_POINTS, WHOLE_CORE_CM = 5.0, 6.0
"""A core of 6 cm or more; shorter ones in proportion."""
WITNESS_POINTS, WITNESS_SOLS = 4.0, 60
"""A witness tube sealed within so many sols tells what the rover itself brought into the sample."""
FIND_POINTS = 15.0
"""Times the belief that the rock came from a habitable place, and as much for possible biosignatures."""
REPEAT_SHARES = (1.0, 0.3, 0.1)
"""What the best, the second and the third tube of one kind of rock count; each further one nothing. Real cores came in
pairs: the second lies in the depot for safety."""
AIR_POINTS = 4.0
"""One tube of air alone, such as Roubion's: the only sample of the atmosphere."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What is known of one sealed tube."""

    tube: int
    family: str
    length_cm: float
    pictured: bool = False
    instruments: tuple[str, ...] = ()
    witnessed: bool = False
    habitable_frac: float = 0.0
    biosignature_frac: float = 0.0


@dataclass(frozen=True, slots=True)
class Valued:
    """One sample with its points, after the share it counts as one of its kind."""

    sample: Sample
    points: float
    share: float


@dataclass(frozen=True, slots=True)
class Worth:
    """The whole set: total points, points by part, by sample, and what would raise them most."""

    total: float
    parts: tuple[tuple[str, float], ...]
    samples: tuple[Valued, ...]
    advice: tuple[Reason, ...] = field(default=())


PARTS = ("diversity", "documentation", "cores", "witnesses", "finds", "air")


def documentation_points(sample: Sample) -> float:
    """Pictures and analyses of the very rock.

    >>> documentation_points(Sample(1, "igneous", 6.0, True, ("watson", "pixl")))
    9.0
    """
    by_instrument = (
        ("watson", CLOSE_UP_POINTS),
        ("pixl", ELEMENTS_POINTS),
        ("sherloc", MINERALS_POINTS),
    )
    points = PICTURE_POINTS if sample.pictured else 0.0
    for instrument, worth in by_instrument:
        points += worth if instrument in sample.instruments else 0.0
    remote = any(name.startswith("supercam") for name in sample.instruments)
    return points + (REMOTE_POINTS if remote else 0.0)


def core_points(length_cm: float) -> float:
    """Whole cores keep the order in which the rock was laid down.

    >>> core_points(3.0), core_points(7.4)
    (2.5, 5.0)
    """
    return WHOLE_CORE_POINTS * min(1.0, length_cm / WHOLE_CORE_CM)


def sample_parts(sample: Sample) -> tuple[float, ...]:
    """Points of one sample alone, in the order of PARTS."""
    return (
        FAMILY_POINTS,
        documentation_points(sample),
        core_points(sample.length_cm),
        WITNESS_POINTS if sample.witnessed else 0.0,
        FIND_POINTS * (sample.habitable_frac + sample.biosignature_frac),
        0.0,
    )


def sample_points(sample: Sample) -> float:
    """All points of one sample alone."""
    points = 0.0
    for part in sample_parts(sample):
        points += part
    return points


def cache_worth(samples: Sequence[Sample], air_tubes: int = 0) -> Worth:
    """The worth of a set, whatever the order in which it was gathered."""
    ranked = sorted(samples, key=lambda sample: (-sample_points(sample), sample.tube))
    seen: dict[str, int] = {}
    valued, sums = [], [0.0] * len(PARTS)
    for sample in ranked:
        before = seen.get(sample.family, 0)
        seen[sample.family] = before + 1
        share = REPEAT_SHARES[before] if before < len(REPEAT_SHARES) else 0.0
        for number, points in enumerate(sample_parts(sample)):
            sums[number] += share * points
        valued.append(Valued(sample, share * sample_points(sample), share))
    sums[PARTS.index("air")] = AIR_POINTS if air_tubes else 0.0
    total = 0.0
    for points in sums:
        total += points
    in_order = tuple(sorted(valued, key=lambda one: one.sample.tube))
    return Worth(total, tuple(zip(PARTS, sums, strict=True)), in_order, _advice(in_order))


def _advice(valued: Sequence[Valued]) -> tuple[Reason, ...]:
    """What would raise the worth, most first: a new kind of rock, then what single samples lack."""
    found = [(FAMILY_POINTS, reason("worth.new_family", points=FAMILY_POINTS))]
    without = [one for one in valued if not one.sample.witnessed and one.share > 0.0]
    if without:
        gain = _shares(without) * WITNESS_POINTS
        found.append((gain, reason("worth.witness", tubes=len(without), points=gain, sols=WITNESS_SOLS)))
    for one in valued:
        for lacking, points in _lacks(one.sample):
            gain = one.share * points
            found.append((gain, reason(f"worth.{lacking}", tube=one.sample.tube, points=gain)))
    ranked = sorted(found, key=lambda pair: -pair[0])
    return tuple(why for gain, why in ranked if gain >= 0.5)


def _shares(valued: Sequence[Valued]) -> float:
    total = 0.0
    for one in valued:
        total += one.share
    return total


def _lacks(sample: Sample) -> list[tuple[str, float]]:
    wanted = (("pixl", ELEMENTS_POINTS), ("sherloc", MINERALS_POINTS), ("watson", CLOSE_UP_POINTS))
    missing = [(name, points) for name, points in wanted if name not in sample.instruments]
    return missing if sample.pictured else [("picture", PICTURE_POINTS), *missing]

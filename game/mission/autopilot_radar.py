"""How the autopilot fulfils what is asked of RIMFAX: switch it on, drive, follow a reflector, hand a mark in.

It sees what a player sees: the echoes that stand out of the noise, the names of the horizons from the top down, and
what was said of its last mark.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.sim import commands as c
from game.sim.horizons import horizons_of
from game.sim.physics import radar as r
from game.sim.soundings import echoes, subsurface_of
from game.sim.state.radar import HorizonMark, Verdict
from game.sim.systems.radar import LEAST_SPAN_M
from game.sim.traverse import places
from game.sim.world import World
from game.terrain.subsurface_spec import Layer

Floats = NDArray[np.float64]

STEP_M, ROW_NS = 1.0, 1.0
READ_M = 60.0
"""The last so many metres are read."""
POINTS = 9
GAIN_DB_NS = 0.28
FOLLOW_NS = 4.0
"""How far a reflector may move from one metre to the next."""
MOST_REFLECTORS = 24
APART_NS = 7.0
FINER = 1.22
"""How far the permittivity is changed after a mark that was told too shallow or too deep."""


@dataclass(frozen=True, slots=True)
class Reflector:
    """A bright line through the radargram: a time for each metre, and how bright it is on average."""

    along_m: Floats
    time_ns: Floats
    strength: float


def steps(world: World, asked: list[str]) -> Iterator[c.Command]:
    """For what is asked of RIMFAX: on, so that every drive is sounded, and marks in what it has heard."""
    if asked and not world.radar.on:
        yield c.SetRadar(True)
    horizons = [name.split(".")[1] for name in asked if name.count(".") == 2]
    if "radar.horizons_marked" in asked:
        horizons += [layer.id for layer in horizons_of(world.site)]
    for horizon in horizons:
        yield from next_marks(world, horizon)


def next_marks(world: World, horizon: str) -> Iterator[c.MarkHorizon]:
    """Marks worth a try, best first. After a mark that followed the horizon, the same with another permittivity."""
    if world.radar.sounded_m < 2.0 * LEAST_SPAN_M:
        return
    former = next((mark for mark in world.radar.marks if mark.horizon == horizon), None)
    if former is not None and former.verdict in (Verdict.SHALLOW, Verdict.DEEP, Verdict.GOOD):
        yield from _again(former)
        return
    for reflector in _ranked(world, reflectors(world), horizon, former):
        yield _mark(horizon, reflector, _usual_permittivity(world, horizon))


def _again(former: HorizonMark) -> Iterator[c.MarkHorizon]:
    """The same points by another permittivity, as far off as was said."""
    points = tuple(former.points)
    factors = {Verdict.SHALLOW: (1.0 / FINER,), Verdict.DEEP: (FINER,)}.get(former.verdict, (0.92, 1.08))
    for factor in factors:
        yield c.MarkHorizon(former.horizon, points, min(r.EPS_HIGH, max(r.EPS_LOW, former.permittivity * factor)))


def _mark(horizon: str, reflector: Reflector, permittivity: float) -> c.MarkHorizon:
    chosen = [n * (len(reflector.along_m) - 1) // (POINTS - 1) for n in range(POINTS)]
    points = tuple((float(reflector.along_m[n]), float(reflector.time_ns[n])) for n in chosen)
    return c.MarkHorizon(horizon, points, permittivity)


def _usual_permittivity(world: World, horizon: str) -> float:
    """The textbook's figures for the kinds of ground above, on average."""
    layers = subsurface_of(world.site).spec.layers
    index = next(n for n, layer in enumerate(layers) if layer.id == horizon)
    return _mean_of(layers[:index])


def _mean_of(layers: tuple[Layer, ...]) -> float:
    usual = [_TEXTBOOK[layer.kind] for layer in layers]
    return sum(usual) / len(usual)


_TEXTBOOK = {
    "dust": 2.0,
    "regolith": 3.5,
    "fill": 3.8,
    "beds": 6.5,
    "lake_sediment": 5.5,
    "basalt": 8.0,
    "carbonate": 7.5,
    "ice": 3.1,
    "water": 15.0,
}
"""Rock 7-9, dry regolith 3-4, ice 3.1, dust 2, sediments between (from memory)."""


# --- reading the radargram --------------------------------------------------------------------------------------------


def reflectors(world: World) -> list[Reflector]:
    """The brightest lines of what was sounded last, each followed from metre to metre."""
    end_m = world.radar.sounded_m
    along = np.arange(max(0.0, end_m - READ_M), end_m, STEP_M)
    bright = _bright(world, along)
    found: list[Reflector] = []
    for row in _peaks(bright[:, len(along) // 2]):
        line = _followed(bright, row, along)
        if all(exact.total(np.abs(line.time_ns - other.time_ns)) > APART_NS * len(along) for other in found):
            found.append(line)
    return sorted(found, key=lambda line: -line.strength)[:MOST_REFLECTORS]


def _bright(world: World, along: Floats) -> Floats:
    """[row, metre]: how strong the echoes are that stand out of the noise, lifted by the gain.

    Exact arithmetic, unlike the picture: what the autopilot does is the same on every machine.
    """
    heard = echoes(subsurface_of(world.site), *places(world.radar.lines_m, along))
    rows, columns = int(r.WINDOW_NS / ROW_NS), len(along)
    strength = np.abs(heard.amplitude)
    clear = r.db_of(np.maximum(strength, 1e-12)) > -r.DYNAMIC_RANGE_DB
    row = np.minimum((heard.two_way_ns[clear] / ROW_NS).astype(np.int64), rows - 1)
    lifted = strength[clear] * r.amplitude_of(heard.two_way_ns[clear] * GAIN_DB_NS)
    bright = np.bincount(row * columns + heard.column[clear], lifted, minlength=rows * columns)
    thin: Floats = bright.reshape(rows, columns).astype(np.float64)
    wide = thin.copy()
    wide[1:] += 0.5 * thin[:-1]
    wide[:-1] += 0.5 * thin[1:]
    return wide


def _peaks(trace: Floats) -> list[int]:
    """Rows at which a trace is brighter than just before and after, the brightest first."""
    inner = trace[1:-1]
    tops = np.flatnonzero((inner > trace[:-2]) & (inner >= trace[2:])) + 1
    return [int(row) for row in sorted(tops, key=lambda row: (-trace[row], row))[: 3 * MOST_REFLECTORS]]


def _followed(bright: Floats, row: int, along: Floats) -> Reflector:
    """From the middle to both sides, always to the brightest place near by."""
    count = bright.shape[1]
    rows = np.zeros(count, dtype=np.int64)
    middle, reach = count // 2, int(FOLLOW_NS / ROW_NS)
    rows[middle] = row
    for way in (1, -1):
        at, column = row, middle + way
        while 0 <= column < count:
            low = max(0, at - reach)
            near = bright[low : at + reach + 1, column]
            at = low + int(np.argmax(near)) if near.max() > 0.0 else at
            rows[column] = at
            column += way
    strength = exact.total(bright[rows, np.arange(count)]) / count
    return Reflector(along, (rows + 0.5).astype(np.float64) * ROW_NS, strength)


def _ranked(world: World, found: list[Reflector], horizon: str, former: HorizonMark | None) -> list[Reflector]:
    """Those that can be this horizon: in its order from the top, on the side that was said; the brightest first."""
    low_ns, high_ns = 0.0, r.WINDOW_NS
    if former is not None and former.verdict in (Verdict.EARLY, Verdict.LATE):
        mean_ns = sum(time for _, time in former.points) / len(former.points)
        low_ns, high_ns = (mean_ns, high_ns) if former.verdict is Verdict.EARLY else (low_ns, mean_ns)
    above = True
    for layer in horizons_of(world.site):
        above = above and layer.id != horizon
        stands = next((m for m in world.radar.marks if m.horizon == layer.id and m.verdict is Verdict.GOOD), None)
        if stands is None or layer.id == horizon:
            continue
        mean_ns = sum(time for _, time in stands.points) / len(stands.points)
        low_ns, high_ns = (max(low_ns, mean_ns), high_ns) if above else (low_ns, min(high_ns, mean_ns))
    return [line for line in found if low_ns < exact.total(line.time_ns) / len(line.time_ns) < high_ns]

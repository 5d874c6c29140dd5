"""The judge of a marked horizon: do its times follow the horizon, and does its depth hold?

Marks are judged against the exact depth under the places of their points. What is said to the player is what a radar
team could know: depth, its uncertainty, and which way a mark is off.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core import exact
from game.sim.commands import MarkHorizon
from game.sim.physics import radar as r
from game.sim.reasons import Reason, reason
from game.sim.soundings import HorizonColumn, horizon_column, subsurface_of
from game.sim.state.radar import HorizonMark, Verdict
from game.sim.traverse import places
from game.sim.world import Site, World
from game.terrain.subsurface_spec import Layer

Floats = NDArray[np.float64]

FOLLOWS_NS = 8.0
"""A mark follows a horizon when its times are off by less than this on average: some 0.5 m of rock. Game rule."""
PRESENT_FRAC = 0.5
"""Share of the points under which the layer must lie."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a mark says: mean depth with its uncertainty."""

    depth_m: float
    uncertainty_m: float


def layer_index(site: Site, horizon: str) -> int:
    """The layer whose top is the horizon, -1 for none."""
    layers = subsurface_of(site).spec.layers
    return next((n for n, layer in enumerate(layers) if n and layer.id == horizon), -1)


def horizons_of(site: Site) -> tuple[Layer, ...]:
    """Every layer whose top can be marked, from the top down."""
    return subsurface_of(site).spec.horizons


def read_mark(times_ns: Floats, permittivity: float) -> Read:
    """Depth by the permittivity assumed; the pulse's length and the doubt about the permittivity make it uncertain.

    >>> read = read_mark(np.array([100.0, 100.0, 100.0]), 9.0)
    >>> round(read.depth_m, 2), round(read.uncertainty_m, 2)
    (5.0, 0.52)
    """
    depth = r.depth_m(exact.total(times_ns) / len(times_ns), permittivity)
    fine = r.resolution_m(permittivity)
    doubt = 0.5 * r.EPS_DOUBT_FRAC * depth  # depth goes with the root of the permittivity
    return Read(depth, math.sqrt(fine * fine + doubt * doubt))


def judge(world: World, command: MarkHorizon) -> tuple[HorizonMark, Reason | None]:
    """The mark with its verdict, and in words why it does not hold (None when it does)."""
    points = np.array(command.points, dtype=np.float64)
    index = layer_index(world.site, command.horizon)
    x_m, y_m = places(world.radar.lines_m, points[:, 0])
    truth = horizon_column(subsurface_of(world.site), index, x_m, y_m)
    read = read_mark(points[:, 1], command.permittivity)
    meant = points[:, 1] * (0.5 * r.velocity_m_ns(command.permittivity))
    error_m = exact.total(np.abs(meant - truth.depth_m)) / len(points)
    verdict, why = _verdict(points[:, 1], truth, read, command.permittivity)
    given = [(float(along), float(time)) for along, time in command.points]
    mark = HorizonMark(
        command.horizon, given, command.permittivity, read.depth_m, read.uncertainty_m, error_m, verdict, world.tick
    )
    return mark, why


def _verdict(times_ns: Floats, truth: HorizonColumn, read: Read, permittivity: float) -> tuple[Verdict, Reason | None]:
    count = len(times_ns)
    if np.count_nonzero(truth.present) < PRESENT_FRAC * count:
        return Verdict.ABSENT, reason("radar.absent_there")
    lost_db = -exact.total(r.db_of(np.maximum(truth.amplitude, 1e-30))) / count
    if lost_db > r.DYNAMIC_RANGE_DB:
        return Verdict.UNSEEN, reason("radar.unseen", lost_db=lost_db, limit_db=r.DYNAMIC_RANGE_DB)
    late_ns = exact.total(times_ns - truth.two_way_ns) / count
    off_ns = exact.total(np.abs(times_ns - truth.two_way_ns)) / count
    if off_ns > FOLLOWS_NS:
        verdict = Verdict.LATE if late_ns > 0.0 else Verdict.EARLY
        return verdict, reason(f"radar.{verdict.value}", off_ns=off_ns, limit_ns=FOLLOWS_NS)
    off_m = read.depth_m - exact.total(truth.depth_m) / count
    if abs(off_m) <= read.uncertainty_m:
        return Verdict.GOOD, None
    verdict = Verdict.DEEP if off_m > 0.0 else Verdict.SHALLOW
    return verdict, reason(f"radar.{verdict.value}", permittivity=permittivity, depth_m=read.depth_m)

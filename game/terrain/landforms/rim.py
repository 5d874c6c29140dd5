"""The crater's rim as a mountain front, hundreds of metres high, with spurs and gullies."""

import numpy as np
from numpy.typing import NDArray

from game.core.rng import Stream
from game.terrain.landforms.plan import turned, wide
from game.terrain.landforms.site import Site, noise_on
from game.terrain.material import Material
from game.terrain.noise_field import pnoise2, shuffled_table
from game.terrain.spec import RimWall

Floats = NDArray[np.float64]

FRAYED = 0.25  # how ragged the edges of bare rock are
ROUND = 0.22  # share of the run over which the foot and the top are rounded
DRAWN_OUT = 0.5  # how much longer than wide the spurs are, inverted
SPUR_FRAC = 0.16  # spacing of the spurs as a share of the run


def add_rim(site: Site) -> None:
    rim = site.spec.rim
    if rim is None:
        return
    window, stream = site.everywhere(), site.stream("rim")
    ahead, across = turned(window, rim.x_m, rim.y_m, rim.rise_deg)
    ahead = ahead + wide(noise_on(window, stream.sub("foot"), 0.5 * rim.run_m)) * (0.25 * rim.run_m)
    t = ahead * (1.0 / rim.run_m)
    rise = _ramp(t)
    site.elevation_m[:] += rise * rim.height_m
    spurs = _spurs(ahead, across, rim, stream)
    site.elevation_m[:] += spurs * (np.minimum(np.maximum(t, 0.0) * 2.5, 1.0) * rim.spur_m)
    site.material[(t > 0.05) & (spurs + site.fringe * FRAYED > 0.24)] = Material.BEDROCK
    site.rock_factor[:] *= 1.0 + np.minimum(np.maximum(t, 0.0), 1.0)


def _ramp(t: Floats) -> Floats:
    """0 before the foot, 1 past the top, straight between, both ends rounded."""
    slope = 1.0 / (1.0 - ROUND)
    inside = np.minimum(np.maximum(t, 0.0), 1.0)
    low, high = np.minimum(inside, ROUND), np.minimum(1.0 - inside, ROUND)
    middle = inside - low - (ROUND - high)
    result: Floats = slope * (low * low / (2.0 * ROUND) + middle + ROUND / 2.0 - high * high / (2.0 * ROUND))
    return result


def _spurs(ahead: Floats, across: Floats, rim: RimWall, stream: Stream) -> Floats:
    """Ridges running down the slope: noise drawn out along the fall line, folded at zero, about -0.6 ..
    0.5."""
    spacing_m = SPUR_FRAC * rim.run_m
    total = np.zeros(ahead.shape)
    bend = np.zeros(ahead.shape)
    for name, scale, weight in (("spurs", 1.0, 1.0), ("gullies", 0.4, 0.22)):
        table = shuffled_table(stream.sub(name))
        x = (across * (1.0 / (spacing_m * scale)) + bend + 64.0).astype(np.float32)
        y = (ahead * (DRAWN_OUT / (spacing_m * scale)) + 64.0).astype(np.float32)
        field = wide(pnoise2(x, y, repeat_x=65536.0, repeat_y=65536.0, table=table))
        fold = np.sqrt(field * field + 0.003)  # |field| with its crease rounded, so that crests are not knives
        total += (0.4 - fold * 2.0) * weight
        bend = field * 0.8  # gullies run down the flanks of the spurs
    return total

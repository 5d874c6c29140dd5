"""Ground made safe, for a landing or a start."""

import numpy as np

from game.core.exact import total
from game.terrain.landforms.plan import soft_step
from game.terrain.landforms.site import Site, Window
from game.terrain.material import Material
from game.terrain.spec import Pad

EASE = 1.8  # radii over which the level ground eases into the rest


def add_pads(site: Site) -> None:
    for pad in site.spec.pads:
        reach_m = EASE * pad.radius_m + site.spec.tile_m
        window = site.window(pad.x_m, pad.y_m, reach_m, reach_m)
        if window is not None:
            _level(site, window, pad)


def _level(site: Site, window: Window, pad: Pad) -> None:
    area = (window.rows, window.columns)
    dx, dy = window.x_m - pad.x_m, window.y_m - pad.y_m
    s = np.sqrt(dx * dx + dy * dy) * (1.0 / pad.radius_m)
    ground = site.elevation_m[area]
    middle = ground[s <= max(1.0, float(s.min()))]
    level_m = total(middle) / middle.size
    ground += (level_m - ground) * soft_step((EASE - s) * (1.0 / (EASE - 1.0)))
    site.material[area][s <= 1.0] = Material.REGOLITH
    site.outcrop[area][s <= 1.0] = 0
    site.rock_factor[area] *= soft_step((s - 1.0) * 2.0)

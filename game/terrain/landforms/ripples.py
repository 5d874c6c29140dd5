"""Sand in ripples, megaripples, TARs and dunes: sharp crests, round troughs, crests that fork and end."""

import numpy as np
from numpy.typing import NDArray

from game.core.rng import Stream
from game.terrain.landforms.plan import oval, oval_window, share_threshold, soft_step, turned, wide
from game.terrain.landforms.site import Site, Window, noise_on
from game.terrain.material import Material
from game.terrain.spec import RippleField

Floats = NDArray[np.float64]

SPLAY_DEG = 13.0  # angle between the two families of crests whose meeting makes forks
STRETCH = 1.13  # and the ratio of their wavelengths
CREST = 0.12  # share of the crest height above which a tile counts as ripple, not the sand between
FRAYED = 0.3  # how ragged the edge of the sand is
ROCKS_LEFT = 0.04  # sand buries nearly all rocks


def add_ripples(site: Site) -> None:
    for field in site.spec.ripples:
        window = oval_window(site, field.x_m, field.y_m, field.length_m, field.width_m)
        if window is not None:
            _lay(site, window, field, site.stream_at("ripples", field.x_m, field.y_m))


def _lay(site: Site, window: Window, field: RippleField, stream: Stream) -> None:
    area = (window.rows, window.columns)
    sand = sand_share(window, stream, field)
    crests = crest_heights(window, stream, field.wavelength_m, field.wind_deg)
    seen = _resolved(field.wavelength_m, site.spec.tile_m)
    site.elevation_m[area] += (crests * seen + (1.0 - seen) / 3.0) * sand * field.height_m
    sandy = sand + wide(site.fringe[area]) * FRAYED > 0.4
    between = Material.SAND if field.wavelength_m >= 4.0 * site.spec.tile_m else Material.RIPPLE
    site.material[area][sandy] = between
    site.material[area][sandy & (crests > CREST)] = Material.RIPPLE
    site.rock_factor[area] *= 1.0 - sand * (1.0 - ROCKS_LEFT)


def sand_share(window: Window, stream: Stream, field: RippleField) -> Floats:
    """1 where the field's sand lies, 0 outside and in its windows of bare ground."""
    sand = oval(window, stream, (field.x_m, field.y_m, field.axis_deg), field.length_m, field.width_m)
    return sand if field.cover_frac >= 1.0 else sand * _cover(window, stream, field)


def _cover(window: Window, stream: Stream, field: RippleField) -> Floats:
    size_m = max(3.5 * field.wavelength_m, 0.2 * field.width_m)
    holes = noise_on(window, stream.sub("holes"), size_m)
    # Perlin noise may be 0 all along a line of its lattice: a finer one hides such straight edges
    holes += noise_on(window, stream.sub("hole edges"), 0.37 * size_m) * np.float32(0.5)
    return soft_step((wide(holes) - share_threshold(holes, field.cover_frac)) * 6.0 + 0.5)


def _resolved(wavelength_m: float, tile_m: float) -> float:
    """How much of the crests the tiles can carry: nothing at two tiles to a wavelength, all at three."""
    return min(max(wavelength_m / tile_m - 2.0, 0.0), 1.0)


def crest_heights(window: Window, stream: Stream, wavelength_m: float, wind_deg: float) -> Floats:
    """0 in the troughs to 1 on the crests.

    Two families of crests, a little turned and stretched against each other, take over from one another in
    patches; where they meet, crests fork, join and end as real ones do.
    """
    families = []
    for name, turn_deg, stretch in (("first", -0.5, 1.0), ("second", 0.5, STRETCH)):
        ahead, _ = turned(window, 0.0, 0.0, wind_deg + turn_deg * SPLAY_DEG)
        sway = wide(noise_on(window, stream.sub("sway", name), 7.0 * wavelength_m))
        kinks = wide(noise_on(window, stream.sub("kinks", name), 2.6 * wavelength_m))
        families.append(_sharp(ahead * (1.0 / (wavelength_m * stretch)) + sway * 1.3 + kinks * 0.35))
    turns = wide(noise_on(window, stream.sub("turns"), 4.5 * wavelength_m))
    share = soft_step(turns * 3.0 + 0.5)
    uneven = wide(noise_on(window, stream.sub("uneven"), 3.1 * wavelength_m))
    result: Floats = (families[0] + (families[1] - families[0]) * share) * np.minimum(1.0, 0.85 + uneven)
    return result


def _sharp(phase: Floats) -> Floats:
    """One crest per unit of phase: a cusp on top, the trough round, the lee side the shorter."""
    part = phase - np.floor(phase)
    tent = np.minimum(part * (1.0 / 0.58), (1.0 - part) * (1.0 / 0.42))
    result: Floats = tent * tent
    return result

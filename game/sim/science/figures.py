"""What can be measured of a rock, and what its true value is at one target.

A figure is one number an instrument reports: silica in percent, the share of interlocking crystals, the size of grains.
The catalogue gives the kind of rock; a target of that kind lies some percent off, always in the same way.
"""

from collections.abc import Callable
from dataclasses import dataclass

from game.content.catalog import Rock
from game.core.rng import rng_for

VARIETY_FRAC = 0.06
"""One standard deviation between targets of one kind of rock: a starting value, from memory of repeated PIXL scans."""
SPOTS_PCT, REDOX_PCT, EXTRA_ORGANICS_PPM = 7.0, 4.0, 22.0
"""What features like those of Cheyava Falls add: millimetre spots over some percent of the face, vivianite and
greigite in their rims, organic matter (Hurowitz 2025; the amounts are a game premise)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurable number; its words are in the strings file under `figure.<name>`."""

    name: str
    unit: str
    decimals: int
    of: Callable[[Rock], float]
    most: float = 100.0
    feature: float = 0.0
    """What possible traces of life add to it, where a target holds them."""


FIGURES: tuple[Figure, ...] = (
    Figure("sio2_pct", "wt %", 1, lambda rock: rock.oxides_pct.sio2),
    Figure("al2o3_pct", "wt %", 1, lambda rock: rock.oxides_pct.al2o3),
    Figure("feo_pct", "wt %", 1, lambda rock: rock.oxides_pct.feo),
    Figure("mgo_pct", "wt %", 1, lambda rock: rock.oxides_pct.mgo),
    Figure("cao_pct", "wt %", 1, lambda rock: rock.oxides_pct.cao),
    Figure("so3_pct", "wt %", 1, lambda rock: rock.oxides_pct.so3),
    Figure("olivine_pct", "%", 0, lambda rock: rock.minerals_pct.olivine),
    Figure("pyroxene_pct", "%", 0, lambda rock: rock.minerals_pct.pyroxene),
    Figure("carbonate_pct", "%", 0, lambda rock: rock.minerals_pct.carbonate),
    Figure("sulfate_pct", "%", 0, lambda rock: rock.minerals_pct.sulfate),
    Figure("clay_pct", "%", 0, lambda rock: rock.minerals_pct.clay + rock.minerals_pct.serpentine),
    Figure("water_pct", "wt %", 1, lambda rock: rock.oxides_pct.h2o),
    Figure("layered_frac", "", 2, lambda rock: rock.layered_frac, most=1.0),
    Figure("crystal_frac", "", 2, lambda rock: rock.crystal_frac, most=1.0),
    Figure("grain_mm", "mm", 2, lambda rock: rock.grain_mm),
    Figure("organics_ppm", "ppm", 0, lambda rock: rock.organics_ppm, most=10_000.0, feature=EXTRA_ORGANICS_PPM),
    Figure("spots_pct", "%", 1, lambda _rock: 0.0, feature=SPOTS_PCT),
    Figure("redox_pct", "%", 1, lambda _rock: 0.0, feature=REDOX_PCT),
)
_BY_NAME = {figure.name: figure for figure in FIGURES}


def figure_named(name: str) -> Figure | None:
    """The figure of that name.

    >>> figure_named("sio2_pct").unit
    'wt %'
    """
    return _BY_NAME.get(name)


def holds_features(seed: int, rock: Rock, target: str) -> bool:
    """Whether this target shows spots, reduced iron minerals and organic matter together. Hidden from the player."""
    return rng_for(seed, "features", target).chance(rock.biosignature_frac, 0)


def true_value(seed: int, rock: Rock, target: str, figure: Figure) -> float:
    """What a perfect instrument would read."""
    offset = 1.0 + VARIETY_FRAC * rng_for(seed, "variety", target, figure.name).normal(0)
    value = figure.of(rock) * max(0.0, offset)
    if figure.feature and holds_features(seed, rock, target):
        value += figure.feature
    return min(figure.most, value)

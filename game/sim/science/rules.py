"""What a reading says about a rock: the rules by which evidence is weighed.

Each rule is a ramp. A reading far above the middle moves its hypothesis by `above` (natural logarithm of the odds: 1.1
is three to one, 2.3 ten to one), far below by `below`, near the middle by less; the larger the error, the flatter the
ramp. The weights are a game premise: small, so that one look never settles anything, and in the order in which the
mission's teams argued.
"""

from dataclasses import dataclass
from enum import StrEnum

from game.core import exact


class Hypothesis(StrEnum):
    """What is asked of each target; words in the strings file under `hypothesis.<name>`."""

    SEDIMENTARY = "sedimentary"
    """Laid down grain by grain; its contrary is igneous, grown from melt."""
    WATER_ALTERED = "water_altered"
    HABITABLE = "habitable"
    """From a place where microbes could have lived. Not that any did."""
    BIOSIGNATURE = "biosignature"
    """Holds features that life could have made. So could chemistry without life."""


PRIOR_LOG_ODDS: dict[Hypothesis, float] = {
    Hypothesis.SEDIMENTARY: 0.0,
    Hypothesis.WATER_ALTERED: 0.0,
    Hypothesis.HABITABLE: -0.6,
    Hypothesis.BIOSIGNATURE: -3.9,
}
"""Before any look: even odds, one to two, one to fifty."""
MOST_LOG_ODDS: dict[Hypothesis, float] = {Hypothesis.BIOSIGNATURE: 2.2}
"""However much a rover finds, nine to one that such features are there at all is where it stops: the rest is for
laboratories on Earth."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ramp from `below` to `above` about `middle`, `soft` wide to each side; see the module's text."""

    figure: str
    hypothesis: Hypothesis
    middle: float
    soft: float
    below: float
    above: float

    def move(self, value: float, error: float) -> float:
        """By how much a reading moves the hypothesis.

        >>> rule = Rule("clay_pct", Hypothesis.WATER_ALTERED, 10.0, 5.0, -0.6, 1.5)
        >>> rule.move(40.0, 3.0), rule.move(0.0, 0.0), rule.move(10.0, 3.0)
        (1.5, -0.6, 0.0)
        """
        steep = (value - self.middle) / exact.hypot(self.soft, error)
        return self.above * min(1.0, steep) if steep > 0.0 else -self.below * max(-1.0, steep)


_S, _W = Hypothesis.SEDIMENTARY, Hypothesis.WATER_ALTERED
_H, _B = Hypothesis.HABITABLE, Hypothesis.BIOSIGNATURE
RULES: tuple[Rule, ...] = (
    # Layers and loose grains are laid down; interlocking crystals and much pyroxene or olivine grow from melt.
    Rule("layered_frac", _S, 0.32, 0.15, -1.0, 1.5),
    Rule("crystal_frac", _S, 0.45, 0.2, 2.4, -2.6),
    Rule("pyroxene_pct", _S, 22.0, 10.0, 0.4, -0.8),
    Rule("olivine_pct", _S, 35.0, 12.0, 0.1, -0.8),
    # Clay, carbonate, sulfate and bound water are what water leaves; fresh olivine is what it would have eaten.
    Rule("clay_pct", _W, 10.0, 6.0, -0.9, 1.7),
    Rule("carbonate_pct", _W, 6.0, 4.0, -0.5, 1.6),
    Rule("sulfate_pct", _W, 12.0, 8.0, -0.4, 1.0),
    Rule("water_pct", _W, 2.4, 1.2, -1.1, 1.4),
    Rule("olivine_pct", _W, 38.0, 15.0, 0.1, -0.7),
    # Mild water, mud that keeps what falls into it, carbon; not hot melt, not brine.
    Rule("clay_pct", _H, 12.0, 6.0, -0.9, 1.3),
    Rule("crystal_frac", _H, 0.4, 0.2, 0.5, -1.2),
    Rule("layered_frac", _H, 0.55, 0.2, -0.7, 0.8),
    Rule("grain_mm", _H, 0.15, 0.1, 0.5, -0.1),
    Rule("carbonate_pct", _H, 6.0, 4.0, -0.1, 0.6),
    Rule("organics_ppm", _H, 5.0, 3.0, -0.3, 0.5),
    Rule("so3_pct", _H, 9.0, 4.0, 0.1, -0.8),
    # Three things together at Cheyava Falls: organic matter, spots, and reduced iron minerals in their rims.
    Rule("organics_ppm", _B, 18.0, 6.0, -1.0, 1.7),
    Rule("spots_pct", _B, 3.0, 1.5, -1.2, 2.0),
    Rule("redox_pct", _B, 1.8, 1.0, -1.2, 2.4),
)
SIGNALS: tuple[str, ...] = ("organics_ppm", "spots_pct", "redox_pct")
"""Figures that can be a candidate signal; the strings file lists what makes each without life: `abiotic.<figure>`."""

"""What one instrument reads, and how well. Each instrument is a file with one `STUDY`; `instruments.py` lists them."""

from dataclasses import dataclass

from game.content.catalog import Rock
from game.core import exact
from game.core.rng import rng_for
from game.sim.science.figures import figure_named, true_value
from game.sim.state.notebook import Measured


@dataclass(frozen=True, slots=True)
class Probe:
    """A figure with the error of one measurement at best: a floor in its unit, and a share of the value."""

    figure: str
    floor: float
    share: float = 0.05


@dataclass(frozen=True, slots=True)
class Study:
    """An instrument's way of looking at a rock."""

    instrument: str
    probes: tuple[Probe, ...]
    dusty: float = 1.0
    """On a natural face, under its dust, errors are so many times larger than on a fresh patch."""
    blur_m: float = 0.0
    """The distance that adds the whole error once more; 0: distance does not count."""

    def error(self, probe: Probe, value: float, *, fresh: bool, distance_m: float) -> float:
        """One standard deviation of a reading."""
        worse = (1.0 if fresh else self.dusty) * (1.0 + (distance_m / self.blur_m if self.blur_m else 0.0))
        return exact.hypot(probe.floor, probe.share * value) * worse


def measure(study: Study, rock: Rock, seed: int, target: str, *, fresh: bool, distance_m: float) -> list[Measured]:
    """The readings of one look: the truth at this target with an error drawn from the named stream of this look."""
    luck = rng_for(seed, "notebook", target, study.instrument, "fresh" if fresh else "natural")
    readings = []
    for probe in study.probes:
        figure = figure_named(probe.figure)
        assert figure is not None, "a test holds the probes to the figures"
        truth = true_value(seed, rock, target, figure)
        error = study.error(probe, truth, fresh=fresh, distance_m=distance_m)
        value = truth + error * luck.sub(probe.figure).normal(0)
        readings.append(Measured(figure.name, min(figure.most, max(0.0, value)), error))
    return readings

"""MOXIE and its oxygen."""

from dataclasses import dataclass
from enum import StrEnum


class MoxiePhase(StrEnum):
    """What MOXIE is doing."""

    OFF = "off"
    WARMING = "warming"
    PRODUCING = "producing"


@dataclass(slots=True)
class MoxieState:
    """MOXIE and the oxygen made so far."""

    phase: MoxiePhase = MoxiePhase.OFF
    phase_ends_tick: int = -1
    minutes: float = 0.0
    amps: float = 0.0
    rate_g_h: float = 0.0
    purity_frac: float = 0.0
    run_g: float = 0.0
    run_pure_g: float = 0.0
    """Of it oxygen, the rest is what slipped in: purity of the run is run_pure_g / run_g."""
    oxygen_g: float = 0.0
    pure_g: float = 0.0
    runs: int = 0
    cycles: float = 0.0
    """Age of the cells in runs, those before the mission and over-driving included."""
    overdriven: bool = False
    """The present run has been told of."""

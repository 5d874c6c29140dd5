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
    oxygen_g: float = 0.0
    runs: int = 0

"""The drill's bits and the carousel that hands them out."""

from dataclasses import dataclass, field
from enum import StrEnum


class BitKind(StrEnum):
    """What a bit is for."""

    ABRADE = "abrade"
    REGOLITH = "regolith"
    CORE = "core"


BITS: dict[BitKind, int] = {BitKind.ABRADE: 2, BitKind.REGOLITH: 1, BitKind.CORE: 6}
"""Nine bits: 2 abrading, 1 regolith, 6 coring (Indian Express 2019)."""


def _sharp(kind: BitKind) -> list[float]:
    return [0.0] * BITS[kind]


@dataclass(slots=True)
class ArmState:
    """Wear of each bit, 1 when it is spent; pebbles in the carousel; how often it was cleared."""

    abrade_wear_frac: list[float] = field(default_factory=lambda: _sharp(BitKind.ABRADE))
    regolith_wear_frac: list[float] = field(default_factory=lambda: _sharp(BitKind.REGOLITH))
    core_wear_frac: list[float] = field(default_factory=lambda: _sharp(BitKind.CORE))
    blocked: bool = False
    clearings: int = 0
    """Tries at clearing pebbles: each has its own luck."""

    def wear(self, kind: BitKind) -> list[float]:
        """The wear of the bits of one kind."""
        match kind:
            case BitKind.ABRADE:
                return self.abrade_wear_frac
            case BitKind.REGOLITH:
                return self.regolith_wear_frac
        return self.core_wear_frac

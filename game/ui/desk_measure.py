"""The tape: places marked in a stereo pair, how far they are and how far apart. No pixels of the screen here."""

from dataclasses import dataclass, field

from game.imaging.products.measure import Measurable, Spot, between, spot_at

NOTHING = "The two eyes found nothing alike there: point at a rock or at rough ground, not at sky or smooth sand."
FAR = 0.5
"""An uncertainty of half the figure itself is no measurement."""


@dataclass(slots=True)
class Tape:
    """One place is a range, two are a distance; a third begins anew."""

    spots: list[Spot] = field(default_factory=list)
    refusal: str = ""

    def mark(self, found: Measurable, at: tuple[float, float]) -> bool:
        """Mark a pixel of the left picture; False, with the reason kept, where nothing was measured."""
        spot = spot_at(found, *at)
        self.refusal = NOTHING if spot is None else ""
        if spot is None:
            return False
        self.spots = [spot] if len(self.spots) >= 2 else [*self.spots, spot]
        return True

    def words_of(self, spot: Spot) -> str:
        """12.3 ± 0.4 m away"""
        return f"{with_error(spot.range_m, spot.error_m)} away"

    def distance_words(self) -> str:
        """Of the two places; empty with fewer."""
        return with_error(*between(*self.spots)) if len(self.spots) == 2 else ""


def with_error(length_m: float, error_m: float) -> str:
    """A length with one standard deviation, no finer than that is known.

    >>> with_error(12.345, 0.42), with_error(0.2345, 0.012), with_error(3.0, 2.1), with_error(148.0, 13.0)
    ('12.3 ± 0.4 m', '23 ± 1 cm', '3.0 ± 2.1 m, too far to tell', '148 ± 13 m')
    """
    words = _rounded(length_m, error_m, 1.0, "m") if length_m >= 1.0 else _rounded(length_m, error_m, 100.0, "cm")
    return f"{words}, too far to tell" if error_m > FAR * length_m else words


def _rounded(length_m: float, error_m: float, per_m: float, unit: str) -> str:
    value, error = length_m * per_m, error_m * per_m
    digits = 0 if error >= 9.5 or (unit == "cm" and error >= 0.95) else 1 if error >= 0.095 else 2
    return f"{value:.{digits}f} ± {max(error, 0.01):.{digits}f} {unit}"

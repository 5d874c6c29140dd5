"""Mastcam-Z's narrow filters, and how rocks and soil look through them.

Band centres (nm): from memory, after the Analyst's Notebook; the two eyes share the infrared out among them.
"""

from dataclasses import dataclass

LEFT_NM = (800, 754, 677, 605, 528, 442)
RIGHT_NM = (866, 910, 939, 978, 1022)
BANDS_NM = tuple(sorted((*LEFT_NM, *RIGHT_NM)))
BAYER_NM = (630, 544, 480)
"""Middles of the colour sensor's red, green and blue."""
INFRARED_FROM_NM = 677
DEFAULT_NM = (978, 754, 528)
"""Red, green and blue of the false colours: iron's dip near a micrometre, its shoulder, and the red of dust."""


@dataclass(frozen=True, slots=True)
class Spectrum:
    """Reflectance relative to that at 630 nm, at some wavelengths (nm) in the red and infrared.

    Illustrative, drawn from memory after laboratory spectra of the minerals: what differs between the families is
    right in kind (where it dips), not in amount.
    """

    nm: tuple[int, ...]
    relative: tuple[float, ...]

    def at(self, nm: float) -> float:
        """
        >>> FAMILIES["dust"].at(800)
        1.24
        """
        if nm <= self.nm[0]:
            return self.relative[0]
        for k in range(1, len(self.nm)):
            if nm <= self.nm[k]:
                part = (nm - self.nm[k - 1]) / (self.nm[k] - self.nm[k - 1])
                return self.relative[k - 1] + (self.relative[k] - self.relative[k - 1]) * part
        return self.relative[-1]


AT = (630, 677, 754, 800, 866, 910, 939, 978, 1022)
FAMILIES: dict[str, Spectrum] = {
    # Bright dust: red slope, faint ferric dip near 860 nm.
    "dust": Spectrum(AT, (1.0, 1.09, 1.22, 1.24, 1.21, 1.22, 1.24, 1.26, 1.27)),
    # Sand of basalt and olivine: falls from 750 nm on.
    "sand": Spectrum(AT, (1.0, 1.04, 1.08, 1.04, 0.98, 0.94, 0.92, 0.90, 0.89)),
    "igneous": Spectrum(AT, (1.0, 1.03, 1.05, 1.02, 0.95, 0.90, 0.88, 0.87, 0.88)),  # pyroxene, 0.9-1.0 um
    "olivine": Spectrum(AT, (1.0, 1.03, 1.04, 0.99, 0.91, 0.84, 0.80, 0.75, 0.71)),  # olivine, beyond 1 um
    "delta_sandstone": Spectrum(AT, (1.0, 1.06, 1.13, 1.13, 1.09, 1.08, 1.07, 1.06, 1.05)),
    "delta_mudstone": Spectrum(AT, (1.0, 1.05, 1.11, 1.12, 1.12, 1.12, 1.12, 1.11, 1.10)),
    "sulfate": Spectrum(AT, (1.0, 1.04, 1.09, 1.12, 1.14, 1.15, 1.15, 1.09, 1.02)),  # bound water, 1.0 um
    "carbonate": Spectrum(AT, (1.0, 1.04, 1.07, 1.05, 1.00, 0.96, 0.94, 0.92, 0.91)),
    "bright_angel": Spectrum(AT, (1.0, 1.10, 1.20, 1.16, 1.06, 1.08, 1.13, 1.18, 1.22)),  # hematite, 0.86 um
    "impactite": Spectrum(AT, (1.0, 1.03, 1.06, 1.05, 1.02, 1.00, 0.99, 0.98, 0.98)),
    "serpentinite": Spectrum(AT, (1.0, 1.01, 1.00, 0.96, 0.90, 0.87, 0.87, 0.90, 0.94)),  # iron bands, 0.9 um
}
FAMILY_OF_ROCK = {
    "": "igneous",
    "maaz_basalt": "igneous",
    "seitah_olivine_cumulate": "olivine",
    "delta_sandstone": "delta_sandstone",
    "delta_mudstone": "delta_mudstone",
    "sulfate_siltstone": "sulfate",
    "margin_carbonate": "carbonate",
    "bright_angel_mudstone": "bright_angel",
    "rim_impactite": "impactite",
    "rim_serpentinite": "serpentinite",
    "regolith": "dust",
    "dust": "dust",
}
DUST_ON_ROCK_FRAC = 0.25
"""Share of dust in the light of a rock's face, at least."""

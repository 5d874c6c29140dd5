"""Every instrument that writes into the notebook. A new one: its file, its line here, its catalogue entry, its test."""

from game.sim.science import mastcam_z, pixl, sherloc, supercam, supercam_visir, watson
from game.sim.science.study import Study

STUDIES: tuple[Study, ...] = (
    mastcam_z.STUDY,
    supercam.STUDY,
    supercam_visir.STUDY,
    watson.STUDY,
    pixl.STUDY,
    sherloc.STUDY,
)
_BY_INSTRUMENT = {study.instrument: study for study in STUDIES}


def study_with(instrument: str) -> Study | None:
    """How this instrument looks at a rock; None for one that only takes pictures."""
    return _BY_INSTRUMENT.get(instrument)

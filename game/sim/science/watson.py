"""WATSON close-up: the texture, at 13.1 um per pixel (SHERLOC's first 300 sols).

Grains show best on a ground patch, spots and layers on any face. The errors are a game premise.
"""

from game.sim.science.study import Probe, Study

STUDY = Study(
    "watson",
    (
        Probe("grain_mm", 0.013, 0.15),
        Probe("layered_frac", 0.08),
        Probe("crystal_frac", 0.09),
        Probe("spots_pct", 0.8, 0.1),
    ),
    dusty=2.0,
)

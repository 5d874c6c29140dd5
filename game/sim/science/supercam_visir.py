"""SuperCam's infrared and Raman spectra: minerals and the water bound in them, to 12 m (Spectroscopy 2016).

Dust hides much of it. The errors are a game premise in the order of published detection limits.
"""

from game.sim.science.study import Probe, Study

STUDY = Study(
    "supercam_visir",
    (
        Probe("olivine_pct", 6.0, 0.12),
        Probe("pyroxene_pct", 6.0, 0.12),
        Probe("carbonate_pct", 3.5, 0.12),
        Probe("clay_pct", 5.0, 0.12),
        Probe("water_pct", 1.0, 0.12),
    ),
    dusty=2.0,
    blur_m=24.0,
)

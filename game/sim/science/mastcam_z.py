"""Mastcam-Z multispectral: layers, and iron minerals by colour, from any distance (Bell et al. 2021).

A pixel is 67 urad at full zoom: 7 mm at 100 m, so what is far is seen in few pixels. The errors are a game premise.
"""

from game.sim.science.study import Probe, Study

STUDY = Study(
    "mastcam_z",
    (
        Probe("layered_frac", 0.12),
        Probe("olivine_pct", 9.0, 0.2),
        Probe("pyroxene_pct", 9.0, 0.2),
        Probe("water_pct", 2.0, 0.2),
    ),
    dusty=1.5,
    blur_m=80.0,
)

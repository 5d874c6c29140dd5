"""SuperCam's laser (LIBS): elements of a spot below the dust, to 7 m (Spectroscopy 2016).

The first shots blow the dust away, so a natural face costs little. Errors after Anderson 2022, rounded, from memory.
"""

from game.sim.science.study import Probe, Study

STUDY = Study(
    "supercam",
    (
        Probe("sio2_pct", 4.0, 0.03),
        Probe("al2o3_pct", 1.6, 0.08),
        Probe("feo_pct", 2.2, 0.05),
        Probe("mgo_pct", 1.3, 0.06),
        Probe("cao_pct", 1.3, 0.06),
    ),
    dusty=1.2,
    blur_m=14.0,
)

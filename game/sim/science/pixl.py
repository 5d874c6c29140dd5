"""PIXL: elements of a patch point by point with a 120 um beam, and from them the texture (Allwood 2021).

It sees no element lighter than sodium: neither carbon nor water. Errors after Allwood 2021, rounded, from memory.
"""

from game.sim.science.study import Probe, Study

STUDY = Study(
    "pixl",
    (
        Probe("sio2_pct", 0.8, 0.02),
        Probe("al2o3_pct", 0.5, 0.04),
        Probe("feo_pct", 0.3, 0.03),
        Probe("mgo_pct", 0.8, 0.04),
        Probe("cao_pct", 0.2, 0.03),
        Probe("so3_pct", 0.3, 0.04),
        Probe("olivine_pct", 3.0, 0.08),
        Probe("pyroxene_pct", 3.0, 0.08),
        Probe("crystal_frac", 0.06),
        Probe("redox_pct", 0.5, 0.1),
    ),
)

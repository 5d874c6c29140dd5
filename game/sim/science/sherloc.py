"""SHERLOC: organic matter, sulfates and carbonates in deep ultraviolet light, a spot of ~100 um (Bhartia 2021).

The errors are a game premise in the order of published detection limits.
"""

from game.sim.science.study import Probe, Study

STUDY = Study(
    "sherloc",
    (
        Probe("organics_ppm", 2.0, 0.2),
        Probe("sulfate_pct", 2.0, 0.1),
        Probe("carbonate_pct", 1.5, 0.1),
        Probe("clay_pct", 6.0, 0.15),
        Probe("water_pct", 0.9, 0.12),
    ),
)

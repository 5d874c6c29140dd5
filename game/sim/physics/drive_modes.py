"""How the rover finds its way: what each mode of driving stops for, sees and measures."""

from dataclasses import dataclass
from enum import StrEnum

from game.sim.physics import drive as d


class DriveMode(StrEnum):
    """The modes of a drive to a place. Arcs by hand are driven like `DIRECTED`: nobody looks."""

    AUTONAV = "autonav"
    VISODO = "visodo"
    DIRECTED = "directed"


@dataclass(frozen=True, slots=True)
class Habits:
    """What a mode does.

    stop_s: stop after each metre for pictures (AutoNav thinks by the ground instead). careful_s: more over the last
    metres. measures: slip and place are known from pictures; without, the wheels' turns count, and slip makes them lie.
    """

    setup_s: int
    stop_s: int
    careful_s: int
    sight_m: float
    """How far the ground becomes known on the way."""
    measures: bool
    """Needs light for it too."""
    finds_ways: bool
    """Sees hazards and drives round them."""


HABITS: dict[DriveMode, Habits] = {
    DriveMode.AUTONAV: Habits(d.SETUP_S, 0, d.CAREFUL_S, d.AUTONAV_SIGHT_M, measures=True, finds_ways=True),
    DriveMode.VISODO: Habits(d.VISODO_SETUP_S, d.VISODO_S, 0, d.HAZCAM_SIGHT_M, measures=True, finds_ways=False),
    DriveMode.DIRECTED: Habits(0, 0, 0, d.HAZCAM_SIGHT_M, measures=False, finds_ways=False),
}

"""Driving by hand: held keys become one command whenever what they ask for changes."""

from game.mission.session import Session, Warp
from game.sim import commands as c
from game.sim.world import TaskKind
from game.ui.desk import Desk
from game.ui.input import FocusLost, KeyUp

WHEEL_KEYS = ("forward", "backward", "turn_left", "turn_right")
CURVATURE_PER_M = 0.25
"""A circle of 4 m: game premise, well inside what four steered corner wheels can do."""
HALF_TURN_DEG = 170.0
"""A held turn key asks for a turn this far; letting it go stops the turn where it is."""
DRIVING_WARP = Warp.X60
"""Time while wheel keys are held: at 4.2 cm/s nobody would see the rover move. 2.5 m/s on the screen can be steered."""

Wanted = tuple[float, float]


class Wheelman:
    """Keeps which wheel keys are held and turns each change into a command; letting all go stops the rover.

    Held alone, the side keys turn in place.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._held: set[str] = set()
        self._given: Wanted = (0.0, 0.0)
        self._warp_before: Warp | None = None

    def press(self, name: str, session: Session) -> None:
        if not self._held and session.warp in (Warp.PAUSE, Warp.X1, Warp.X10):
            self._warp_before, session.warp = session.warp, DRIVING_WARP
        self._held.add(name)

    def release(self, event: KeyUp | FocusLost) -> None:
        if isinstance(event, FocusLost):
            self.let_go()
        else:
            self._held -= {action.removeprefix("mission.") for action in event.actions}

    def let_go(self) -> None:
        self._held.clear()

    def update(self, session: Session) -> None:
        """Once per frame: give a command if the keys ask for something else than before."""
        if not self._held and self._warp_before is not None:
            if session.warp is DRIVING_WARP:
                session.warp = self._warp_before
            self._warp_before = None
        wanted = self._wanted()
        if wanted == self._given and not self._turned_out(wanted):
            return
        if self._refits(wanted):
            self._given = wanted
            self._ask(wanted)

    def _wanted(self) -> Wanted:
        """(throttle, way of turning), each -1, 0 or 1."""
        throttle = float("forward" in self._held) - float("backward" in self._held)
        return (throttle, float("turn_right" in self._held) - float("turn_left" in self._held))

    def _turned_out(self, wanted: Wanted) -> bool:
        """A turn key is still held, but the turn it asked for has ended."""
        return wanted[0] == 0.0 and wanted[1] != 0.0 and self.desk.world.rover.task is None and not self.desk.refused

    def _refits(self, wanted: Wanted) -> bool:
        """End what does not go over into what is wanted; False when the rover does something of its own."""
        task = self.desk.world.rover.task
        if task is None:
            return True
        mine = task.kind in (TaskKind.ARC, TaskKind.TURN) and self._given != (0.0, 0.0)
        if mine and not (task.kind is TaskKind.ARC and wanted[0] != 0.0):
            self.desk.give(c.Stop())
        return True

    def _ask(self, wanted: Wanted) -> None:
        throttle, way = wanted
        if throttle:
            self.desk.give(c.DriveArc(throttle, CURVATURE_PER_M * way))
        elif way:
            self.desk.give(c.TurnTo((self.desk.world.rover.heading_deg + HALF_TURN_DEG * way) % 360.0))

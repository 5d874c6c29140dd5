"""Driving by hand: held keys become one command whenever what they ask for changes."""

from game.sim import commands as c
from game.sim.world import TaskKind
from game.ui.desk import Desk
from game.ui.input import FocusLost, KeyUp

WHEEL_KEYS = ("forward", "backward", "turn_left", "turn_right")
CURVATURE_PER_M = 0.25
"""A circle of 4 m: game premise, well inside what four steered corner wheels can do."""


class Wheelman:
    """Keeps which wheel keys are held and gives `DriveArc` on each change; letting all go stops the rover."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._held: set[str] = set()
        self._given: tuple[float, float] = (0.0, 0.0)

    def press(self, name: str) -> None:
        self._held.add(name)

    def release(self, event: KeyUp | FocusLost) -> None:
        if isinstance(event, FocusLost):
            self._held.clear()
        else:
            self._held -= {action.removeprefix("mission.") for action in event.actions}

    def update(self) -> None:
        """Give a command if the keys ask for something else than before."""
        wanted = self._wanted()
        if wanted == self._given:
            return
        self._given = wanted
        task = self.desk.world.rover.task
        if wanted == (0.0, 0.0) and (task is None or task.kind is not TaskKind.ARC):
            return
        if not self.desk.give(c.DriveArc(*wanted)) and self.desk.refused:
            self.desk.session_note = self.desk.refused

    def _wanted(self) -> tuple[float, float]:
        throttle = float("forward" in self._held) - float("backward" in self._held)
        turn = float("turn_right" in self._held) - float("turn_left" in self._held)
        return (throttle, CURVATURE_PER_M * turn) if throttle else (0.0, 0.0)

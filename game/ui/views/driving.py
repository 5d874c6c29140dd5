"""Driving by hand: held keys become one command whenever what they ask for changes."""

from game.mission.session import Warp
from game.sim import commands as c
from game.sim.state.rover import TaskKind
from game.ui.desk import Desk
from game.ui.input import FocusLost, KeyUp

WHEEL_KEYS = ("forward", "backward", "turn_left", "turn_right")
CURVATURE_PER_M = 0.25
"""A circle of 4 m: game premise, well inside what four steered corner wheels can do."""
HALF_TURN_DEG = 170.0
"""A held turn key asks for a turn this far; letting it go stops the turn where it is."""
DRIVING_WARP = Warp.X60
"""Time while wheel keys are held: at 4.2 cm/s nobody would see the rover move. 2.5 m/s on the screen can be steered."""
WARMING_WARP = Warp.X1800
"""Time while cold actuators are heated before they move: 40 minutes in a second and a half,"""
EASE_OFF_TICKS = 60
"""less the last of them, so that the first metres are not gone before they are seen."""
BY_HAND = (TaskKind.ARC, TaskKind.TURN)
STILL = (0.0, 0.0)

Wanted = tuple[float, float]


class Wheelman:
    """Keeps which wheel keys are held and turns each change into a command; letting all go stops the rover.

    Held alone, the side keys turn in place. While keys are held time passes fast enough to see the rover move.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._held: set[str] = set()
        self._asked: Wanted = STILL
        self._refused = False
        self._warp_before: Warp | None = None

    def press(self, name: str) -> None:
        session = self.desk.session
        if session.delayed:
            self.desk.give(c.DriveArc(1.0, 0.0))  # is refused, with the reason
            return
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

    def update(self) -> None:
        """Once per frame: give a command if the keys ask for something else than before."""
        if self._held:
            self._pace()
        else:
            self._restore_warp()
        wanted = self._wanted()
        if wanted == self._asked and not self._turn_is_over(wanted):
            return
        self._stop_before(wanted)
        self._asked = wanted
        self._refused = wanted != STILL and not self._ask(wanted)

    def _pace(self) -> None:
        """Let the heating pass quickly; never against the player or an event that has slowed time down."""
        session, task = self.desk.session, self.desk.world.rover.task
        if self._warp_before is None or session.warp not in (DRIVING_WARP, WARMING_WARP):
            return
        warming = task is not None and self.desk.world.tick < task.ready_tick - EASE_OFF_TICKS
        session.warp = WARMING_WARP if warming else DRIVING_WARP

    def _restore_warp(self) -> None:
        """As it was before; unless something has slowed time down meanwhile, or the player has."""
        if self._warp_before is not None and self.desk.session.warp in (DRIVING_WARP, WARMING_WARP):
            self.desk.session.warp = self._warp_before
        self._warp_before = None

    def _wanted(self) -> Wanted:
        """(throttle, way of turning), each -1, 0 or 1."""
        throttle = float("forward" in self._held) - float("backward" in self._held)
        return (throttle, float("turn_right" in self._held) - float("turn_left" in self._held))

    def _turn_is_over(self, wanted: Wanted) -> bool:
        """A turn key is still held, but the turn it asked for has ended: another half turn."""
        throttle, way = wanted
        return throttle == 0.0 and way != 0.0 and self.desk.world.rover.task is None and not self._refused

    def _stop_before(self, wanted: Wanted) -> None:
        """End what was asked for by hand and does not go over into what is wanted now."""
        task = self.desk.world.rover.task
        if task is None or task.kind not in BY_HAND or self._asked == STILL:
            return
        if task.kind is not TaskKind.ARC or wanted[0] == 0.0:
            self.desk.give(c.Stop())

    def _ask(self, wanted: Wanted) -> bool:
        throttle, way = wanted
        if throttle:
            return self.desk.give(c.DriveArc(throttle, CURVATURE_PER_M * way))
        return self.desk.give(c.TurnTo((self.desk.world.rover.heading_deg + HALF_TURN_DEG * way) % 360.0))

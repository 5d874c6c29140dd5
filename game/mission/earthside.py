"""What Earth knows and expects of a mission whose operations are delayed; a live mission is known as it is."""

from dataclasses import dataclass, field

from game.mission.expectation import copied, expected_at, suppose
from game.sim import commands as c
from game.sim.events import DownlinkHeard, Event
from game.sim.ground import GROUND_EVENTS, show_ground_work, view_of
from game.sim.reasons import Reason
from game.sim.uplink_windows import next_uplink
from game.sim.validate import validate
from game.sim.world import World, is_delayed

HOUR_S = 3600
"""What is expected is worked out anew when the sequence would arrive in another hour."""


def as_ground_command(command: c.Command) -> c.Command:
    """A command to the rover as what is done about it on Earth; what cannot wait stays as it is, and is refused."""
    meant = command.command if isinstance(command, c.AddToPlan) else command
    if isinstance(meant, c.GroundWork):
        return meant  # it is done on Earth: nothing to wait for
    if isinstance(command, c.AddToPlan):
        return c.AddToUplink(command.command)
    if isinstance(command, c.ClearPlan):
        return c.ClearUplink()
    return c.AddToUplink(command) if isinstance(command, c.PlanStep) else command


@dataclass(slots=True)
class Earthside:
    """Keeps the view of the last report heard, the news not heard yet, and the state that a new step would meet."""

    untold: list[Event] = field(default_factory=list)
    """What has happened and is not known on Earth, oldest first."""
    _view: tuple[int, World] | None = None
    _chance: tuple[tuple[object, ...], int] = ((), 0)
    _idle: tuple[tuple[object, ...], World] | None = None
    _expected: tuple[tuple[object, ...], World, list[Reason | None]] | None = None

    def view(self, world: World) -> World:
        """The mission as Earth knows it."""
        if not is_delayed(world):
            return world
        taken = world.ground.heard.taken_tick if world.ground.heard is not None else -1
        if self._view is None or self._view[0] != taken:
            self._view = (taken, view_of(world))
        show_ground_work(self._view[1], world)
        return self._view[1]

    def expected(self, world: World) -> World:
        """The state that the next step of the sequence would meet, as far as Earth can tell."""
        return self._thought_through(world)[1] if is_delayed(world) else world

    def judged(self, world: World) -> list[Reason | None]:
        """What stands against each step of the sequence, in the state that those before it leave."""
        return self._thought_through(world)[2]

    def _thought_through(self, world: World) -> tuple[tuple[object, ...], World, list[Reason | None]]:
        view, draft = self.view(world), tuple(world.ground.draft)
        hour = self._arrives(world) // HOUR_S
        idle_key = (view.tick, hour, tuple(view.rover.keep_out), len(view.radar.marks))
        if self._idle is None or self._idle[0] != idle_key:
            self._idle = (idle_key, expected_at(view, hour * HOUR_S))
        key = (*idle_key, draft)
        if self._expected is None or self._expected[0] != key:
            ahead, judged = copied(self._idle[1]), []
            for step in draft:
                judged.append(validate(ahead, step))
                suppose(ahead, step)
            self._expected = (key, ahead, judged)
        return self._expected

    def _arrives(self, world: World) -> int:
        """When a sequence agreed on now would be on board; looked up once a minute."""
        steps = len(world.ground.draft) + 1
        key = (world.tick // 60, steps)
        if self._chance[0] != key:
            chance = next_uplink(world.site, world.tick, steps)
            self._chance = (key, chance.arrives_tick if chance is not None else world.tick)
        return self._chance[1]

    def told(self, world: World, news: list[Event]) -> list[Event]:
        """Of what has just happened, and of what was not known before, what Earth gets to know now."""
        if not is_delayed(world):
            return news
        told: list[Event] = []
        for event in news:
            if isinstance(event, DownlinkHeard):
                told += self._until(event.taken_tick)
            if isinstance(event, GROUND_EVENTS):
                told.append(event)
            else:
                self.untold.append(event)
        return told

    def all_told(self) -> list[Event]:
        """The mission is over: the rest is told at once."""
        rest, self.untold = self.untold, []
        return rest

    def _until(self, tick: int) -> list[Event]:
        known = [event for event in self.untold if event.tick <= tick]
        self.untold = [event for event in self.untold if event.tick > tick]
        return known

"""The sol behind and ahead: what the charge was, what it will be if nothing is changed, and what has been done."""

from dataclasses import dataclass

from game.core import marstime
from game.sim.estimates.power import forecast_charge, present_uses
from game.sim.tasks import charge_frac
from game.sim.world import FlightPhase, MoxiePhase, World
from game.ui.desk import Desk

NOTED_EVERY_TICKS = 600
FORECAST_EVERY_TICKS = 900
FORECAST_EVERY_S = 0.4
"""At a high warp the forecast is made so often in real time, not in the mission's."""
FORECAST_PARTS = 24
SHORTEST_BAR_TICKS = 240


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that went on, or goes on until it is due to end. kind: a task's, `asleep`, `moxie` or `flight`."""

    kind: str
    from_tick: int
    until_tick: int
    over: bool = False


class Outlook:
    """Follows a mission frame by frame and remembers one sol."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sol = -1
        self.past: list[tuple[int, float]] = []
        self.ahead: list[tuple[int, float]] = []
        self.done: list[Bar] = []
        self._going: dict[str, Bar] = {}
        self._key: tuple[object, ...] = ()
        self._made_s = -1e9

    def update(self, now_s: float) -> None:
        """Once per frame."""
        world = self.desk.world
        sol = marstime.sol(world.tick)
        if sol != self.sol:
            self.sol, self.past = sol, []
            self.done = [bar for bar in self.done if bar.until_tick > sol * marstime.SOL_S]
        if not self.past or world.tick >= self.past[-1][0] + NOTED_EVERY_TICKS:
            self.past.append((world.tick, charge_frac(world)))
        self._follow(world)
        key = (world.tick // FORECAST_EVERY_TICKS, tuple(self._going), len(self.desk.session.recording.commands))
        if key != self._key and now_s - self._made_s >= FORECAST_EVERY_S:
            self._key, self._made_s = key, now_s
            self.ahead = forecast_points(world)

    def _follow(self, world: World) -> None:
        """Begin, lengthen and end the bars of what goes on."""
        before, self._going = self._going, {}
        for kind, began, until in going_on(world):
            old = before.pop(kind, None)
            if old is not None and began not in (-1, old.from_tick):  # another of its kind has begun meanwhile
                self._end(old, began)
                old = None
            begin = began if began >= 0 else old.from_tick if old is not None else world.tick
            self._going[kind] = Bar(kind, begin, until)
        for bar in before.values():
            self._end(bar, world.tick)

    def _end(self, bar: Bar, tick: int) -> None:
        if tick - bar.from_tick >= SHORTEST_BAR_TICKS:
            self.done.append(Bar(bar.kind, bar.from_tick, tick, over=True))

    @property
    def bars(self) -> list[Bar]:
        """What was done this sol, then what goes on."""
        return [*self.done, *self._going.values()]

    @property
    def end_frac(self) -> float:
        """Charge at the end of the sol if nothing more is commanded."""
        return self.ahead[-1][1] if self.ahead else charge_frac(self.desk.world)


def going_on(world: World) -> list[tuple[str, int, int]]:
    """(kind, begin or -1 when the world does not tell, end as far as it is known or else now) of what goes on."""
    found = []
    task, moxie, helicopter = world.rover.task, world.moxie, world.helicopter
    if world.asleep:
        found.append(("asleep", -1, world.power.asleep_until_tick))
    if task is not None:
        found.append((task.kind.value, task.started_tick, max(task.ends_tick, world.tick)))
    if moxie.phase is not MoxiePhase.OFF:
        left_s = int(moxie.minutes * 60.0) if moxie.phase is MoxiePhase.WARMING else 0
        found.append(("moxie", -1, moxie.phase_ends_tick + left_s))
    if helicopter.phase not in (FlightPhase.PARKED, FlightPhase.LOST):
        found.append(("flight", -1, world.tick))
    return found


def forecast_points(world: World) -> list[tuple[int, float]]:
    """(tick, charge) from now to the end of the sol, in one pass."""
    end = (marstime.sol(world.tick) + 1) * marstime.SOL_S
    power, weather, uses = world.power, world.level.weather, present_uses(world)
    tick, charge_wh = world.tick, power.charge_wh
    points = [(tick, charge_frac(world))]
    for part in range(1, FORECAST_PARTS + 1):
        after = world.tick + (end - world.tick) * part // FORECAST_PARTS
        if after > tick:
            share = forecast_charge(weather, tick, after, charge_wh, power.capacity_wh, uses).end_frac
            tick, charge_wh = after, share * power.capacity_wh
            points.append((tick, share))
    return points

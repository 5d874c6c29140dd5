"""The sol behind and ahead: what the charge was, what it will be if nothing is changed, and what has been done."""

from dataclasses import dataclass

from game.core import marstime
from game.sim.estimates.drive import route_cost
from game.sim.estimates.planned import ahead_uses
from game.sim.estimates.power import Use, forecast_charge
from game.sim.estimates.storms import weather_of
from game.sim.narrate import duration_words
from game.sim.physics.drive_modes import HABITS
from game.sim.state.helicopter import FlightPhase
from game.sim.state.moxie import MoxiePhase
from game.sim.state.rover import TaskKind
from game.sim.tasks import charge_frac
from game.sim.wayfinding import Way
from game.sim.world import World
from game.terrain.route import path_length_m
from game.ui.desk import Desk

NOTED_EVERY_TICKS = 600
FORECAST_EVERY_TICKS = 900
FORECAST_EVERY_S = 0.4
"""At a high warp the forecast is made so often in real time, not in the mission's."""
FORECAST_PARTS = 24
SHORTEST_BAR_TICKS = 60


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
        self._route: tuple[object, ...] = ()
        self.drive: Use | None = None

    def update(self, now_s: float) -> None:
        """Once per frame."""
        world = self.desk.world
        sol = marstime.sol(self.desk.now_tick)
        if sol != self.sol:
            self.sol, self.past = sol, []
            self.done = [bar for bar in self.done if bar.until_tick > sol * marstime.SOL_S]
        if not self.past or world.tick >= self.past[-1][0] + NOTED_EVERY_TICKS:
            self.past.append((world.tick, charge_frac(world)))
        self._expect_drive(world)
        self._follow(world)
        cause = (tuple(self._going), len(self.desk.session.recording.commands))
        key = (world.tick // FORECAST_EVERY_TICKS, *cause)
        if key != self._key and (key[1:] != self._key[1:] or now_s - self._made_s >= FORECAST_EVERY_S):
            self._key, self._made_s = key, now_s
            extra = (self.drive,) if self.drive is not None else ()
            self.ahead = forecast_points(world, extra, sol)

    def _expect_drive(self, world: World) -> None:
        """When the drive under way will end and what it will take, worked out when its route is new."""
        task, drive = world.rover.task, world.rover.drive
        if task is None or task.kind is not TaskKind.DRIVE:
            self._route, self.drive = (), None
            return
        route = (task.started_tick, *drive.route_m)
        if route != self._route:
            self._route, self.drive = route, expected_drive(world)

    def _follow(self, world: World) -> None:
        """Begin, lengthen and end the bars of what goes on."""
        before, self._going = self._going, {}
        for kind, began, until in going_on(world, self.drive):
            old = before.pop(kind, None)
            if old is not None and began not in (-1, old.from_tick):  # another of its kind has begun meanwhile
                self._end(old, began)
                old = None
            begin = began if began >= 0 else old.from_tick if old is not None else world.tick
            self._going[kind] = Bar(kind, begin, until)
        for bar in before.values():
            self._end(bar, world.tick)

    def _end(self, bar: Bar, tick: int) -> None:
        until = min(tick, bar.until_tick) if bar.until_tick > bar.from_tick else tick
        if until - bar.from_tick >= SHORTEST_BAR_TICKS:
            self.done.append(Bar(bar.kind, bar.from_tick, until, over=True))

    @property
    def bars(self) -> list[Bar]:
        """What was done this sol, then what goes on."""
        return [*self.done, *self._going.values()]

    @property
    def end_frac(self) -> float:
        """Charge at the end of the sol if nothing more is commanded."""
        return self.ahead[-1][1] if self.ahead else charge_frac(self.desk.world)


def expected_drive(world: World) -> Use | None:
    """The drive under way as the forecast sees it; None for a rover that does not follow a route."""
    rover, task = world.rover, world.rover.task
    points = ((rover.x_m, rover.y_m), *rover.drive.route_m[rover.drive.leg :])
    length_m = path_length_m(points)
    if task is None or length_m <= 0.0:
        return None
    way = Way(points, length_m, rover.drive.face_deg, backwards=rover.drive.backwards)
    cost = route_cost(world, way, rover.drive.mode)
    begin = max(world.tick, task.ready_tick)
    seconds = max(1, cost.seconds + (HABITS[rover.drive.mode].setup_s if world.tick <= task.ready_tick else 0))
    return Use("drive", begin, begin + seconds, cost.energy_wh * 3600.0 / seconds)


def going_on(world: World, drive: Use | None = None) -> list[tuple[str, int, int]]:
    """(kind, begin or -1 when the world does not tell, end as far as it is known or else now) of what goes on."""
    found = []
    task, moxie, helicopter = world.rover.task, world.moxie, world.helicopter
    if world.asleep:
        found.append(("asleep", -1, world.power.asleep_until_tick))
    if task is not None:
        ends = drive.until_tick if drive is not None else task.ends_tick
        found.append((task.kind.value, task.started_tick, max(ends, world.tick)))
    if moxie.phase is not MoxiePhase.OFF:
        left_s = int(moxie.minutes * 60.0) if moxie.phase is MoxiePhase.WARMING else 0
        found.append(("moxie", -1, moxie.phase_ends_tick + left_s))
    if helicopter.phase not in (FlightPhase.PARKED, FlightPhase.LOST):
        found.append(("flight", -1, world.tick))
    return found


def forecast_points(world: World, extra: tuple[Use, ...] = (), sol: int = -1) -> list[tuple[int, float]]:
    """(tick, charge) from the state known to the end of the sol (that state's own without `sol`), in one pass."""
    end = (max(sol, marstime.sol(world.tick)) + 1) * marstime.SOL_S
    power, weather, uses = world.power, weather_of(world), ahead_uses(world, extra)
    tick, charge_wh = world.tick, power.charge_wh
    points = [(tick, charge_frac(world))]
    for part in range(1, FORECAST_PARTS + 1):
        after = world.tick + (end - world.tick) * part // FORECAST_PARTS
        if after > tick:
            share = forecast_charge(weather, tick, after, charge_wh, power.capacity_wh, uses).end_frac
            tick, charge_wh = after, share * power.capacity_wh
            points.append((tick, share))
    return points


def doing(desk: Desk, outlook: Outlook) -> str:
    """What the rover is doing, and how long it still takes, in a few words."""
    world = desk.world
    if world.power.safe_mode:
        return "safe mode"
    if world.asleep:
        return f"asleep until {marstime.lmst_text(world.power.asleep_until_tick)}"
    task = world.rover.task
    if task is None:
        return "ready"
    if world.tick < task.ready_tick and task.kind is not TaskKind.IMAGE:
        return f"warming up for {duration_words(task.ready_tick - world.tick)}"
    words = desk.strings.word(task.kind.value)
    ends = outlook.drive.until_tick if outlook.drive is not None else task.ends_tick
    return f"{words}, {duration_words(ends - world.tick)} left" if ends > world.tick else words

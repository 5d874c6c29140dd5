"""What the autopilot remembers of its own doings, so that it never does the same thing in vain for long."""

from dataclasses import dataclass, field

from game.core import marstime
from game.core.grid import distance_m
from game.sim import commands as c
from game.sim.conditions import progress_frac
from game.sim.state.objectives import Status
from game.sim.world import World

MOST_COMMANDS_PER_SOL = 120
"""The watchdog: whoever gives more is going round in circles, and waits for the next sol."""
STUCK_SOLS = 2
"""Optional objectives are left alone after so many sols without progress in any of them."""
PANORAMA_APART_M = 60.0
ASKED_APART_M = 10.0
"""Where an objective asks for a panorama, one taken a little way off will not do."""
NEARER_M = 10.0
_MOST: dict[type[c.Command], int] = {
    c.DriveTo: 5,
    c.TakeImage: 2,
    c.Abrade: 2,
    c.Analyse: 2,
    c.Core: 5,
    c.SealTube: 60,
    c.SealWitness: 8,
    c.ClearCarousel: 60,
    c.DropTube: 2,
    c.Prioritise: 1,
    c.Fly: 2,
    c.RunMoxie: 20,
    c.SetRadar: 10,
    c.MarkHorizon: 1,
}
"""How often the same command (for the same target, to the same place) is tried."""


@dataclass(slots=True)
class Memory:
    """Tries by command, places of panoramas, and how the optional objectives get on."""

    tries: dict[str, int] = field(default_factory=dict)
    nearest_m: dict[str, float] = field(default_factory=dict)
    panoramas_m: list[tuple[float, float]] = field(default_factory=list)
    commands_in_sol: int = 0
    sol: int = -1
    best_optional: float = -1.0
    best_optional_sol: int = -1
    panorama_asked: bool = False
    explored: int = 0
    """Flights made only to see new ground."""

    def look(self, world: World) -> None:
        """Take note of the sol and of how the optional objectives stand."""
        sol = marstime.sol(world.tick)
        if sol != self.sol:
            self.sol, self.commands_in_sol = sol, 0
        progress = _optional_progress(world)
        if progress > self.best_optional + 1e-6 or self.best_optional_sol < 0:
            self.best_optional, self.best_optional_sol = progress, sol

    @property
    def in_circles(self) -> bool:
        return self.commands_in_sol >= MOST_COMMANDS_PER_SOL

    @property
    def optional_is_stuck(self) -> bool:
        return self.sol - self.best_optional_sol >= STUCK_SOLS

    def allows(self, world: World, command: c.Command) -> bool:
        """False for what has been tried often enough."""
        if isinstance(command, c.TakePanorama):
            here = (world.rover.x_m, world.rover.y_m)
            apart_m = ASKED_APART_M if self.panorama_asked else PANORAMA_APART_M
            return all(distance_m(*here, *place) >= apart_m for place in self.panoramas_m)
        if isinstance(command, c.SleepUntil):
            return True
        return self.tries.get(_key(command), 0) < _MOST.get(type(command), 10)

    def note(self, world: World, command: c.Command) -> None:
        """A command was given. A drive that has come nearer since the last try does not count as tried in vain."""
        self.commands_in_sol += 1
        key = _key(command)
        self.tries[key] = self.tries.get(key, 0) + 1
        if isinstance(command, c.TakePanorama):
            self.panoramas_m.append((world.rover.x_m, world.rover.y_m))
        if isinstance(command, c.DriveTo):
            left_m = distance_m(world.rover.x_m, world.rover.y_m, command.x_m, command.y_m)
            if left_m < self.nearest_m.get(key, left_m) - NEARER_M:
                self.tries[key] = 1
            self.nearest_m[key] = min(left_m, self.nearest_m.get(key, left_m))


def _key(command: c.Command) -> str:
    """What a command is for, without its fine print."""
    name = c.command_name(type(command))
    match command:
        case c.DriveTo():
            return f"{name} {command.x_m:.0f} {command.y_m:.0f} {command.backwards}"
        case c.TakeImage():
            return f"{name} {command.camera} {command.target} {command.azimuth_deg:.0f}"
        case c.Analyse():
            return f"{name} {command.target} {command.instrument}"
        case c.Abrade() | c.Core():
            return f"{name} {command.target}"
        case c.DropTube():
            return f"{name} {command.number}"
        case c.MarkHorizon():
            mean_ns = sum(time for _, time in command.points) / max(1, len(command.points))
            return f"{name} {command.horizon} {mean_ns:.0f} {command.permittivity:.1f}"
        case c.Prioritise():
            return f"{name} {command.product}"
        case c.Fly():
            return f"{name} {[(round(x / 8.0), round(y / 8.0)) for x, y in command.route_m]}"
    return name


def _optional_progress(world: World) -> float:
    pairs = zip(world.level.objectives, world.objectives.items, strict=True)
    progress = [
        1.0 if item.status is Status.DONE else progress_frac(world, spec.done_when)
        for spec, item in pairs
        if not spec.primary
    ]
    return sum(progress) + 1e-3 * world.survey.aerial_tiles / world.survey.known.size

"""What can be done with a target, step by step or by choice: each with its price in minutes, Wh and Mbit."""

from collections.abc import Callable
from dataclasses import dataclass

from game.sim import commands as c
from game.sim.narrate import duration_words
from game.sim.physics import battery, coring
from game.sim.physics.heat import ACTUATOR_HEATERS_W, warm_up_minutes
from game.sim.reach import distance_to_target_m, in_arm_reach, target_in_reach, target_position_m
from game.sim.sampling import abrade_minutes, core_minutes, rock_of, unsealed_tube
from game.sim.science import findings
from game.sim.state.samples import TubeStatus
from game.sim.systems.arm_judges import WITNESS_MIN
from game.sim.systems.notebook import is_fresh
from game.sim.world import World

REMOTE_M = 60.0
"""Without a target in the arm's reach, the nearest within so far is offered to the instruments of the mast."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to do, with its price beside the awake load."""

    id: str
    label: str
    command: c.PlanStep
    minutes: float
    energy_wh: float
    mbit: float = 0.0

    @property
    def price(self) -> str:
        """In the few figures that decide.

        >>> Offer("pixl", "PIXL", c.SealTube(), 240.0, 100.0, 40.0).price
        '4 h 00 min · 100 Wh · 40 Mbit'
        """
        data = f" · {self.mbit:.0f} Mbit" if self.mbit else ""
        return f"{duration_words(int(60.0 * self.minutes + 0.5))} · {self.energy_wh:.0f} Wh{data}"

    @property
    def awake_wh(self) -> float:
        """What the rover draws meanwhile for being awake."""
        return battery.AWAKE_W * self.minutes / 60.0


def subject(world: World, chosen: int = -1) -> int:
    """Index of the target that is meant: the chosen one while it is near, else one in the arm's reach, else the nearest
    that the mast may see; -1 for none."""
    if chosen >= 0 and world.targets[chosen].known and distance_to_target_m(world, chosen) <= REMOTE_M:
        return chosen
    near = target_in_reach(world)
    if near >= 0:
        return near
    known = [(distance_to_target_m(world, n), n) for n, state in enumerate(world.targets) if state.known]
    away_m, index = min(known, default=(REMOTE_M + 1.0, -1))
    return index if away_m <= REMOTE_M else -1


Picture = Callable[[str, tuple[float, float]], c.TakeImage]


def next_step(world: World, index: int, picture: Picture, study: tuple[str, ...]) -> c.Command | None:
    """The next link of the chain for a target in reach: picture, abrade, analyse (by any of `study`), core, seal."""
    if world.arm.blocked:
        return c.ClearCarousel()
    if any(tube.status is TubeStatus.FILLED for tube in world.tubes):
        return c.SealTube()
    if index < 0 or not in_arm_reach(world, index):
        return None
    state, target = world.targets[index], world.level.targets[index].id
    loose = rock_of(world, target).loose
    if not state.imaged:
        return picture(target, target_position_m(world, index))
    if not state.abraded and not loose:
        return c.Abrade(target)
    studied = bool(state.analysed) if loose else any(name in state.analysed for name in study)
    return c.Core(target) if studied else c.Analyse(target, study[0])


def offers(world: World, index: int, picture: c.TakeImage | None) -> tuple[Offer, ...]:
    """What is left to do with a target (-1: none), cheapest looks first, then the drill, then the tubes."""
    found: list[Offer] = []
    if index >= 0:
        found += _looks(world, index, picture)
        found += _drill(world, index)
    return (*found, *_tubes(world))


def _looks(world: World, index: int, picture: c.TakeImage | None) -> list[Offer]:
    target = world.level.targets[index].id
    found: list[Offer] = []
    if picture is not None and not world.targets[index].imaged:
        camera = world.site.catalog.cameras[picture.camera]
        minutes = camera.seconds / 60.0
        wh = coring.energy_wh(minutes, camera.watts)
        found.append(Offer("picture", "Picture", picture, minutes, wh, camera.mbit))
    fresh = is_fresh(world, target)
    for tool in world.site.catalog.instruments.values():
        if not findings.looked_with(world, target, tool.id, fresh=fresh):
            minutes = tool.seconds / 60.0
            wh = coring.energy_wh(minutes, tool.watts) + (_warming_wh(world) if tool.contact else 0.0)
            found.append(Offer(tool.id, tool.name, c.Analyse(target, tool.id), minutes, wh, tool.mbit))
    return found


def _drill(world: World, index: int) -> list[Offer]:
    target, state = world.level.targets[index].id, world.targets[index]
    found: list[Offer] = []
    if not state.abraded and not rock_of(world, target).loose:
        found.append(_arm(world, "abrade", "Abrade", c.Abrade(target), abrade_minutes(world, target)))
    found.append(_arm(world, "core", "Core", c.Core(target), core_minutes(world, target)))
    return found


def _tubes(world: World) -> list[Offer]:
    found: list[Offer] = []
    if unsealed_tube(world) is not None:
        found.append(_arm(world, "seal", "Seal tube", c.SealTube(), coring.SEAL_MIN))
    found.append(_arm(world, "witness", "Witness tube", c.SealWitness(), WITNESS_MIN))
    if world.arm.blocked:
        found.append(_arm(world, "clear", "Clear carousel", c.ClearCarousel(), coring.CLEAR_MIN))
    return found


_WATTS = {"abrade": coring.ABRADING_POWER_W, "core": coring.CORING_POWER_W}


def _arm(world: World, name: str, label: str, command: c.PlanStep, minutes: float) -> Offer:
    wh = coring.energy_wh(minutes, _WATTS.get(name, coring.SEAL_POWER_W)) + _warming_wh(world)
    return Offer(name, label, command, minutes + warm_up_minutes(world.thermal.actuators_c), wh)


def _warming_wh(world: World) -> float:
    return coring.energy_wh(warm_up_minutes(world.thermal.actuators_c), ACTUATOR_HEATERS_W)

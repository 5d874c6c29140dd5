"""Starting the next step of the plan when everything before it is done.

Stands above the systems because it judges and carries out commands; `systems/sequencer` only keeps the list.
"""

from game.sim.command_table import DUTIES
from game.sim.events import PlanHeld
from game.sim.state.helicopter import FlightPhase
from game.sim.state.moxie import MoxiePhase
from game.sim.system import NEVER, Emit, System
from game.sim.validate import validate
from game.sim.world import World


def all_idle(world: World) -> bool:
    """True when rover, helicopter and MOXIE have nothing in progress and the rover is awake."""
    return (
        world.rover.task is None
        and not world.asleep
        and world.moxie.phase is MoxiePhase.OFF
        and world.helicopter.phase in (FlightPhase.PARKED, FlightPhase.LOST)
    )


def _ready(world: World) -> bool:
    sequencer = world.sequencer
    return bool(sequencer.steps) and sequencer.held is None and all_idle(world)


def _start_next(world: World, emit: Emit) -> None:
    """Start the next step, or hold the plan and say why. A held plan waits until the player adds, clears or stops."""
    if not _ready(world):
        return
    command = world.sequencer.steps[0]
    refusal = validate(world, command)
    if refusal is not None:
        world.sequencer.held = refusal
        emit(PlanHeld(world.tick, command, refusal))
        return
    del world.sequencer.steps[0]
    DUTIES[type(command)].handler(world, command, emit)


def _wake_tick(world: World) -> int:
    return world.tick + 1 if _ready(world) else NEVER


SYSTEM = System("plan", tick=_start_next, wake_tick=_wake_tick)

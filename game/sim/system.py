"""What a system is: up to three functions, called in the order that `step.SYSTEMS` writes down.

- `minute(world, emit)` runs when the tick is a multiple of 60: slow processes (weather, power, heat, radio).
- `tick(world, emit)` runs each simulated tick that is not skipped.
- `wake_tick(world)` is the next tick at which this system's `tick` has something to do, or `NEVER`. A world in which no
  system wants the next tick strides to the earliest wake or minute boundary, with exactly the same result.
"""

from collections.abc import Callable
from dataclasses import dataclass

from game.sim.events import Event
from game.sim.world import World

NEVER = 2**62
MINUTE_S = 60

Emit = Callable[[Event], None]


def nothing(_world: World, _emit: Emit) -> None:
    """For systems without a minute or tick part."""


def never(_world: World) -> int:
    """For systems that only live on minute boundaries."""
    return NEVER


@dataclass(frozen=True, slots=True)
class System:
    """One system of the simulation; see the module's text."""

    name: str
    minute: Callable[[World, Emit], None] = nothing
    tick: Callable[[World, Emit], None] = nothing
    wake_tick: Callable[[World], int] = never

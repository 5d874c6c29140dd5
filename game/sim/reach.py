"""What the arm and the remote instruments can reach from where the rover stands."""

from game.core.grid import distance_m
from game.sim.reasons import Reason, reason
from game.sim.world import World

ARM_LENGTH_M = 2.1
"""Arm length 2.1 m (Wikipedia, Perseverance)."""
ARM_BASE_AHEAD_M = 1.5
"""The arm is mounted at the front of the 3 m long body (NASA rover page)."""
ARM_REACH_M = ARM_BASE_AHEAD_M + ARM_LENGTH_M
"""From the rover's centre; the rover turns in place to face the target, so bearing does not count."""


def target_index(world: World, target: str) -> int:
    """Index of a target in level.targets and world.targets, -1 when there is none of that id."""
    for index, spec in enumerate(world.level.targets):
        if spec.id == target:
            return index
    return -1


def target_position_m(world: World, index: int) -> tuple[float, float]:
    """Where a target stands, in metres."""
    return world.level.metres(world.level.targets[index].at)


def distance_to_target_m(world: World, index: int) -> float:
    """From the rover's centre to the target."""
    x_m, y_m = target_position_m(world, index)
    return distance_m(world.rover.x_m, world.rover.y_m, x_m, y_m)


def in_arm_reach(world: World, index: int) -> bool:
    """True when the arm can be placed on the target from here."""
    return distance_to_target_m(world, index) <= ARM_REACH_M


def out_of_reach(world: World, index: int) -> Reason | None:
    """Why the arm cannot be placed on the target from here."""
    if in_arm_reach(world, index):
        return None
    return reason(
        "target.out_of_reach",
        target=world.level.targets[index].name,
        distance_m=distance_to_target_m(world, index),
        reach_m=ARM_REACH_M,
    )


def target_in_reach(world: World) -> int:
    """Index of the nearest known target within the arm's reach, -1 when there is none."""
    best, best_m = -1, ARM_REACH_M
    for index, state in enumerate(world.targets):
        away_m = distance_to_target_m(world, index)
        if state.known and away_m <= best_m:
            best, best_m = index, away_m
    return best

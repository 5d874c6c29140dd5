"""Conditions of a level, judged over the world, and how far along they are."""

import math

from game.content.conditions import AllOf, AnyOf, Compare, Condition, Not
from game.sim.telemetry import read
from game.sim.world import World


def holds(world: World, condition: Condition) -> bool:
    """True when the condition is met now."""
    match condition:
        case Compare():
            return compare(read(world, condition.name), condition.op, condition.value)
        case AllOf():
            return all(holds(world, part) for part in condition.parts)
        case AnyOf():
            return any(holds(world, part) for part in condition.parts)
        case Not():
            return not holds(world, condition.part)


def compare(value: float, op: str, limit: float) -> bool:
    """One comparison.

    >>> compare(5.0, "at_least", 5.0), compare(5.0, "above", 5.0)
    (True, False)
    """
    match op:
        case "at_least":
            return value >= limit
        case "at_most":
            return value <= limit
        case "above":
            return value > limit
        case "below":
            return value < limit
    return value == limit


def progress_frac(world: World, condition: Condition) -> float:
    """How far a condition is met, 0..1: for display, and for the autopilot to see that it gets on."""
    match condition:
        case Compare():
            return _compare_progress(read(world, condition.name), condition)
        case AllOf():
            parts = [progress_frac(world, part) for part in condition.parts]
            return math.fsum(parts) / len(parts)
        case AnyOf():
            return max(progress_frac(world, part) for part in condition.parts)
        case Not():
            return float(not holds(world, condition.part))


def _compare_progress(value: float, condition: Compare) -> float:
    if compare(value, condition.op, condition.value):
        return 1.0
    if condition.op in ("at_least", "above") and condition.value > 0.0:
        return min(1.0, max(0.0, value / condition.value))
    return 0.0

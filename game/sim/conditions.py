"""Conditions of a level, judged over the world, and how far along they are."""

import math

from game.content.conditions import After, AllOf, AnyOf, Compare, Condition, Count, HeldFor, Not, On, Within
from game.sim.story_watch import compare, has_happened, memory, timed_holds
from game.sim.telemetry import read
from game.sim.world import World


def holds(world: World, condition: Condition) -> bool:
    """True when the condition is met now."""
    match condition:
        case Compare():
            return compare(read(world, condition.name), condition.op, condition.value)
        case On():
            return has_happened(world, condition)
        case AllOf():
            return all(holds(world, part) for part in condition.parts)
        case AnyOf():
            return any(holds(world, part) for part in condition.parts)
        case Not():
            return not holds(world, condition.part)
        case Count():
            return compare(counted(world, condition), condition.op, condition.value)
        case Within() | After() | HeldFor():
            return timed_holds(world, condition)


def counted(world: World, condition: Count) -> int:
    """How many parts hold; of a single event, how often it has happened."""
    first = condition.parts[0]
    if len(condition.parts) == 1 and isinstance(first, On):
        return memory(world, first).count
    return len([part for part in condition.parts if holds(world, part)])


def progress_frac(world: World, condition: Condition) -> float:
    """How far a condition is met, 0..1: for display, and for the autopilot to see that it gets on."""
    match condition:
        case Compare():
            return _compare_progress(read(world, condition.name), condition.op, condition.value)
        case Count():
            return _compare_progress(counted(world, condition), condition.op, condition.value)
        case AllOf():
            parts = [progress_frac(world, part) for part in condition.parts]
            return math.fsum(parts) / len(parts)
        case AnyOf():
            return max(progress_frac(world, part) for part in condition.parts)
    return float(holds(world, condition))


def _compare_progress(value: float, op: str, limit: float) -> float:
    if compare(value, op, limit):
        return 1.0
    if op in ("at_least", "above") and limit > 0.0:
        return min(1.0, max(0.0, value / limit))
    return 0.0

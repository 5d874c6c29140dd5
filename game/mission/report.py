"""How a mission stands, as plain data: what `run --json` prints, and what the debrief shows."""

from typing import Any

from game.core import marstime
from game.sim.conditions import progress_frac
from game.sim.snapshot import digest
from game.sim.tasks import charge_frac
from game.sim.telemetry import read
from game.sim.world import World

_RESOURCES: tuple[str, ...] = (
    "rover.odometry_m",
    "cache.sealed",
    "cache.families",
    "moxie.oxygen_g",
    "helicopter.flights",
    "helicopter.distance_m",
    "downlink.images",
    "downlink.analyses",
    "downlink.mbit",
    "survey.aerial_frac",
    "survey.surveyed_frac",
    "nights_survived",
)


def report(world: World) -> dict[str, Any]:
    """Level, seed, outcome, clock, digest, score, objectives and resources of a mission now."""
    state = world.objectives
    objectives = [
        {
            "id": spec.id,
            "status": item.status.value,
            "tick": item.tick,
            "progress": round(progress_frac(world, spec.done_when), 4),
        }
        for spec, item in zip(world.level.objectives, state.items, strict=True)
    ]
    return {
        "level": world.level.id,
        "seed": world.site.seed,
        "outcome": state.outcome.value,
        "cause": state.cause,
        "sol": marstime.sol(world.tick),
        "lmst": marstime.lmst_text(world.tick),
        "tick": world.tick,
        "digest": digest(world),
        "score": state.score,
        "stars": state.stars,
        "objectives": objectives,
        "resources": {"rover.charge_frac": charge_frac(world)} | {name: read(world, name) for name in _RESOURCES},
    }

"""The values behind the telemetry names of `content/telemetry_names.py`; a test holds the two lists together."""

from collections.abc import Callable

from game.content.level import Level
from game.content.scattering import rule_of
from game.core import marstime
from game.sim.estimates.moxie import ASCENT_VEHICLE_G, breathing_min
from game.sim.products import PICTURES
from game.sim.reach import distance_to_target_m
from game.sim.science import findings
from game.sim.science.evidence import Standing, cold_step
from game.sim.science.rules import Hypothesis
from game.sim.state.comms import ProductKind
from game.sim.state.helicopter import FlightPhase
from game.sim.state.objectives import Status
from game.sim.state.pictures import Shown
from game.sim.state.radar import FOLLOWED, HorizonMark, Verdict
from game.sim.state.samples import SEALED, TubeStatus
from game.sim.state.survey import TargetState
from game.sim.systems import survey
from game.sim.tasks import charge_frac
from game.sim.world import Site, World


def _helicopter_charge_frac(world: World) -> float:
    capacity_wh = world.helicopter.capacity_wh
    return world.helicopter.charge_wh / capacity_wh if capacity_wh else 0.0


def _tubes(world: World, statuses: tuple[TubeStatus, ...], *, witness: bool = False) -> int:
    return len([tube for tube in world.tubes if tube.status in statuses and tube.witness is witness])


def _families(world: World) -> int:
    # The family first: it is asked each minute, and most tubes have none.
    return len({tube.family for tube in world.tubes if tube.family and tube.status in SEALED})


def _downlinked(world: World, kinds: tuple[ProductKind, ...]) -> int:
    return len([product for product in world.comms.products if product.downlinked_tick >= 0 and product.kind in kinds])


READERS: dict[str, Callable[[World], float]] = {
    "sol": lambda world: marstime.sol(world.tick),
    "lmst_h": lambda world: marstime.lmst_h(world.tick),
    "nights_survived": lambda world: world.objectives.nights_survived,
    "weather.tau": lambda world: world.weather.tau,
    "rover.charge_frac": charge_frac,
    "rover.odometry_m": lambda world: world.rover.odometry_m,
    "rover.x_tile": lambda world: world.rover.x_m / world.terrain.tile_m,
    "rover.y_tile": lambda world: world.rover.y_m / world.terrain.tile_m,
    "rover.tilt_deg": lambda world: world.rover.tilt_deg,
    "rover.slip_frac": lambda world: world.rover.slip_frac,
    "rover.sinkage_m": lambda world: world.rover.sinkage_m,
    "rover.embedded": lambda world: world.rover.embedded,
    "rover.extractions": lambda world: world.rover.extractions,
    "rover.wheel_wear_frac": lambda world: max(world.rover.wheel_wear_frac),
    "rover.safe_modes": lambda world: world.power.safe_modes,
    "cache.sealed": lambda world: _tubes(world, SEALED),
    "cache.stored": lambda world: _tubes(world, (TubeStatus.STORED,)),
    "cache.deposited": lambda world: _tubes(world, (TubeStatus.DEPOSITED,)),
    "cache.witness_sealed": lambda world: _tubes(world, SEALED, witness=True),
    "cache.families": _families,
    "cache.worth": lambda world: findings.worth(world).total,
    "notebook.entries": lambda world: len(findings.known_entries(world)),
    "notebook.cold_step": lambda world: cold_step(findings.highest_standing(world)),
    "notebook.potential_biosignature": lambda world: (
        findings.highest_standing(world) is Standing.POTENTIAL_BIOSIGNATURE
    ),
    "moxie.oxygen_g": lambda world: world.moxie.oxygen_g,
    "moxie.runs": lambda world: world.moxie.runs,
    "moxie.purity_frac": lambda world: world.moxie.pure_g / world.moxie.oxygen_g if world.moxie.oxygen_g else 0.0,
    "moxie.breathing_min": lambda world: breathing_min(world.moxie.oxygen_g),
    "moxie.ascent_ppm": lambda world: 1e6 * world.moxie.oxygen_g / ASCENT_VEHICLE_G,
    "meda.vortices": lambda world: world.meda.vortices,
    "meda.dust_devils": lambda world: world.meda.dust_devils,
    "picture.count": lambda world: world.pictures.count,
    "picture.panorama_deg": lambda world: world.pictures.panorama_deg,
    "radar.sounded_m": lambda world: world.radar.sounded_m,
    "radar.horizons_marked": lambda world: len([m for m in world.radar.marks if m.verdict is Verdict.GOOD]),
    "helicopter.flights": lambda world: world.helicopter.flights,
    "helicopter.distance_m": lambda world: world.helicopter.total_m,
    "helicopter.airfields": lambda world: len(world.helicopter.airfields),
    "helicopter.in_contact": lambda world: world.helicopter.in_contact and world.helicopter.present,
    "helicopter.lost": lambda world: world.helicopter.phase is FlightPhase.LOST,
    "helicopter.charge_frac": _helicopter_charge_frac,
    "survey.finds": survey.finds,
    "survey.aerial_frac": survey.aerial_frac,
    "survey.surveyed_frac": survey.surveyed_frac,
    "downlink.images": lambda world: _downlinked(world, PICTURES),
    "downlink.analyses": lambda world: _downlinked(world, (ProductKind.ANALYSIS,)),
    "downlink.mbit": lambda world: world.comms.sent_mbit,
}

TARGET_READERS: dict[str, Callable[[TargetState], float]] = {
    "known": lambda target: target.known,
    "reached": lambda target: target.reached,
    "imaged": lambda target: target.imaged,
    "abraded": lambda target: target.abraded,
    "analysed": lambda target: bool(target.analysed),
    "cored": lambda target: target.cores > 0,
    "sealed": lambda target: target.sealed > 0,
}


def _scattered(world: World, rest: str) -> float:
    """How many targets of a rule have something."""
    rule, _, figure = rest.partition(".")
    has = TARGET_READERS[figure]
    pairs = zip(world.level.targets, world.targets, strict=True)
    return len([spec.id for spec, state in pairs if rule_of(spec) == rule and has(state)])


def _variable(world: World, variable: str) -> float:
    return next(
        value for spec, value in zip(world.level.variables, world.story.variables, strict=True) if spec.id == variable
    )


def _objective(world: World, rest: str) -> float:
    objective, _, figure = rest.partition(".")
    pairs = zip(world.level.objectives, world.objectives.items, strict=True)
    return next(item.status is Status(figure) for spec, item in pairs if spec.id == objective)


def _fired(world: World, rest: str) -> float:
    pairs = zip(world.level.story, world.story.triggers, strict=True)
    return next(state.fired for spec, state in pairs if spec.id == rest.removesuffix(".fired"))


NAMED_READERS: dict[str, Callable[[World, str], float]] = {
    "var": _variable,
    "objective": _objective,
    "trigger": _fired,
    "scatter": _scattered,
}
"""Figures of what the level has named; the rest of the name says which."""

UNMARKED_M = 1000.0
"""What a level reads as the error of a horizon that nobody has marked."""

RADAR_READERS: dict[str, Callable[[HorizonMark | None], float]] = {
    "marked": lambda mark: mark is not None,
    "error_m": lambda mark: UNMARKED_M if mark is None else min(mark.error_m, UNMARKED_M),
}


def _mark(world: World, horizon: str) -> HorizonMark | None:
    """The mark that follows a horizon."""
    return next((mark for mark in world.radar.marks if mark.horizon == horizon and mark.verdict in FOLLOWED), None)


PICTURE_READERS: dict[str, Callable[[Shown | None], float]] = {
    "best_px": lambda shown: shown.best_px if shown else 0.0,
    "lit_px": lambda shown: shown.lit_px if shown else 0.0,
    "count": lambda shown: shown.count if shown else 0,
    "lit": lambda shown: shown is not None and shown.count > 0,
}


def _belief_in(which: Hypothesis) -> Callable[[World, str], float]:
    return lambda world, target: findings.belief(world, target, which)


NOTEBOOK_READERS: dict[str, Callable[[World, str], float]] = {
    **{f"{which.value}_frac": _belief_in(which) for which in Hypothesis},
    "entries": lambda world, target: len(findings.entries_of(world, target)),
}


def read(world: World, name: str) -> float:
    """The value of a telemetry name now; flags are 0 or 1. Names were checked when the level was loaded."""
    return reader_of(world.site, name)(world)


def reader_of(site: Site, name: str) -> Callable[[World], float]:
    """What gives the value of a telemetry name; for a name with ids of the level in it made once."""
    reader = READERS.get(name)
    if reader is None:
        kept: dict[str, Callable[[World], float]] = site.derived.setdefault("telemetry.readers", {})
        reader = kept.get(name)
        if reader is None:
            reader = kept[name] = _reader_of(site.level, name)
    return reader


def _reader_of(level: Level, name: str) -> Callable[[World], float]:
    """A name with ids of the level in it, turned into a function of the world: made once, asked each minute."""
    kind, _, rest = name.partition(".")
    if kind in NAMED_READERS:
        named = NAMED_READERS[kind]
        return lambda world: named(world, rest)
    target, _, figure = rest.rpartition(".")
    if kind == "notebook":
        noted = NOTEBOOK_READERS[figure]
        return lambda world: noted(world, target)
    if kind == "picture":
        looking = PICTURE_READERS[figure]
        return lambda world: looking(world.pictures.of(target))
    if kind == "radar":
        reading = RADAR_READERS[figure]
        return lambda world: reading(_mark(world, target))
    index = next(index for index, spec in enumerate(level.targets) if spec.id == target)
    if figure == "distance_m":
        return lambda world: distance_to_target_m(world, index)
    of_target = TARGET_READERS[figure]
    return lambda world: of_target(world.targets[index])

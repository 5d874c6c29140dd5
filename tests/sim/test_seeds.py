"""What holds on every seed: a safe start, targets in reach or declared otherwise, nothing outside the map."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from game.content.load import parse_level
from game.content.source import Source
from game.sim.estimates.drive import plan_drive
from game.sim.reach import target_position_m
from game.sim.reasons import Reason
from game.sim.scatter import find_places
from game.sim.setup import new_world, prepare_site
from game.sim.world import Site, World
from game.terrain.material import Material
from tests import small

FEW, MANY = 30, 1000
SAFE_TILT_DEG = 20.0
SHORT_M = 8.0
NEARLY_M = 12.0
DECLARED = ("drive.no_way", "drive.boxed_in", "drive.zone")
"""Refusals that name what lies in the way."""
LEVEL = """\
format: 2
id: seeds
title: Any seed
map: {{tiles: [80, 72], tile_m: 2}}
start: {{at: [20, 50], heading_deg: 40}}
terrain:
  base: {{preset: {preset}}}
  craters: {{per_km2: 200, reference_m: 10, min_m: 6, max_m: 30}}
  ripples: [{{at: [46, 40], length_m: 60, width_m: 30, axis_deg: 30, wavelength_m: 9, height_m: 0.6}}]
  outcrops: [{{name: Ledge, at: [60, 20], radius_m: 8, height_m: 0.6}}]
  rocks: {{k_frac: 0.06}}
  pads: [{{at: [20, 50], radius_m: 8}}]
helicopter: {{at: [16, 52]}}
targets:
  - {{id: ledge, name: Ledge, at: [60, 22], rock: maaz_basalt}}
  - {{id: near, name: Near, at: [26, 46], rock: maaz_basalt}}
  - {{id: stone, name: Stone, rock: maaz_basalt, scatter: {{count: 3, spacing_m: 15}}}}
objectives:
  - {{id: go, title: Go, done_when: {{rover.odometry_m: {{at_least: 100}}}}}}
"""
PRESETS = ("crater_floor", "delta", "fan", "dunes", "rim")


def sites(seeds: range) -> Iterator[Site]:
    """A crater for each seed, the kinds of ground in turn."""
    levels = [parse_level(Source.of(LEVEL.format(preset=name), f"{name}.yaml"), small.catalog()) for name in PRESETS]
    for seed in seeds:
        yield prepare_site(levels[seed % len(levels)], small.catalog(), seed)


def wrong_with(site: Site) -> list[str]:
    """Everything about a crater that must not be, in words."""
    world = new_world(site)
    seen = _known_everywhere(new_world(site))
    found = [*_ground(site), *_start(world), *_targets(site, world), *_ways(seen)]
    return [f"seed {site.seed}: {what}" for what in found]


def _known_everywhere(world: World) -> World:
    world.survey.known[:] = 2
    world.survey.version += 1
    for state in world.targets:
        state.known = True
    return world


def _ground(site: Site) -> Iterator[str]:
    terrain = site.terrain
    for name in ("elevation_m", "slope_deg", "roughness_m", "rock_abundance", "orbital_elevation_m"):
        array = getattr(terrain, name)
        if array.shape != (72, 80) or not np.isfinite(array).all():
            yield f"{name} has no value somewhere"
    if set(np.unique(terrain.material).tolist()) - {int(kind) for kind in Material}:
        yield "a material that there is not"
    rocks = terrain.rocks
    if len(rocks) and (rocks.x_m.min() < 0 or rocks.y_m.min() < 0 or rocks.x_m.max() > 160 or rocks.y_m.max() > 144):
        yield "a rock outside the map"


def _start(world: World) -> Iterator[str]:
    rover, terrain = world.rover, world.terrain
    tx, ty = terrain.tile_index(rover.x_m, rover.y_m)
    if rover.tilt_deg > SAFE_TILT_DEG or rover.embedded or rover.sinkage_m > 0.1:
        yield f"the rover starts at a tilt of {rover.tilt_deg:.0f} degrees, {rover.sinkage_m:.2f} m deep"
    if terrain.material[ty, tx] in (Material.SAND, Material.RIPPLE):
        yield "the rover starts in sand"
    places = [(rover.x_m + SHORT_M * dx, rover.y_m + SHORT_M * dy) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))]
    if all(plan_drive(world, *place).route is None for place in places):
        yield "the rover cannot drive eight metres in any direction"


def _targets(site: Site, world: World) -> Iterator[str]:
    places = [target_position_m(world, index) for index in range(len(world.targets))]
    for spec, place in zip(site.level.targets, places, strict=True):
        if not site.terrain.inside(*place):
            yield f"{spec.id} lies outside the map"
    for (ax, ay), (bx, by) in pairwise(places):
        if abs(ax - bx) + abs(ay - by) < 1.0:
            yield "two targets at one place"
    if not site.terrain.inside(world.helicopter.x_m, world.helicopter.y_m):
        yield "the helicopter stands outside the map"


def _ways(world: World) -> Iterator[str]:
    """To every target there is a way once the ground is known; else the planner says what is in the way. A scattered
    target has one unless the rule says that it was given up; rules look at slopes, not at each stone and ripple."""
    given_up = {rule.rule: rule.given_up for rule in find_places(small_level(world), world.terrain)}
    for index, spec in enumerate(world.level.targets):
        plan = plan_drive(world, *target_position_m(world, index))
        if plan.route is not None or (plan.refusal is not None and plan.refusal.key == "drive.in_reach"):
            continue
        if plan.refusal is None or not _is_declared(plan.refusal):
            yield f"no way to {spec.id}, and not a word about it: {plan.refusal}"
        elif spec.id.startswith("stone") and "a way there" not in given_up["stone"] and not _is_excused(world, index):
            yield f"no way to {spec.id}, which a rule has put where there is one: {plan.refusal}"


def _is_declared(refusal: Reason) -> bool:
    return refusal.key.startswith(DECLARED)


def _is_excused(world: World, index: int) -> bool:
    """Backwards there is a way, or one ends a few metres short of it, before a stone or a ripple."""
    forward, backward = (plan_drive(world, *target_position_m(world, index), backwards=way) for way in (False, True))
    short_m = dict(forward.refusal.figures).get("short_m", 99.0) if forward.refusal is not None else 99.0
    return backward.route is not None or (isinstance(short_m, float) and short_m < NEARLY_M)


def small_level(world: World):  # type: ignore[no-untyped-def]
    """The level as it was written, its rules not yet carried out."""
    return parse_level(Source.of(LEVEL.format(preset=world.level.terrain.base.preset), "a.yaml"), small.catalog())


def test_thirty_seeds_hold_what_every_crater_promises() -> None:
    assert [fault for site in sites(range(FEW)) for fault in wrong_with(site)] == []


@pytest.mark.slow
def test_a_thousand_seeds_hold_what_every_crater_promises() -> None:
    assert [fault for site in sites(range(FEW, MANY)) for fault in wrong_with(site)] == []

"""A level and a seed become a world at its first tick. Each system builds its own section."""

from game.content.catalog import Catalog
from game.content.level import Level
from game.core import marstime
from game.sim.reach import in_arm_reach
from game.sim.scatter import scattered
from game.sim.state.environment import MedaState
from game.sim.systems import (
    arm,
    comms,
    helicopter,
    mobility,
    moxie,
    objectives,
    power,
    radar,
    sequencer,
    story,
    survey,
    thermal,
    weather,
)
from game.sim.world import Site, World
from game.terrain.generate import generate


def prepare_site(level: Level, catalog: Catalog, seed: int | None = None) -> Site:
    """Generate the ground of a level and scatter its targets; `seed` overrides the level's own."""
    chosen = level.seed if seed is None else seed
    terrain = generate(level.terrain_spec(), chosen)
    return Site(scattered(level, terrain, catalog), chosen, terrain, catalog)


def first_tick(level: Level) -> int:
    """The tick at which a mission on this level begins."""
    return marstime.tick_at(level.start.sol, marstime.parse_lmst(level.start.lmst))


def new_world(site: Site) -> World:
    """The world at its first tick. The mast has already looked around, the arm knows what it can reach."""
    tick = first_tick(site.level)
    world = World(
        site=site,
        tick=tick,
        weather=weather.initial(site, tick),
        meda=MedaState(),
        power=power.initial(site, tick),
        thermal=thermal.initial(site, tick),
        rover=mobility.initial(site),
        sequencer=sequencer.initial(),
        survey=survey.initial(site),
        targets=survey.initial_targets(site),
        tubes=arm.initial_tubes(site),
        moxie=moxie.initial(site),
        radar=radar.initial(),
        comms=comms.initial(),
        helicopter=helicopter.initial(site),
        objectives=objectives.initial(site),
        story=story.initial(site),
    )
    survey.look_around(world, lambda _event: None)
    for index, target in enumerate(world.targets):
        target.reached = target.known and in_arm_reach(world, index)
    return world

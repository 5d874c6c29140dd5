"""Worlds on flat made-up ground, for tests of sky, power, heat and flight without the rest of the mission."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from game.content.level import Level
from game.core import marstime
from game.sim.state.comms import CommsState
from game.sim.state.environment import MedaState
from game.sim.state.moxie import MoxieState
from game.sim.state.objectives import ObjectivesState
from game.sim.state.radar import RadarState
from game.sim.state.rover import RoverState, SequencerState
from game.sim.state.story import StoryState
from game.sim.state.survey import SurveyState
from game.sim.system import System
from game.sim.systems import helicopter, power, thermal, weather
from game.sim.world import Site, World
from game.terrain.spec import TerrainSpec
from game.terrain.terrain import Material, Rocks, Terrain

TILES, TILE_M = 256, 4.0
SIDE_M = TILES * TILE_M
OURS: tuple[System, ...] = (weather.SYSTEM, power.SYSTEM, thermal.SYSTEM, helicopter.SYSTEM)


def flat_terrain(material: Material = Material.REGOLITH, slope_frac: float = 0.0) -> Terrain:
    """A plane of one material, rising to the east by `slope_frac`."""
    shape = (TILES, TILES)
    rising = (np.arange(TILES, dtype=np.float64) + 0.5) * TILE_M * slope_frac
    elevation = np.repeat(rising[None, :], TILES, axis=0)
    none = np.zeros(0)
    return Terrain(
        spec=TerrainSpec(width=TILES, height=TILES, tile_m=TILE_M),
        seed=1,
        elevation_m=elevation,
        slope_x=np.full(shape, slope_frac),
        slope_y=np.zeros(shape),
        roughness_m=np.zeros(shape),
        rock_abundance=np.zeros(shape),
        material=np.full(shape, int(material), dtype=np.uint8),
        outcrop=np.zeros(shape, dtype=np.uint8),
        tallest_rock_m=np.zeros(shape),
        orbital_elevation_m=elevation.copy(),
        rocks=Rocks(none, none, none, none, np.zeros(TILES * TILES + 1, dtype=np.int64)),
        craters=(),
    )


def level(**sections: Any) -> Level:
    """A level with nothing in it but what is given."""
    goal = {"id": "wait", "title": "Wait", "done_when": {"sol": {"at_least": 9999}}}
    plain = {
        "format": 2,
        "id": "test",
        "title": "Test",
        "objectives": (goal,),
        "map": {"tiles": (TILES, TILES), "tile_m": TILE_M},
        "start": {"sol": 14, "lmst": "12:00", "at": (128.0, 128.0)},
        "weather": {"wind_m_s": 2.0},
    }
    return Level.model_validate({**plain, **sections})


def site(seed: int = 3, ground: Terrain | None = None, **sections: Any) -> Site:
    """A site on flat ground."""
    catalog: Any = SimpleNamespace(cameras={}, instruments={}, rocks={})
    return Site(level(**sections), seed, ground if ground is not None else flat_terrain(), catalog)


def world(on: Site | None = None, *, seen: int = 0) -> World:
    """A world at its first tick, as the sections of this part start it; the rest is empty."""
    on = on if on is not None else site()
    tick = marstime.tick_at(on.level.start.sol, marstime.parse_lmst(on.level.start.lmst))
    x_m, y_m = on.level.metres(on.level.start.at)
    known = np.full((TILES, TILES), seen, dtype=np.uint8)
    return World(
        site=on,
        tick=tick,
        weather=weather.initial(on, tick),
        meda=MedaState(),
        power=power.initial(on, tick),
        thermal=thermal.initial(on, tick),
        rover=RoverState(x_m=x_m, y_m=y_m),
        sequencer=SequencerState(),
        survey=SurveyState(known),
        targets=[],
        tubes=[],
        moxie=MoxieState(),
        radar=RadarState(),
        comms=CommsState(),
        helicopter=helicopter.initial(on),
        objectives=ObjectivesState(),
        story=StoryState(),
    )


def run(world: World, seconds: int, events: list[Any] | None = None, *, stride: bool = True) -> list[Any]:
    """Let time pass through the systems of this part; `stride` skips ticks exactly as `step.advance` does."""
    events = [] if events is None else events
    until = world.tick + seconds
    while world.tick < until:
        world.tick = min(_next_tick(world), until) if stride else world.tick + 1
        if world.tick % 60 == 0:
            for system in OURS:
                system.minute(world, events.append)
        for system in OURS:
            system.tick(world, events.append)
    return events


def _next_tick(world: World) -> int:
    wakes = [system.wake_tick(world) for system in OURS]
    boundary = world.tick - world.tick % 60 + 60
    return max(world.tick + 1, min([boundary, *wakes]))


def goto(world: World, lmst: str) -> None:
    """Set the clock to a time of this sol and the sky with it, without letting time pass."""
    world.tick = marstime.tick_at(marstime.sol(world.tick), marstime.parse_lmst(lmst))
    world.weather = weather.initial(world.site, world.tick)

"""Small synthetic sites for the driving tests: the ground is a formula, the rocks are a list."""

from collections.abc import Callable, Iterable
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from game.content.level import Level
from game.core import marstime
from game.sim.events import Event
from game.sim.state.comms import CommsState
from game.sim.state.environment import MedaState, PowerState, ThermalState, WeatherState
from game.sim.state.helicopter import HelicopterState
from game.sim.state.moxie import MoxieState
from game.sim.state.objectives import ObjectivesState
from game.sim.state.radar import RadarState
from game.sim.state.story import StoryState
from game.sim.state.survey import SurveyState
from game.sim.system import NEVER
from game.sim.systems import mobility, sequencer, survey
from game.sim.world import Site, World
from game.terrain.derive import gradient, softened
from game.terrain.material import Material
from game.terrain.spec import TerrainSpec
from game.terrain.terrain import Rocks, Terrain

Floats = NDArray[np.float64]
Relief = Callable[[Floats, Floats], Floats]
Rock = tuple[float, float, float]
"""x_m, y_m, height_m; twice as wide as high."""
NOON = marstime.tick_at(30, 12 * 3600)
SYSTEMS = (mobility.SYSTEM, survey.SYSTEM)


def make_terrain(
    relief: Relief | None = None,
    *,
    material: Callable[[Floats, Floats], Any] | Material = Material.REGOLITH,
    rocks: Iterable[Rock] = (),
    tiles: int = 64,
    tile_m: float = 2.0,
    abundance: float = 0.04,
    roughness_m: float = 0.04,
) -> Terrain:
    """A square site; `relief` and `material` are formulas of x and y in metres."""
    middle = (np.arange(tiles) + 0.5) * tile_m
    x, y = np.meshgrid(middle, middle)
    z = np.zeros(x.shape) + (relief(x, y) if relief else 0.0)
    slope_x, slope_y = gradient(z, tile_m)
    kind = np.full(x.shape, material) if isinstance(material, Material) else material(x, y)
    orbital = softened(z, max(1, round(5.0 / tile_m)))
    placed, tallest = place_rocks(rocks, tiles, tile_m)
    return Terrain(
        spec=TerrainSpec(width=tiles, height=tiles, tile_m=tile_m),
        seed=1,
        elevation_m=z,
        slope_x=slope_x,
        slope_y=slope_y,
        roughness_m=np.full(x.shape, roughness_m),
        rock_abundance=np.full(x.shape, abundance),
        material=np.asarray(kind, dtype=np.uint8),
        outcrop=np.zeros(x.shape, dtype=np.uint8),
        tallest_rock_m=tallest,
        orbital_elevation_m=orbital,
        rocks=placed,
        craters=(),
    )


def place_rocks(rocks: Iterable[Rock], tiles: int, tile_m: float) -> tuple[Rocks, Floats]:
    """Rocks as the terrain keeps them, sorted by tile."""

    def tile(rock: Rock) -> int:
        return int(rock[1] / tile_m) * tiles + int(rock[0] / tile_m)

    listed = sorted(rocks, key=tile)
    counts = np.bincount([tile(rock) for rock in listed] or [0], minlength=tiles * tiles)
    counts = counts if listed else np.zeros(tiles * tiles, dtype=np.int64)
    columns = np.array(listed, dtype=np.float64).reshape(-1, 3).T
    tallest = np.zeros(tiles * tiles)
    for rock in listed:
        tallest[tile(rock)] = max(tallest[tile(rock)], rock[2])
    start = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    placed = Rocks(columns[0].copy(), columns[1].copy(), columns[2] * 2.0, columns[2].copy(), start)
    return placed, tallest.reshape(tiles, tiles)


def make_level(terrain: Terrain, at_m: tuple[float, float], heading_deg: float = 0.0, **sections: Any) -> Level:
    """A level on such a site with the rover at a place given in metres."""
    return Level.model_validate(
        {
            "format": 2,
            "id": "test_ground",
            "title": "Test ground",
            "start": {"sol": 30, "lmst": "12:00", "at": tiles_of(terrain, at_m), "heading_deg": heading_deg},
            "map": {"tiles": (terrain.width, terrain.height), "tile_m": terrain.tile_m},
            "objectives": ({"id": "go", "title": "Go", "done_when": {"rover.odometry_m": {"at_least": 1.0}}},),
            **sections,
        }
    )


def tiles_of(terrain: Terrain, at_m: tuple[float, float]) -> tuple[float, float]:
    return at_m[0] / terrain.tile_m - 0.5, at_m[1] / terrain.tile_m - 0.5


def make_world(
    terrain: Terrain,
    at_m: tuple[float, float] = (30.0, 64.0),
    heading_deg: float = 90.0,
    *,
    known: int | None = None,
    look: bool = True,
    **sections: Any,
) -> World:
    """A world at noon with warm actuators and a full battery; `known` sets the knowledge of the whole map."""
    site = Site(make_level(terrain, at_m, heading_deg, **sections), 1, terrain, cast(Any, None))
    world = World(
        site=site,
        tick=NOON,
        weather=WeatherState(sun_elevation_deg=60.0),
        meda=MedaState(),
        power=PowerState(charge_wh=2400.0, capacity_wh=2400.0),
        thermal=ThermalState(actuators_c=0.0),
        rover=mobility.initial(site),
        sequencer=sequencer.initial(),
        survey=survey.initial(site),
        targets=survey.initial_targets(site),
        tubes=[],
        moxie=MoxieState(),
        radar=RadarState(),
        comms=CommsState(),
        helicopter=HelicopterState(),
        objectives=ObjectivesState(),
        story=StoryState(),
    )
    if known is not None:
        world.survey = SurveyState(np.full(world.survey.known.shape, known, dtype=np.uint8))
    if look:
        survey.look_around(world, lambda _event: None)
    return world


def run(world: World, seconds: int, *, stride: bool = False, until_idle: bool = True) -> list[Event]:
    """Let time pass for the driving systems alone; ends when the rover has no task."""
    events: list[Event] = []
    end = world.tick + seconds
    while world.tick < end and not (until_idle and world.rover.task is None):
        world.tick = min(next_tick(world), end) if stride else world.tick + 1
        if world.tick % 60 == 0:
            mobility.SYSTEM.minute(world, events.append)
        for system in SYSTEMS:
            system.tick(world, events.append)
    return events


def next_tick(world: World) -> int:
    wake = min((system.wake_tick(world) for system in SYSTEMS), default=NEVER)
    return max(world.tick + 1, min(wake, world.tick - world.tick % 60 + 60))


def plane(east_deg: float = 0.0, south_deg: float = 0.0) -> Relief:
    """Ground that rises evenly towards the east and the south."""
    up_east, up_south = np.tan(np.radians(east_deg)), np.tan(np.radians(south_deg))
    return lambda x, y: x * up_east + y * up_south


def of_kind(events: Iterable[Event], kind: type[Event]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]

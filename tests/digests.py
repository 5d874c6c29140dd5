"""Prints digests of everything that must be exact; each line must be the same on every machine.

    python tests/digests.py            print the lines
    python tests/digests.py --check    compare them with tests/digests.txt, exit 1 where they differ
    python tests/digests.py --write    keep them, after a change that was meant to change the world

Needs numpy and the game, no pygame, no pytest: .ci/run runs it on every Python, numpy and CPU path found.
"""

import hashlib
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "tests" / "digests.txt"
Line = tuple[str, str]


def digest(*parts: object) -> str:
    """Hex digest of arrays, floats, integers and text, bit by bit."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(as_bytes(part) + b"|")
    return whole.hexdigest()[:32]


def as_bytes(part: object) -> bytes:
    """The value alone: how Python or numpy would print it differs between their versions."""
    if isinstance(part, np.ndarray):
        return f"{part.dtype.str}{part.shape}".encode() + np.ascontiguousarray(part).tobytes()
    if isinstance(part, np.generic):
        part = part.item()
    if is_dataclass(part):
        part = [getattr(part, field.name) for field in fields(part) if field.repr]
    if isinstance(part, dict):
        part = sorted(part.items())
    if isinstance(part, tuple | list):
        return b"(" + b",".join(as_bytes(inner) for inner in part) + b")"
    if isinstance(part, float):
        return part.hex().encode()
    return str(int(part) if isinstance(part, int) else part).encode()


def spread(low: float, high: float, count: int = 4001) -> np.ndarray:
    """Points that fall on no grid, made by exact operations only."""
    step = np.arange(count, dtype=np.float64) * 0.6180339887498949
    return low + (step - np.floor(step)) * (high - low)


def exact_lines() -> Iterator[Line]:
    from game.core import exact

    cases: tuple[tuple[Callable[..., object], float, float], ...] = (
        (exact.sin, -1000.0, 1000.0),
        (exact.cos, -1000.0, 1000.0),
        (exact.tan, -1.5, 1.5),
        (exact.sin_deg, -720.0, 720.0),
        (exact.cos_deg, -720.0, 720.0),
        (exact.asin, -1.0, 1.0),
        (exact.acos, -1.0, 1.0),
        (exact.exp, -700.0, 700.0),
        (exact.log, 1e-9, 1e9),
    )
    for function, low, high in cases:
        x = spread(low, high)
        one_by_one = np.array([function(value) for value in x.tolist()])
        yield f"exact.{function.__name__}", digest(function(x), one_by_one)
    x, y = spread(1e-3, 50.0), spread(-8.0, 8.0, 4001)[::-1].copy()
    for pair in (exact.pow, exact.hypot, exact.atan2):
        one_by_one = np.array([pair(a, b) for a, b in zip(x.tolist(), y.tolist(), strict=True)])
        yield f"exact.{pair.__name__}", digest(pair(x, y), one_by_one)
    yield "exact.total", digest(exact.total(spread(-1e6, 1e6)))


def rng_lines() -> Iterator[Line]:
    from game.core.rng import rng_for

    index = np.arange(3000, dtype=np.int64)
    stream = rng_for(20210218, "digests", 7)
    yield "rng.uniform", digest(stream.uniform(index), [stream.uniform(i) for i in range(40)])
    yield "rng.normal", digest(stream.normal(index), [stream.normal(i) for i in range(40)])
    yield "rng.exponential", digest(stream.exponential(index), [stream.exponential(i) for i in range(40)])


def marstime_lines() -> Iterator[Line]:
    from game.core import marstime

    ticks = range(0, 700 * marstime.SOL_S, 1_234_567)
    yield "marstime.sun", digest([marstime.sun_position(tick) for tick in ticks])
    yield "marstime.ls", digest([marstime.ls_deg(tick) for tick in ticks])


def noise_lines() -> Iterator[Line]:
    from game.terrain.noise_field import pnoise2, pnoise2_grid, pnoise3

    x, y = spread(-40.0, 90.0).astype(np.float32), spread(3.0, 60.0)[::-1].astype(np.float32)
    yield "noise.pnoise2", digest(pnoise2(x, y, octaves=6))
    yield "noise.pnoise3", digest(pnoise3(x, y, x[::-1].copy(), octaves=4))
    yield "noise.grid", digest(pnoise2_grid(x[:300], y[:300]))


def terrain_lines() -> Iterator[Line]:
    from game.terrain.generate import generate
    from game.terrain.spec import TerrainSpec

    for seed in (1, 20210218):
        yield f"terrain.wild.{seed}", terrain_digest(generate(wild_spec(), seed))
    yield "terrain.plain", terrain_digest(generate(TerrainSpec(width=64, height=65, tile_m=1.0), 3))


def wild_spec() -> Any:
    """One of every landform on a small map."""
    from game.terrain import spec as s

    return s.TerrainSpec(
        width=192,
        height=160,
        tile_m=2.0,
        base=s.Base(preset="delta", tilt_deg=1.5, tilt_heading_deg=200.0),
        craters=s.CraterField(clusters_per_km2=4.0),
        named_craters=(s.NamedCrater("Round", 120.0, 90.0, 70.0, 0.15),),
        ripples=(s.RippleField(90.0, 220.0, axis_deg=30.0),),
        scarps=(s.Scarp(250.0, 120.0, height_m=25.0, run_m=40.0, radius_m=90.0),),
        channels=(s.Channel(((10.0, 20.0), (150.0, 40.0), (370.0, 200.0))),),
        ridges=(s.RidgeField(300.0, 260.0, length_m=140.0, width_m=90.0),),
        rim=s.RimWall(60.0, 160.0, height_m=60.0, run_m=120.0),
        rocks=s.RockField(),
        outcrops=(s.Outcrop(200.0, 80.0), s.Outcrop(210.0, 250.0, kind="massive")),
        pads=(s.Pad(40.0, 300.0),),
        surface=s.Surface(ice_cemented_frac=0.05),
    )


def terrain_digest(terrain: Any) -> str:
    names = (
        *("elevation_m", "slope_x", "slope_y", "slope_deg", "roughness_m", "rock_abundance", "material"),
        *("outcrop", "tallest_rock_m", "orbital_elevation_m", "orbital_slope_deg"),
    )
    rocks = terrain.rocks
    loose = (rocks.x_m, rocks.y_m, rocks.diameter_m, rocks.height_m, rocks.tile_start)
    return digest(*(getattr(terrain, name) for name in names), *loose, terrain.craters)


def route_lines() -> Iterator[Line]:
    from game.terrain.generate import generate
    from game.terrain.route import plan_route
    from game.terrain.viewshed import visible_from

    terrain = generate(wild_spec(), 1)
    cost = 1.0 + terrain.slope_deg * 0.1
    route = plan_route(np.where(terrain.slope_deg > 25.0, np.inf, cost), 2.0, (30.0, 300.0), (350.0, 30.0))
    yield "terrain.route", digest(route)
    window = visible_from(terrain, 190.0, 150.0, 2.0, 120.0)
    yield "terrain.viewshed", digest(window.tx0, window.ty0, window.mask)


def subsurface_lines() -> Iterator[Line]:
    """Layers, beds and boulders under a line, for each kind of ground, and the echoes they send back."""
    from game.sim.soundings import columns, echoes
    from game.terrain.generate import generate
    from game.terrain.subsurface import Subsurface
    from game.terrain.subsurface_spec import STANDARD, SubsurfaceSpec

    terrain = generate(wild_spec(), 1)
    x_m, y_m = np.arange(40.0, 160.0, 0.5), np.arange(60.0, 300.0, 1.0)
    for preset, layers in STANDARD.items():
        under = Subsurface(SubsurfaceSpec(layers), 5, terrain)
        found, heard = columns(under, x_m, y_m), echoes(under, x_m, y_m)
        values = (found.top_m, found.two_way_ns, heard.column, heard.two_way_ns, heard.amplitude)
        yield f"subsurface.{preset}", digest(*values)


def mission_lines() -> Iterator[Line]:
    """Whole missions: each shipped level by its scripts, and by the autopilot on another crater."""
    from game.content.catalog import load_catalog
    from game.content.check import SUFFIXES
    from game.content.level_files import levels_below
    from game.content.load import load_level
    from game.mission.headless import RunOptions, run
    from game.mission.script_file import load_script
    from game.paths import levels_dir

    catalog = load_catalog()
    files = sorted(path for path in levels_dir().rglob("*") if path.suffix in SUFFIXES)
    scripts = [path for path in files if re.search(r"^steps\s*:", path.read_text(encoding="utf-8"), re.MULTILINE)]
    levels = {level.id: level for level in (load_level(path, catalog) for path in levels_below(levels_dir()))}
    for path in scripts:
        name = re.search(r"^level\s*:\s*(\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        level = levels[name.group(1)] if name else next(iter(levels.values()))
        result = run(RunOptions(level, catalog, script=load_script(path, level, catalog)))
        yield f"mission.{path.stem}", digest(result.report)
    for level in levels.values():
        result = run(RunOptions(level, catalog, autopilot=True, seed=7, sols=2))
        yield f"mission.{level.id}.autopilot", digest(result.report)
    delayed = load_level(ROOT / "tests" / "mission" / "levels" / "delayed.yaml", catalog)
    yield "mission.delayed.autopilot", digest(run(RunOptions(delayed, catalog, autopilot=True, sols=5)).report)


PARTS = (
    exact_lines,
    rng_lines,
    marstime_lines,
    noise_lines,
    terrain_lines,
    route_lines,
    subsurface_lines,
    mission_lines,
)


def all_lines() -> list[str]:
    return [f"{name} {value}" for part in PARTS for name, value in part()]


def main(words: list[str]) -> int:
    lines = all_lines()
    if words == ["--write"]:
        KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if words != ["--check"]:
        print("\n".join(lines))
        return 0
    kept = KEPT.read_text(encoding="utf-8").splitlines()
    wrong = sorted(set(lines) ^ set(kept))
    print("\n".join(wrong) if wrong else f"{len(lines)} digests, all as kept")
    return 1 if wrong else 0


if __name__ == "__main__":
    # Beside the checkout's own code, or the installed game's when a leg runs this file from elsewhere.
    if (ROOT / "game").is_dir():
        sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))

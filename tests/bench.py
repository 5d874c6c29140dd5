"""How fast this machine plays the game: medians and p99, each as a ratio to something plain measured in the same run.

    python tests/bench.py            a table
    python tests/bench.py --json     one JSON object
    python tests/bench.py frame      only the named parts: frame tick terrain save start

Absolute times belong to a machine and its mood; the ratios travel. Nothing is asserted here.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1280, 720)
SIDE_TILES = 512
NAIVE_TILES = 128  # the plain loop is measured on a sixteenth of the map: its time grows with the area
BARE_START = f"""
import os
import numpy, pygame
pygame.display.init()
pygame.display.set_mode({SIZE})
pygame.display.flip()
os._exit(0)
"""
# The game, ended in the moment it shows its first picture.
FIRST_FLIP = """
import os
import pygame
pygame.display.flip = lambda: os._exit(0)
from game.__main__ import main
main(["play", "--frames", "1"])
os._exit(1)
"""


@dataclass(frozen=True)
class Figure:
    """One measurement and what it is held against. All times in milliseconds."""

    name: str
    median_ms: float
    p99_ms: float
    samples: int
    reference: str
    reference_ms: float
    ratio: float
    ratio_p99: float
    aim: str
    per_second: float | None = None


def figure(name: str, times_s: list[float], reference: str, reference_s: float, aim: str, work: int = 0) -> Figure:
    """`work`: how many units one sample does, where the rate is what matters."""
    middle, worst = quantile(times_s, 0.5), quantile(times_s, 0.99)
    rate = work / middle if work else None
    unit = reference_s * (work or 1)
    return Figure(
        name, 1e3 * middle, 1e3 * worst, len(times_s), reference, 1e3 * unit, middle / unit, worst / unit, aim, rate
    )


def quantile(times_s: list[float], share: float) -> float:
    ordered = sorted(times_s)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def times(work: Callable[[], object], samples: int) -> list[float]:
    """Seconds of each of `samples` runs, after one that warms up."""
    return times_each(lambda: None, lambda _: work(), samples)


def times_each(prepare: Callable[[], Any], work: Callable[[Any], object], samples: int) -> list[float]:
    """The same for work that needs something fresh each time, made off the clock."""
    work(prepare())
    found = []
    for _ in range(samples):
        fresh = prepare()
        gc.collect()
        begin = time.perf_counter()
        work(fresh)
        found.append(time.perf_counter() - begin)
    return found


# --- what everything is held against


def blit_s() -> float:
    """One full-screen blit."""
    import pygame

    pygame.display.init()
    screen = pygame.display.set_mode(SIZE)
    picture = pygame.Surface(SIZE).convert()
    taken = quantile(times(lambda: screen.blit(picture, (0, 0)), 300), 0.5)
    pygame.display.quit()
    return taken


class Plain:
    def nothing(self) -> None:
        pass


def call_s() -> float:
    """One empty method call."""
    plain, count = Plain(), 200_000

    def many() -> None:
        for _ in range(count):
            plain.nothing()

    return quantile(times(many, 7), 0.5) / count


def naive_terrain_s(octaves: int, craters: int) -> tuple[str, float]:
    """A plain loop over tiles with noise's pnoise2, and craters stamped in their windows; scaled to the full map.

    As many octaves on each tile, in layers of six, and as many craters as the game's own ground has.
    """
    import numpy as np

    try:
        from noise import pnoise2

        name = f"pnoise2 loop (noise package, {octaves} octaves) + {craters} stamps"
    except ImportError:
        pnoise2 = python_pnoise2
        name = f"pnoise2 loop (plain Python, noise is not installed, {octaves} octaves) + {craters} stamps"
    layers = [(64.0 / 2**n, min(6, octaves - first)) for n, first in enumerate(range(0, octaves, 6))]
    share = (NAIVE_TILES / SIDE_TILES) ** 2

    def naive() -> None:
        height = np.zeros((NAIVE_TILES, NAIVE_TILES))
        for y in range(NAIVE_TILES):
            for x in range(NAIVE_TILES):
                for scale, count in layers:
                    height[y, x] += scale * pnoise2(x / scale, y / scale, octaves=count)
        stamp_craters(height, round(craters * share))

    return name, quantile(times(naive, 3), 0.5) / share


def python_pnoise2(x: float, y: float, octaves: int = 1) -> float:
    """Gradient noise as a textbook writes it; its bits do not matter here, its time does."""
    import math

    total = most = 0.0
    strength = 1.0
    for _ in range(octaves):
        i, j = math.floor(x), math.floor(y)
        u, v = x - i, y - j
        corners = []
        for dy in (0, 1):
            for dx in (0, 1):
                angle = ((i + dx) * 374761393 + (j + dy) * 668265263) & 255
                corners.append(math.cos(angle) * (u - dx) + math.sin(angle) * (v - dy))
        fu, fv = u * u * u * (u * (u * 6 - 15) + 10), v * v * v * (v * (v * 6 - 15) + 10)
        north = corners[0] + fu * (corners[1] - corners[0])
        south = corners[2] + fu * (corners[3] - corners[2])
        total += strength * (north + fv * (south - north))
        most += strength
        strength, x, y = strength * 0.5, x * 2.0, y * 2.0
    return total / most


def stamp_craters(height: Any, count: int) -> None:
    import numpy as np

    side = height.shape[0]
    for index in range(count):
        radius = 3 + index % 12
        cx, cy = (index * 37) % side, (index * 61) % side
        y0, y1, x0, x1 = max(0, cy - 2 * radius), cy + 2 * radius, max(0, cx - 2 * radius), cx + 2 * radius
        window = height[y0:y1, x0:x1]
        yy, xx = np.mgrid[y0 : y0 + window.shape[0], x0 : x0 + window.shape[1]]
        r = np.sqrt((xx - cx) ** 2 + (yy - cy) ** 2) / radius
        window += np.where(r < 1.0, r * r - 1.0, np.exp(-(r - 1.0) * 3.0) * 0.1) * radius * 0.2


def bare_start_s() -> float:
    """Import numpy and pygame, open a window, flip once, end."""
    return quantile(process_times([sys.executable, "-c", BARE_START], 9), 0.5)


def process_times(command: list[str], samples: int) -> list[float]:
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "JEZERO_HOME": home, "PYTHONPATH": str(ROOT)}
        return times(lambda: subprocess.run(command, env=environment, check=True, capture_output=True), samples)


# --- the game


def terrain_figures() -> Iterator[Figure]:
    from dataclasses import replace

    from game.terrain.generate import generate

    spec = replace(level_one().terrain_spec(), width=SIDE_TILES, height=SIDE_TILES)
    octaves, craters = noise_octaves(lambda: generate(spec, 1)), len(generate(spec, 1).craters)
    name, naive_s = naive_terrain_s(octaves, craters)
    found = times(lambda: generate(spec, 1), 5)
    yield figure(f"terrain {SIDE_TILES}x{SIDE_TILES}", found, name, naive_s, "ratio <= 0.167, stretch 0.1")


def noise_octaves(generate: Callable[[], object]) -> int:
    """How many octaves of noise the generator computes on each tile, by counting."""
    from game.terrain.landforms import site

    counted = 0
    original = site.pnoise2_grid

    def counting(x: Any, y: Any, *rest: Any) -> Any:
        nonlocal counted
        counted += len(x) * len(y)
        return original(x, y, *rest)

    site.pnoise2_grid = counting
    try:
        generate()
    finally:
        site.pnoise2_grid = original
    return round(counted / SIDE_TILES**2)


def level_file() -> Path:
    from game.paths import levels_dir

    return levels_dir() / "jezero" / "01_first_light.yaml"


def level_one() -> Any:
    from game.content.load import load_level

    return load_level(level_file())


def site_one() -> Any:
    from game.content.catalog import load_catalog
    from game.sim.setup import prepare_site

    return prepare_site(level_one(), load_catalog())


def tick_figures() -> Iterator[Figure]:
    from game.sim import commands as c
    from game.sim.setup import new_world
    from game.sim.step import advance, apply

    site, plain_call_s, hour = site_one(), call_s(), 3600

    def idle_world(command: Any) -> Any:
        world = new_world(site)
        apply(world, [command] if command else [])
        return world

    def driving_world() -> Any:
        """Under way: the wheels have warmed up and turn."""
        world = idle_world(c.DriveTo(*site.level.metres(site.level.targets[0].at)))
        while world.rover.odometry_m < 1.0:
            advance(world, world.tick + 60)
        return world

    def pass_time(ticks: int) -> Callable[[Any], object]:
        return lambda world: advance(world, world.tick + ticks)

    idle = times_each(lambda: idle_world(None), pass_time(hour), 15)
    yield figure("idle tick, awake", idle, "empty method call", plain_call_s, ">= 100,000/s", work=hour)
    busy = times_each(driving_world, pass_time(1200), 15)
    yield figure("busy tick, driving", busy, "empty method call", plain_call_s, ">= 15,000/s", work=1200)
    night = times_each(lambda: idle_world(c.SleepUntil(20 * hour + 1800)), pass_time(12 * hour), 15)
    yield figure("idle night, 12 h", night, "empty method call", plain_call_s, "median <= 50 ms", work=12 * hour)


REST = range(200, 500)
BUSY = range(520, 920)
FRAME_SCRIPT = """\
- {frame: 40, key: return}
- {frame: 505, key: "3"}
- {frame: 520, key: shift+left, hold: 60}
- {frame: 600, key: equals}
- {frame: 640, key: shift+down, hold: 60}
- {frame: 720, key: minus}
- {frame: 760, mouse: [600, 300], to: [700, 420], button: 1}
- {frame: 820, mouse: [640, 360], wheel: 2}
"""


def frame_figures() -> Iterator[Figure]:
    """Frames of the real window, fed with keys: the mission standing still, then x60 with the map moving."""
    from game.ui.loop import Loop
    from game.ui.window import PlayOptions, play

    reference, found = blit_s(), []
    step = Loop.step

    def timed(loop: Any, dt_s: float) -> None:
        begin = time.perf_counter()
        step(loop, dt_s)
        found.append(time.perf_counter() - begin)

    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.yaml"
        feed.write_text(FRAME_SCRIPT, encoding="utf-8")
        Loop.step = timed  # type: ignore[method-assign]
        try:
            play(PlayOptions(level=str(level_file()), size=SIZE, input_file=str(feed), frames=BUSY.stop))
        finally:
            Loop.step = step  # type: ignore[method-assign]
    for name, frames in (("frame, paused", REST), ("frame, x60, map moving", BUSY)):
        aim = "ratio <= 6, p99 <= 20"
        yield figure(name, found[frames.start : frames.stop], "full-screen blit", reference, aim)


def save_figures() -> Iterator[Figure]:
    from game.content.catalog import load_catalog
    from game.mission.savefolder import write_save
    from game.mission.savegame import read_save
    from game.mission.start import start_session

    level, catalog, reference = level_one(), load_catalog(), blit_s()
    session = start_session(level, catalog)
    session.run_to(session.world.tick + 20_000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.save"
        saved = times(lambda: write_save(path, session), 30)
        yield figure("save", saved, "full-screen blit", reference, "no aim")
        loaded = times(lambda: read_save(path, level, catalog, session.world.site), 10)
        yield figure("load, ground at hand", loaded, "full-screen blit", reference, "no aim")


def start_figures() -> Iterator[Figure]:
    bare_s = bare_start_s()
    first = process_times([sys.executable, "-c", FIRST_FLIP], 9)
    yield figure("start to first picture", first, "bare import and flip", bare_s, "ratio <= 1.5")
    whole = process_times([sys.executable, "-m", "game", "play", "--frames", "1"], 9)
    yield figure("start, one frame, end", whole, "bare import and flip", bare_s, "no aim")


PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "frame": frame_figures,
    "tick": tick_figures,
    "terrain": terrain_figures,
    "save": save_figures,
    "start": start_figures,
}


def print_table(figures: list[Figure]) -> None:
    print(f"{'':28}{'median ms':>12}{'p99 ms':>12}{'ratio':>10}{'p99':>8}  against; aim")
    for item in figures:
        rate = f", {item.per_second:,.0f}/s" if item.per_second else ""
        print(
            f"{item.name:28}{item.median_ms:12.3f}{item.p99_ms:12.3f}{item.ratio:10.3f}{item.ratio_p99:8.2f}"
            f"  {item.reference} {item.reference_ms:.4g} ms; {item.aim}{rate}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=" ".join(PARTS))
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    unknown = [part for part in arguments.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part {unknown[0]}; the parts are {', '.join(PARTS)}")
    figures = [item for part in arguments.parts or PARTS for item in PARTS[part]()]
    if arguments.json:
        print(json.dumps({"python": sys.version.split()[0], "figures": [asdict(item) for item in figures]}, indent=2))
    else:
        print_table(figures)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())

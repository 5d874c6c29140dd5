"""How fast this machine plays the game: medians and p99, each as a ratio to something plain measured in the same run.

    python tests/bench.py            a table
    python tests/bench.py --json     one JSON object
    python tests/bench.py frame      only the named parts: frame tick terrain save start

Absolute times belong to a machine and its mood; the ratios travel. The plain thing is measured in turns with what is
held against it, and times are those of the processor in the thread that does the work (of whole processes: on the
clock), so that what else the machine does disturbs little. Nothing is asserted here.
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
from itertools import groupby
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests import bench_pictures

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
    per_second_at_worst: float | None = None


def figure(name: str, times_s: list[float], reference: str, reference_s: float, aim: str, work: int = 0) -> Figure:
    """`work`: how many units one sample does, where the rate is what matters."""
    middle, worst = quantile(times_s, 0.5), quantile(times_s, 0.99)
    unit = reference_s * (work or 1)
    return Figure(
        name,
        1e3 * middle,
        1e3 * worst,
        len(times_s),
        reference,
        1e3 * unit,
        middle / unit,
        worst / unit,
        aim,
        work / middle if work else None,
        work / worst if work else None,
    )


def quantile(times_s: list[float], share: float) -> float:
    ordered = sorted(times_s)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.thread_time) -> float:
    gc.collect()
    begin = clock()
    work()
    return clock() - begin


def times(work: Callable[[], object], samples: int) -> list[float]:
    """Seconds of each of `samples` runs, after one that warms up."""
    work()
    return [seconds(work) for _ in range(samples)]


def times_in_turns(*works: Callable[[], object], samples: int, clock: Callable[[], float]) -> list[list[float]]:
    """The same of several, one after another, so that a busy spell of the machine falls on all."""
    for work in works:
        work()
    rounds = [[seconds(work, clock) for work in works] for _ in range(samples)]
    return [list(column) for column in zip(*rounds, strict=True)]


# --- what everything is held against


class Blit:
    """One full-screen blit, by the side of the window."""

    def __init__(self) -> None:
        import pygame

        self.window, self.picture = pygame.Surface(SIZE).convert(), pygame.Surface(SIZE).convert()

    def __call__(self) -> None:
        self.window.blit(self.picture, (0, 0))


def blit_s() -> float:
    import pygame

    pygame.display.init()
    pygame.display.set_mode(SIZE)
    taken = quantile(times(Blit(), 300), 0.5)
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


def naive_terrain(octaves: int, craters: int) -> tuple[str, Callable[[], None]]:
    """A plain loop over tiles with noise's pnoise2, and craters stamped in their windows, on a part of the map.

    As many octaves on each tile, in layers of six, and as many craters as the game's own ground has. Of all the rest
    that the game's ground is made of (materials, rocks, ripples, outcrops, slopes, the view from orbit) it has nothing.
    """
    import numpy as np

    try:
        from noise import pnoise2

        name = f"pnoise2 loop (noise package, {octaves} octaves) + {craters} stamps"
    except ImportError:
        pnoise2 = python_pnoise2
        name = f"pnoise2 loop (plain Python, noise is not installed, {octaves} octaves) + {craters} stamps"
    octaves = max(1, octaves)
    layers = [(64.0 / 2**n, min(6, octaves - first)) for n, first in enumerate(range(0, octaves, 6))]
    share = (NAIVE_TILES / SIDE_TILES) ** 2

    def naive() -> None:
        height = np.zeros((NAIVE_TILES, NAIVE_TILES))
        for y in range(NAIVE_TILES):
            for x in range(NAIVE_TILES):
                for scale, count in layers:
                    height[y, x] += scale * pnoise2(x / scale, y / scale, octaves=count)
        stamp_craters(height, round(craters * share))

    return name, naive


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


def process(*command: str) -> Callable[[], object]:
    """To be run as a process of its own, without a window or a home."""

    def run() -> object:
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "JEZERO_HOME": home, "PYTHONPATH": str(ROOT)}
            return subprocess.run([sys.executable, *command], env=environment, check=True, capture_output=True)

    return run


# --- the game


def terrain_figures() -> Iterator[Figure]:
    from dataclasses import replace

    from game.terrain.generate import generate

    spec = replace(level_one().terrain_spec(), width=SIDE_TILES, height=SIDE_TILES)
    octaves, craters = noise_octaves(lambda: generate(spec, 1)), len(generate(spec, 1).craters)
    name, naive = naive_terrain(octaves, craters)
    found, plain = times_in_turns(lambda: generate(spec, 1), naive, samples=9, clock=time.thread_time)
    naive_s = quantile(plain, 0.5) / (NAIVE_TILES / SIDE_TILES) ** 2
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


HOUR_S = 3600
SLICE_TICKS = 600


def tick_figures() -> Iterator[Figure]:
    from game.core import marstime
    from game.sim import commands as c

    site, plain = site_one(), "empty method call"
    figures = (
        ("idle tick, awake", None, HOUR_S, ">= 100,000/s"),
        ("idle night, 12 h", c.SleepUntil(20 * HOUR_S + 1800), 12 * HOUR_S, "median <= 50 ms"),
        ("idle sol", c.SleepUntil(marstime.parse_lmst("09:30")), marstime.SOL_S, "median <= 60 ms"),
        ("busy driving sol", c.DriveTo(*site.level.metres((160, 106))), marstime.SOL_S, "median <= 3 s"),
    )
    for name, command, ticks, aim in figures:
        found, reference = idle_times(site, command, ticks)
        yield figure(name, found, plain, reference, aim, work=ticks)
    found, reference = drive_times(site)
    yield figure("busy tick, replanning", found, plain, reference, ">= 15,000/s", work=SLICE_TICKS)


def idle_times(site: Any, command: Any, ticks: int) -> tuple[list[float], float]:
    from game.sim.setup import new_world
    from game.sim.step import advance, apply

    found, calls = [], []
    for _ in range(15):
        world = new_world(site)
        apply(world, [command] if command else [])
        site.derived.pop("cost_grid", None)
        found.append(seconds(lambda world=world: advance(world, world.tick + ticks)))  # type: ignore[misc]
        calls.append(call_s())
    return found[1:], quantile(calls, 0.5)


def drive_times(site: Any) -> tuple[list[float], float]:
    """Slices of the drive to the first target that nobody has scouted: along a field of sand it plans anew some
    thirty times."""
    from game.sim import commands as c
    from game.sim.setup import new_world
    from game.sim.step import advance, apply

    found, calls = [], []
    for _ in range(4):
        site.derived.pop("cost_grid", None)
        world = new_world(site)
        apply(world, [c.DriveTo(*site.level.metres(site.level.targets[0].at))])
        while world.rover.odometry_m < 1.0:
            advance(world, world.tick + 60)
        while world.rover.task is not None:
            begun, taken = world.tick, seconds(lambda: advance(world, world.tick + SLICE_TICKS))  # noqa: B023
            found.append(taken * SLICE_TICKS / (world.tick - begun))
        calls.append(call_s())
    return found, quantile(calls, 0.5)


FRAME_SCRIPT = """\
- {frame: 30, key: return}
- {frame: 60, key: return}
- {frame: 90, key: return}
- {frame: 180, intent: drive_to, at: [160, 106]}
- {frame: 181, intent: pass_time, minutes: 40}
- {frame: 182, intent: look_at, at: [66, 190], px_per_m: 4}
- {frame: 190, key: space}
- {frame: 460, key: "1"}
- {frame: 660, key: "3"}
- {frame: 760, key: "3"}
- {frame: 870, key: shift+left, hold: 25}
- {frame: 900, key: equals}
- {frame: 930, key: shift+down, hold: 25}
- {frame: 960, key: minus}
- {frame: 990, mouse: [600, 300], to: [700, 420], button: 1}
- {frame: 1010, mouse: [640, 360], wheel: 2}
- {frame: 1040, key: shift+right, hold: 25}
- {frame: 1070, mouse: [640, 360], wheel: -1}
"""
WAIT_FRAME = 100
FRAMES = {
    "frame, paused": range(300, 450),
    "frame, x1 driving": range(500, 650),
    "frame, x60 driving": range(680, 860),
    "frame, x60, map moving": range(870, 1090),
}


def frame_figures() -> Iterator[Figure]:
    """Frames of the real window, fed with keys and paced like a person's; ground is painted beside them."""
    found, blits = frame_times(max(frames.stop for frames in FRAMES.values()))
    for name, frames in FRAMES.items():
        part = slice(frames.start, frames.stop)
        yield figure(name, found[part], "full-screen blit", quantile(blits[part], 0.5), "ratio <= 6, p99 <= 20")


def frame_times(count: int) -> tuple[list[float], list[float]]:
    from game.ui import start
    from game.ui.loop import Loop
    from game.ui.scenes.mission import MissionScene
    from game.ui.window import PlayOptions, play

    found, blits = [0.0] * count, [0.0] * count
    step, services, blit = Loop.step, start._services, []

    def timed(loop: Any, dt_s: float) -> None:
        begun_s = time.perf_counter()
        blit.extend([Blit()] if not blit else [])
        if loop.frame == WAIT_FRAME and not isinstance(loop.stack.top, MissionScene):
            loop.frame -= 1  # the ground is still being made
        frame = loop.frame
        begin = time.thread_time()
        step(loop, dt_s)
        middle = time.thread_time()
        blit[0]()
        found[frame], blits[frame] = middle - begin, time.thread_time() - middle
        time.sleep(max(0.0, dt_s - (time.perf_counter() - begun_s)))

    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.yaml"
        feed.write_text(FRAME_SCRIPT, encoding="utf-8")
        os.environ["JEZERO_HOME"] = folder
        Loop.step = timed  # type: ignore[method-assign]
        start._services = lambda options, *rest: services(PlayOptions(level=options.level), *rest)
        try:
            play(PlayOptions(level=str(level_file()), size=SIZE, input_file=str(feed), frames=count))
        finally:
            Loop.step, start._services = step, services  # type: ignore[method-assign]
            del os.environ["JEZERO_HOME"]
    return found, blits


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
    bare, first, whole = times_in_turns(
        process("-c", BARE_START),
        process("-c", FIRST_FLIP),
        process("-m", "game", "play", "--frames", "1"),
        samples=11,
        clock=time.perf_counter,
    )
    bare_s = quantile(bare, 0.5)
    yield figure("start to first picture", first, "bare import and flip", bare_s, "ratio <= 1.5")
    yield figure("start, one frame, end", whole, "bare import and flip", bare_s, "no aim")


PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "frame": frame_figures,
    "tick": tick_figures,
    "terrain": terrain_figures,
    "save": save_figures,
    "start": start_figures,
    "pictures": lambda: bench_pictures.picture_figures(sys.modules[__name__]),
}


def print_table(figures: list[Figure]) -> None:
    head = ("", "median ms", "p99 ms", "ratio", "p99", "per s", "at p99")
    print("{:26}{:>11}{:>11}{:>10}{:>9}{:>12}{:>12}  aim".format(*head))
    for item in figures:
        rates = (item.per_second, item.per_second_at_worst)
        rate, worst = (f"{value:,.0f}" if value else "" for value in rates)
        print(
            f"{item.name:26}{item.median_ms:11.3f}{item.p99_ms:11.3f}{item.ratio:10.3f}{item.ratio_p99:9.3f}"
            f"{rate:>12}{worst:>12}  {item.aim}"
        )
    print("\nHeld against, in the same run:")
    for reference, held in groupby(figures, key=lambda item: item.reference):
        first = next(held)
        print(f"  {first.name} and after: {reference}, {first.reference_ms:.4g} ms")


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

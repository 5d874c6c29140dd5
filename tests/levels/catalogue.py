"""What the autopilot makes of each mission of the campaign, on its own seed and on others, kept as a text.

    python -m tests.levels.catalogue                      print how it stands
    python -m tests.levels.catalogue --write              play what is new or changed and keep it: up to 510 missions
    python -m tests.levels.catalogue --write --seeds 10   with seeds 1 to 10 instead of 1 to 50
    python -m tests.levels.catalogue --write 05_seitah    play this level anew, whether it has changed or not

A level's rows are played anew when its file (but for words), its ground, or its number of seeds has changed. Sky, rover
and autopilot change as well: the slow test plays a few rows again and compares.
"""

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from game import paths
from game.content.catalog import load_catalog
from game.content.load import load_level
from game.mission.identity import level_hash
from game.mission.solve import Attempt, Task, attempts, summary
from game.sim.setup import prepare_site
from tests.digests import terrain_digest

KEPT = Path(__file__).with_name("solve_catalogue.txt")
LEVELS = paths.levels_dir() / "jezero"
NAMES = (
    "01_wheels_down",
    "02_first_flight",
    "03_first_breath",
    "04_rock_that_crumbled",
    "05_seitah",
    "06_delta_front",
    "07_three_forks",
    "08_leopard_spots",
    "09_up_the_rim",
    "10_precursor",
)
SOLS = 30
USUAL_SEEDS = 50
HEADING = """\
# What the autopilot makes of each mission: its own seed first, then seeds 1 to as many as are told.
# Written by: python -m tests.levels.catalogue --write
# level: its name; digest of its file without words; digest of its ground on its own seed; share won on the other seeds;
# par (the middle of those won): sols and points; how many ended with 0, 1, 2, 3 stars. Below it: seed, outcome, sols,
# points, stars, and what stopped it.
"""


@dataclass(frozen=True)
class Row:
    """One mission as it ended."""

    seed: int
    outcome: str
    sols: str
    score: int
    stars: int
    why: str = ""

    @staticmethod
    def of(run: Attempt) -> "Row":
        return Row(run.seed, run.outcome, f"{run.sols:.2f}", run.score, run.stars, run.stopped_by)

    def line(self) -> str:
        figures = f"  {self.seed:>9} {self.outcome:<4} {self.sols:>6} {self.score:>4} {self.stars}"
        return f"{figures} {self.why}".rstrip()


@dataclass(frozen=True)
class Entry:
    """A level and its missions; the first is on the level's own seed."""

    name: str
    level: str
    ground: str
    rows: tuple[Row, ...]

    @property
    def others(self) -> tuple[Row, ...]:
        return self.rows[1:]

    @property
    def won_frac(self) -> float:
        return len([row for row in self.others if row.outcome == "won"]) / max(1, len(self.others))

    def lines(self) -> Iterator[str]:
        runs = [Attempt(row.seed, row.outcome, float(row.sols), row.score, row.stars) for row in self.others]
        par, won = summary(runs), len([row for row in self.others if row.outcome == "won"])
        stars = "/".join(str(len([row for row in self.others if row.stars == n])) for n in range(4))
        figures = f"par {par.par_sols or 0.0:.2f} sols {par.par_score or 0} points  stars {stars}"
        yield f"{self.name} {self.level} {self.ground}  won {won} of {len(self.others)}  {figures}"
        yield from (row.line() for row in self.rows)


def read(text: str) -> dict[str, Entry]:
    """The catalogue from its text."""
    found: dict[str, Entry] = {}
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        words = line.split(maxsplit=5)
        if not line.startswith(" "):
            entry = Entry(words[0], words[1], words[2], ())
        else:
            seed, outcome, sols, score, stars, *why = words
            row = Row(int(seed), outcome, sols, int(score), int(stars), *why)
            entry = Entry(entry.name, entry.level, entry.ground, (*entry.rows, row))
        found[entry.name] = entry
    return found


def kept() -> dict[str, Entry]:
    return read(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}


def text_of(entries: dict[str, Entry]) -> str:
    lines = (line for name in NAMES if name in entries for line in entries[name].lines())
    return HEADING + "\n".join(lines) + "\n"


def identity(name: str) -> tuple[str, str]:
    """Digests of a level's file and of its ground as they are today."""
    level = load_level(LEVELS / f"{name}.yaml")
    ground = terrain_digest(prepare_site(level, load_catalog()).terrain)
    return level_hash(level, as_written=True), ground[:16]


def play(name: str, seeds: Sequence[int | None], workers: int) -> tuple[Row, ...]:
    """Missions on these seeds (None: the level's own), in their order."""
    tasks = [Task(LEVELS / f"{name}.yaml", seed, SOLS) for seed in seeds]
    runs = {run.seed: Row.of(run) for run in attempts(tasks, workers)}
    numbers = [level_seed(name) if seed is None else seed for seed in seeds]
    return tuple(runs[number] for number in numbers)


def level_seed(name: str) -> int:
    return load_level(LEVELS / f"{name}.yaml").seed


def chosen(entry: Entry, salt: str, count: int) -> list[Row]:
    """A few rows, others each time that `salt` changes: the same for everybody meanwhile."""

    def rank(row: Row) -> bytes:
        return hashlib.blake2b(f"{salt} {entry.name} {row.seed}".encode()).digest()

    return sorted(entry.rows, key=rank)[:count]


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="the solve catalogue")
    parser.add_argument("levels", nargs="*", help="play these levels anew, whether they have changed or not")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--seeds", type=int, default=USUAL_SEEDS)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args(words)
    for name in NAMES if options.write else ():
        entries, today = kept(), identity(name)
        old = entries.get(name)
        same = old is not None and (old.level, old.ground) == today and len(old.others) == options.seeds
        if name in options.levels or (not options.levels and not same):
            rows = play(name, [None, *range(1, options.seeds + 1)], options.workers)
            entries[name] = Entry(name, *today, rows)
            KEPT.write_text(text_of(entries), encoding="utf-8")
    for entry in kept().values():
        print(next(entry.lines()))


if __name__ == "__main__":
    main()

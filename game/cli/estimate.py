"""`estimate`: what a flight, a drive, a MOXIE run ... would take, from the functions of the simulation itself."""

import argparse
import json
from collections.abc import Callable
from typing import Any

from game.cli import values
from game.cli.guard import Refused
from game.cli.tables import print_rows

MATERIALS = ("bedrock", "regolith", "sand", "ripple", "boulders", "dust", "delta", "ice_cemented")
MODES = ("autonav", "visodo", "directed", "manual")
"""Those of a drive to a place, and driving by hand, which nobody looks after either: priced as directed."""
NOON_S = 44_388
LATE_MORNING_S = 36_990
"""10:00: drives of real plans start late in the morning, when the actuators have warmed."""
SOL = values.whole_number(0, 10_000)
CHARGE = values.number(0, 1)

Need = tuple[str, dict[str, Any]]


def need(name: str, parse: Callable[[str], Any], metavar: str, about: str) -> Need:
    """An option that must be given. Asked for after reading, so that a misspelt one is recognised first."""
    return name, {"type": parse, "metavar": metavar, "help": f"{about} (needed)", "default": None}


def option(name: str, parse: Callable[[str], Any], metavar: str, about: str, default: Any) -> Need:
    return name, {"type": parse, "metavar": metavar, "help": about, "default": default}


SKY = (
    option("--sol", SOL, "SOL", "sol of the mission; 14 without", 14),
    option("--lmst", values.time_of_sol, "HH:MM", "local time; noon without", NOON_S),
    option("--level", str, "LEVEL", "in this level's weather", None),
)
ROVER_CHARGE = option("--charge", CHARGE, "SHARE", "of the batteries at the start, 0 to 1; full without", 1.0)

FLIGHT = (
    need("--distance", values.number(0, 5000, "m"), "M", "metres over ground"),
    option("--altitude", values.number(0.5, 100, "m"), "M", "metres above ground; 10 without", 10.0),
    option("--ls", values.number(0, 360, "deg"), "DEG", "solar longitude: 0 spring, 90 summer; 5 without", 5.0),
    option("--lmst", values.time_of_sol, "HH:MM", "local time; 12:30 without", 46_238),
    option("--wind", values.number(0, 60, "m/s"), "M_S", "mean wind, from ahead; the hour's usual without", None),
    option("--legs", values.whole_number(1, 20), "N", "in so many equal legs; 1 without", 1),
    option("--charge", CHARGE, "SHARE", "of Ingenuity's battery at the start, 0 to 1; 0.9 without", 0.9),
    ("--hop", {"action": "store_true", "help": "without colour pictures: quicker, and hardly hanging still"}),
    option("--hover", values.number(0, 120, "s"), "S", "seconds hanging still over both ends; 28 without", None),
)
DRIVE = (
    need("--distance", values.number(0.1, 5000, "m"), "M", "metres to drive"),
    option("--grade", values.number(-45, 45, "deg"), "DEG", "mean slope, degrees, downhill negative; 0 without", 0.0),
    option("--material", values.one_of("material", MATERIALS), "NAME", ", ".join(MATERIALS), "regolith"),
    option("--mode", values.one_of("mode", MODES), "MODE", ", ".join(MODES), "autonav"),
    ("--backwards", {"action": "store_true", "help": "drive backwards: less slip on loose slopes"}),
    option("--rocks", values.number(0, 1), "SHARE", "of the ground covered by rocks; 0.06 without", None),
    *SKY,
    ROVER_CHARGE,
)
MOXIE = (
    need("--minutes", values.number(1, 1440, "min"), "MIN", "of making oxygen, after the warm-up"),
    option("--amps", values.number(0.01, 100, "A"), "A", "current through the cells; 2 without", 2.0),
    option("--runs", values.whole_number(0, 500), "N", "runs that the cells have behind them; none without", None),
    *SKY,
    ROVER_CHARGE,
)
POWER = (
    need("--plan", values.plan, "PLAN", "such as drive:1.5h,moxie:1h,awake:6h; sleep for the rest"),
    option("--sol", SOL, "SOL", "sol of the mission; 14 without", 14),
    option("--start", values.time_of_sol, "HH:MM", "when the plan begins; 10:00 without", LATE_MORNING_S),
    option("--level", str, "LEVEL", "in this level's weather and relay passes", None),
    ROVER_CHARGE,
)
CORE = (
    need("--rock", str, "ROCK", "kind of rock, as maaz_basalt"),
    option("--wear", CHARGE, "SHARE", "wear of the sharpest bit, 0 to 1; 0 without", 0.0),
    *SKY,
    ROVER_CHARGE,
)
RELAY = (need("--sol", SOL, "SOL", "sol of the mission"), option("--level", str, "LEVEL", "this level's passes", None))
LOOK_UP = (
    need("--sol", SOL, "SOL", "sol of the mission"),
    need("--lmst", values.time_of_sol, "HH:MM", "local time"),
    option("--level", str, "LEVEL", "this level's weather", None),
)
KINDS: tuple[tuple[str, str, tuple[Need, ...]], ...] = (
    ("flight", "a flight of Ingenuity", FLIGHT),
    ("drive", "a drive", DRIVE),
    ("moxie", "a MOXIE run", MOXIE),
    ("power", "a whole sol's plan", POWER),
    ("core", "abrading, coring and sealing one sample", CORE),
    ("relay", "the relay passes of a sol", RELAY),
    ("sky", "the sky and the air", LOOK_UP),
)


def add(commands: Any) -> None:
    estimate = commands.add_parser("estimate", help="what a flight, drive, MOXIE run, sol ... would take and bring")
    kinds = estimate.add_subparsers(metavar="KIND", dest="kind", parser_class=type(estimate))
    for name, about, options in KINDS:
        kind = kinds.add_parser(name, help=about)
        for flag, settings in options:
            kind.add_argument(flag, **settings)
        kind.add_argument("--json", action="store_true", help="print the figures for tools")
    estimate.set_defaults(main=run_estimate)


def run_estimate(arguments: argparse.Namespace) -> int:
    from game.cli.estimate_answers import ANSWERS

    if arguments.kind is None:
        known = ", ".join(name for name, _about, _options in KINDS)
        raise Refused(f"an estimate of what? Known: {known}.\nTry: jezero estimate flight --help")
    missing = [flag for flag in needed(arguments.kind) if getattr(arguments, flag.removeprefix("--")) is None]
    if missing:
        raise Refused(f"Missing: {', '.join(missing)}.\nTry: jezero estimate {arguments.kind} --help")
    answer = ANSWERS[arguments.kind](arguments)
    if arguments.json:
        print(json.dumps(answer.figures, indent=2, ensure_ascii=False))
    else:
        print_rows(answer.title, answer.rows)
    return 0


def needed(kind: str) -> list[str]:
    options = next(options for name, _about, options in KINDS if name == kind)
    return [flag for flag, settings in options if settings["help"].endswith("(needed)")]

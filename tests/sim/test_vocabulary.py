"""Each word that a level may ask with is false until its time has come and true then, written as a level writes it."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache, reduce
from typing import Any

import pytest

from game.content.conditions import AnyOf, Condition
from game.content.event_names import EVENTS
from game.content.load import parse_level
from game.content.source import Source
from game.content.telemetry_names import TELEMETRY
from game.core import marstime
from game.sim import commands as c
from game.sim import events as e
from game.sim.conditions import holds
from game.sim.reasons import Reason, reason
from game.sim.setup import new_world, prepare_site
from game.sim.state.comms import Product, ProductKind
from game.sim.state.helicopter import FlightPhase
from game.sim.state.notebook import Entry, Measured
from game.sim.state.objectives import Status
from game.sim.state.pictures import Shown
from game.sim.state.radar import HorizonMark, Verdict
from game.sim.state.samples import TubeStatus
from game.sim.story_watch import note_events
from game.sim.world import Site, World
from tests import small

Change = Callable[[World], None]
LEVEL = """\
format: 2
id: vocabulary
title: Vocabulary
start: {sol: 14, lmst: "09:00", at: [20, 44]}
map: {tiles: [64, 64], tile_m: 2}
terrain: {pads: [{at: [20, 44], radius_m: 14}]}
rover: {charge_frac: 0.5, sample_tubes: 3, witness_tubes: 1}
targets:
  - {id: rock, name: Rock, at: [40, 20], rock: delta_mudstone, hidden: true}
  - {id: stone, name: Stone, rock: maaz_basalt, hidden: true, scatter: {count: 2, from_start_m: [30, 80]}}
variables: [{id: count}, {id: more}]
story:
  - {id: hello, when: {sol: {at_least: 9000}}, do: [{message: Hello.}]}
  - {id: bye, when: {sol: {at_least: 9001}}, do: [{message: Bye.}]}
objectives:
  - {id: other, title: Other, primary: false, done_when: {sol: {at_least: 9000}}}
  - id: asked
    title: Asked
    done_when:
      any:
"""


def put(path: str, value: Any) -> Change:
    """A change that sets one value of the world: `moxie.oxygen_g`, `targets.0.known`."""
    *way, last = path.split(".")

    def change(world: World) -> None:
        holder: Any = reduce(lambda part, name: part[int(name)] if name.isdigit() else getattr(part, name), way, world)
        setattr(holder, last, value)

    return change


def both(first: str, one: Any, second: str, other: Any) -> Change:
    def change(world: World) -> None:
        put(first, one)(world)
        put(second, other)(world)

    return change


def every_target(figure: str, value: Any) -> Change:
    def change(world: World) -> None:
        for target in world.targets:
            setattr(target, figure, value)

    return change


def tube(status: TubeStatus, *, witness: bool = False) -> Change:
    def change(world: World) -> None:
        one = next(one for one in world.tubes if one.witness is witness)
        one.status, one.family, one.rock, one.target, one.length_cm = status, "igneous", "maaz_basalt", "rock", 6.0

    return change


def product(kind: ProductKind) -> Change:
    def change(world: World) -> None:
        here = (world.rover.x_m, world.rover.y_m)
        sent = Product(1, kind, "navcam", "", 5.0, world.tick, *here, downlinked_tick=world.tick)
        world.comms.products.append(sent)

    return change


def looks(*readings: tuple[str, float, float]) -> Change:
    """A picture and a fresh look of each kind at the rock, with these figures."""

    def change(world: World) -> None:
        world.targets[0].imaged = True
        measured = [Measured(figure, value, error) for figure, value, error in readings]
        for instrument in ("pixl", "sherloc", "watson", "supercam", "supercam_visir", "mastcam_z"):
            world.notebook.entries.append(Entry("rock", instrument, True, world.tick, 0, measured))

    return change


def mark(world: World) -> None:
    points = [(0.0, 15.0), (10.0, 15.0)]
    world.radar.marks.append(HorizonMark("maaz", points, 3.5, 1.2, 0.1, 0.05, Verdict.GOOD, world.tick))


ALL = looks(
    *(("spots_pct", 8.0, 0.2), ("redox_pct", 5.0, 0.2), ("organics_ppm", 40.0, 1.0), ("layered_frac", 0.95, 0.02)),
    *(("crystal_frac", 0.02, 0.02), ("grain_mm", 0.02, 0.01), ("clay_pct", 40.0, 1.0), ("water_pct", 6.0, 0.2)),
    *(("sulfate_pct", 20.0, 1.0), ("carbonate_pct", 9.0, 1.0), ("olivine_pct", 1.0, 0.5), ("pyroxene_pct", 1.0, 0.5)),
)
LAYERED = looks(("layered_frac", 0.95, 0.02), ("crystal_frac", 0.02, 0.02), ("grain_mm", 0.02, 0.01))
SPOTTED = looks(("spots_pct", 8.0, 0.2), ("redox_pct", 5.0, 0.2), ("organics_ppm", 40.0, 1.0), ("clay_pct", 40.0, 1.0))
WET = looks(("clay_pct", 40.0, 1.0), ("sulfate_pct", 20.0, 1.0), ("water_pct", 6.0, 0.2), ("carbonate_pct", 9.0, 1.0))
SEALED = tube(TubeStatus.SEALED)
PICTURE = put("pictures.shown", [Shown("rock", 900.0, 800.0, 1)])

TURNS: dict[str, tuple[str, Change]] = {
    "sol": ("sol: {at_least: 15}", lambda world: setattr(world, "tick", world.tick + marstime.SOL_S)),
    "lmst_h": ("lmst_h: {above: 12}", lambda world: setattr(world, "tick", world.tick + 5 * 3700)),
    "nights_survived": ("nights_survived: {at_least: 1}", put("objectives.nights_survived", 1)),
    "weather.tau": ("weather.tau: {above: 2.5}", put("weather.tau", 3.0)),
    "rover.charge_frac": ("rover.charge_frac: {above: 0.9}", put("power.charge_wh", 1e6)),
    "rover.odometry_m": ("rover.odometry_m: {at_least: 100}", put("rover.odometry_m", 100.0)),
    "rover.x_tile": ("rover.x_tile: {at_least: 30}", put("rover.x_m", 61.0)),
    "rover.y_tile": ("rover.y_tile: {below: 30}", put("rover.y_m", 59.0)),
    "rover.tilt_deg": ("rover.tilt_deg: {above: 20}", put("rover.tilt_deg", 21.0)),
    "rover.slip_frac": ("rover.slip_frac: {above: 0.4}", put("rover.slip_frac", 0.5)),
    "rover.sinkage_m": ("rover.sinkage_m: {above: 0.1}", put("rover.sinkage_m", 0.2)),
    "rover.embedded": ("rover.embedded: true", put("rover.embedded", True)),
    "rover.extractions": ("rover.extractions: {at_least: 2}", put("rover.extractions", 2)),
    "rover.wheel_wear_frac": ("rover.wheel_wear_frac: {above: 0.5}", put("rover.wheel_wear_frac", [0.0] * 5 + [0.6])),
    "rover.safe_modes": ("rover.safe_modes: {at_least: 1}", put("power.safe_modes", 1)),
    "target.<target>.distance_m": ("target.rock.distance_m: {at_most: 10}", both("rover.x_m", 80.0, "rover.y_m", 40.0)),
    "target.<target>.known": ("target.rock.known: true", put("targets.0.known", True)),
    "target.<target>.reached": ("target.rock.reached: true", put("targets.0.reached", True)),
    "target.<target>.imaged": ("target.rock.imaged: true", put("targets.0.imaged", True)),
    "target.<target>.abraded": ("target.rock.abraded: true", put("targets.0.abraded", True)),
    "target.<target>.analysed": ("target.rock.analysed: true", put("targets.0.analysed", ["pixl"])),
    "target.<target>.cored": ("target.rock.cored: true", put("targets.0.cores", 1)),
    "target.<target>.sealed": ("target.rock.sealed: true", put("targets.0.sealed", 1)),
    "scatter.<rule>.known": ("scatter.stone.known: {at_least: 2}", every_target("known", True)),
    "scatter.<rule>.reached": ("scatter.stone.reached: {at_least: 2}", every_target("reached", True)),
    "scatter.<rule>.imaged": ("scatter.stone.imaged: {at_least: 2}", every_target("imaged", True)),
    "scatter.<rule>.abraded": ("scatter.stone.abraded: {at_least: 2}", every_target("abraded", True)),
    "scatter.<rule>.analysed": ("scatter.stone.analysed: {at_least: 2}", every_target("analysed", ["pixl"])),
    "scatter.<rule>.cored": ("scatter.stone.cored: {at_least: 2}", every_target("cores", 1)),
    "scatter.<rule>.sealed": ("scatter.stone.sealed: {at_least: 2}", every_target("sealed", 1)),
    "cache.sealed": ("cache.sealed: {at_least: 1}", SEALED),
    "cache.stored": ("cache.stored: {at_least: 1}", tube(TubeStatus.STORED)),
    "cache.deposited": ("cache.deposited: {at_least: 1}", tube(TubeStatus.DEPOSITED)),
    "cache.witness_sealed": ("cache.witness_sealed: {at_least: 1}", tube(TubeStatus.SEALED, witness=True)),
    "cache.families": ("cache.families: {at_least: 1}", SEALED),
    "cache.worth": ("cache.worth: {at_least: 1}", SEALED),
    "notebook.entries": ("notebook.entries: {at_least: 6}", WET),
    "notebook.cold_step": ("notebook.cold_step: {at_least: 1}", SPOTTED),
    "notebook.potential_biosignature": ("notebook.potential_biosignature: true", ALL),
    "notebook.<target>.entries": ("notebook.rock.entries: {at_least: 6}", WET),
    "notebook.<target>.sedimentary_frac": ("notebook.rock.sedimentary_frac: {above: 0.8}", LAYERED),
    "notebook.<target>.water_altered_frac": ("notebook.rock.water_altered_frac: {above: 0.8}", WET),
    "notebook.<target>.habitable_frac": ("notebook.rock.habitable_frac: {above: 0.8}", ALL),
    "notebook.<target>.biosignature_frac": ("notebook.rock.biosignature_frac: {above: 0.7}", SPOTTED),
    "moxie.oxygen_g": ("moxie.oxygen_g: {at_least: 5}", put("moxie.oxygen_g", 5.0)),
    "moxie.runs": ("moxie.runs: {at_least: 1}", put("moxie.runs", 1)),
    "moxie.purity_frac": ("moxie.purity_frac: {above: 0.9}", both("moxie.oxygen_g", 5.0, "moxie.pure_g", 4.9)),
    "moxie.breathing_min": ("moxie.breathing_min: {at_least: 5}", put("moxie.oxygen_g", 5.0)),
    "moxie.ascent_ppm": ("moxie.ascent_ppm: {above: 0.1}", put("moxie.oxygen_g", 5.0)),
    "meda.vortices": ("meda.vortices: {at_least: 3}", put("meda.vortices", 3)),
    "meda.dust_devils": ("meda.dust_devils: {at_least: 2}", put("meda.dust_devils", 2)),
    "picture.count": ("picture.count: {at_least: 4}", put("pictures.count", 4)),
    "picture.panorama_deg": ("picture.panorama_deg: {at_least: 200}", put("pictures.panorama_deg", 270.0)),
    "picture.<subject>.best_px": ("picture.rock.best_px: {at_least: 850}", PICTURE),
    "picture.<subject>.lit_px": ("picture.rock.lit_px: {at_least: 750}", PICTURE),
    "picture.<subject>.count": ("picture.rock.count: {at_least: 1}", PICTURE),
    "picture.<subject>.lit": ("picture.rock.lit: true", PICTURE),
    "radar.sounded_m": ("radar.sounded_m: {at_least: 20}", put("radar.sounded_m", 20.0)),
    "radar.horizons_marked": ("radar.horizons_marked: {at_least: 1}", mark),
    "radar.<horizon>.marked": ("radar.maaz.marked: true", mark),
    "radar.<horizon>.error_m": ("radar.maaz.error_m: {below: 0.1}", mark),
    "helicopter.flights": ("helicopter.flights: {at_least: 1}", put("helicopter.flights", 1)),
    "helicopter.distance_m": ("helicopter.distance_m: {at_least: 300}", put("helicopter.total_m", 300.0)),
    "helicopter.airfields": (
        "helicopter.airfields: {at_least: 2}",
        lambda w: w.helicopter.airfields.append(w.helicopter.airfields[0]),
    ),
    "helicopter.in_contact": ("helicopter.in_contact: false", put("helicopter.in_contact", False)),
    "helicopter.lost": ("helicopter.lost: true", put("helicopter.phase", FlightPhase.LOST)),
    "helicopter.charge_frac": ("helicopter.charge_frac: {below: 0.2}", put("helicopter.charge_wh", 1.0)),
    "survey.finds": ("survey.finds: {at_least: 3}", every_target("known", True)),
    "survey.aerial_frac": ("survey.aerial_frac: {above: 0.9}", put("survey.aerial_tiles", 64 * 64)),
    "survey.surveyed_frac": ("survey.surveyed_frac: {above: 0.9}", put("survey.surveyed_tiles", 64 * 64)),
    "downlink.images": ("downlink.images: {at_least: 1}", product(ProductKind.IMAGE)),
    "downlink.analyses": ("downlink.analyses: {at_least: 1}", product(ProductKind.ANALYSIS)),
    "downlink.mbit": ("downlink.mbit: {at_least: 100}", put("comms.sent_mbit", 100.0)),
    "objective.<objective>.done": ("objective.other.done: true", put("objectives.items.0.status", Status.DONE)),
    "objective.<objective>.failed": ("objective.other.failed: true", put("objectives.items.0.status", Status.FAILED)),
    "trigger.<trigger>.fired": ("trigger.hello.fired: {at_least: 1}", put("story.triggers.0.fired", 1)),
    "var.<variable>": ("var.count: {at_least: 3}", lambda w: w.story.variables.__setitem__(0, 3.0)),
}
"""Each figure: a condition that is not met at the start, and what meets it."""


def site_asking(conditions: list[str]) -> Site:
    text = LEVEL + "".join(f"        - {{{condition}}}\n" for condition in conditions)
    return prepare_site(parse_level(Source.of(text, "a.yaml"), small.catalog()), small.catalog())


def asked(site: Site) -> tuple[Condition, ...]:
    condition = site.level.objectives[1].done_when
    assert isinstance(condition, AnyOf)
    return condition.parts


@cache
def figures_site() -> Site:
    return site_asking([condition for condition, _ in TURNS.values()])


def test_every_figure_has_its_turn() -> None:
    assert list(TURNS) == [entry.name for entry in TELEMETRY]


@pytest.mark.parametrize("name", TURNS)
def test_a_figure_is_asked_for_in_vain_and_then_not(name: str) -> None:
    world, part = new_world(figures_site()), asked(figures_site())[list(TURNS).index(name)]
    assert not holds(world, part)
    TURNS[name][1](world)
    assert holds(world, part)


# --- events -----------------------------------------------------------------------------------------------------------

VALUES: dict[str, Any] = {
    "int": 5,
    "float": 2.0,
    "bool": True,
    "Reason": reason("drive.slip", slip_pct=70.0),
    "Command": c.Stop(),
}
"""By the type of a figure."""
NAMES = {
    "target": ("rock", "stone_1"),
    "objective": ("other", "asked"),
    "trigger": ("hello", "bye"),
    "variable": ("count", "more"),
    "instrument": ("pixl", "sherloc"),
}
"""Of the level or the catalogue, by the name of a figure that is a word: what the example has, and another."""
CLASSES = {kind.__name__: kind for kind in e.ALL_EVENTS}


def example(name: str) -> e.Event:
    """An event of this kind with figures of the right types."""
    kind = CLASSES[name]
    return kind(
        **{entry.name: _value(entry.name, str(getattr(entry.type, "__name__", entry.type))) for entry in fields(kind)}
    )


def _value(name: str, type_name: str) -> Any:
    if type_name == "str":
        return NAMES.get(name, ("this", "that"))[0]
    return next((value for kind, value in VALUES.items() if type_name.startswith(kind)), ())


def fitting(event: e.Event) -> list[str]:
    """`where` for each figure that a level may ask about, as this event has it."""
    return [f"{figure.name}: {_written(getattr(event, figure.name))}" for figure in _declared(event).figures]


def off(event: e.Event) -> list[str]:
    """The same, each a little off."""
    wrong = []
    for figure in _declared(event).figures:
        value = getattr(event, figure.name)
        other = NAMES.get(figure.name, ("this", "that"))[1]
        wrong.append(f"{figure.name}: " + (f"{{above: {value}}}" if isinstance(value, int | float) else other))
    return wrong


def _declared(event: e.Event) -> Any:
    return next(entry for entry in EVENTS if entry.name == type(event).__name__)


def _written(value: Any) -> str:
    if isinstance(value, Reason):
        return value.key
    return f"{{at_least: {value}}}" if isinstance(value, int | float) else str(value)


@cache
def events_site() -> Site:
    return site_asking([f"on: {entry.name}" for entry in EVENTS])


@pytest.mark.parametrize("name", [entry.name for entry in EVENTS])
def test_an_event_is_waited_for_in_vain_until_it_happens_and_no_other_counts_for_it(name: str) -> None:
    world, names = new_world(events_site()), [entry.name for entry in EVENTS]
    assert not any(holds(world, part) for part in asked(events_site()))
    note_events(world, [example(name)])
    assert [names[number] for number, part in enumerate(asked(events_site())) if holds(world, part)] == [name]


@cache
def where_site() -> tuple[Site, list[tuple[str, bool]]]:
    """Conditions on every figure of every event: the event, and whether the example fits."""
    conditions, about = [], []
    for name in [entry.name for entry in EVENTS]:
        event = example(name)
        for fits, wheres in ((True, fitting(event)), (False, off(event))):
            conditions += [f"on: {name}, where: {{{where}}}" for where in wheres]
            about += [(name, fits)] * len(wheres)
    return site_asking(conditions), about


def test_figures_of_events_fit_or_do_not() -> None:
    site, about = where_site()
    world = new_world(site)
    for entry in EVENTS:
        note_events(world, [example(entry.name)])
    said = [(name, holds(world, part)) for (name, _), part in zip(about, asked(site), strict=True)]
    assert said == about
    assert len({name for name, _ in about}) > 60

"""The world's saved state as plain data, back again, and its digest.

`dump(world)` is JSON-ready (dicts, lists, numbers, text); `restore(site, plain)` rebuilds the same world, bit for bit.
`digest(world)` proves it: the same state gives the same 32 hex digits on every machine.
"""

import base64
import hashlib
import json
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import TypeAdapter, ValidationError

from game.sim.command_codec import command_to_plain, plan_step_from_plain
from game.sim.fits import misfits
from game.sim.ground_codec import ground_from_plain, ground_to_plain
from game.sim.reasons import Reason
from game.sim.state.arm import ArmState
from game.sim.state.comms import CommsState
from game.sim.state.environment import MedaState, PowerState, ThermalState, WeatherState
from game.sim.state.ground import GroundState, Report
from game.sim.state.helicopter import HelicopterState
from game.sim.state.moxie import MoxieState
from game.sim.state.notebook import NotebookState
from game.sim.state.objectives import ObjectivesState
from game.sim.state.pictures import PicturesState
from game.sim.state.radar import RadarState
from game.sim.state.rover import RoverState, SequencerState
from game.sim.state.samples import Tube
from game.sim.state.story import StoryState
from game.sim.state.survey import KNOWN_SURVEYED, SurveyState, TargetState
from game.sim.world import Site, World

Plain = dict[str, Any]
FORMAT = 1

# Sections that are plain dataclasses all through, in the order they are saved and hashed.
SECTIONS: tuple[tuple[str, TypeAdapter[Any]], ...] = tuple(
    (name, TypeAdapter(kind))
    for name, kind in (
        ("weather", WeatherState),
        ("meda", MedaState),
        ("power", PowerState),
        ("thermal", ThermalState),
        ("rover", RoverState),
        ("targets", list[TargetState]),
        ("tubes", list[Tube]),
        ("moxie", MoxieState),
        ("radar", RadarState),
        ("comms", CommsState),
        ("helicopter", HelicopterState),
        ("objectives", ObjectivesState),
        ("story", StoryState),
        ("arm", ArmState),
        ("notebook", NotebookState),
        ("pictures", PicturesState),
    )
)
_REASON: TypeAdapter[Reason | None] = TypeAdapter(Reason | None)


class SnapshotError(ValueError):
    """Saved data that cannot be a world on this site; the text is a sentence for people."""


# --- out --------------------------------------------------------------------------------------------------------------


def dump(world: World) -> Plain:
    """The saved state of `world` as plain data."""
    plain = _without_map(world)
    plain["ground"] = ground_to_plain(world.ground, texts=True)
    packed = base64.b85encode(zlib.compress(world.survey.known.tobytes(), 1)).decode("ascii")
    plain["survey"]["known"] = packed
    return plain


def digest(world: World) -> str:
    """32 hex digits over the whole saved state. Floats enter as their shortest exact text, so every bit counts."""
    plain = _without_map(world)
    plain["ground"] = ground_to_plain(world.ground, texts=False)
    plain["survey"]["known"] = hashlib.blake2b(world.survey.known.tobytes(), digest_size=16).hexdigest()
    text = json.dumps(plain, separators=(",", ":"), allow_nan=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _without_map(world: World) -> Plain:
    """Everything but the map of what is known, which each caller writes in its own way."""
    plain: Plain = {"format": FORMAT, "tick": world.tick}
    for name, adapter in SECTIONS:
        plain[name] = adapter.dump_python(getattr(world, name), mode="json")
    plain["sequencer"] = {
        "steps": [command_to_plain(step) for step in world.sequencer.steps],
        "held": _REASON.dump_python(world.sequencer.held, mode="json"),
    }
    plain["survey"] = {"version": world.survey.version, "last_tile": world.survey.last_tile}
    return plain


# --- in ---------------------------------------------------------------------------------------------------------------


def restore(site: Site, plain: object) -> World:
    """The world that `dump` described, on the same site.

    Raises:
        SnapshotError: a section is missing, of the wrong shape, or does not fit the site.
    """
    if not isinstance(plain, dict):
        raise SnapshotError("the saved state is missing")
    if plain.get("format") != FORMAT:
        raise SnapshotError(f"the saved state has format {plain.get('format')!r:.20}, this game reads {FORMAT}")
    try:
        world = _world(site, plain)
    except KeyError as missing:
        raise SnapshotError(f"the saved state lacks {missing}") from None
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise SnapshotError(f"the saved state is damaged at {wrong.title}.{place}: {first['msg']}") from None
    wrong_thing = next(misfits(world), None)
    if wrong_thing is not None:
        raise SnapshotError(f"the saved state does not fit this level: {wrong_thing}")
    return world


def _world(site: Site, plain: Plain) -> World:
    survey, sequencer = _group(plain, "survey"), _group(plain, "sequencer")
    return World(
        site=site,
        tick=_whole(plain["tick"]),
        sequencer=_sequencer(sequencer),
        ground=_ground(site, plain),
        survey=SurveyState(_unpack(survey["known"], site), _whole(survey["version"]), _whole(survey["last_tile"])),
        **{name: adapter.validate_python(plain[name]) for name, adapter in SECTIONS},
    )


def _group(plain: Plain, name: str) -> Plain:
    group = plain[name]
    if not isinstance(group, dict):
        raise SnapshotError(f"the saved state is damaged at {name}")
    return group


def _sequencer(plain: Plain) -> SequencerState:
    steps = plain["steps"]
    if not isinstance(steps, list):
        raise SnapshotError("the saved state is damaged at sequencer.steps")
    try:
        found = [plan_step_from_plain(step) for step in steps]
    except ValueError as wrong:
        raise SnapshotError(f"the saved plan is damaged: {wrong}") from None
    return SequencerState(found, _REASON.validate_python(plain["held"]))


def _ground(site: Site, plain: Plain) -> GroundState:
    """The ground's side; a report, which is itself such a state, has none."""
    if "ground" not in plain:
        return GroundState()
    try:
        ground = ground_from_plain(plain["ground"])
    except ValueError as wrong:
        raise SnapshotError(f"the saved state is damaged at ground: {wrong}") from None
    for report in [*ground.coming, *([ground.heard] if ground.heard is not None else [])]:
        _refuse_report(site, report)
    return ground


def _refuse_report(site: Site, report: Report) -> None:
    """A report is read when it is heard; what cannot be read then is refused now."""
    try:
        plain = json.loads(report.text)
    except (ValueError, RecursionError):
        raise SnapshotError("a report on its way to Earth is damaged") from None
    if not isinstance(plain, dict) or "ground" in plain:
        raise SnapshotError("a report on its way to Earth is damaged")
    if restore(site, plain).tick != report.taken_tick:
        raise SnapshotError("a report on its way to Earth is of another time than it says")


def _unpack(text: object, site: Site) -> npt.NDArray[np.uint8]:
    terrain = site.terrain
    size = terrain.width * terrain.height
    if not isinstance(text, str):
        raise SnapshotError("the saved map of what is known is damaged")
    try:
        raw = zlib.decompressobj().decompress(base64.b85decode(text), size + 1)
    except (ValueError, zlib.error):
        raise SnapshotError("the saved map of what is known is damaged") from None
    if len(raw) != size:
        raise SnapshotError("the saved map of what is known does not fit this level's map")
    known = np.frombuffer(raw, np.uint8).reshape(terrain.height, terrain.width).copy()
    if known.max(initial=0) > KNOWN_SURVEYED:
        raise SnapshotError("the saved map of what is known is damaged")
    return known


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise SnapshotError(f"the saved state has {value!r:.40} where a whole number belongs")
    return value

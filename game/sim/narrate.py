"""Events and reasons as sentences for people, through the strings file.

Names of targets, objectives, cameras and tasks stand in for their ids; shares are shown as percent. The sentences are
in `assets/strings/<language>.yaml` under `event.<Class>` and `reason.<key>`; words for ids under `word.<id>`.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields

from game.content.strings import Strings
from game.core import marstime
from game.sim.commands import Command, command_name
from game.sim.events import CommandRefused, Event, PlanHeld, Severity
from game.sim.physics.coring import DEPOT_WITHIN_M
from game.sim.reasons import Reason
from game.sim.subjects import subject
from game.sim.world import Site

Value = float | int | str


def event_sentence(site: Site, strings: Strings, event: Event) -> str:
    """What happened, as one or two sentences."""
    sentence = strings.text(f"event.{type(event).__name__}", **_values(site, strings, event))
    return (sentence[:1].upper() + sentence[1:]).rstrip()


def reason_sentence(strings: Strings, why: Reason) -> str:
    """Why, as one or two sentences."""
    figures = {name: strings.word(value) if isinstance(value, str) else value for name, value in why.figures}
    own = strings.text(f"reason.{why.key}", **figures)
    return " ".join([own, *(reason_sentence(strings, more) for more in why.then)])


def command_words(strings: Strings, command: Command) -> str:
    """A command in a few words, e.g. `drive`."""
    return strings.text(f"command.{command_name(type(command))}")


def is_notable(event: Event, floor: Severity = Severity.NOTICE) -> bool:
    """True when warp should stop for it."""
    return event.severity >= floor


def _values(site: Site, strings: Strings, event: Event) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for spec in fields(event):
        value = getattr(event, spec.name)
        if isinstance(value, Reason):
            values[spec.name] = reason_sentence(strings, value)
        elif isinstance(event, CommandRefused | PlanHeld) and spec.name == "command":
            values[spec.name] = command_words(strings, value)
        elif value is None:
            values[spec.name] = ""
        elif spec.name in _NAMES and isinstance(value, str):
            values[spec.name] = _NAMES[spec.name](site, strings, value)
        else:
            values[spec.name] = value
    return values | _derived(values)


def _derived(values: Mapping[str, Value]) -> dict[str, Value]:
    """Figures that sentences like to have: percent, clock times, ` of <target>`."""
    more: dict[str, Value] = {}
    for name, value in values.items():
        if name.endswith("_frac") and isinstance(value, float):
            more[name.removesuffix("_frac") + "_pct"] = 100.0 * value
        elif name == "until_tick" and isinstance(value, int):
            more["until"] = marstime.lmst_text(value)
            more["until_sol"] = f"sol {marstime.sol(value)}, {marstime.lmst_text(value)}"
        elif name == "arrives_tick" and isinstance(value, int):
            more["arrives"] = f"sol {marstime.sol(value)} {marstime.lmst_text(value)}"
        elif name == "taken_tick" and isinstance(value, int):
            more["taken"] = f"sol {marstime.sol(value)} {marstime.lmst_text(value)}"
        elif name == "duration_s" and isinstance(value, int):
            more["duration"] = duration_words(value)
        elif name == "target" and isinstance(value, str):
            more["of_target"] = f" of {value}" if value else ""
        elif name == "away_m" and isinstance(value, float):
            more["beside"] = _beside(value)
        elif name == "detour" and value:
            more["detour"] = f" {value}"
        elif name == "lit":
            more["in_light"] = ", well lit" if value else ""
        elif name == "asked" and isinstance(value, int):
            more["of_asked"] = f"; {values['taken']} of {value} asked" if value else ""
        elif name == "fields" and isinstance(value, int):
            last = values["airfield"]
            more["found"] = f"Airfield {last}" if value == 1 else f"{value} airfields, up to {last}"
        elif name == "airfield" and isinstance(value, str):
            more["on_airfield"] = f" on airfield {value}" if value else ""
    return more


def _beside(away_m: float) -> str:
    """How a tube lies to the rest of its depot.

    >>> _beside(0.0), _beside(8.0)
    ('', ', 8 m from the next one')
    """
    if away_m <= DEPOT_WITHIN_M:
        return f", {away_m:.0f} m from the next one" if away_m else ""
    wide = f"the tubes of Three Forks lie within {DEPOT_WITHIN_M:.0f} m, so that one helicopter trip finds the next"
    return f", {away_m:.0f} m from the next one: {wide}. Drive back towards the others for the tubes to come"


def duration_words(seconds: int) -> str:
    """A duration as people say it.

    >>> duration_words(45), duration_words(5640)
    ('45 s', '1 h 34 min')
    """
    minutes = (seconds + 30) // 60
    if seconds < 120:
        return f"{seconds} s"
    return f"{minutes // 60} h {minutes % 60:02d} min" if minutes >= 60 else f"{minutes} min"


def _target_name(site: Site, _strings: Strings, target: str) -> str:
    spec = site.level.target(target)
    return spec.name if spec else target


def _objective_title(site: Site, _strings: Strings, objective: str) -> str:
    return next((spec.title for spec in site.level.objectives if spec.id == objective), objective)


def _cause_title(site: Site, strings: Strings, cause: str) -> str:
    rule = next((rule.title for rule in site.level.lose if rule.id == cause), "")
    story = next((trigger for trigger in site.level.story if trigger.id == cause), None)
    told = next((effect.lose for effect in story.do if effect.lose), "") if story else ""
    return rule or told or f"the deadline of “{_objective_title(site, strings, cause)}” has passed"


def _load_name(_site: Site, strings: Strings, load: str) -> str:
    return load_name(strings, load)


def _horizon_title(site: Site, _strings: Strings, horizon: str) -> str:
    layers = site.level.subsurface_spec().layers
    return next((layer.title for layer in layers if layer.id == horizon), horizon)


def _subject_name(site: Site, _strings: Strings, name: str) -> str:
    found = subject(site, name)
    return found.name if found else name


def _word(_site: Site, strings: Strings, key: str) -> str:
    return strings.word(key)


def load_name(strings: Strings, load: str) -> str:
    """What draws power, in words."""
    return strings.text(f"load.{load}") if strings.has(f"load.{load}") else strings.word(load)


def _camera_name(site: Site, _strings: Strings, camera: str) -> str:
    known = site.catalog.cameras.get(camera)
    return known.name if known else camera


def _instrument_name(site: Site, _strings: Strings, instrument: str) -> str:
    known = site.catalog.instruments.get(instrument)
    return known.name if known else instrument


def _thing_name(site: Site, strings: Strings, thing: str) -> str:
    kind, _, name = thing.partition(".")
    return _instrument_name(site, strings, name) if kind == "instrument" else strings.word(thing)


_NAMES: dict[str, Callable[[Site, Strings, str], str]] = {
    "target": _target_name,
    "objective": _objective_title,
    "cause": _cause_title,
    "horizon": _horizon_title,
    "subject": _subject_name,
    "camera": _camera_name,
    "instrument": _instrument_name,
    "work": _word,
    "by": _word,
    "orbiter": _word,
    "load": _load_name,
    "speaker": _word,
    "thing": _thing_name,
    "heat": _word,
    "hypothesis": _word,
    "standing": _word,
    "bit": _word,
}

"""Events as plain data and back: `{"is": "PassEnded", "tick": 1300000, "orbiter": "MRO", "sent_mbit": 81.5}`."""

from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter, ValidationError

from game.sim.command_codec import command_from_plain, command_to_plain
from game.sim.commands import Command
from game.sim.events import ALL_EVENTS, Event
from game.sim.reasons import Reason

_KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in ALL_EVENTS}
_REASON: TypeAdapter[Reason] = TypeAdapter(Reason)
_PLAIN = (int, float, str, bool, type(None))


def event_to_plain(event: Event) -> dict[str, Any]:
    """An event as JSON-ready data."""
    plain: dict[str, Any] = {"is": type(event).__name__}
    for spec in fields(event):
        value = getattr(event, spec.name)
        if isinstance(value, Reason):
            plain[spec.name] = {"reason": _REASON.dump_python(value, mode="json")}
        elif isinstance(value, _PLAIN):
            plain[spec.name] = value
        else:
            plain[spec.name] = {"command": command_to_plain(value)}
    return plain


def event_from_plain(plain: object) -> Event:
    """The inverse.

    Raises:
        ValueError: a sentence that says what is wrong with it.
    """
    name = plain.get("is") if isinstance(plain, dict) else None
    if not isinstance(plain, dict) or not isinstance(name, str) or name not in _KINDS:
        raise ValueError(f"there is no event {name!r:.40}")
    kind = _KINDS[name]
    if set(plain) != {"is", *(spec.name for spec in fields(kind))}:
        raise ValueError(f"the event {name} has other fields than it should")
    values: dict[str, Any] = {key: _value(value) for key, value in plain.items() if key != "is"}
    if isinstance(values["tick"], bool) or not isinstance(values["tick"], int):
        raise ValueError(f"the event {name} has no tick")
    for spec in fields(kind):
        if not _fits(str(spec.type), values[spec.name]):
            raise ValueError(f"the event {name} has {values[spec.name]!r:.40} as {spec.name}")
    return kind(**values)


def _value(value: object) -> object:
    if isinstance(value, dict) and set(value) == {"reason"}:
        try:
            return _REASON.validate_python(value["reason"])
        except ValidationError:
            raise ValueError("a reason is damaged") from None
    if isinstance(value, dict) and set(value) == {"command"}:
        return command_from_plain(value["command"])
    if not isinstance(value, _PLAIN):
        raise ValueError(f"{value!r:.40} is no figure of an event")
    return value


def _fits(kind: str, value: object) -> bool:
    """Whether a value is what the field's annotation says."""
    if "Reason" in kind:
        return isinstance(value, Reason) or (value is None and "None" in kind)
    if "Command" in kind:
        return isinstance(value, Command)
    if "float" in kind:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if "int" in kind:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str | bool) or value is None

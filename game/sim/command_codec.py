"""Commands as plain data and back: `{"do": "drive_to", "x_m": 83.0, "y_m": 61.0}`, for replays and saves."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from game.sim.commands import COMMANDS, AddToPlan, Command, command_name

_KINDS: dict[str, type[Command]] = {command_name(kind): kind for kind in COMMANDS}
_ADAPTERS: dict[str, TypeAdapter[Command]] = {
    name: TypeAdapter(kind) for name, kind in _KINDS.items() if kind is not AddToPlan
}


def command_to_plain(command: Command) -> dict[str, Any]:
    """A command as JSON-ready data.

    >>> from game.sim.commands import TurnTo
    >>> command_to_plain(TurnTo(90.0))
    {'do': 'turn_to', 'heading_deg': 90.0}
    """
    name = command_name(type(command))
    if isinstance(command, AddToPlan):
        return {"do": name, "command": command_to_plain(command.command)}
    return {"do": name, **_ADAPTERS[name].dump_python(command, mode="json")}


def command_from_plain(plain: object) -> Command:
    """The command that `command_to_plain` wrote.

    Raises:
        ValueError: a sentence that says what is wrong with it.
    """
    if not isinstance(plain, dict) or plain.get("do") not in _KINDS:
        raise ValueError(f"there is no command {plain!r:.80}")
    name = plain["do"]
    body = {key: value for key, value in plain.items() if key != "do"}
    if name == command_name(AddToPlan):
        inner = command_from_plain(body.get("command"))
        if isinstance(inner, AddToPlan):
            raise ValueError("a plan step cannot itself add to the plan")
        return AddToPlan(inner)  # type: ignore[arg-type]
    wanted = set(_KINDS[name].__dataclass_fields__)
    if set(body) != wanted:
        raise ValueError(f"command {name} has the fields {sorted(body)}, not {sorted(wanted)}")
    try:
        command = _ADAPTERS[name].validate_python(body)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise ValueError(f"command {name}, {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    return command

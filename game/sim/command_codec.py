"""Commands as plain data and back: `{"do": "drive_to", "x_m": 83.0, "y_m": 61.0}`, for replays and saves."""

from dataclasses import MISSING, fields
from typing import Any

from pydantic import TypeAdapter, ValidationError

from game.sim.commands import COMMANDS, AddToPlan, AddToUplink, Command, PlanStep, command_name

_KINDS: dict[str, type[Command]] = {command_name(kind): kind for kind in COMMANDS}
_ADAPTERS: dict[str, TypeAdapter[Command]] = {
    name: TypeAdapter(kind) for name, kind in _KINDS.items() if kind not in (AddToPlan, AddToUplink)
}

_HOLDERS: dict[str, type[AddToPlan] | type[AddToUplink]] = {
    command_name(AddToPlan): AddToPlan,
    command_name(AddToUplink): AddToUplink,
}
"""Commands that hold another one."""


def command_to_plain(command: Command) -> dict[str, Any]:
    """A command as JSON-ready data.

    >>> from game.sim.commands import TurnTo
    >>> command_to_plain(TurnTo(90.0))
    {'do': 'turn_to', 'heading_deg': 90.0}
    """
    name = command_name(type(command))
    if isinstance(command, AddToPlan | AddToUplink):
        return {"do": name, "command": command_to_plain(command.command)}
    return {"do": name, **_ADAPTERS[name].dump_python(command, mode="json")}


def plan_step_from_plain(plain: object) -> PlanStep:
    """`command_from_plain` for a step of the plan; raises ValueError for commands that cannot be planned."""
    if isinstance(plain, dict) and plain.get("do") in tuple(_HOLDERS):
        raise ValueError("a step of the plan cannot itself add to the plan")
    step = command_from_plain(plain)
    if not isinstance(step, PlanStep):
        raise ValueError(f"{command_name(type(step))} cannot be a step of the plan")
    return step


def command_from_plain(plain: object) -> Command:
    """The command that `command_to_plain` wrote.

    Raises:
        ValueError: a sentence that says what is wrong with it.
    """
    name = plain.get("do") if isinstance(plain, dict) else None
    if not isinstance(plain, dict) or not isinstance(name, str) or name not in _KINDS:
        raise ValueError(f"there is no command {name!r:.40}")
    body = {key: value for key, value in plain.items() if key != "do"}
    if name in _HOLDERS:
        return _HOLDERS[name](plan_step_from_plain(body.get("command")))
    wanted = {spec.name for spec in fields(_KINDS[name])}
    needed = {spec.name for spec in fields(_KINDS[name]) if spec.default is MISSING}
    if not needed <= set(body) <= wanted:
        raise ValueError(f"command {name} has the fields {sorted(body)}, not {sorted(wanted)}")
    try:
        command = _ADAPTERS[name].validate_python(body)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise ValueError(f"command {name}, {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    return command

"""Commands as plain data and back."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.sim import commands as c
from game.sim.command_codec import command_from_plain, command_to_plain
from game.sim.command_table import DUTIES

commands = st.one_of([st.from_type(kind) for kind in c.COMMANDS if kind not in (c.AddToPlan, c.AddToUplink)])


def test_every_command_has_a_judge_and_a_handler() -> None:
    assert list(DUTIES) == list(c.COMMANDS)


@given(commands)
def test_there_and_back_through_json(command: c.Command) -> None:
    numbers = [number for value in vars_of(command) for number in numbers_in(value)]
    plain = json.loads(json.dumps(command_to_plain(command)))
    if all(abs(number) < float("inf") for number in numbers):
        assert command_from_plain(plain) == command


def vars_of(command: c.Command) -> list[Any]:
    return [getattr(command, name) for name in command.__dataclass_fields__]


def numbers_in(value: Any) -> list[float]:
    """Those in way-points too: what is not a number is not equal to itself."""
    if isinstance(value, tuple):
        return [number for part in value for number in numbers_in(part)]
    return [value] if isinstance(value, float) else []


def test_a_plan_step_is_nested() -> None:
    command = c.AddToPlan(c.Fly(((1.0, 2.0), (3.0, 4.5)), 10.0, True))
    plain = command_to_plain(command)
    assert plain["command"]["do"] == "fly"
    assert command_from_plain(json.loads(json.dumps(plain))) == command


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        (None, "there is no command"),
        ([], "there is no command"),
        ({"do": "warp"}, "there is no command"),
        ({"do": ["drive_to"]}, "there is no command"),
        ({"do": "drive_to", "x_m": 1.0}, "has the fields"),
        ({"do": "drive_to", "x_m": 1.0, "y_m": 2.0, "z_m": 3.0}, "has the fields"),
        ({"do": "drive_to", "x_m": "far", "y_m": 2.0}, "x_m"),
        ({"do": "fly", "route_m": [[1.0]], "altitude_m": 5.0, "return_home": False}, "route_m"),
        ({"do": "add_to_plan", "command": {"do": "add_to_plan", "command": {"do": "stop"}}}, "cannot"),
        ({"do": "add_to_plan", "command": {"do": "stop"}}, "cannot"),
        ({"do": "add_to_plan"}, "there is no command"),
    ],
)
def test_what_is_wrong_is_said(plain: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        command_from_plain(plain)


def test_deeply_nested_plans_are_refused_not_followed() -> None:
    plain: dict[str, Any] = {"do": "stop"}
    for _ in range(5000):
        plain = {"do": "add_to_plan", "command": plain}
    with pytest.raises(ValueError, match="cannot"):
        command_from_plain(plain)

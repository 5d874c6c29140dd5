"""Random sols: energy closes, batteries stay within their walls, nothing is ever NaN, strides equal ticks."""

import math
from dataclasses import fields, is_dataclass
from enum import Enum

import pytest

from game.core import marstime
from game.core.rng import rng_for
from game.sim import commands as c
from game.sim.snapshot import digest
from game.sim.state.objectives import Outcome
from game.sim.step import advance, apply, step
from game.sim.world import World
from tests import small

SOL = marstime.SOL_S
TARGETS = ("near", "away")


def random_command(seed: int, n: int) -> c.Command:
    """Any command, sensible or not: what cannot be done is refused, which is part of the test."""
    lot = rng_for(seed, "test", "commands", n)
    x_m, y_m = lot.between(4.0, 124.0, 0), lot.between(4.0, 124.0, 1)
    target = TARGETS[lot.integer(0, 2, 2)]
    choices: tuple[c.Command, ...] = (
        c.DriveTo(x_m, y_m),
        c.DriveTo(x_m, y_m),
        c.TurnTo(lot.between(0.0, 360.0, 3)),
        c.DriveArc(lot.between(-1.0, 1.0, 4), lot.between(-0.2, 0.2, 5)),
        c.Stop(),
        c.TakeImage("mastcam_z", target, 0.0, 0.0, 110.0),
        c.TakePanorama(),
        c.Abrade(target),
        c.Analyse(target, "pixl"),
        c.Core(target),
        c.SealTube(),
        c.SealWitness(),
        c.DropTube(1),
        c.Fly(((x_m, y_m),), lot.between(3.0, 12.0, 6), lot.chance(0.7, 7)),
        c.AbortFlight(),
        c.RunMoxie(lot.between(10.0, 180.0, 8), lot.between(0.5, 4.0, 9)),
        c.RunMoxie(60.0, 2.0),
        c.StopMoxie(),
        c.SleepUntil(lot.integer(0, SOL, 10)),
        c.SleepUntil(lot.integer(0, SOL, 11)),
        c.Wake(),
        c.ClearPlan(),
    )
    command = choices[lot.integer(0, len(choices), 12)]
    plannable = not isinstance(command, c.DriveArc | c.Stop | c.AbortFlight | c.StopMoxie | c.Wake | c.ClearPlan)
    return c.AddToPlan(command) if plannable and lot.chance(0.2, 13) else command  # type: ignore[arg-type]


def a_random_sol(seed: int, commands: int = 24, hours: float = 24.66) -> World:
    """A sol of random commands at random times, on a rover whose sol and charge are random too."""
    world = small.world(seed=seed % 3 + 1)
    luck = rng_for(seed, "test", "sol")
    world.power.charge_wh = luck.between(0.1, 1.0, 0) * world.power.capacity_wh
    before_wh, start = world.power.charge_wh, world.tick
    for n in range(commands):
        advance(world, start + int(hours * 3600.0 * (n + luck.uniform(n + 1)) / commands))
        apply(world, (random_command(seed, n),))
        held(world)
    advance(world, start + int(hours * 3600.0))
    held(world)
    balance(world, before_wh)
    return world


def held(world: World) -> None:
    assert 0.0 <= world.power.charge_wh <= world.power.capacity_wh
    assert 0.0 <= world.helicopter.charge_wh <= world.helicopter.capacity_wh


def balance(world: World, before_wh: float) -> None:
    """In, out and what was shunted explain the change of charge to 0.1 % of what was turned over."""
    power = world.power
    gained_wh = power.wh_in - power.wh_out - power.shunted_wh
    turned_over_wh = power.wh_in + power.wh_out
    assert abs(power.charge_wh - before_wh - gained_wh) <= 0.001 * turned_over_wh
    assert power.wh_in == pytest.approx(110.0 * 24.66, rel=0.02)


def numbers(place: str, value: object):
    """Every number of a state, with its place."""
    if isinstance(value, bool | str | Enum) or value is None:
        return
    if isinstance(value, int | float):
        yield place, value
    elif is_dataclass(value):
        for spec in fields(value):
            yield from numbers(f"{place}.{spec.name}", getattr(value, spec.name))
    elif isinstance(value, list | tuple):
        for n, part in enumerate(value):
            yield from numbers(f"{place}[{n}]", part)


def assert_finite(world: World) -> None:
    sections = (name for name in World.__slots__ if name not in ("site", "survey", "sequencer"))
    for name in sections:
        for place, number in numbers(name, getattr(world, name)):
            assert math.isfinite(number), place


@pytest.mark.parametrize("seed", range(6))
def test_a_sol_of_random_commands_keeps_its_books(seed: int) -> None:
    assert_finite(a_random_sol(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 300))
def test_two_hundred_sols_of_random_commands(seed: int) -> None:
    assert_finite(a_random_sol(seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(400, 450))
def test_fifty_sols_balance_to_a_thousandth(seed: int) -> None:
    a_random_sol(seed, commands=40)


@pytest.mark.parametrize("seed", [11, 12])
def test_striding_through_random_hours_is_the_same_as_stepping(seed: int) -> None:
    strided, stepped = small.world(seed=2), small.world(seed=2)
    for world in (strided, stepped):
        world.power.charge_wh = 0.9 * world.power.capacity_wh
    for n in range(5):
        command = random_command(seed, n)
        apply(strided, (command,))
        apply(stepped, (command,))
        advance(strided, strided.tick + 2300)
        for _ in range(2300):
            step(stepped)
    assert strided.objectives.outcome is Outcome.RUNNING
    assert digest(strided) == digest(stepped)

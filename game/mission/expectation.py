"""What Earth expects of a sequence: the last state heard, let idle until the sequence arrives, and its steps as if all
went well. New steps are judged against it; nothing of the true mission enters.
"""

from copy import deepcopy

from game.core import marstime
from game.core.grid import bearing_deg, distance_m
from game.sim import commands as c
from game.sim.reach import ARM_REACH_M, target_index, target_position_m
from game.sim.state.ground import GroundState
from game.sim.state.helicopter import FlightPhase
from game.sim.state.moxie import MoxiePhase
from game.sim.state.notebook import Entry
from game.sim.state.rover import SequencerState
from game.sim.state.samples import TubeStatus
from game.sim.state.survey import TargetState
from game.sim.step import advance
from game.sim.systems.notebook import is_fresh
from game.sim.world import World

LONGEST_S = 3 * marstime.SOL_S
"""The mission is not thought ahead further than this."""


def expected_at(view: World, tick: int) -> World:
    """The state heard, idle until `tick`: batteries, warmth and light of then. A copy; the view is left alone."""
    ahead = copied(view)
    ahead.sequencer = SequencerState()
    _make_idle(ahead)
    if tick > ahead.tick:
        advance(ahead, min(tick, ahead.tick + LONGEST_S))
    _make_idle(ahead)
    return ahead


def copied(world: World) -> World:
    """A world of its own on the same site."""
    memo: dict[int, object] = {id(world.site): world.site, id(world.scratch): {}}
    return deepcopy(world, memo)


def _make_idle(world: World) -> None:
    """A sequence begins when all that went on before it has ended."""
    world.ground = GroundState()
    world.rover.task = None
    if not world.power.safe_mode:
        world.power.asleep_until_tick = -1
    world.moxie.phase = MoxiePhase.OFF
    if world.helicopter.phase is not FlightPhase.LOST:
        world.helicopter.phase = FlightPhase.PARKED


def suppose(world: World, step: c.PlanStep) -> None:
    """Change `world`, a copy, as a step will if all goes well."""
    match step:
        case c.DriveTo():
            _suppose_there(world, step.x_m, step.y_m)
        case c.TurnTo():
            world.rover.heading_deg = step.heading_deg
        case c.TakeImage() if step.target:
            _target(world, step.target).imaged = True
        case c.Abrade():
            _target(world, step.target).abraded = True
        case c.Analyse():
            _suppose_study(world, step.target, step.instrument)
        case c.Core():
            _suppose_core(world, step.target)
        case c.SealTube() | c.SealWitness() | c.DropTube():
            _suppose_tube(world, step)
        case c.Fly():
            place = step.route_m[-1] if not step.return_home else (world.helicopter.x_m, world.helicopter.y_m)
            world.helicopter.x_m, world.helicopter.y_m = place
        case c.SleepUntil():
            advance(world, marstime.next_lmst(world.tick, step.lmst_s))
            _make_idle(world)


def _target(world: World, target: str) -> TargetState:
    return world.targets[target_index(world, target)]


def _suppose_there(world: World, x_m: float, y_m: float) -> None:
    """At a target the rover stops in front of it and turns to it, as AutoNav does; elsewhere at the place itself."""
    rover = world.rover
    for index, state in enumerate(world.targets):
        if state.known and target_position_m(world, index) == (x_m, y_m):
            bearing = bearing_deg(x_m - rover.x_m, y_m - rover.y_m)
            rover.heading_deg = bearing
            rover.x_m, rover.y_m = _short_of(rover.x_m, rover.y_m, x_m, y_m, 0.8 * ARM_REACH_M)
            state.reached = True
            return
    rover.x_m, rover.y_m = x_m, y_m


def _short_of(x0_m: float, y0_m: float, x1_m: float, y1_m: float, short_m: float) -> tuple[float, float]:
    away_m = distance_m(x0_m, y0_m, x1_m, y1_m)
    share = max(0.0, away_m - short_m) / away_m if away_m > 0.0 else 0.0
    return x0_m + share * (x1_m - x0_m), y0_m + share * (y1_m - y0_m)


def _suppose_study(world: World, target: str, instrument: str) -> None:
    """Something will have been measured; what, nobody knows."""
    _target(world, target).analysed.append(instrument)
    world.notebook.entries.append(Entry(target, instrument, is_fresh(world, target), world.tick, 0))


def _suppose_core(world: World, target: str) -> None:
    empty = next((tube for tube in world.tubes if tube.status is TubeStatus.EMPTY and not tube.witness), None)
    if empty is not None:
        empty.status, empty.target = TubeStatus.FILLED, target
        _target(world, target).cores += 1


def _suppose_tube(world: World, step: c.SealTube | c.SealWitness | c.DropTube) -> None:
    before, after = {
        c.SealTube: (TubeStatus.FILLED, TubeStatus.STORED),
        c.SealWitness: (TubeStatus.EMPTY, TubeStatus.STORED),
        c.DropTube: (TubeStatus.STORED, TubeStatus.DEPOSITED),
    }[type(step)]
    for tube in world.tubes:
        fits = tube.status is before and (not isinstance(step, c.SealWitness) or tube.witness)
        if fits and (not isinstance(step, c.DropTube) or tube.number == step.number):
            tube.status = after
            if isinstance(step, c.DropTube):
                tube.x_m, tube.y_m = world.rover.x_m, world.rover.y_m
            if isinstance(step, c.SealTube):
                _target(world, tube.target).sealed += 1
            return

"""RIMFAX: on or off, a sounding every 10 cm of drive, and the marks that are made in what it has heard."""

from game.sim import events as e
from game.sim.commands import MarkHorizon, SetRadar
from game.sim.horizons import judge, layer_index
from game.sim.physics import radar as r
from game.sim.products import add_product
from game.sim.reasons import Reason, reason
from game.sim.state.comms import ProductKind
from game.sim.state.radar import FOLLOWED, HorizonMark, RadarState
from game.sim.state.rover import TaskKind
from game.sim.system import NEVER, Emit, System
from game.sim.tasks import refuse_asleep
from game.sim.traverse import length_m, sound_to
from game.sim.world import World, is_delayed

LEAST_POINTS, MOST_POINTS = 3, 200
LEAST_SPAN_M = 5.0
LAST_PIECE_M = 1.1
"""A line's last piece grows to about a metre, and shrinks again when the rover rolls back."""
"""A shorter mark could follow anything: game rule."""
_ROLLING = (TaskKind.DRIVE, TaskKind.ARC)


def initial() -> RadarState:
    """Off, nothing sounded."""
    return RadarState()


# --- on and off -------------------------------------------------------------------------------------------------------


def refuse_set_radar(world: World, command: SetRadar) -> Reason | None:
    """Switching wants RIMFAX on board and a rover that is awake."""
    if not world.level.radar.present:
        return reason("radar.absent")
    if command.on is world.radar.on:
        return reason("radar.already_on" if command.on else "radar.already_off")
    return refuse_asleep(world) if command.on else None


def set_radar(world: World, command: SetRadar, emit: Emit) -> None:
    """Switch; a line goes on where the last one ended, if the rover still stands there."""
    if not command.on:
        switch_off(world, emit)
        return
    radar, here = world.radar, (world.rover.x_m, world.rover.y_m)
    radar.on, radar.odometry_m = True, world.rover.odometry_m
    if not radar.lines_m or radar.lines_m[-1][-1] != here:
        if radar.lines_m and len(radar.lines_m[-1]) < 2:
            radar.lines_m.pop()
        radar.lines_m.append([here])
    emit(e.RadarStarted(world.tick))


def switch_off(world: World, emit: Emit) -> None:
    """Off, by command or in safe mode. No-op when off."""
    if world.radar.on:
        _record(world, emit)
        world.radar.on = False
        emit(e.RadarStopped(world.tick, world.radar.sounded_m))


# --- soundings --------------------------------------------------------------------------------------------------------


def _tick(world: World, emit: Emit) -> None:
    radar, rover = world.radar, world.rover
    if not radar.on:
        return
    if rover.odometry_m != radar.odometry_m:
        radar.odometry_m = rover.odometry_m
        sound_to(radar, rover.x_m, rover.y_m)
    if _has_ended(world):
        _record(world, emit)


def _has_ended(world: World) -> bool:
    """Is there something sounded by a drive that is over?"""
    task, radar = world.rover.task, world.radar
    return radar.sounded_m > radar.recorded_m and (task is None or task.kind not in _ROLLING)


def _record(world: World, emit: Emit) -> None:
    """Make a data product of what the drive has sounded."""
    radar = world.radar
    made_m = radar.sounded_m - radar.recorded_m
    if made_m <= 0.0:
        return
    radar.recorded_m = radar.sounded_m
    product = add_product(world, ProductKind.RADARGRAM, "rimfax", mbit=made_m * r.MBIT_PER_M)
    emit(e.RadargramRecorded(world.tick, product.number, made_m, product.mbit))


def _wake_tick(world: World) -> int:
    return world.tick + 1 if world.radar.on and _has_ended(world) else NEVER


# --- marks ------------------------------------------------------------------------------------------------------------


def known_sounded_m(world: World) -> float:
    """How far the radargram reaches in which marks can be made: where operations are delayed, as far as it is down."""
    if not is_delayed(world):
        return world.radar.sounded_m
    known_m = 0.0
    for product in world.comms.products:
        if product.kind is ProductKind.RADARGRAM:
            if product.downlinked_tick < 0:
                break
            known_m += product.mbit / r.MBIT_PER_M
    return min(known_m, world.radar.sounded_m)


def refuse_mark_horizon(world: World, command: MarkHorizon) -> Reason | None:
    """A mark wants something sounded, a horizon of the level, and points enough on it."""
    if not world.level.radar.present:
        return reason("radar.absent")
    sounded_m = known_sounded_m(world)
    if sounded_m < LEAST_SPAN_M <= world.radar.sounded_m:
        figures = {"sounded_m": world.radar.sounded_m, "known_m": sounded_m, "needed_m": LEAST_SPAN_M}
        return reason("radar.not_down", **figures)
    if sounded_m < LEAST_SPAN_M:
        state = "on" if world.radar.on else "off"
        return reason(f"radar.nothing_sounded_{state}", sounded_m=sounded_m, needed_m=LEAST_SPAN_M)
    if layer_index(world.site, command.horizon) < 0:
        return reason("radar.no_horizon", horizon=command.horizon)
    if not r.EPS_LOW <= command.permittivity <= r.EPS_HIGH:
        return reason("radar.permittivity", permittivity=command.permittivity, low=r.EPS_LOW, high=r.EPS_HIGH)
    return _refuse_points(command.points, sounded_m)


def _refuse_points(points: tuple[tuple[float, float], ...], sounded_m: float) -> Reason | None:
    if not LEAST_POINTS <= len(points) <= MOST_POINTS:
        return reason("radar.points", points=len(points), least=LEAST_POINTS, most=MOST_POINTS)
    for along_m, time_ns in points:
        if not 0.0 <= along_m <= sounded_m:
            return reason("radar.off_line", along_m=along_m, sounded_m=sounded_m)
        if not 0.0 < time_ns <= r.WINDOW_NS:
            return reason("radar.off_time", time_ns=time_ns, limit_ns=r.WINDOW_NS)
    span_m = max(along for along, _ in points) - min(along for along, _ in points)
    return reason("radar.too_short", span_m=span_m, needed_m=LEAST_SPAN_M) if span_m < LEAST_SPAN_M else None


def _could_be_marked(world: World, mark: HorizonMark) -> bool:
    """Could this mark have been made in what has been sounded? Asked of saved ones."""
    return refuse_mark_horizon(world, MarkHorizon(mark.horizon, tuple(mark.points), mark.permittivity)) is None


def mark_horizon(world: World, command: MarkHorizon, emit: Emit) -> None:
    """Keep the mark in place of the horizon's former one, unless that one followed it and this does not."""
    mark, why = judge(world, command)
    radar = world.radar
    former = next((old for old in radar.marks if old.horizon == mark.horizon), None)
    if former is None or mark.verdict in FOLLOWED or former.verdict not in FOLLOWED:
        radar.marks = [old for old in radar.marks if old is not former] + [mark]
    if mark.verdict in FOLLOWED:
        emit(e.HorizonMarked(world.tick, mark.horizon, mark.depth_m, mark.uncertainty_m, why))
    else:
        assert why is not None, "only a good mark needs no words"
        emit(e.HorizonMissed(world.tick, mark.horizon, why))


# --- saved states -----------------------------------------------------------------------------------------------------


def radar_fits(world: World) -> bool:
    """What RIMFAX has sounded is as long as its lines, and each mark is one that could have been made in it."""
    radar = world.radar
    if not (radar.on or radar.lines_m or radar.marks):
        return radar.sounded_m == radar.recorded_m == 0.0
    return (
        world.level.radar.present
        and bool(radar.lines_m)
        and all(radar.lines_m)
        and abs(length_m(radar.lines_m) - radar.sounded_m) < 0.01
        and radar.recorded_m <= radar.sounded_m + LAST_PIECE_M
        and radar.whole_m <= radar.sounded_m
        and all(world.terrain.inside(*point) for line in radar.lines_m for point in line)
        and all(_could_be_marked(world, mark) for mark in radar.marks)
    )


SYSTEM = System("radar", tick=_tick, wake_tick=_wake_tick)

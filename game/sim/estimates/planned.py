"""The plan on the clock: what its steps would draw and when, so that the sol's forecast counts them.

Rough where a step depends on ground that nobody has seen (a drive is taken straight at the usual speed), exact where
the machine sets the pace.
"""

from collections.abc import Callable, Sequence

from game.core import marstime
from game.core.grid import distance_m
from game.sim import commands as c
from game.sim.estimates.power import Forecast, Use, forecast, present_uses
from game.sim.estimates.sky import usual_air_c
from game.sim.estimates.sol_plan import mean_drive_w, relay_uses
from game.sim.physics import coring, heat, soxe
from game.sim.reach import target_index
from game.sim.systems.instruments import PANORAMA_CAMERA, PANORAMA_FRAMES
from game.sim.world import World

USUAL_DRIVE_M_S = 80.0 / 3600.0
"""Median of 165 real drives beyond 100 m (NASA MMGIS way-points)."""
TURN_S, FLIGHT_S = 120, 240
_WARM = (c.DriveTo, c.TurnTo, c.Abrade, c.Core, c.SealTube, c.SealWitness, c.DropTube)


def sol_forecast(world: World, extra: Sequence[Use] = ()) -> Forecast:
    """How what goes on, the plan and the relay passes leave the batteries at the end of this sol."""
    return forecast(world, ahead_uses(world, extra)[len(present_uses(world)) :])


def ahead_uses(world: World, extra: Sequence[Use] = ()) -> tuple[Use, ...]:
    """All that is known to come until the end of this sol: present activities, `extra` ones, the plan, relay passes."""
    until = (marstime.sol(world.tick) + 1) * marstime.SOL_S
    now = (*present_uses(world), *extra)
    begin = max([world.tick, *(use.until_tick for use in now)])
    relay = relay_uses(world.level.relay, world.site.seed, world.tick, until)
    return (*now, *plan_uses(world, begin), *relay)


def plan_uses(world: World, begin: int) -> tuple[Use, ...]:
    """The steps of the plan one after another from `begin` on; actuators are warmed once."""
    uses: list[Use] = []
    at, warm, place = begin, False, (world.rover.x_m, world.rover.y_m)
    for step in world.sequencer.steps:
        if isinstance(step, _WARM) and not warm:
            heating_s = int(heat.warm_up_minutes(usual_air_c(world.level.weather, at)) * 60.0)
            if heating_s > 0:
                uses.append(Use("warm_up", at, at + heating_s, heat.ACTUATOR_HEATERS_W))
            at, warm = at + heating_s, True
        for name, seconds, watts in _parts(world, step, at, place):
            uses.append(Use(name, at, at + seconds, watts, isinstance(step, c.SleepUntil)))
            at += seconds
        if isinstance(step, c.DriveTo):
            place = (step.x_m, step.y_m)
        warm = warm and not isinstance(step, c.SleepUntil)
    return tuple(uses)


def _parts(world: World, step: c.PlanStep, at: int, place: tuple[float, float]) -> list[tuple[str, int, float]]:
    """(name, seconds, watts beyond the awake load) of one step that begins at a tick."""
    catalog, moxie = world.site.catalog, world.moxie
    match step:
        case c.DriveTo():
            way_m = distance_m(*place, step.x_m, step.y_m)
            return [("drive", max(60, int(way_m / USUAL_DRIVE_M_S)), mean_drive_w())]
        case c.TakeImage() if step.camera in catalog.cameras:
            camera = catalog.cameras[step.camera]
            return [("image", int(camera.seconds), camera.watts)]
        case c.TakePanorama():
            camera = catalog.cameras[PANORAMA_CAMERA]
            return [("panorama", int(PANORAMA_FRAMES * camera.seconds), camera.watts)]
        case c.Analyse() if step.instrument in catalog.instruments:
            tool = catalog.instruments[step.instrument]
            return [("analyse", int(tool.seconds), tool.watts)]
        case c.Abrade():
            return [("abrade", _rock_s(world, step.target, coring.abrade_minutes), coring.ABRADING_POWER_W)]
        case c.Core():
            return [("core", _rock_s(world, step.target, coring.core_minutes), coring.CORING_POWER_W)]
        case c.SealTube() | c.SealWitness() | c.DropTube():
            return [("seal", int(coring.SEAL_MIN * 60.0), coring.SEAL_POWER_W)]
        case c.RunMoxie():
            warm_s = int(soxe.warm_up_min(usual_air_c(world.level.weather, at)) * 60.0)
            making_w = soxe.run_power_w(step.amps, moxie.cycles)
            return [("moxie", warm_s, soxe.RUN_POWER_W), ("moxie", int(step.minutes * 60.0), making_w)]
        case c.SleepUntil():
            return [("sleep", marstime.next_lmst(at, step.lmst_s) - at, 0.0)]
        case c.Fly():
            return [("flight", FLIGHT_S, 0.0)]
    return [("turn", TURN_S, mean_drive_w())]


def _rock_s(world: World, target: str, minutes_of: Callable[[float], float]) -> int:
    index = target_index(world, target)
    rock = world.level.targets[index].rock if index >= 0 else ""
    known = world.site.catalog.rocks.get(rock)
    return int(minutes_of(known.hardness_frac if known else 0.5) * 60.0)

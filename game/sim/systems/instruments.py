"""Cameras and analysers: pictures, panoramas and readings, each a data product that must still reach Earth."""

from game.content.catalog import Camera, Instrument
from game.sim import events as e
from game.sim import photo_judging, subjects
from game.sim.commands import Analyse, TakeImage, TakePanorama
from game.sim.failures import refuse_broken_instrument
from game.sim.photo_judging import Judgement
from game.sim.products import add_product
from game.sim.reach import distance_to_target_m, out_of_reach, target_index, target_position_m
from game.sim.reasons import Reason, reason
from game.sim.science import findings
from game.sim.state.comms import Product, ProductKind
from game.sim.state.moxie import MoxiePhase
from game.sim.state.rover import Task, TaskKind
from game.sim.system import Emit, System
from game.sim.systems import notebook, survey
from game.sim.systems.notebook import is_fresh
from game.sim.tasks import finished, refuse_energy, refuse_if_busy, start_task, wake_for
from game.sim.world import Site, World
from game.terrain.viewshed import line_of_sight

KINDS = (TaskKind.IMAGE, TaskKind.PANORAMA, TaskKind.ANALYSE)
MAST_HEIGHT_M = 2.0
"""Mast cameras stand about 2 m above ground (Bell et al. 2021)."""
IMAGE_RANGE_M = 60.0
"""Beyond this a picture shows where a target is, but does not document it: game rule."""
PANORAMA_CAMERA = "navcam"
PANORAMA_FRAMES = 5
"""Five 96 deg frames with overlap close the circle."""
LONGEST_FOCAL_MM = 1000.0
"""Nothing on board is longer (SuperCam's telescope: 563 mm, catalogue)."""
DARK_SUN_DEG = -3.0
"""Cameras need light: the sun this far below the horizon is the end of useful dusk. Game rule."""


# --- what is asked before ---------------------------------------------------------------------------------------------


def refuse_take_image(world: World, command: TakeImage) -> Reason | None:
    """A frame wants a camera of the catalogue, light, and, for a target, sight of it."""
    camera = world.site.catalog.cameras.get(command.camera)
    if camera is None or camera.carrier != "rover":
        known = ", ".join(camera.id for camera in world.site.catalog.cameras.values() if camera.carrier == "rover")
        return reason("image.no_camera", camera=command.camera, known=known)
    if command.stereo and camera.baseline_m <= 0.0:
        return reason("image.one_eye", camera=camera.name)
    if not (abs(command.azimuth_deg) <= 360.0 and abs(command.elevation_deg) <= 90.0):
        return reason("image.direction", azimuth_deg=command.azimuth_deg, elevation_deg=command.elevation_deg)
    if not 0.0 <= command.focal_mm <= LONGEST_FOCAL_MM:
        return reason("image.focal", focal_mm=command.focal_mm, limit_mm=LONGEST_FOCAL_MM)
    refusal = refuse_if_busy(world) or _refuse_dark(world)
    if refusal is not None:
        return refusal
    if not command.target:
        return reason("image.needs_target", camera=camera.name) if camera.contact else None
    index = target_index(world, command.target)
    if index < 0 or not world.targets[index].known:
        return reason("target.unknown", target=command.target)
    if camera.contact:
        return out_of_reach(world, index)
    return _refuse_view(world, index, IMAGE_RANGE_M)


def refuse_take_panorama(world: World, _command: TakePanorama) -> Reason | None:
    """A panorama wants light."""
    return refuse_if_busy(world) or _refuse_dark(world)


def refuse_analyse(world: World, command: Analyse) -> Reason | None:
    """An analysis wants its instrument's range and, for PIXL and SHERLOC, an abraded patch."""
    instrument = world.site.catalog.instruments.get(command.instrument)
    if instrument is None:
        known = ", ".join(world.site.catalog.instruments)
        return reason("analyse.no_instrument", instrument=command.instrument, known=known)
    broken = refuse_broken_instrument(world, command.instrument)
    if broken is not None:
        return broken
    index = target_index(world, command.target)
    if index < 0 or not world.targets[index].known:
        return reason("target.unknown", target=command.target)
    name = world.level.targets[index].name
    fresh = is_fresh(world, command.target)
    if findings.looked_with(world, command.target, command.instrument, fresh=fresh):
        return reason("analyse.already", target=name, instrument=instrument.name)
    if instrument.contact and (beyond := out_of_reach(world, index)) is not None:
        return beyond
    if instrument.needs_abraded and not fresh:
        return reason("target.not_abraded", target=name)
    if not instrument.contact:
        out_of_view = _refuse_view(world, index, instrument.range_m)
        if out_of_view is not None:
            return out_of_view
    if world.moxie.phase is not MoxiePhase.OFF:
        return reason("power.moxie_running")
    return refuse_if_busy(world) or refuse_energy(world, instrument.watts * instrument.seconds / 3600.0)


def _refuse_dark(world: World) -> Reason | None:
    sun_deg = world.weather.sun_elevation_deg
    return reason("image.dark", sun_deg=sun_deg) if sun_deg < DARK_SUN_DEG else None


def _refuse_view(world: World, index: int, range_m: float) -> Reason | None:
    """Too far, or behind the ground."""
    if distance_to_target_m(world, index) > range_m:
        return _too_far(world, index, range_m)
    x_m, y_m = target_position_m(world, index)
    rover = world.rover
    height_m = world.level.targets[index].size_m
    if not line_of_sight(world.terrain, rover.x_m, rover.y_m, MAST_HEIGHT_M, x_m, y_m, height_m):
        return reason("target.hidden_by_ground", target=world.level.targets[index].name)
    return None


def _too_far(world: World, index: int, range_m: float) -> Reason:
    return reason(
        "target.too_far",
        target=world.level.targets[index].name,
        distance_m=distance_to_target_m(world, index),
        range_m=range_m,
    )


# --- starting ---------------------------------------------------------------------------------------------------------


def take_image(world: World, command: TakeImage, emit: Emit) -> None:
    """Point and expose."""
    camera = _camera(world.site, command.camera)
    task = start_task(
        world,
        TaskKind.IMAGE,
        emit,
        target=command.target,
        minutes=camera.seconds / 60.0,
        warm=False,
        detail=command.camera,
    )
    given_deg = (command.azimuth_deg, command.elevation_deg)
    task.azimuth_deg, task.elevation_deg = photo_judging.pointing(world, camera, command.target, given_deg)
    task.focal_mm, task.stereo = command.focal_mm, command.stereo


def take_panorama(world: World, _command: TakePanorama, emit: Emit) -> None:
    """Sweep the Navcams round."""
    minutes = PANORAMA_FRAMES * _camera(world.site, PANORAMA_CAMERA).seconds / 60.0
    start_task(world, TaskKind.PANORAMA, emit, minutes=minutes, warm=False, detail=PANORAMA_CAMERA)


def analyse(world: World, command: Analyse, emit: Emit) -> None:
    """Start measuring; contact instruments need a warm arm."""
    instrument = _instrument(world.site, command.instrument)
    minutes = instrument.seconds / 60.0
    start_task(
        world,
        TaskKind.ANALYSE,
        emit,
        target=command.target,
        minutes=minutes,
        warm=instrument.contact,
        detail=command.instrument,
    )
    emit(e.ArmStarted(world.tick, TaskKind.ANALYSE.value, command.target, minutes))


# --- finishing --------------------------------------------------------------------------------------------------------


def _finish(world: World, emit: Emit) -> None:
    task = finished(world, KINDS)
    if task is not None:
        _FINISH[task.kind](world, task, emit)


def _finish_image(world: World, task: Task, emit: Emit) -> None:
    product = add_product(
        world,
        ProductKind.IMAGE,
        task.detail,
        mbit=image_mbit(_camera(world.site, task.detail), task.stereo),
        target=task.target,
        azimuth_deg=task.azimuth_deg,
        elevation_deg=task.elevation_deg,
        focal_mm=task.focal_mm,
        stereo=task.stereo,
    )
    if task.target:
        world.targets[target_index(world, task.target)].imaged = True
    emit(e.ImageTaken(world.tick, product.number, task.detail, task.target, product.mbit))
    _judge(world, product, emit)


def _judge(world: World, product: Product, emit: Emit) -> None:
    """What is in the picture goes into the book; what somebody asked for is told."""
    camera = _camera(world.site, product.source)
    frame = photo_judging.frame_of(camera, product.azimuth_deg, product.elevation_deg, product.focal_mm)
    if camera.contact:
        found = list(photo_judging.judge_contact(world, frame, product.target))
    else:
        found = list(photo_judging.judge_frame(world, camera, frame))
    photo_judging.note(world, found)
    pictures = world.pictures
    pictures.count += 1
    pictures.panorama_deg = max(pictures.panorama_deg, photo_judging.panorama_deg(world, product))
    for item in photo_judging.worth_telling(world, found, product.target):
        _tell(world, product, item, emit)


def _tell(world: World, product: Product, item: Judgement, emit: Emit) -> None:
    name, shown = item.subject.id, world.pictures.of(item.subject.id)
    wanted = subjects.asked(world.site).get(name, 0)
    taken = shown.count if shown is not None else 0
    lit = 1 if item.why is None else 0
    emit(e.PictureJudged(world.tick, product.number, name, item.pixels, lit, taken, wanted, item.why))


def _finish_panorama(world: World, task: Task, emit: Emit) -> None:
    mbit = PANORAMA_FRAMES * _camera(world.site, task.detail).mbit
    product = add_product(world, ProductKind.PANORAMA, task.detail, mbit=mbit)
    world.pictures.count += 1
    world.pictures.panorama_deg = 360.0
    new_tiles = survey.reveal_panorama(world, emit)
    emit(e.PanoramaTaken(world.tick, product.number, mbit, new_tiles))


def _finish_analysis(world: World, task: Task, emit: Emit) -> None:
    instrument = _instrument(world.site, task.detail)
    analysed = world.targets[target_index(world, task.target)].analysed
    if task.detail not in analysed:
        analysed.append(task.detail)
    product = add_product(world, ProductKind.ANALYSIS, task.detail, mbit=instrument.mbit, target=task.target)
    emit(e.TargetAnalysed(world.tick, product.number, task.target, task.detail, product.mbit))
    notebook.write(world, task.target, task.detail, product.number, emit)


_FINISH = {
    TaskKind.IMAGE: _finish_image,
    TaskKind.PANORAMA: _finish_panorama,
    TaskKind.ANALYSE: _finish_analysis,
}


def image_mbit(camera: Camera, stereo: bool) -> float:
    """Data of one picture."""
    return camera.mbit * 2.0 if stereo else camera.mbit


def _camera(site: Site, camera: str) -> Camera:
    return site.catalog.cameras[camera]


def _instrument(site: Site, instrument: str) -> Instrument:
    return site.catalog.instruments[instrument]


SYSTEM = System("instruments", tick=_finish, wake_tick=lambda world: wake_for(world, KINDS))

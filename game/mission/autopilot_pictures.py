"""How the autopilot meets an objective that asks for a picture: from here when it would count, else from nearer."""

from collections.abc import Iterator

from game.content.conditions import Compare
from game.core.marstime import sun_position
from game.sim import commands as c
from game.sim import photo_judging as judging
from game.sim.photo_judging import Judgement
from game.sim.physics import photo
from game.sim.subjects import Subject, subject
from game.sim.world import World

CAMERA = "mastcam_z"
PANORAMA_FOCAL_MM = 26.0
SPARE = 1.15
"""A landform fills this much less than the frame."""


def steps(world: World, parts: list[Compare]) -> Iterator[c.Command]:
    """Commands for what is still lacking, in order."""
    for part in parts:
        names = part.name.split(".")
        if part.name == "picture.panorama_deg":
            yield c.TakePanorama()
        elif part.name == "picture.count":
            yield from (c.TakeImage(CAMERA, "", float(a), 0.0, PANORAMA_FOCAL_MM) for a in range(0, 360, 22))
        elif len(names) == 3:
            found = subject(world.site, names[1])
            if found is not None and (found.target < 0 or world.targets[found.target].known):
                yield from _portrait(world, found, part, asks_light=names[2] != "best_px")


def _portrait(world: World, wanted: Subject, part: Compare, *, asks_light: bool) -> Iterator[c.Command]:
    """A picture when it would do; a drive nearer when it is too small or hidden; none while only the light is bad."""
    command = _command(world, wanted)
    found = foreseen(world, command, wanted)
    least_px = judging.LEAST_PX if part.name.endswith((".count", ".lit")) else part.value
    too_small = found is None or found.pixels < least_px
    if found is not None and not too_small and (found.why is None or not asks_light):
        yield command
    elif too_small:
        yield c.DriveTo(wanted.x_m, wanted.y_m)


def _command(world: World, wanted: Subject) -> c.TakeImage:
    """Mastcam-Z toward it, zoomed in as far as it still fits."""
    camera = world.site.catalog.cameras[CAMERA]
    eye = judging.eye_of(world, camera)
    azimuth_deg, elevation_deg = judging.toward(world, eye, wanted)
    focal_mm = camera.zoom_stops_mm[0]
    for stop in camera.zoom_stops_mm:
        frame = judging.frame_of(camera, azimuth_deg, elevation_deg, stop)
        range_m = max(1.0, ((wanted.x_m - eye.x_m) ** 2 + (wanted.y_m - eye.y_m) ** 2) ** 0.5)
        if photo.pixels_wide(frame, SPARE * wanted.width_m, range_m) < frame.width_px:
            focal_mm = stop
    target = wanted.id if wanted.target >= 0 else ""
    return c.TakeImage(CAMERA, target, azimuth_deg, elevation_deg, focal_mm)


def foreseen(world: World, command: c.TakeImage, wanted: Subject) -> Judgement | None:
    """What the judge would say of a picture taken now; None when the subject stands outside it."""
    camera = world.site.catalog.cameras[command.camera]
    frame = judging.frame_of(camera, command.azimuth_deg, command.elevation_deg, command.focal_mm)
    eye = judging.eye_of(world, camera)
    return judging.judge_subject(world, eye, frame, wanted, sun_position(world.tick))

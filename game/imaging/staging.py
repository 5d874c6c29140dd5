"""From a level or a mission to what a camera finds before it: the scene, and where each camera sits on its carrier."""

import math
from dataclasses import dataclass, replace

from game.content.level import Level
from game.core.marstime import sun_position
from game.imaging.aim import eye_for
from game.imaging.bake import Bake
from game.imaging.camera import CAMERAS, CameraModel, Lens, View, zoomed
from game.imaging.clipmap import CELLS, FINEST_M
from game.imaging.heavens import heavens
from game.imaging.relief_ground import ReliefGround
from game.imaging.rocks3d import rocks_in_reach
from game.imaging.rover3d import FRONT_HAZCAM_M, MAST_M, REAR_HAZCAM_M
from game.imaging.scene import Devil, Eye, Horizon, Scene, Thing
from game.imaging.things import pose
from game.imaging.worked import work_spot
from game.sim.physics import wind
from game.sim.physics.dust_devils import dust_devils_at
from game.sim.picture_setting import setting_now
from game.sim.state.comms import Setting
from game.sim.world import World
from game.terrain.terrain import Terrain

RIM_RISE_M = 5000.0
"""From the foot of the rim to its crest."""
DEFAULT_TAU = 0.5
MOUNTS = {
    "navcam": MAST_M,
    "mastcam_z": MAST_M,
    "supercam_rmi": (MAST_M[0], MAST_M[1] + 0.1, MAST_M[2] + 0.12),
    "front_hazcam": FRONT_HAZCAM_M,
    "rear_hazcam": REAR_HAZCAM_M,
}
"""Right, ahead and up on the rover (m)."""
EYES_APART_M = {"navcam": 0.424, "mastcam_z": 0.244, "front_hazcam": 0.25}
"""Stereo bases: Mastcam-Z from Bell et al. 2021; the others from memory."""
TOE_IN_DEG = {"mastcam_z": 1.15}
"""Each of Mastcam-Z's eyes turns in by half of 2.3 deg (Bell et al. 2021)."""
TUBE_M = 0.186
"""A tube in its glove (PIA25682)."""
CLOSEST_M = 0.04
MOST_OPACITY = 0.6
"""Of a dust devil at its foot (game premise)."""


def horizon_of(level: Level) -> Horizon:
    given = level.horizon
    return Horizon(
        rim_from_m=given.rim_distance_m,
        rim_to_m=given.rim_distance_m + RIM_RISE_M,
        rim_height_m=given.rim_height_m,
        delta_azimuth_deg=given.delta_azimuth_deg,
        delta_spread_deg=given.delta_spread_deg,
        delta_from_m=given.delta_distance_m,
        delta_height_m=given.delta_height_m,
        seed=given.variant,
    )


def scene_of_level(
    level: Level, terrain: Terrain, tick: int, tau: float | None = None, ground: ReliefGround | None = None
) -> Scene:
    """A level's ground with its target rocks, before any mission."""
    sun = sun_position(tick)
    places = [(level.metres(target.at), target) for target in level.targets]
    rocks = tuple(
        Thing("rock", *place, size_m=target.size_m, seed=n, rock=target.rock)
        for n, (place, target) in enumerate(places)
    )
    clear = tau if tau is not None else (level.weather.tau or DEFAULT_TAU)
    place = (terrain, sun.azimuth_deg, sun.elevation_deg, clear)
    return Scene(*place, (), rocks, horizon_of(level), ground, heavens=heavens(tick))


def scene_of_world(
    world: World,
    ground: ReliefGround | None = None,
    own: str = "",
) -> Scene:
    """A mission as it stands. own: "rover" or "helicopter" when that one carries the camera."""
    return scene_of_setting(world, setting_now(world), world.tick, rover_pose(world), ground, own)


def scene_of_setting(
    world: World, setting: Setting, tick: int, rover: "Pose", ground: ReliefGround | None = None, own: str = ""
) -> Scene:
    """A mission as it stood at a tick of which a picture's record tells."""
    level, sun = world.site.level, sun_position(tick)
    laid = [world.tubes[number - 1] for number in setting.laid]
    tubes = [Thing("tube", t.x_m, t.y_m, TUBE_M, heading_deg=37.0 * t.number % 360.0) for t in laid]
    track = tuple(world.rover.track_m[: setting.track_points])
    return Scene(
        world.site.terrain,
        sun.azimuth_deg,
        sun.elevation_deg,
        setting.tau or DEFAULT_TAU,
        (track,) if len(track) > 1 else (),
        (*_rocks(world, setting), *tubes, *_vehicles(world, setting, rover, own)),
        horizon_of(level),
        ground,
        devils_of(world, tick),
        heavens(tick),
    )


def _rocks(world: World, setting: Setting) -> list[Thing]:
    """The targets, as far as the arm had worked them."""
    level, cores = world.site.level, dict(setting.cored)
    return [
        Thing(
            "rock",
            *level.metres(target.at),
            size_m=target.size_m,
            seed=n,
            rock=target.rock,
            abraded=n in setting.abraded,
            cores=cores.get(n, 0),
        )
        for n, target in enumerate(level.targets)
        if n not in setting.absent
    ]


def devils_of(world: World, tick: int) -> tuple[Devil, ...]:
    """The dust devils that stand at a tick; they thicken after they form and thin out before they go."""
    given, ground = world.level.weather.wind_m_s, world.site.terrain
    usual_m_s = wind.TYPICAL_M_S if given is None else given
    return tuple(
        Devil(devil.x_m, devil.y_m, devil.diameter_m, devil.height_m, MOST_OPACITY * _strength(devil.age_frac))
        for devil in dust_devils_at(world.site.seed, tick, ground.width_m, ground.height_m, usual_m_s)
    )


def _strength(age_frac: float) -> float:
    return min(1.0, 6.0 * age_frac, 4.0 * (1.0 - age_frac)) if 0.0 < age_frac < 1.0 else 0.0


def _vehicles(world: World, setting: Setting, rover: "Pose", own: str) -> tuple[Thing, ...]:
    made = [_rover(rover, own == "rover")]
    if world.helicopter.present:
        at = (setting.flyer_x_m, setting.flyer_y_m, 0.5, setting.flyer_heading_deg, setting.flyer_height_m)
        made.append(Thing("helicopter", *at, is_own=own == "helicopter"))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a carrier stands and how it leans; height_m above the ground for a helicopter."""

    x_m: float
    y_m: float
    heading_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    height_m: float = 0.0


def rover_pose(world: World) -> Pose:
    rover = world.rover
    return Pose(rover.x_m, rover.y_m, rover.heading_deg, rover.pitch_deg, rover.roll_deg)


def _rover(at: Pose, is_own: bool = False) -> Thing:
    lean = (at.pitch_deg, at.roll_deg)
    return Thing("rover", at.x_m, at.y_m, 1.0, at.heading_deg, at.height_m, 0, *lean, is_own=is_own)


def rover_view(
    terrain: Terrain,
    rover: Pose,
    camera: str,
    azimuth_deg: float,
    elevation_deg: float,
    focal_mm: float = 0.0,
    eye: str = "",
) -> View:
    """A view through a camera of the rover. Hazcams are fixed: their azimuth is the rover's. eye: "left", "right" or ""
    for the middle between them."""
    right, ahead, up = MOUNTS[camera]
    turn = pose(_rover(rover))
    east, south, above = right * turn[0] + ahead * turn[1] + up * turn[2]
    side = {"left": -0.5, "right": 0.5}.get(eye, 0.0)
    aside = side * EYES_APART_M.get(camera, 0.0)
    azimuth = azimuth_deg - 2.0 * side * TOE_IN_DEG.get(camera, 0.0)
    east += aside * math.cos(math.radians(azimuth_deg))
    south += aside * math.sin(math.radians(azimuth_deg))
    x_m, y_m = rover.x_m + float(east), rover.y_m + float(south)
    height_m = terrain.height_at(rover.x_m, rover.y_m) + float(above) - terrain.height_at(x_m, y_m)
    model = camera_model(camera, focal_mm)
    return View(x_m, y_m, max(height_m, 0.3), azimuth, elevation_deg, 0.0, model)


def helicopter_view(flyer: Pose, camera: str) -> View:
    """The helicopter's own cameras: in colour toward the horizon and down, black and white straight down."""
    elevation = -90.0 if camera == "heli_nav" else -22.0
    height_m = max(flyer.height_m + 0.12, 0.1)
    return View(flyer.x_m, flyer.y_m, height_m, flyer.heading_deg, elevation, 0.0, camera_model(camera))


def watson_view(scene: Scene, target: Thing, standoff_m: float = 0.25) -> View:
    """WATSON held over the place on a target rock where the arm works, looking straight at its face."""
    near = Scene(scene.terrain, 0.0, 0.0, objects=(target,))
    rocks = rocks_in_reach(near, Eye(target.x_m, target.y_m))
    middle, normal = work_spot(rocks, len(rocks) - 1)
    east, south, up = (float(c) for c in middle + normal * max(standoff_m, CLOSEST_M))
    azimuth = math.degrees(math.atan2(-float(normal[0]), float(normal[1]))) % 360.0
    elevation = -math.degrees(math.asin(min(float(normal[2]), 1.0)))
    return View(target.x_m + east, target.y_m + south, up, azimuth, elevation, 0.0, CAMERAS["watson"])


def camera_model(camera: str, focal_mm: float = 0.0) -> CameraModel:
    model = CAMERAS[camera]
    return zoomed(model, focal_mm) if camera == "mastcam_z" and focal_mm > 0.0 else model


def bake_for(scene: Scene, view: View, width: int, height: int, cells: int = CELLS) -> Bake:
    """A bake begun for a view, with a patch at its target when the lens is long: `step` it, or `finish` it at once.
    With fewer cells than usual they are as fine as so few pixels ask for."""
    eye = eye_for(scene.terrain, view, width, height)
    if cells < CELLS and eye.aim_m is None:
        footprint_m = eye.height_m * Lens(view, width, height).pixel_rad
        eye = replace(eye, finest_m=max(footprint_m, FINEST_M))
    return Bake(scene, eye, cells)

"""The camera in the player's hand: which one, where it points, what a picture would cost and show."""

import math
from dataclasses import dataclass, replace

from game.content.catalog import Camera
from game.core import marstime
from game.core.grid import wrap_deg
from game.imaging.camera import CAMERAS, CameraModel, View
from game.imaging.staging import camera_model, rover_pose, rover_view
from game.sim import commands as c
from game.sim import photo_judging as judging
from game.sim.data_volume import volume_of
from game.sim.photo_judging import Judgement
from game.sim.physics import photo
from game.sim.physics.photo import Frame
from game.sim.systems.instruments import PANORAMA_CAMERA, PANORAMA_FRAMES
from game.ui.desk import Desk

NAMES = ("mastcam_z", "navcam", "front_hazcam", "rear_hazcam", "supercam_rmi")
FIXED = ("front_hazcam", "rear_hazcam")
WIDEST_DEG, CONTEXT = 100.0, 1.5
"""The viewfinder shows half as much again as the frame, to find one's way."""
SUN_WARNING_DEG = judging.GLARE_DEG


@dataclass(slots=True)
class CameraInHand:
    """What the camera screen reads and turns."""

    desk: Desk
    name: str = "mastcam_z"
    stop: int = 1
    azimuth_deg: float = 0.0
    elevation_deg: float = -4.0
    stereo: bool = False
    panorama: bool = False

    @property
    def camera(self) -> Camera:
        return self.desk.world.site.catalog.cameras[self.name]

    @property
    def focal_mm(self) -> float:
        stops = self.camera.zoom_stops_mm
        return stops[min(self.stop, len(stops) - 1)]

    @property
    def fixed(self) -> bool:
        return self.name in FIXED

    def choose(self, name: str) -> None:
        self.name, self.panorama = name, False
        self.stop = min(self.stop, len(self.camera.zoom_stops_mm) - 1)
        self.stereo = self.stereo and self.camera.baseline_m > 0.0

    def zoom(self, by: int) -> None:
        self.stop = max(0, min(len(self.camera.zoom_stops_mm) - 1, self.stop + by))

    def turn(self, right_deg: float, up_deg: float) -> None:
        if not self.fixed:
            self.azimuth_deg = wrap_deg(self.azimuth_deg + right_deg)
            self.elevation_deg = max(-60.0, min(60.0, self.elevation_deg + up_deg))

    # --- what is seen -------------------------------------------------------------------------------------------------

    @property
    def pointing(self) -> tuple[float, float]:
        given = (self.azimuth_deg, self.elevation_deg)
        return judging.pointing(self.desk.world, self.camera, "", given)

    @property
    def frame(self) -> Frame:
        return judging.frame_of(self.camera, *self.pointing, self.focal_mm)

    def view(self) -> View:
        """Through the lens, with some more all round."""
        world = self.desk.world
        azimuth_deg, elevation_deg = self.pointing
        model = camera_model(self.name, self.focal_mm) if self.name in CAMERAS else CameraModel()
        shown = replace(model, has_mosaic=False)
        if model.projection == "perspective":
            shown = replace(shown, fov_deg=min(WIDEST_DEG, CONTEXT * model.fov_deg))
        made = rover_view(world.terrain, rover_pose(world), self.name, azimuth_deg, elevation_deg, self.focal_mm)
        return replace(made, camera=shown)

    def frame_share(self) -> tuple[float, float]:
        """Width and height of the frame, as shares of the viewfinder's width."""
        view, frame = self.view(), self.frame
        if view.camera.projection == "fisheye":
            wide = 1.0
        else:
            half = math.tan(math.radians(view.camera.fov_deg) / 2.0)
            wide = min(1.0, math.tan(math.radians(frame.width_deg) / 2.0) / half)
        return wide, wide * frame.height_px / frame.width_px

    def subjects(self) -> list[Judgement]:
        """Known targets and landforms in the frame, the widest first."""
        found = judging.judge_frame(self.desk.world, self.camera, self.frame)
        return sorted((item for item in found if item.visible), key=lambda item: -item.pixels)

    def range_m(self, item: Judgement) -> float:
        rover = self.desk.world.rover
        return math.hypot(item.subject.x_m - rover.x_m, item.subject.y_m - rover.y_m)

    def place_of(self, item: Judgement) -> tuple[float, float]:
        """Where it stands in the frame: pixels right of and below the middle."""
        world, subject = self.desk.world, item.subject
        eye = judging.eye_of(world, self.camera)
        found = photo.pixel_of(self.frame, *judging.apart_m(world.terrain, eye, subject.middle))
        return found if found is not None else (0.0, 0.0)

    def sun_off_deg(self) -> float:
        sun = marstime.sun_position(self.desk.world.tick)
        return photo.between_deg(self.pointing, (sun.azimuth_deg, sun.elevation_deg))

    # --- what it costs ------------------------------------------------------------------------------------------------

    def command(self) -> c.Command:
        """The picture that is set up; of the target in the middle when there is one."""
        if self.panorama:
            return c.TakePanorama()
        return c.TakeImage(self.name, "", *self.pointing, self.focal_mm, stereo=self.stereo)

    def refusal(self) -> str:
        return self.desk.sentence(self.desk.refusal(self.command()))

    def seconds(self) -> float:
        cameras = self.desk.world.site.catalog.cameras
        return PANORAMA_FRAMES * cameras[PANORAMA_CAMERA].seconds if self.panorama else self.camera.seconds

    def mbit(self) -> float:
        made = volume_of(self.desk.world, self.command())
        return made[1] if made is not None else 0.0

    def energy_wh(self) -> float:
        camera = self.desk.world.site.catalog.cameras[PANORAMA_CAMERA] if self.panorama else self.camera
        return camera.watts * self.seconds() / 3600.0

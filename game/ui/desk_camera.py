"""The camera in the player's hand: which one, where it points, what a picture would cost and show.

Where operations are delayed it looks from where the rover will stand when the sequence has come so far.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from game.content.catalog import Camera
from game.core import marstime
from game.core.grid import wrap_deg
from game.imaging.aim import ground_range
from game.imaging.camera import CAMERAS, CameraModel, Lens, View
from game.imaging.products.sidecar import ifov_urad
from game.imaging.staging import camera_model, rover_pose, rover_view, scene_of_world, watson_view
from game.sim import commands as c
from game.sim import photo_judging as judging
from game.sim.data_volume import volume_of
from game.sim.photo_judging import Judgement
from game.sim.physics import photo
from game.sim.physics.photo import Frame
from game.sim.reach import target_in_reach
from game.sim.systems.instruments import PANORAMA_CAMERA, PANORAMA_FRAMES
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.desk_choices import no_sample
from game.ui.desk_gallery import metres, pixel_words

NAMES = ("mastcam_z", "navcam", "front_hazcam", "rear_hazcam", "supercam_rmi", "watson")
FIXED = ("front_hazcam", "rear_hazcam", "watson")
WIDEST_DEG, CONTEXT = 100.0, 1.5
"""The viewfinder shows half as much again as the frame, to find one's way."""
SUN_WARNING_DEG = judging.GLARE_DEG
T = TypeVar("T")
CROSS_FRAC = 0.05
"""Something this near to the middle, in shares of the frame, is under the cross-hair though it be smaller."""


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
    _kept: dict[str, tuple[object, object]] = field(default_factory=dict)
    """Answers that hold as long as camera, pointing and clock do."""

    @property
    def world(self) -> World:
        """What the next picture will be taken in."""
        return self.desk.ahead

    @property
    def camera(self) -> Camera:
        return self.world.site.catalog.cameras[self.name]

    @property
    def focal_mm(self) -> float:
        stops = self.camera.zoom_stops_mm
        return stops[min(self.stop, len(stops) - 1)]

    @property
    def fixed(self) -> bool:
        return self.name in FIXED

    @property
    def target(self) -> str:
        """What a camera on the arm is held to."""
        index = target_in_reach(self.world) if self.camera.contact else -1
        return self.world.level.targets[index].id if index >= 0 else ""

    def refuse(self, name: str) -> str:
        """Why a camera cannot be taken in hand: WATSON wants a rock within the arm's reach."""
        far = self.world.site.catalog.cameras[name].contact and target_in_reach(self.world) < 0
        return self.desk.sentence(no_sample(self.world)) if far else ""

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

    def _asked(self, what: str, work: Callable[[], T]) -> T:
        key = (self.world.tick, self.name, self.pointing, self.focal_mm, len(self.desk.session.recording.commands))
        kept = self._kept.get(what)
        if kept is None or kept[0] != key:
            kept = self._kept[what] = (key, work())
        return kept[1]  # type: ignore[return-value]

    # --- what is seen -------------------------------------------------------------------------------------------------

    @property
    def pointing(self) -> tuple[float, float]:
        given = (self.azimuth_deg, self.elevation_deg)
        return judging.pointing(self.world, self.camera, self.target, given)

    @property
    def frame(self) -> Frame:
        return judging.frame_of(self.camera, *self.pointing, self.focal_mm)

    def lens(self) -> View:
        """Through the lens alone."""
        return self._asked("lens", self._lens)

    def _lens(self) -> View:
        world = self.world
        if self.camera.contact:
            return self._held_to_rock()
        made = rover_view(world.terrain, rover_pose(world), self.name, *self.pointing, self.focal_mm)
        model = camera_model(self.name, self.focal_mm) if self.name in CAMERAS else CameraModel()
        return replace(made, camera=replace(model, has_mosaic=False))

    def _held_to_rock(self) -> View:
        scene, index = scene_of_world(self.world, own="rover"), target_in_reach(self.world)
        rock = next((thing for thing in scene.objects if thing.kind == "rock" and thing.seed == index), None)
        if rock is None:  # the arm hangs over bare ground
            return rover_view(self.world.terrain, rover_pose(self.world), "front_hazcam", *self.pointing)
        made = watson_view(scene, rock, judging.WATSON_RANGE_M)
        return replace(made, camera=replace(made.camera, has_mosaic=False))

    def view(self) -> View:
        """Through the lens, with some more all round."""
        lens = self.lens()
        if lens.camera.projection != "perspective":
            return lens
        wide = replace(lens.camera, fov_deg=min(WIDEST_DEG, CONTEXT * lens.camera.fov_deg))
        return replace(lens, camera=wide)

    def frame_share(self) -> tuple[float, float]:
        """Width and height of the frame, as shares of the viewfinder's width."""
        view, frame = self.view(), self.frame
        if view.camera.projection == "fisheye":
            wide = 1.0
        else:
            half = math.tan(math.radians(view.camera.fov_deg) / 2.0)
            wide = min(1.0, math.tan(math.radians(frame.width_deg) / 2.0) / half)
        return wide, wide * frame.height_px / frame.width_px

    def field_words(self) -> str:
        frame = self.frame
        share = frame.height_px / frame.width_px
        if frame.fisheye:
            return f"{frame.width_deg:.0f} × {frame.width_deg * share:.0f}°"
        high = 2.0 * math.degrees(math.atan(math.tan(math.radians(frame.width_deg) / 2.0) * share))
        return f"{frame.width_deg:.1f} × {high:.1f}°"

    def subjects(self) -> list[Judgement]:
        """Known targets and landforms in the frame, the widest first."""
        return self._asked("subjects", self._subjects)

    def _subjects(self) -> list[Judgement]:
        if self.camera.contact:
            return list(judging.judge_contact(self.world, self.frame, self.target))
        found = judging.judge_frame(self.world, self.camera, self.frame)
        return sorted((item for item in found if item.visible), key=lambda item: -item.pixels)

    def under_cross(self) -> Judgement | None:
        """What stands in the middle: the nearest to it that reaches it, or nearly."""
        near = []
        for item in self.subjects():
            right, down = self.place_of(item)
            off_px = math.hypot(right, down)
            if off_px <= max(0.5 * item.pixels, CROSS_FRAC * self.frame.width_px):
                near.append((off_px, item.subject.id, item))
        return min(near)[2] if near else None

    def range_m(self, item: Judgement) -> float:
        """From the lens."""
        if self.camera.contact:
            return judging.WATSON_RANGE_M
        apart = judging.apart_m(self.world.terrain, judging.eye_of(self.world, self.camera), item.subject.middle)
        return math.hypot(*apart)

    def range_ahead_m(self) -> float | None:
        """Of what is under the cross-hair; else of the ground there, by the map. None for the sky and for fisheyes."""
        return self._asked("range", self._range_ahead)

    def _range_ahead(self) -> float | None:
        item = self.under_cross()
        if item is not None or self.camera.contact:
            return self.range_m(item) if item is not None else None
        lens = self.lens()
        if lens.camera.projection == "fisheye":
            return None
        ahead = Lens(lens, *lens.camera.pixels).ahead
        level_m = ground_range(self.world.terrain, lens, ahead)
        return level_m / math.hypot(ahead[0], ahead[1]) if level_m is not None else None

    def pixel_label(self) -> str:
        away_m = self.range_ahead_m()
        return f"Pixel at {metres(away_m)}" if away_m is not None else "Pixel"

    def pixel_scale(self) -> str:
        """How wide one pixel is there; without a range, the angle."""
        away_m, ifov = self.range_ahead_m(), ifov_urad(self.lens())
        return pixel_words(ifov, away_m) if away_m is not None else f"{ifov * 1e-3:.2f} mrad"

    def place_of(self, item: Judgement) -> tuple[float, float]:
        """Where it stands in the frame: pixels right of and below the middle."""
        if self.camera.contact:
            return 0.0, 0.0
        world, subject = self.world, item.subject
        eye = judging.eye_of(world, self.camera)
        found = photo.pixel_of(self.frame, *judging.apart_m(world.terrain, eye, subject.middle))
        return found if found is not None else (0.0, 0.0)

    def sun_off_deg(self) -> float:
        sun = marstime.sun_position(self.world.tick)
        return photo.between_deg(self.pointing, (sun.azimuth_deg, sun.elevation_deg))

    # --- what it costs ------------------------------------------------------------------------------------------------

    def command(self) -> c.Command:
        """The picture that is set up; WATSON's is of the rock it is held to."""
        if self.panorama:
            return c.TakePanorama()
        return c.TakeImage(self.name, self.target, *self.pointing, self.focal_mm, stereo=self.stereo)

    def refusal(self) -> str:
        return self.desk.sentence(self.desk.refusal(self.command()))

    def seconds(self) -> float:
        cameras = self.world.site.catalog.cameras
        return PANORAMA_FRAMES * cameras[PANORAMA_CAMERA].seconds if self.panorama else self.camera.seconds

    def mbit(self) -> float:
        made = volume_of(self.world, self.command())
        return made[1] if made is not None else 0.0

    def energy_wh(self) -> float:
        camera = self.world.site.catalog.cameras[PANORAMA_CAMERA] if self.panorama else self.camera
        return camera.watts * self.seconds() / 3600.0

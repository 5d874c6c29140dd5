"""Lenses: which way each pixel looks, and where on the picture a place stands.

Directions are unit vectors (east, south, up), in the frame of the map; pixels count from the upper left corner, a
pixel's middle at half numbers.
"""

import copy
import math
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.floating[Any]]

SENSOR_WIDTH_MM = 11.8
"""Width that gives Mastcam-Z 25.6 deg at 26 mm and 6.2 deg at 110 mm (Bell et al. 2021: 1600 pixels of 7.4 um)."""


@dataclass(frozen=True, slots=True)
class CameraModel:
    """fov_deg is the horizontal field of view; pixels are square, so the size of the picture sets the vertical one.

    vignette: loss of light in the corners; noise: RMS of the sensor's noise in picture values (0..255).
    pixels: the frame as sent; focal_mm: of the real lens, for the caption. has_mosaic: each pixel sees one colour.
    is_stretched: contrast drawn out to what the frame holds, as SuperCam's narrow frames are sent out.
    """

    name: str = "perspective"
    fov_deg: float = 62.0
    projection: Literal["perspective", "fisheye"] = "perspective"
    vignette: float = 0.12
    noise: float = 0.8
    is_grey: bool = False
    has_mosaic: bool = False
    pixels: tuple[int, int] = (1280, 720)
    focal_mm: float = 0.0
    is_stretched: bool = False


FRAME, WIDE_FRAME = (1600, 1200), (1280, 960)
NAVCAM = CameraModel("navcam", 96.0, "perspective", 0.18, 1.0, has_mosaic=True, pixels=WIDE_FRAME, focal_mm=19.1)
HAZCAM = CameraModel("front_hazcam", 136.0, "fisheye", 0.25, 1.2, has_mosaic=True, pixels=WIDE_FRAME, focal_mm=14.0)
CAMERAS: dict[str, CameraModel] = {
    "navcam": NAVCAM,
    "mastcam_z": CameraModel("mastcam_z", 25.6, "perspective", 0.08, 0.7, False, True, FRAME, 26.0),
    "supercam_rmi": CameraModel("supercam_rmi", 1.08, "perspective", 0.5, 1.2, True, False, (1000, 1000), 563.0, True),
    "front_hazcam": HAZCAM,
    "rear_hazcam": CameraModel("rear_hazcam", 136.0, "fisheye", 0.25, 1.2, False, True, WIDE_FRAME, 14.0),
    "watson": CameraModel("watson", 36.0, "perspective", 0.15, 0.8, False, True, FRAME, 21.0),
    "heli_colour": CameraModel("heli_colour", 47.0, "perspective", 0.15, 1.2, False, True, FRAME, 5.0),
    "heli_nav": CameraModel("heli_nav", 133.0, "fisheye", 0.3, 2.0, True, False, (640, 480), 3.0),
}
"""Fields of view: Bell et al. 2021 for Mastcam-Z, 96 deg for Navcam; the others, noise and vignetting from memory.
Frames as in the catalogue. SuperCam's imager is drawn grey: at 563 mm its colours tell little (game premise)."""


def zoomed(camera: CameraModel, focal_mm: float) -> CameraModel:
    """Mastcam-Z at a focal length.

    >>> round(zoomed(CAMERAS["mastcam_z"], 26.0).fov_deg, 1), round(zoomed(CAMERAS["mastcam_z"], 110.0).fov_deg, 1)
    (25.6, 6.1)
    """
    fov = 2.0 * math.degrees(math.atan(0.5 * SENSOR_WIDTH_MM / focal_mm))
    return replace(camera, fov_deg=fov, focal_mm=focal_mm)


@dataclass(frozen=True, slots=True)
class View:
    """Where a camera stands and looks: eye_height_m above the ground, azimuth clockwise from north, roll clockwise."""

    eye_x_m: float
    eye_y_m: float
    eye_height_m: float = 2.0
    azimuth_deg: float = 0.0
    elevation_deg: float = 0.0
    roll_deg: float = 0.0
    camera: CameraModel = NAVCAM


class Lens:
    """A view's optics for a picture of some size."""

    def __init__(self, view: View, width: int, height: int) -> None:
        self.view, self.width, self.height = view, width, height
        self.middle_px = 0.5 * width
        half = math.radians(view.camera.fov_deg) / 2.0
        self.is_fisheye = view.camera.projection == "fisheye"
        self.focal_px = 0.5 * width / (half if self.is_fisheye else math.tan(half))
        self.right, self.down, self.ahead = axes(view.azimuth_deg, view.elevation_deg, view.roll_deg)

    def strip(self, first: int, width: int) -> "Lens":
        """Some columns of the picture, as a picture of their own."""
        other = copy.copy(self)
        other.width, other.middle_px = width, self.middle_px - first
        return other

    @property
    def pixel_rad(self) -> float:
        """Angle across the middle pixel."""
        return 1.0 / self.focal_px

    def rays(self) -> F32:
        """float32 [3, height * width]: unit vector of every pixel, row by row."""
        x: F32 = ((np.arange(self.width) + 0.5 - self.middle_px) / self.focal_px).astype(np.float32)
        y = ((np.arange(self.height) + 0.5 - 0.5 * self.height) / self.focal_px).astype(np.float32)
        shape = (self.height, self.width)
        u: F32 = np.broadcast_to(x[None, :], shape)
        v: F32 = np.broadcast_to(y[:, None], shape)
        if self.is_fisheye:
            off: F32 = np.minimum(np.sqrt(u * u + v * v), np.float32(math.pi))
            w: F32 = np.cos(off)
            spread = np.sinc(off / np.float32(math.pi)).astype(np.float32)
            u, v = u * spread, v * spread
        else:
            w = np.float32(1.0) / np.sqrt(u * u + v * v + np.float32(1.0))
            u, v = u * w, v * w
        axis = [np.asarray(a, dtype=np.float32) for a in (self.right, self.down, self.ahead)]
        rays = [(u * axis[0][k] + v * axis[1][k] + w * axis[2][k]).ravel() for k in range(3)]
        return np.stack(rays)

    def project(self, east: F32, south: F32, up: F32) -> tuple[F32, F32, F32]:
        """Pixel coordinates (x, y) of places relative to the eye (m), and how far they lie ahead (m)."""
        u, v, w = (east * a[0] + south * a[1] + up * a[2] for a in (self.right, self.down, self.ahead))
        if self.is_fisheye:
            off = np.sqrt(u * u + v * v) + 1e-9
            scale = np.arctan2(off, w) / off
            ahead = np.sqrt(off * off + w * w)
        else:
            ahead = w
            scale = 1.0 / np.maximum(w, 1e-3)
        x = self.middle_px + u * scale * self.focal_px
        return x, 0.5 * self.height + v * scale * self.focal_px, ahead


Axis = tuple[float, float, float]


def axes(azimuth_deg: float, elevation_deg: float, roll_deg: float = 0.0) -> tuple[Axis, Axis, Axis]:
    """Right, down and ahead of a camera, as unit vectors (east, south, up).

    >>> [tuple(round(c, 3) + 0.0 for c in axis) for axis in axes(90.0, 0.0)]
    [(0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0)]
    """
    az, el, roll = (math.radians(a) for a in (azimuth_deg, elevation_deg, roll_deg))
    ahead = (math.sin(az) * math.cos(el), -math.cos(az) * math.cos(el), math.sin(el))
    right = (math.cos(az), math.sin(az), 0.0)
    down = (math.sin(az) * math.sin(el), -math.cos(az) * math.sin(el), -math.cos(el))
    c, s = math.cos(roll), math.sin(roll)
    turned_right = tuple(c * r + s * d for r, d in zip(right, down, strict=True))
    turned_down = tuple(c * d - s * r for r, d in zip(right, down, strict=True))
    return turned_right, turned_down, ahead  # type: ignore[return-value]

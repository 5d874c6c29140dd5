"""What is asked of a camera: one product, as plain data."""

import math
from dataclasses import dataclass, replace
from typing import Literal, get_args

from game.imaging.camera import CAMERAS, CameraModel, View
from game.imaging.render import Quality
from game.imaging.staging import camera_model

Kind = Literal[
    "frame", "stereo", "anaglyph", "disparity", "range_map", "panorama", "mosaic", "false_colour", "close_up"
]
KINDS: tuple[str, ...] = get_args(Kind)
WIDE: tuple[Kind, ...] = ("panorama", "mosaic")
STEREO: tuple[Kind, ...] = ("stereo", "anaglyph", "disparity", "range_map")

MOST_PIXELS = 6_000_000
"""Of one frame; the largest camera of the catalogue has 1.92 million. Measured with tracemalloc: 95 bytes per pixel at
the peak, so 540 MiB, or 185 MiB at 1648 x 1200, besides the bake: it keeps 144 MiB, and takes 161 MiB to be made."""
MOST_WIDE_PIXELS = 30_000_000
"""Of a panorama, which is made of narrow frames one after the other."""
MOST_CAPTION = 120
GENERIC = "perspective"


class ShotFault(ValueError):
    """A picture that cannot be taken; the text is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One product. view: the middle between the eyes; span_deg: azimuths of a panorama, clockwise; caption: makes it a
    postcard with a strip of text below the picture."""

    view: View
    width: int
    height: int
    kind: Kind = "frame"
    quality: Quality = "full"
    span_deg: tuple[float, float] = (0.0, 0.0)
    caption: str = ""
    target: str = ""


def checked(shot: Shot) -> Shot:
    """The shot, its sensor fitting the size it is drawn at; raises ShotFault when it cannot be taken."""
    if shot.kind in WIDE:
        _check_wide(shot)
    elif shot.width * shot.height > MOST_PIXELS:
        raise ShotFault(
            f"{shot.width}x{shot.height} is {shot.width * shot.height / 1e6:.1f} million pixels; a frame may have "
            f"{MOST_PIXELS / 1e6:.0f} million. The largest camera here has 1600x1200."
        )
    if len(shot.caption) > MOST_CAPTION:
        raise ShotFault(f"a caption has {len(shot.caption)} letters; {MOST_CAPTION} find room.")
    camera = shot.view.camera
    if camera.has_mosaic and shot.width < camera.pixels[0]:
        # A smaller picture averages the sensor's colour filters away.
        camera = replace(camera, has_mosaic=False)
    return replace(shot, view=replace(shot.view, camera=camera))


def _check_wide(shot: Shot) -> None:
    wide = wide_px(shot)
    if wide * shot.height > MOST_WIDE_PIXELS:
        raise ShotFault(
            f"that panorama would be {wide}x{shot.height} pixels, {wide * shot.height / 1e6:.0f} million; "
            f"{MOST_WIDE_PIXELS / 1e6:.0f} million are possible. Make it less high or less wide."
        )
    if shot.view.camera.projection != "perspective":
        raise ShotFault(f"{shot.view.camera.name} is a fisheye: its frames do not join into a panorama. Try navcam.")


def span_of(shot: Shot) -> float:
    """Degrees of a panorama; equal ends mean the whole round."""
    return (shot.span_deg[1] - shot.span_deg[0]) % 360.0 or 360.0


def fov_v_deg(shot: Shot) -> float:
    """Vertical field of view of a frame drawn at the shot's size."""
    camera = shot.view.camera
    share = shot.height / shot.width
    if camera.projection == "fisheye":
        return camera.fov_deg * share
    return 2.0 * math.degrees(math.atan(math.tan(math.radians(camera.fov_deg / 2.0)) * share))


def wide_px(shot: Shot) -> int:
    """Width of a panorama whose rows are as high as those of the camera's frame."""
    per_rad = 0.5 * shot.height / math.tan(math.radians(WIDE_FOV_DEG) / 2.0)
    return max(2, round(math.radians(span_of(shot)) * per_rad))


WIDE_FOV_DEG = 36.0
"""Vertical field of view of a panorama: two rows of Mastcam-Z at 26 mm with some overlap."""


def camera_named(name: str, focal_mm: float, fov_deg: float = 0.0) -> CameraModel:
    """The camera a product was taken with; its field of view follows from the focal length unless given."""
    model = camera_model(name, focal_mm) if name in CAMERAS else CameraModel(GENERIC)
    return replace(model, fov_deg=fov_deg) if fov_deg > 0.0 else model

"""Panoramas: a clean cylinder, or the mosaic of frames it is made of, with the seams the frames really leave.

Rows of a panorama are elevations on a cylinder, columns azimuths; one pixel in the middle row is as wide as high.
"""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.camera import Lens, View
from game.imaging.products.shot import WIDE_FOV_DEG, Shot, fov_v_deg, span_of, wide_px
from game.imaging.relief_pixels import hashed, unit
from game.imaging.render import Bake, Eye, Picture, bake, render
from game.imaging.render import panorama as clean
from game.imaging.scene import Scene

F32 = NDArray[np.floating[Any]]

OVERLAP = 0.2
"""Share of a frame that its neighbour shows too (the mission's mosaics: about a fifth)."""
GAIN_FRAC, AIM_DEG = 0.035, 0.12
"""How much frames differ in brightness and miss their aim: the sun moves on, gears have play (a game premise)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a mosaic: where it was meant to look and how much brighter it came out."""

    azimuth_deg: float
    elevation_deg: float
    aside_deg: float
    above_deg: float
    gain: float


def cylinder(shot: Shot, scene: Scene) -> Picture:
    """Without seams."""
    made, up_deg = _baked(shot, scene), shot.view.elevation_deg
    return clean(made, *shot.span_deg, shot.height, up_deg, WIDE_FOV_DEG, shot.quality)


def _baked(shot: Shot, scene: Scene) -> Bake:
    return bake(scene, Eye(shot.view.eye_x_m, shot.view.eye_y_m, shot.view.eye_height_m))


def frame_view(shot: Shot) -> tuple[View, int, int]:
    """The camera's own frame at the scale of the panorama: its view and size (pixels)."""
    camera = shot.view.camera
    per_rad = 0.5 * shot.height / math.tan(math.radians(WIDE_FOV_DEG) / 2.0)
    width = max(round(2.0 * per_rad * math.tan(math.radians(camera.fov_deg) / 2.0)), 8)
    height = max(round(width * camera.pixels[1] / camera.pixels[0]), 8)
    return replace(shot.view, camera=replace(camera, has_mosaic=False), roll_deg=0.0), width, height


def frames_of(shot: Shot) -> list[Frame]:
    """Columns of frames from left to right, each from the top down, that cover the panorama."""
    across = shot.view.camera.fov_deg
    _, width, height = frame_view(shot)
    down = fov_v_deg(replace(shot, width=width, height=height))
    span, tall = span_of(shot), rows_deg(shot)
    columns = max(1, math.ceil((span - OVERLAP * across) / (across * (1.0 - OVERLAP)) + 1e-9))
    rows = max(1, math.ceil((tall[0] - tall[1] - OVERLAP * down) / (down * (1.0 - OVERLAP)) + 1e-9))
    made = []
    for n in range(columns * rows):
        column, row = divmod(n, rows)
        azimuth = shot.span_deg[0] + (column + 0.5) * span / columns
        elevation = tall[0] - (row + 0.5) * (tall[0] - tall[1]) / rows
        luck = [float(unit(hashed(np.array([column]), np.array([row]), 60 + k))[0]) * 2.0 - 1.0 for k in range(3)]
        made.append(Frame(azimuth, elevation, luck[0] * AIM_DEG, luck[1] * AIM_DEG, 1.0 + luck[2] * GAIN_FRAC))
    return made


def rows_deg(shot: Shot) -> tuple[float, float]:
    """Elevation of the upper and the lower edge."""
    half = math.tan(math.radians(WIDE_FOV_DEG) / 2.0)
    middle = math.tan(math.radians(shot.view.elevation_deg))
    return math.degrees(math.atan(middle + half)), math.degrees(math.atan(middle - half))


def mosaic(shot: Shot, scene: Scene) -> Picture:
    """Frames as they came down, each laid where it was meant to look; the nearest frame wins, so seams are straight."""
    made, (view, width, height) = _baked(shot, scene), frame_view(shot)
    frames = frames_of(shot)
    wide = wide_px(shot)
    picture = np.zeros((shot.height, wide, 3), dtype=np.uint8)
    owner = _owners(shot, frames, wide)
    for number, frame in enumerate(frames):
        at = np.flatnonzero(owner == number)
        if not at.size:
            continue
        aimed = replace(view, azimuth_deg=frame.azimuth_deg + frame.aside_deg)
        aimed = replace(aimed, elevation_deg=frame.elevation_deg + frame.above_deg)
        taken = render(made, aimed, width, height, shot.quality)
        meant = replace(view, azimuth_deg=frame.azimuth_deg, elevation_deg=frame.elevation_deg)
        x, y = _placed(shot, Lens(meant, width, height), at, wide)
        some = taken[y, x].astype(np.float32) * np.float32(frame.gain) + np.float32(0.5)
        picture.reshape(-1, 3)[at] = np.clip(some, 0.0, 255.0).astype(np.uint8)
    return picture


def _rays(shot: Shot, at: NDArray[np.int64], wide: int) -> tuple[F32, F32, F32]:
    """East, south and up of some of the panorama's pixels."""
    row, column = np.divmod(at, wide)
    azimuth = np.radians(shot.span_deg[0] + (column + 0.5) * span_of(shot) / wide)
    half = math.tan(math.radians(WIDE_FOV_DEG) / 2.0)
    rise = math.tan(math.radians(shot.view.elevation_deg)) + half * (1.0 - 2.0 * (row + 0.5) / shot.height)
    return np.sin(azimuth), -np.cos(azimuth), rise


def _owners(shot: Shot, frames: list[Frame], wide: int) -> NDArray[np.int64]:
    """Which frame each pixel is cut from: that of the nearest column, and in it of the nearest row."""
    rows = sum(frame.azimuth_deg == frames[0].azimuth_deg for frame in frames)
    columns = len(frames) // rows
    column = np.minimum((np.arange(wide) + 0.5) * columns / wide, columns - 0.5).astype(np.int64)
    half = math.tan(math.radians(WIDE_FOV_DEG) / 2.0)
    rise = math.tan(math.radians(shot.view.elevation_deg)) + half * (
        1.0 - 2.0 * (np.arange(shot.height) + 0.5) / shot.height
    )
    top, low = rows_deg(shot)
    row = np.clip((top - np.degrees(np.arctan(rise))) * rows / (top - low), 0, rows - 0.5).astype(np.int64)
    return (column[None, :] * rows + row[:, None]).ravel()


def _placed(shot: Shot, lens: Lens, at: NDArray[np.int64], wide: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    x, y, _ = lens.project(*_rays(shot, at, wide))
    return (
        np.clip(np.floor(x), 0, lens.width - 1).astype(np.int64),
        np.clip(np.floor(y), 0, lens.height - 1).astype(np.int64),
    )

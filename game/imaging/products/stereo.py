"""Pairs of pictures from two eyes side by side, and what they tell: anaglyph, disparity, range.

The pair as sent keeps the toe-in of the cameras. For everything else the pair is drawn as the ground software would
resample it: both eyes look the same way, so that a place stands in the same row of both pictures.
"""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging.bake import Bake
from game.imaging.camera import Lens, View
from game.imaging.develop import develop
from game.imaging.products.colours import coloured, legend, shaded, steps_of
from game.imaging.products.matching import disparities
from game.imaging.products.shot import Shot, ShotFault
from game.imaging.render import Picture, paint_light, ranges, see
from game.imaging.scene import Scene
from game.imaging.staging import EYES_APART_M, TOE_IN_DEG, bake_for

F32 = NDArray[np.floating[Any]]

GENERIC_BASE_M = 0.244
"""Eyes of a camera asked for by its field of view: as Mastcam-Z's."""
LEAST_DISPARITY_PX = 0.75
"""Below it the next step of disparity is farther than the range itself: such ranges say nothing."""
NEAREST_M = 1.2
"""Nearer than this no disparity is looked for."""
NEAR_SHARE = 0.06
"""Share of an anaglyph that may stand before the window of the picture."""
GREY = (0.40, 0.45, 0.15)
"""Brightness from red, green and blue, with more red than the eye takes: Mars has little else."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """left, right: uint8 [h, w, 3]; focal_px and base_m turn a disparity (pixels) into a depth."""

    left: Picture
    right: Picture
    focal_px: float
    base_m: float


def base_m(view: View) -> float:
    """Distance between the two eyes; raises ShotFault when the camera has only one."""
    camera = view.camera
    if camera.projection != "perspective":
        raise ShotFault(f"{camera.name} is a fisheye: its pairs are not resampled here. Try navcam or mastcam_z.")
    if camera.name == "perspective":
        return GENERIC_BASE_M
    if camera.name not in EYES_APART_M:
        raise ShotFault(f"{camera.name} has one eye. Stereo is taken with {', '.join(two_eyed())}.")
    return EYES_APART_M[camera.name]


def two_eyed() -> tuple[str, ...]:
    from game.imaging.camera import CAMERAS

    return tuple(name for name in EYES_APART_M if CAMERAS[name].projection == "perspective")


def pair(shot: Shot, scene: Scene, has_toe_in: bool = False) -> Pair:
    base, camera = base_m(shot.view), shot.view.camera
    made = bake_for(scene, shot.view, shot.width, shot.height).finish()
    pictures = []
    for number, side in enumerate((-0.5, 0.5)):
        turn = -2.0 * side * TOE_IN_DEG.get(camera.name, 0.0) if has_toe_in else 0.0
        view = replace(shot.view, azimuth_deg=shot.view.azimuth_deg + turn)
        pictures.append(_exposed(_eye(made, shot, side * base), view, shot, number))
    return Pair(pictures[0], pictures[1], Lens(shot.view, shot.width, shot.height).focal_px, base)


def _eye(made: Bake, shot: Shot, aside_m: float) -> Bake:
    right = Lens(shot.view, shot.width, shot.height).right
    return made.moved(*(aside_m * part for part in right))


def _exposed(made: Bake, view: View, shot: Shot, number: int) -> Picture:
    """Each exposure has noise of its own: equal noise would be matched as if it were ground."""
    lens = Lens(view, shot.width, shot.height)
    rays = lens.rays()
    light = paint_light(made, lens, rays, see(made, lens, rays, shot.quality), shot.quality)
    return develop(light, shot.width, shot.height, view.camera, number, shot.quality == "draft")


def side_by_side(shot: Shot, scene: Scene) -> Picture:
    """Left and right eye as sent."""
    both = pair(shot, scene, has_toe_in=True)
    return np.concatenate([both.left, both.right], axis=1)


def anaglyph(shot: Shot, scene: Scene) -> Picture:
    """For glasses with a red left and a cyan right side, in grey, for colours would flicker between the eyes. The
    window of the picture lies at its near ground; what the shift costs at the sides is drawn in addition."""
    shift = _window_px(shot, scene)
    both = pair(_widened(shot, shift), scene)
    left, right = both.left[:, shift : shift + shot.width], both.right[:, : shot.width]
    grey = [_grey(picture) for picture in (left, right)]
    dark, bright = np.quantile(grey[0][::3, ::3], 0.002), np.quantile(grey[0][::3, ::3], 0.998)
    gain = np.float32(235.0 / max(float(bright - dark), 40.0))
    grey = [np.clip((part - np.float32(dark)) * gain + np.float32(10.0), 0.0, 255.0) for part in grey]
    return np.stack([grey[0], grey[1], grey[1]], axis=-1).astype(np.uint8)


def _window_px(shot: Shot, scene: Scene) -> int:
    """Disparity of the nearest ground but for some: from there on things lie behind the window."""
    tall = max(round(96 * shot.height / shot.width), 2)
    small = ranges(bake_for(scene, shot.view, 96, tall).finish(), shot.view, 96, tall, "draft")
    near = small[np.isfinite(small)]
    nearest_m = float(np.quantile(near, NEAR_SHARE)) if near.size else math.inf
    focal_px = Lens(shot.view, shot.width, shot.height).focal_px
    return min(round(focal_px * base_m(shot.view) / max(nearest_m, 0.5)), shot.width // 10)


def _widened(shot: Shot, pixels: int) -> Shot:
    """The same scale with some more pixels across."""
    camera, wide = shot.view.camera, shot.width + pixels
    half = math.tan(math.radians(camera.fov_deg) / 2.0) * wide / shot.width
    camera = replace(camera, fov_deg=2.0 * math.degrees(math.atan(half)))
    return replace(shot, width=wide, view=replace(shot.view, camera=camera))


def _grey(picture: Picture) -> F32:
    result: F32 = picture.astype(np.float32) @ np.array(GREY, dtype=np.float32)
    return result


def measured(both: Pair) -> F32:
    """Disparity of every pixel of the left picture (pixels), found by comparing the two; NaN where nothing fits."""
    most = math.ceil(both.focal_px * both.base_m / NEAREST_M)
    return disparities(both.left, both.right, min(most, both.left.shape[1] // 2))


def ranges_m(both: Pair, lens: Lens, disparity: F32) -> F32:
    """Range along each pixel's ray from the left eye; NaN where unknown."""
    depth = both.focal_px * both.base_m / np.maximum(disparity, np.float32(0.05))
    x = (np.arange(lens.width) + 0.5 - 0.5 * lens.width) / lens.focal_px
    y = (np.arange(lens.height) + 0.5 - 0.5 * lens.height) / lens.focal_px
    depth = np.where(disparity < LEAST_DISPARITY_PX, np.nan, depth)
    result: F32 = depth * np.sqrt(1.0 + x[None, :] ** 2 + y[:, None] ** 2).astype(np.float32)
    return result


def range_step_m(range_m: float, focal_px: float, base: float) -> float:
    """How much farther a place is whose disparity is one pixel less: range^2 / (focal length x base).

    >>> round(range_step_m(20.0, 1.0 / 283e-6, 0.244), 2), round(range_step_m(20.0, 1.0 / 67.4e-6, 0.244), 2)
    (0.46, 0.11)
    """
    return range_m * range_m / (focal_px * base)


def disparity_map(shot: Shot, scene: Scene) -> Picture:
    both = pair(shot, scene)
    found = measured(both)
    known = found[np.isfinite(found)]
    most = float(np.quantile(known, 0.995)) if known.size else 1.0
    picture = coloured(found / np.float32(max(most, 1.0)))
    picture = shaded(picture, np.isfinite(found), _grey(both.left))
    return legend(picture, [(step / max(most, 1.0), f"{step:g} px") for step in steps_of(most)])


def range_map(shot: Shot, scene: Scene) -> Picture:
    """Ranges by colour, near ones warm, on a scale of equal ratios;
    the dim picture where the two eyes found nothing alike."""
    both = pair(shot, scene)
    away = ranges_m(both, Lens(shot.view, shot.width, shot.height), measured(both))
    known = away[np.isfinite(away)]
    near, far = (float(q) for q in np.quantile(known, (0.002, 0.985))) if known.size else (1.0, 10.0)
    far = max(far, 1.5 * near)
    share = 1.0 - np.log(np.maximum(away, np.float32(0.01)) / near) / math.log(far / near)
    picture = shaded(coloured(share.astype(np.float32)), np.isfinite(away), _grey(both.left))
    marks = [m for m in (1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 200, 500, 1000, 2000) if near <= m <= far]
    texts = [(1.0 - math.log(m / near) / math.log(far / near), f"{m} m") for m in marks]
    return legend(picture, texts)

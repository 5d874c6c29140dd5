"""From a shot and a scene to a picture: the one door for the command line, the camera screen and the gallery."""

from collections.abc import Callable

from game.imaging.products import close_up, false_colour, panorama, postcard, stereo
from game.imaging.products.shot import WIDE, Kind, Shot, checked
from game.imaging.products.sidecar import bounded
from game.imaging.render import Bake, Eye, Picture, render
from game.imaging.render import panorama as clean_panorama
from game.imaging.scene import Scene
from game.imaging.staging import bake_for

STEP_S = 0.012
BAKE_SHARE = 0.5
"""Of the work on a frame, about."""
SMALL_CELLS, SMALL_FINEST_M = 192, 0.029


def take(shot: Shot, scene: Scene) -> Picture:
    """uint8 [h, w, 3]. The same shot and scene give the same bytes. Raises ShotFault."""
    shot, scene = checked(shot), bounded(scene)
    picture = TAKERS[shot.kind](shot, scene)
    return postcard.with_caption(picture, shot.caption) if shot.caption else picture


def at_leisure(shot: Shot, scene: Scene, pace: Callable[[float], None]) -> Picture:
    """The same bytes in small steps: between them `pace` is told how far it is; it may raise to give the picture up."""
    shot, scene = checked(shot), bounded(scene)
    if shot.kind != "frame" or shot.caption:
        pace(0.0)
        return take(shot, scene)
    made = bake_for(scene, shot.view, shot.width, shot.height)
    while not made.step(STEP_S):
        pace(BAKE_SHARE * made.progress)
    pace(BAKE_SHARE)
    return render(made, shot.view, shot.width, shot.height, shot.quality)


def small_copy(shot: Shot, scene: Scene) -> Picture:
    """A picture of few pixels, from a bake of few cells: a tenth of a second instead of two."""
    shot, scene = checked(shot), bounded(scene)
    view = shot.view
    if shot.kind in WIDE:
        eye = Eye(view.eye_x_m, view.eye_y_m, view.eye_height_m, None, SMALL_FINEST_M)
        made = Bake(scene, eye, SMALL_CELLS).finish()
        return clean_panorama(made, *shot.span_deg, shot.height, view.elevation_deg, quality="draft")
    return render(
        bake_for(scene, view, shot.width, shot.height, SMALL_CELLS).finish(), view, shot.width, shot.height, "full"
    )


def frame(shot: Shot, scene: Scene) -> Picture:
    made = bake_for(scene, shot.view, shot.width, shot.height).finish()
    return render(made, shot.view, shot.width, shot.height, shot.quality)


TAKERS: dict[Kind, Callable[[Shot, Scene], Picture]] = {
    "frame": frame,
    "stereo": stereo.side_by_side,
    "anaglyph": stereo.anaglyph,
    "disparity": stereo.disparity_map,
    "range_map": stereo.range_map,
    "panorama": panorama.cylinder,
    "mosaic": panorama.mosaic,
    "false_colour": false_colour.false_colour,
    "close_up": close_up.close_up,
}

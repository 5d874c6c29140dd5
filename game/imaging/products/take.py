"""From a shot and a scene to a picture: the one door for the command line, the camera screen and the gallery."""

from collections.abc import Callable

from game.imaging.products import close_up, false_colour, panorama, postcard, stereo
from game.imaging.products.shot import Kind, Shot, checked
from game.imaging.products.sidecar import bounded
from game.imaging.render import Picture, render
from game.imaging.scene import Scene
from game.imaging.staging import bake_for


def take(shot: Shot, scene: Scene) -> Picture:
    """uint8 [h, w, 3]. The same shot and scene give the same bytes. Raises ShotFault."""
    shot, scene = checked(shot), bounded(scene)
    picture = TAKERS[shot.kind](shot, scene)
    return postcard.with_caption(picture, shot.caption) if shot.caption else picture


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

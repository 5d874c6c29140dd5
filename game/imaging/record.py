"""From a picture's record on board to what is asked of the camera again, and what stood before it that day.

Nothing is drawn in the mission itself: a picture is its record, drawn wherever somebody looks at it.
"""

from dataclasses import replace

from game.imaging.camera import View
from game.imaging.products.shot import STEREO, Kind, Shot, checked
from game.imaging.products.stereo import two_eyed
from game.imaging.relief_ground import ReliefGround
from game.imaging.scene import Scene
from game.imaging.staging import Pose, helicopter_view, rover_view, scene_of_setting, watson_view
from game.sim.photo_judging import WATSON_RANGE_M
from game.sim.picture_setting import setting_now
from game.sim.state.comms import Product, ProductKind, Setting
from game.sim.world import World

AIR_CAMERAS = ("heli_colour", "heli_nav")
"""Both are in a flight's product: a few colour pictures and navigation frames."""
STEREO_PX = 1280
"""Pairs are drawn this wide at most, as `photo` draws them."""
PANORAMA_PX = 480
PANORAMA_ELEVATION_DEG = -4.0


def setting_of(world: World, product: Product) -> Setting:
    """That of the day; a record from before there were settings stands before today's scene."""
    return product.setting if product.setting is not None else setting_now(world)


def scene_of_product(world: World, product: Product, ground: ReliefGround | None = None) -> Scene:
    """What stood before the camera."""
    setting, in_air = setting_of(world, product), product.kind is ProductKind.AERIAL
    rover = Pose(setting.rover_x_m, setting.rover_y_m, product.heading_deg, product.pitch_deg, product.roll_deg)
    if in_air:
        setting = replace(setting, flyer_x_m=product.x_m, flyer_y_m=product.y_m)
        setting = replace(setting, flyer_heading_deg=product.azimuth_deg, flyer_height_m=product.height_m)
    return scene_of_setting(world, setting, product.taken_tick, rover, ground, "helicopter" if in_air else "rover")


def kinds_of(world: World, product: Product) -> tuple[Kind, ...]:
    """How a picture can be shown; the first is how it came."""
    if product.kind is ProductKind.PANORAMA:
        return ("panorama",)
    if product.source == "watson":
        return ("close_up",)
    if product.stereo and product.source in two_eyed():
        return ("frame", "anaglyph", "range_map", "stereo")
    return ("frame",)


def shot_of_product(
    world: World, product: Product, scene: Scene, kind: Kind | None = None, camera: str = "", width_px: int = 0
) -> Shot:
    """The picture of a record. camera: of a flight's two; width_px: smaller than it came, for a small copy."""
    kind = kind or kinds_of(world, product)[0]
    view = _view(world, product, scene, camera)
    size = _size(view, kind)
    if 0 < width_px < size[0]:
        size = (width_px, max(16, round(size[1] * width_px / size[0])))
    span = (0.0, 0.0)
    if kind == "panorama":
        behind_deg = (product.heading_deg + 180.0) % 360.0
        span = (behind_deg, behind_deg)
    return checked(Shot(view, *size, kind, "full", span, target=product.target))


def _size(view: View, kind: Kind) -> tuple[int, int]:
    wide, high = view.camera.pixels
    if kind == "panorama":
        return PANORAMA_PX * wide // high, PANORAMA_PX
    if kind in STEREO and wide > STEREO_PX:
        return STEREO_PX, round(STEREO_PX * high / wide)
    return wide, high


def _view(world: World, product: Product, scene: Scene, camera: str) -> View:
    if product.kind is ProductKind.AERIAL:
        flyer = Pose(product.x_m, product.y_m, product.azimuth_deg, height_m=product.height_m)
        return helicopter_view(flyer, camera or AIR_CAMERAS[0])
    if product.source == "watson":
        index = next((n for n, spec in enumerate(world.level.targets) if spec.id == product.target), -1)
        rock = next((thing for thing in scene.objects if thing.kind == "rock" and thing.seed == index), None)
        if rock is not None:
            return watson_view(scene, rock, WATSON_RANGE_M)
    rover = Pose(product.x_m, product.y_m, product.heading_deg, product.pitch_deg, product.roll_deg)
    pointing = (product.azimuth_deg, product.elevation_deg)
    if product.kind is ProductKind.PANORAMA:
        pointing = (product.heading_deg, PANORAMA_ELEVATION_DEG)
    source = product.source if product.source != "watson" else "front_hazcam"
    return rover_view(world.terrain, rover, source, *pointing, product.focal_mm)

"""The pictures of a mission as Earth knows them: how far each has come down, what it shows, what can be done with it.
No pixels here."""

import math
from dataclasses import dataclass
from enum import StrEnum

from game.core import marstime
from game.core.grid import distance_m
from game.imaging.aim import ground_range
from game.imaging.camera import Lens, View
from game.imaging.products.shot import WIDE, Kind, Shot, fov_v_deg, span_of, wide_px
from game.imaging.products.sidecar import Origin, ifov_urad
from game.imaging.record import scene_of_product, setting_of, shot_of_product
from game.mission.identity import level_hash
from game.sim.downlink import Expected
from game.sim.photo_judging import WATSON_RANGE_M
from game.sim.products import PICTURES
from game.sim.state.comms import Product, ProductKind
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.views.hud_link import clock


class Stage(StrEnum):
    """How far a picture has come."""

    ABOARD = "aboard"
    """Nothing of it is on Earth."""
    SMALL = "small"
    WHOLE = "whole"


SIGNS = {Stage.ABOARD: "circle", Stage.SMALL: "target", Stage.WHOLE: "check"}
KIND_WORDS: dict[Kind, str] = {
    "frame": "Picture",
    "anaglyph": "Anaglyph",
    "range_map": "Ranges",
    "stereo": "Both eyes",
}
AIR_WORDS = {"heli_colour": "Colour", "heli_nav": "Navigation"}


def pictures(world: World) -> list[Product]:
    """All that were taken, the newest first."""
    return [product for product in reversed(world.comms.products) if product.kind in PICTURES]


def stage_of(product: Product) -> Stage:
    if product.downlinked_tick >= 0:
        return Stage.WHOLE
    return Stage.SMALL if product.thumb_tick >= 0 else Stage.ABOARD


def brief_counts(found: list[Product]) -> str:
    """3 of 14 on Earth"""
    return f"{sum(stage_of(product) is Stage.WHOLE for product in found)} of {len(found)} on Earth"


def counts(found: list[Product]) -> str:
    """3 of 14 on Earth, 5 more as small copies"""
    small = sum(stage_of(product) is Stage.SMALL for product in found)
    words = brief_counts(found)
    return f"{words}, {small} more as small copies" if small else words


def title_of(desk: Desk, product: Product) -> str:
    """Mastcam-Z 110 mm stereo · Rochette"""
    spec = desk.world.level.target(product.target) if product.target else None
    return f"{camera_words(desk, product)} · {spec.name}" if spec is not None else camera_words(desk, product)


def camera_words(desk: Desk, product: Product) -> str:
    if product.kind is ProductKind.AERIAL:
        return "Ingenuity, from the air"
    camera = desk.world.site.catalog.cameras.get(product.source)
    name = camera.name if camera is not None else product.source
    if product.kind is ProductKind.PANORAMA:
        return f"{name} panorama"
    zoom = f" {product.focal_mm:.0f} mm" if camera is not None and len(camera.zoom_stops_mm) > 1 else ""
    return f"{name}{zoom}{' stereo' if product.stereo else ''}"


def stage_words(product: Product, said: Expected) -> str:
    """How far it has come, and what comes next."""
    stage = stage_of(product)
    if stage is Stage.WHOLE:
        return f"on Earth since sol {clock(product.downlinked_tick)}"
    if product.deleted_tick >= 0:
        return "deleted; the small copy is left" if stage is Stage.SMALL else "deleted on board"
    due = said.whole_tick.get(product.number)
    if stage is Stage.ABOARD:
        small = said.thumb_tick.get(product.number)
        return f"small copy due sol {clock(small)}" if small is not None else "on board, no pass in sight"
    if product.held:
        return "small copy; held on board"
    if product.sent_mbit > 0.0:
        return f"{100.0 * product.sent_mbit / product.mbit:.0f} % of the frame sent"
    return f"small copy; frame due sol {clock(due)}" if due is not None else "small copy; frame later"


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what is known of a picture."""

    label: str
    value: str
    unit: str = ""


def shot_shown(world: World, product: Product, kind: Kind | None = None, camera: str = "") -> Shot:
    """The picture's shot, without drawing anything."""
    return shot_of_product(world, product, scene_of_product(world, product), kind, camera)


def facts(desk: Desk, product: Product, camera: str = "") -> list[Fact]:
    """What is written beside a picture."""
    world = desk.world
    shot = shot_shown(world, product, camera=camera)
    view = shot.view
    away_m, of_what = range_of(desk, product, shot)
    lines = [
        Fact("Camera", camera_words(desk, product) if not camera else AIR_WORDS[camera]),
        Fact("Focal length", f"{view.camera.focal_mm:.0f}", "mm"),
        Fact("Field of view", _field(shot)),
        Fact("Taken", f"sol {marstime.sol(product.taken_tick)}, {marstime.lmst_text(product.taken_tick)[:5]}", "LMST"),
        Fact("Place, in tiles", f"{product.x_m / world.terrain.tile_m:.1f}, {product.y_m / world.terrain.tile_m:.1f}"),
    ]
    if product.kind is ProductKind.AERIAL:
        lines.append(Fact("Above the ground", f"{product.height_m:.1f}", "m"))
    else:
        lines.append(Fact("Rover's heading", f"{product.heading_deg:03.0f}°"))
    if shot.kind != "panorama":
        lines.append(Fact("Pointing", f"{view.azimuth_deg % 360.0:03.0f}° az, {view.elevation_deg:+.0f}° el"))
    if product.target:
        spec = world.level.target(product.target)
        lines.append(Fact("Target", spec.name if spec is not None else product.target))
    if away_m is not None:
        lines.append(Fact(of_what, metres(away_m)))
        lines.append(Fact("One pixel there", pixel_words(ifov_urad(view), away_m)))
    sun = marstime.sun_position(product.taken_tick)
    return [
        *lines,
        Fact("Sun", f"{sun.azimuth_deg:03.0f}° az, {sun.elevation_deg:.0f}°", "high"),
        Fact("Dust in the air, tau", f"{setting_of(world, product).tau:.2f}"),
        Fact("Frame", f"{wide_px(shot) if shot.kind in WIDE else shot.width} × {shot.height}", "px"),
        Fact("Data", f"{product.mbit:.1f}", "Mbit"),
    ]


def _field(shot: Shot) -> str:
    if shot.kind == "panorama":
        return f"{span_of(shot):.0f}°"
    return f"{shot.view.camera.fov_deg:.1f} × {fov_v_deg(shot):.1f}°"


def range_of(desk: Desk, product: Product, shot: Shot) -> tuple[float | None, str]:
    """How far what it shows is, and what that is: the target, or the ground in the middle by the map."""
    world, view = desk.world, shot.view
    if product.source == "watson":
        return WATSON_RANGE_M, "Standoff"
    target = world.level.target(product.target) if product.target else None
    if target is not None:
        return slant_m(world, view, world.level.metres(target.at)), "Range"
    if shot.kind == "panorama" or view.camera.projection == "fisheye":
        return None, ""
    ahead = Lens(view, shot.width, shot.height).ahead
    level_m = ground_range(world.terrain, view, ahead)
    return (level_m / max(math.hypot(ahead[0], ahead[1]), 0.02), "Mid-frame, by the map") if level_m else (None, "")


def slant_m(world: World, view: View, at_m: tuple[float, float]) -> float:
    """From the lens to a place on the ground."""
    level_m, height_at = distance_m(view.eye_x_m, view.eye_y_m, *at_m), world.terrain.height_at
    return math.hypot(level_m, height_at(*at_m) - height_at(view.eye_x_m, view.eye_y_m) - view.eye_height_m)


def metres(length_m: float) -> str:
    """
    >>> metres(0.25), metres(9.87), metres(84.2), metres(1234.0)
    ('25 cm', '9.9 m', '84 m', '1.2 km')
    """
    if length_m < 1.0:
        return f"{100.0 * length_m:.0f} cm"
    if length_m < 1000.0:
        return f"{length_m:.1f} m" if length_m < 20.0 else f"{length_m:.0f} m"
    return f"{length_m / 1000.0:.1f} km"


def pixel_words(ifov: float, away_m: float) -> str:
    """
    >>> pixel_words(67.4, 20.0), pixel_words(283.0, 84.0), pixel_words(404.0, 0.25), pixel_words(1300.0, 2000.0)
    ('1.3 mm', '24 mm', '101 µm', '2.6 m')
    """
    size_m = ifov * 1e-6 * away_m
    if size_m < 1e-3:
        return f"{1e6 * size_m:.0f} µm"
    if size_m < 0.1:
        return f"{1e3 * size_m:.1f} mm" if size_m < 0.01 else f"{1e3 * size_m:.0f} mm"
    return f"{100.0 * size_m:.0f} cm" if size_m < 1.0 else f"{size_m:.1f} m"


def origin_of(desk: Desk, product: Product) -> Origin:
    """Which world a picture belongs to, with the proof of the mission as Earth knows it."""
    session = desk.session
    site = session.view.site
    tick, proof = session.known_state()
    return Origin(site.level.id, level_hash(site.level), site.seed, product.taken_tick, proof, tick)

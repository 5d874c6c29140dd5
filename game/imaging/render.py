"""Pictures of the ground as a camera there would take them: `bake` once per eye, then `render` any view from it."""

import math
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from game.imaging.bake import Bake, bake
from game.imaging.camera import CameraModel, Lens, View
from game.imaging.chips import bitten
from game.imaging.clumps import leaned, with_shoulders
from game.imaging.develop import develop
from game.imaging.devils import add_devil, far_to_near, shade_devil
from game.imaging.heavens import add_heavens
from game.imaging.march import hit_distances
from game.imaging.pebbles import Fan, pebbles_in_view
from game.imaging.relief_colour import STONE
from game.imaging.relief_pixels import hashed, unit
from game.imaging.rock_kinds import KIND_BITS, LOOKS
from game.imaging.rocks3d import NearRocks, blocks, joined
from game.imaging.scene import Devil, Eye, Scene
from game.imaging.shade import paint
from game.imaging.shadows import shading
from game.imaging.sky import add_stars, add_sun, sky_radiance
from game.imaging.solids import Solids, Surfaces, blend_edges, draw
from game.imaging.steps import Steps, at_once
from game.imaging.things import things_in_view

__all__ = ["Bake", "CameraModel", "Eye", "Scene", "View", "bake", "panorama", "ranges", "render"]

F32 = NDArray[np.floating[Any]]
Picture = NDArray[np.uint8]
Quality = Literal["draft", "full"]

MOST_STONES = 14000
LEAST_PIXELS = {"draft": 2.4, "full": 1.5}
DEVILS_TO_M = 4000.0
"""Shadows of dust devils farther off are too faint to see."""
FINER = {"draft": 0.6, "full": 1.15}
"""Columns and rows marched per pixel."""


def render(bake: Bake, view: View, width: int, height: int, quality: Quality = "full") -> Picture:
    """uint8 [height, width, 3]. The view's eye is that of the bake; only its direction and lens count."""
    lens = Lens(view, width, height)
    rays = lens.rays()
    surfaces = see(bake, lens, rays, quality)
    return develop(
        paint_light(bake, lens, rays, surfaces, quality), width, height, view.camera, is_draft=quality == "draft"
    )


def ranges(bake: Bake, view: View, width: int, height: int, quality: Quality = "full") -> F32:
    """float32 [height, width]: distance (m) along each pixel's ray to what it sees; infinite for sky."""
    lens = Lens(view, width, height)
    result: F32 = see(bake, lens, lens.rays(), quality).surfaces.distance_m.reshape(height, width)
    return result


def see(bake: Bake, lens: Lens, rays: F32, quality: Quality = "full") -> "Seen":
    """What each pixel looks at, without light."""
    return at_once(meeting(bake, lens, rays, bodies_of(bake, lens, rays, quality), quality))


def meeting(bake: Bake, lens: Lens, rays: F32, solids: Solids | None, quality: Quality) -> Steps["Seen"]:
    """Where the rays of a lens (or of some columns of it) meet the ground or one of the bodies."""
    middle = math.radians(lens.view.azimuth_deg)
    level = hit_distances(bake.map, bake.eye_z_m, bake.eye.height_m, middle, rays, lens.pixel_rad, FINER[quality])
    yield
    run = np.maximum(np.sqrt(rays[0] * rays[0] + rays[1] * rays[1]), np.float32(1e-4))
    pixels = rays.shape[1]
    surfaces = Surfaces(level / run, np.full(pixels, -1, np.int32), np.zeros(pixels, np.int8), [])
    if solids is not None:
        is_full = quality == "full"
        draw(solids, lens, rays, surfaces, is_full, bitten if is_full else None)
    return Seen(surfaces, solids)


class Seen:
    """Surfaces of a picture and the bodies in it."""

    def __init__(self, surfaces: Surfaces, solids: Solids | None) -> None:
        self.surfaces, self.solids = surfaces, solids


def paint_light(bake: Bake, lens: Lens, rays: F32, seen: Seen, quality: Quality) -> list[F32]:
    """Red, green and blue light of every pixel."""
    return at_once(lighting(bake, lens, rays, seen, quality))


def lighting(bake: Bake, lens: Lens, rays: F32, seen: Seen, quality: Quality) -> Steps[list[F32]]:
    """The same in steps."""
    surfaces, solids, light = seen.surfaces, seen.solids, bake.light
    ones = np.ones(rays.shape[1], dtype=np.float32)
    shadows = (ones, ones)
    if solids is not None and light.elevation_deg > -0.5:
        shadows = yield from shading(solids, lens, rays, surfaces, light.toward)
        yield
    if bake.scene.devils:
        shadows = (_devils_shade(bake, rays, surfaces, shadows[0].copy()), shadows[1])
    picture = paint(bake, rays, surfaces, solids, shadows, lens.pixel_rad)
    yield
    sky = np.flatnonzero(~np.isfinite(surfaces.distance_m))
    if sky.size:
        up = np.ascontiguousarray(rays[:, sky])
        colours = sky_radiance(light, up)
        add_sun(light, up, colours, lens.pixel_rad)
        dark = add_stars(light, up, colours, lens.pixel_rad)
        add_heavens(bake.scene.heavens, light, max(dark, 0.12), up, colours, lens.pixel_rad)
        for channel, part in zip(picture, colours, strict=True):
            channel[sky] = part
    for devil in far_to_near(bake.scene.devils, bake.eye.x_m, bake.eye.y_m):
        add_devil(devil, _over_foot(bake, devil), light, rays, surfaces.distance_m, picture)
    if quality == "full":
        blend_edges(surfaces, picture)
    return picture


def _over_foot(bake: Bake, devil: Devil) -> tuple[float, float, float]:
    """The eye's place on the map, and its height above a devil's foot."""
    foot_m = bake.scene.terrain.height_at(devil.x_m, devil.y_m) - bake.base_m
    return bake.eye.x_m, bake.eye.y_m, bake.eye_z_m - foot_m


def _devils_shade(bake: Bake, rays: F32, surfaces: Surfaces, lit: F32) -> F32:
    near = np.flatnonzero(surfaces.distance_m < DEVILS_TO_M)
    place = [rays[k, near] * surfaces.distance_m[near] for k in range(2)]
    dimmed = lit[near]
    for devil in bake.scene.devils:
        shade_devil(devil, _over_foot(bake, devil), bake.light, place, dimmed)
    lit[near] = dimmed
    return lit


def bodies_of(bake: Bake, lens: Lens, rays: F32, quality: Quality) -> Solids | None:
    """Rocks, pebbles and things in the view."""
    fan = _fan(lens, rays)
    least = LEAST_PIXELS[quality] * lens.pixel_rad
    rocks = bake.rocks
    far = np.sqrt(rocks.east_m**2 + rocks.south_m**2 + bake.eye.height_m**2)
    chosen = (rocks.diameter_m > far * least) & fan.sees(rocks.east_m, rocks.south_m, math.inf, 6.0)
    parts = [rocks.taken(np.flatnonzero(chosen))]
    pebbles = pebbles_in_view(bake.scene, bake.eye, fan, least)
    if pebbles is not None:
        parts.append(pebbles)
    found = joined(parts)
    if len(found) > MOST_STONES:
        look = found.diameter_m / np.sqrt(found.east_m**2 + found.south_m**2 + 1.0)
        found = found.taken(np.argsort(-look, kind="stable")[:MOST_STONES])
    found = with_shoulders(found, bake.eye.height_m, lens.pixel_rad)
    stones = stone_solids(bake, found) if len(found) else None
    return things_in_view(bake, stones)


def stone_solids(bake: Bake, rocks: NearRocks) -> Solids:
    """Rocks as bodies on the ground where they stand."""
    planes, corners = leaned(bake, rocks, *blocks(rocks))
    ground = bake.map.ground_at(rocks.east_m, rocks.south_m) - np.float32(bake.eye_z_m)
    at = np.stack([rocks.east_m, rocks.south_m, ground], axis=-1)
    pale = unit(hashed(rocks.looks, rocks.looks, 41))
    grey = unit(hashed(rocks.looks, rocks.looks, 42))
    tone = np.float32(0.72) + pale * np.float32(0.52)
    colour = np.stack(
        [tone * np.float32(c) * (1.0 + grey * np.float32(s)) for c, s in zip(STONE, (-0.12, 0.0, 0.16), strict=True)],
        axis=-1,
    )
    dusty = np.float32(0.2) + unit(hashed(rocks.looks, rocks.looks, 43)) * np.float32(0.6)
    for n in np.flatnonzero(rocks.kind):
        look = LOOKS[int(rocks.kind[n]) & (1 << KIND_BITS) - 1]
        colour[n], dusty[n] = np.array(look.colour) * (0.9 + 0.2 * pale[n]), look.dusty
    seed = (rocks.looks & np.uint32(0xFFFF)).astype(np.int32)
    return Solids(at, planes, corners.astype(np.float32), colour, dusty, seed, rocks.kind)


def _fan(lens: Lens, rays: F32) -> Fan:
    """The azimuths in a picture; all of them when it looks straight up or down."""
    middle = math.radians(lens.view.azimuth_deg)
    level = np.sqrt(rays[0] * rays[0] + rays[1] * rays[1])
    azimuth = np.arctan2(rays[0], -rays[1]) - middle
    azimuth = np.abs(azimuth - np.rint(azimuth / (2.0 * math.pi)) * 2.0 * math.pi)
    half = math.pi if float(level.min()) < 0.12 else float(azimuth.max()) + 0.03
    return Fan(middle, half)


def panorama(
    bake: Bake,
    from_deg: float,
    to_deg: float,
    height: int,
    elevation_deg: float = -4.0,
    fov_v_deg: float = 36.0,
    quality: Quality = "full",
) -> Picture:
    """A clean cylindrical panorama from one azimuth clockwise to another: uint8 [height, w, 3].

    Narrow upright frames side by side; each is exact in its own middle, so the seams match.
    """
    span = (to_deg - from_deg) % 360.0 or 360.0
    focal = 0.5 * height / math.tan(math.radians(fov_v_deg) / 2.0)
    frames = max(1, math.ceil(span / 4.0))
    step = span / frames
    wide = max(2, round(math.radians(step) * focal))
    fov = math.degrees(2.0 * math.atan(0.5 * wide / focal))
    camera = CameraModel("panorama", fov, vignette=0.0)
    parts = []
    for n in range(frames):
        azimuth = from_deg + (n + 0.5) * step
        view = View(bake.eye.x_m, bake.eye.y_m, bake.eye.height_m, azimuth, 0.0, 0.0, camera)
        parts.append(_shifted(bake, view, wide, height, elevation_deg, quality))
    return np.concatenate(parts, axis=1)


def _shifted(bake: Bake, view: View, width: int, height: int, elevation_deg: float, quality: Quality) -> Picture:
    """An upright frame whose middle row looks at an elevation: cut from a taller one, so verticals stay vertical."""
    lens = Lens(view, width, height)
    off = round(abs(math.tan(math.radians(elevation_deg))) * lens.focal_px)
    tall = height + 2 * off
    picture = render(bake, view, width, tall, quality)
    first = 2 * off if elevation_deg < 0.0 else 0
    return picture[first : first + height]

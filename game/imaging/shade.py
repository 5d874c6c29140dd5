"""Light and colour of what each pixel sees."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import clipmap, grain
from game.imaging.bake import Bake
from game.imaging.cliffs import weather
from game.imaging.relief_colour import REGOLITH
from game.imaging.skin import Skin, soft
from game.imaging.skin_bodies import body_skin
from game.imaging.sky import Daylight, sky_radiance
from game.imaging.solids import Solids, Surfaces

F32 = NDArray[np.floating[Any]]

CHUNK = 1 << 14
SOIL_BUMP, SOIL_TONE, SOIL_WARM = 0.30, 0.085, 0.03
PALER = 0.13
"""The map's colours are richer than what a camera sees under the dusty sky."""
LUMP_M, LUMP_SLOPE = 0.025, 0.15
"""A sixth of the width of the soil's clods, and how steep they are (by eye)."""
RIPPLES = ((0.16, 0.26, 0.0), (0.62, 0.13, 9.0), (2.3, 0.10, -14.0))
"""Wavelength (m), steepness and turn from the wind (deg) of the wind's ripples (Curiosity saw 5-20 cm and, larger,
1-5 m; from memory)."""


def paint(
    bake: Bake, rays: F32, surfaces: Surfaces, solids: Solids | None, shadows: tuple[F32, F32], pixel_rad: float
) -> list[F32]:
    """Light of every pixel, ground, bodies and haze; the sky's pixels stay 0."""
    picture = [np.zeros(rays.shape[1], dtype=np.float32) for _ in range(3)]
    seen = np.flatnonzero(np.isfinite(surfaces.distance_m))
    is_body = surfaces.body[seen] >= 0
    for group, skin_of in ((seen[~is_body], _ground), (seen[is_body], body_skin)):
        for start in range(0, group.size, CHUNK):
            at = group[start : start + CHUNK]
            ray, distance = np.ascontiguousarray(rays[:, at]), surfaces.distance_m[at]
            skin = skin_of(bake, ray, distance, pixel_rad, surfaces, solids, at)
            skin.lit *= shadows[0][at]
            skin.open_sky *= shadows[1][at]
            light = _light(bake.light, ray, skin)
            _haze(bake.light, ray, distance, light)
            for channel, part in zip(picture, light, strict=True):
                channel[at] = part
    return picture


def _ground(
    bake: Bake, ray: F32, distance: F32, pixel_rad: float, surfaces: Surfaces, solids: Solids | None, at: Any
) -> Skin:
    east, south = ray[0] * distance, ray[1] * distance
    looks = bake.map.sample(east, south)
    gx, gy = looks[:, clipmap.EAST].copy(), looks[:, clipmap.SOUTH].copy()
    up = 1.0 / np.sqrt(1.0 + gx * gx + gy * gy)
    facing = np.maximum((gx * ray[0] + gy * ray[1] - ray[2]) * up, np.float32(0.02))
    across = distance * np.float32(pixel_rad)
    stretch = np.sqrt(np.sqrt(facing))
    fine = grain.grain_at(
        east + np.float32(bake.eye.x_m % 4096.0),
        south + np.float32(bake.eye.y_m % 4096.0),
        across / (stretch * stretch) * np.float32(0.8),
    )
    _upright(bake, ray, distance, across, (gx, gy), (east, south), fine)
    weather(bake, ray, distance, across, looks, (gx, gy))
    strength = looks[:, clipmap.GRAIN] * np.minimum(stretch * np.float32(1.25), 1.0)
    strength *= np.sqrt(np.float32(0.5) / (np.float32(0.5) + across))
    bump = strength * np.float32(SOIL_BUMP * (1.0 - 0.55 * bake.light.dusk))
    gx += fine[:, 0] * bump
    gy += fine[:, 1] * bump
    _lump(bake, east, south, across, looks, (gx, gy))
    _comb(bake, east, south, across / stretch, looks, (gx, gy))
    colour = _soil(looks, fine, strength)
    up = 1.0 / np.sqrt(1.0 + gx * gx + gy * gy)
    lit = 1.0 - soft(looks[:, clipmap.SHADE], 0.25, 1.55 + 1.6 * bake.light.dusk)
    return Skin([-gx * up, -gy * up, up], colour, looks[:, clipmap.OPEN].copy(), lit)


def _soil(looks: F32, fine: F32, strength: F32) -> list[F32]:
    """The ground's colours with the grain's own tones."""
    tone = 1.0 + fine[:, 2] * strength * np.float32(SOIL_TONE)
    warm = fine[:, 3] * strength * np.float32(SOIL_WARM)
    rgb = [looks[:, channel] for channel in (clipmap.RED, clipmap.GREEN, clipmap.BLUE)]
    grey = (rgb[0] + rgb[1] + rgb[2]) * np.float32(PALER / 3.0)
    tints = zip(rgb, (0.4, 0.0, -0.8), strict=True)
    return [(part * np.float32(1.0 - PALER) + grey) * tone * (1.0 + warm * np.float32(s)) for part, s in tints]


def _upright(
    bake: Bake, ray: F32, distance: F32, across: F32, slope: tuple[F32, F32], place: tuple[F32, F32], fine: F32
) -> None:
    """On steep faces grain lies along the face, not stretched down it from the level ground."""
    steep = np.sqrt(slope[0] ** 2 + slope[1] ** 2)
    at = np.flatnonzero(steep > 0.45)
    if not at.size:
        return
    z = ray[2, at] * distance[at] + np.float32(bake.eye_z_m)
    side = np.where(np.abs(slope[0][at]) > np.abs(slope[1][at]), place[1][at], place[0][at])
    share = soft(steep[at], 0.45, 1.0)[:, None]
    fine[at] += (grain.grain_at(side, z * np.float32(1.1), across[at]) - fine[at]) * share


def _lump(bake: Bake, east: F32, south: F32, across: F32, looks: F32, slope: tuple[F32, F32]) -> None:
    """Clods and hollows as wide as a hand or two, near enough to see."""
    at = np.flatnonzero((across < LUMP_M * 0.8) & (looks[:, clipmap.GRAIN] > 0.6))
    if not at.size:
        return
    x, y = east[at] + np.float32(bake.eye.x_m % 4096.0), south[at] + np.float32(bake.eye.y_m % 4096.0)
    rough = grain.relief_at(x, y, np.full_like(x, LUMP_M))
    steep = looks[at, clipmap.GRAIN] * np.clip(np.float32(1.6) - across[at] * np.float32(2.0 / LUMP_M), 0.0, 1.0)
    slope[0][at] += rough[:, 0] * steep * np.float32(LUMP_SLOPE)
    slope[1][at] += rough[:, 1] * steep * np.float32(LUMP_SLOPE)


def _comb(bake: Bake, east: F32, south: F32, across: F32, looks: F32, slope: tuple[F32, F32]) -> None:
    """Wind ripples on sand, each kind as far as it is wide enough to see."""
    sandy = looks[:, clipmap.SAND] > 0.3
    for wave_m, steepness, turn_deg in RIPPLES:
        at = np.flatnonzero(sandy & (across < wave_m * 0.5))
        if not at.size:
            continue
        ex, sy = _turned(bake.wind, turn_deg)
        x, y = east[at] + np.float32(bake.eye.x_m % 4096.0), south[at] + np.float32(bake.eye.y_m % 4096.0)
        side = (x * np.float32(-sy) + y * np.float32(ex)) * np.float32(1.0 / wave_m)
        bend = np.sin(side * np.float32(0.31) + np.sin(x * np.float32(0.27 / wave_m)) * np.float32(1.4)) * np.float32(
            0.9
        )
        bend += np.sin(side * np.float32(0.83) + y * np.float32(0.46 / wave_m)) * np.float32(0.45)
        phase = (x * np.float32(ex) + y * np.float32(sy)) * np.float32(2.0 * np.pi / wave_m) + bend
        steep = np.cos(phase + np.float32(0.45) * np.sin(phase)) * soft(looks[at, clipmap.SAND], 0.3, 0.9)
        if wave_m > RIPPLES[0][0]:
            patchy = grain.relief_at(x, y, np.full_like(x, 1.4 * wave_m))[:, 2]
            steep *= np.clip(np.float32(0.55) + patchy * np.float32(0.45), 0.0, 1.3)
        steep *= np.clip(np.float32(1.6) - across[at] * np.float32(3.2 / wave_m), 0.0, 1.0) * np.float32(steepness)
        slope[0][at] += steep * np.float32(ex)
        slope[1][at] += steep * np.float32(sy)


def _turned(wind: tuple[float, float], turn_deg: float) -> tuple[float, float]:
    c, s = math.cos(math.radians(turn_deg)), math.sin(math.radians(turn_deg))
    return wind[0] * c - wind[1] * s, wind[0] * s + wind[1] * c


def _light(light: Daylight, ray: F32, skin: Skin) -> list[F32]:
    """Sunlight by a mix of Lambert's law and that of dusty ground (Lommel-Seeliger), and light from the sky."""
    n, sun = skin.normal, light.toward
    fall = n[0] * np.float32(sun[0]) + n[1] * np.float32(sun[1]) + n[2] * np.float32(sun[2])
    np.maximum(fall, np.float32(0.0), out=fall)
    seen = np.maximum(-(n[0] * ray[0] + n[1] * ray[1] + n[2] * ray[2]), np.float32(0.05))
    beam = (
        fall * np.float32(0.62) + fall / (fall + seen + np.float32(0.10)) * np.float32(0.52 - 0.18 * light.dusk)
    ) * skin.lit
    side = (n[0] * np.float32(sun[0]) + n[1] * np.float32(sun[1])) * np.float32(0.22 * light.day)
    sky = (0.62 + 0.38 * n[2] + side) * skin.open_sky
    bounce = (1.0 - n[2]) * np.float32(0.10 * max(sun[2], 0.0))
    result = []
    for k, colour in enumerate(skin.colour):
        power = beam * np.float32(light.beam[k]) + sky * np.float32(light.ambient[k])
        power += bounce * np.float32(light.beam[k] * REGOLITH[k] * 2.0)
        result.append(colour * power * np.float32(light.exposure))
    return result


def _haze(light: Daylight, ray: F32, distance: F32, colours: list[F32]) -> None:
    """Dust between the eye and the ground takes on the light of the sky low in the same direction."""
    far = np.flatnonzero(distance * np.float32(light.haze_per_m) > 0.004)
    if not far.size:
        return
    clear = np.exp(-distance[far] * np.float32(light.haze_per_m))
    low = ray[:, far].copy()
    low[2] = np.maximum(low[2], np.float32(0.03))
    for channel, air in zip(colours, sky_radiance(light, low), strict=True):
        channel[far] = channel[far] * clear + air * (1.0 - clear) * np.float32(0.93)

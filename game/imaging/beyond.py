"""The land beyond the map's edge: rolling plains, the front of the delta, the crater's rim on the horizon."""

import math

import numpy as np

from game.imaging.relief_pixels import F32, Area, noise, smoothstep
from game.imaging.scene import Horizon

FADE_M = 260.0
"""Over this distance the map's edge gives way to the plains."""
PLAINS = ((900.0, 5.0), (340.0, 1.9), (130.0, 0.8), (52.0, 0.35), (21.0, 0.15), (8.3, 0.06), (3.1, 0.03))
"""Wavelength and RMS height (m) of the rolling ground: the roughness of the crater floor carried on."""
SPURS = ((3100.0, 0.42), (1450.0, 0.30), (640.0, 0.17), (290.0, 0.085), (131.0, 0.04))
"""Wavelength (m) and height, in shares of the rim's, of the ridges and gullies on it."""


def outside(area: Area, width_m: float, height_m: float) -> F32 | None:
    """0 on the map to 1 far beyond its edge, per pixel; None when the whole area lies on the map."""
    x, y = area.x_m(), area.y_m()
    east = np.maximum(np.maximum(-x, x - np.float32(width_m)), 0.0)
    south = np.maximum(np.maximum(-y, y - np.float32(height_m)), 0.0)
    if not east.any() and not south.any():
        return None
    return smoothstep(0.0, FADE_M, np.sqrt(east * east + south * south))


def plains(area: Area) -> F32:
    """Height of the rolling ground (m) about its mean."""
    height = np.zeros(area.shape, dtype=np.float32)
    for number, (wavelength_m, rms_m) in enumerate(PLAINS):
        height += noise(area, wavelength_m / area.tile_m, 601 + number) * np.float32(rms_m)
    return height


def hills(area: Area, middle_m: tuple[float, float], horizon: Horizon) -> tuple[F32, F32]:
    """Height of rim and delta (m), and the share of layered delta rock."""
    dx, dy = area.x_m() - np.float32(middle_m[0]), area.y_m() - np.float32(middle_m[1])
    distance = np.sqrt(dx * dx + dy * dy)
    if distance.max() < min(horizon.rim_from_m, horizon.delta_from_m) * 0.8:
        none = np.zeros((1, 1), dtype=np.float32)
        return none, none
    delta, share = _delta(area, distance, np.arctan2(dx, -dy), horizon)
    return _rim(area, distance, horizon) + delta, share


def _rim(area: Area, distance: F32, horizon: Horizon) -> F32:
    salt = 620 + 40 * horizon.seed
    wander = noise(area, 5200.0 / area.tile_m, salt) * np.float32(900.0)
    way = smoothstep(horizon.rim_from_m, horizon.rim_to_m, distance + wander)
    if not way.any():
        return np.zeros(area.shape, dtype=np.float32)
    body = 0.52 + noise(area, 4100.0 / area.tile_m, salt + 1) * np.float32(0.27)
    for number, (wavelength_m, share) in enumerate(SPURS):
        ridge = np.abs(noise(area, wavelength_m / area.tile_m, salt + 2 + number))
        body += (np.float32(0.55) - ridge) * np.float32(share * 0.62)
    result: F32 = np.maximum(body, np.float32(0.06)) * way * np.float32(horizon.rim_height_m)
    return result


def _delta(area: Area, distance: F32, azimuth: F32, horizon: Horizon) -> tuple[F32, F32]:
    off = np.abs(np.mod(azimuth - np.float32(math.radians(horizon.delta_azimuth_deg)) + math.pi, 2 * math.pi) - math.pi)
    half = math.radians(horizon.delta_spread_deg) / 2.0
    wander = noise(area, 700.0 / area.tile_m, 681) * np.float32(150.0) + noise(area, 210.0 / area.tile_m, 682) * 45.0
    sides = 1.0 - smoothstep(half * 0.75, half * 1.15, off + wander * np.float32(0.0004))
    front = smoothstep(horizon.delta_from_m, horizon.delta_from_m + 130.0, distance + wander)
    share = front * sides
    top = 1.0 + noise(area, 420.0 / area.tile_m, 683) * np.float32(0.09)
    return share * top * np.float32(horizon.delta_height_m), share.astype(np.float32)

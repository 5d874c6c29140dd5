"""From light to a picture: vignetting, tone curve, the sensor's noise, and dither so that no sky shows bands."""

import numpy as np
from numpy.typing import NDArray

from game.imaging.camera import CameraModel
from game.imaging.mosaic import through_mosaic
from game.imaging.relief_colour import GAMMA, SHOULDER
from game.imaging.relief_pixels import F32, hashed

STEPS, MOST = 4096, 4.0
PIVOT, CONTRAST = 0.60, 1.16
"""Picture values below the pivot are made darker, those above brighter, as in the mission's own pictures (by eye)."""
DARK, BRIGHT, MOST_GAIN = 28.0, 226.0, 2.6
FULL_FRAME = 0.7
"""Pictures narrower than this share of the sensor stand for frames made smaller on board: no mosaic shows."""


def tone_values() -> F32:
    """Picture values (0..255, not rounded) for light 0 .. MOST, spaced by the square root for the darks."""
    light = np.linspace(0.0, np.sqrt(MOST), STEPS) ** 2
    bent = SHOULDER + (1.0 - SHOULDER) * (1.0 - np.exp(-(light - SHOULDER) / (1.0 - SHOULDER)))
    value = np.where(light < SHOULDER, light, bent) ** (1.0 / GAMMA)
    low = PIVOT * (value / PIVOT) ** CONTRAST
    high = 1.0 - (1.0 - PIVOT) * (np.maximum(1.0 - value, 0.0) / (1.0 - PIVOT)) ** CONTRAST
    return (np.where(value < PIVOT, low, high) * 255.0).astype(np.float32)


def develop(
    light: list[F32], width: int, height: int, camera: CameraModel, number: int = 0, is_draft: bool = False
) -> NDArray[np.uint8]:
    """uint8 [h, w, 3]; `number` tells the noise of one exposure from that of another."""
    corner = _corners(width, height, camera.vignette)
    if camera.is_grey:
        grey = light[0] * np.float32(0.35) + light[1] * np.float32(0.5) + light[2] * np.float32(0.15)
        value = _toned(grey.reshape(height, width))
        value = (_stretched(value) if camera.is_stretched else value) * corner
        value += _noise(width, height, max(camera.noise * 2.45, 1.0), 811 + 7 * number)
        return np.repeat(_whole(value)[..., None], 3, axis=2)
    values = [_toned(channel.reshape(height, width) * corner) for channel in light]
    if camera.has_mosaic and not is_draft and width >= FULL_FRAME * camera.pixels[0]:
        grain = _noise(width, height, max(camera.noise * 2.45, 0.6), 811 + 7 * number)
        values = list(through_mosaic(*(value + grain for value in values)))
    strength = 1.0 if camera.has_mosaic else max(camera.noise * 2.45, 1.0)
    picture = np.empty((height, width, 3), dtype=np.uint8)
    for k, value in enumerate(values):
        picture[..., k] = _whole(value + _noise(width, height, strength, 821 + k + 7 * number))
    return picture


def _toned(light: F32) -> F32:
    """Picture values (0..255, not rounded) of light."""
    tones = tone_values()
    step = np.sqrt(np.maximum(light, 0.0)) * np.float32((STEPS - 1) / np.sqrt(MOST))
    np.minimum(step, np.float32(STEPS - 1.5), out=step)
    index = step.astype(np.int32)
    value: F32 = tones.take(index)
    value += (tones.take(index + 1) - value) * (step - index)
    return value


def _stretched(value: F32) -> F32:
    """Nearly the darkest to dark, nearly the brightest to bright; a frame of one tone stays as it is."""
    low, high = (float(edge) for edge in np.percentile(value, (0.5, 99.5)))
    gain = min(max((BRIGHT - DARK) / max(high - low, 1.0), 1.0), MOST_GAIN)
    result: F32 = (value - np.float32(low)) * np.float32(gain) + np.float32(min(max(low, DARK), low * gain))
    return result


def _noise(width: int, height: int, strength: float, salt: int) -> F32:
    """The sensor's noise, which is also the dither that keeps the sky free of bands."""
    x, y = np.arange(width)[None, :], np.arange(height)[:, None]
    looks = hashed(x, y, salt)
    pair = (looks & np.uint32(0xFFFF)).astype(np.float32) + (looks >> np.uint32(16)).astype(np.float32)
    return (pair * np.float32(2.0**-16) - np.float32(1.0)) * np.float32(strength)


def _whole(value: F32) -> NDArray[np.uint8]:
    return np.clip(value + np.float32(0.5), 0.0, 255.0).astype(np.uint8)


def _corners(width: int, height: int, loss: float) -> F32:
    x = np.linspace(-1.0, 1.0, width, dtype=np.float32)[None, :]
    y = np.linspace(-1.0, 1.0, height, dtype=np.float32)[:, None] * np.float32(height / width)
    off = (x * x + y * y) * np.float32(1.0 / (1.0 + (height / width) ** 2))
    return 1.0 - off * off * np.float32(loss) - off * np.float32(0.3 * loss)

"""From light to a picture: vignetting, tone curve, the sensor's noise, and dither so that no sky shows bands."""

import numpy as np
from numpy.typing import NDArray

from game.imaging.camera import CameraModel
from game.imaging.relief_colour import GAMMA, SHOULDER
from game.imaging.relief_pixels import F32, hashed, unit

STEPS, MOST = 4096, 4.0


def tone_values() -> F32:
    """Picture values (0..255, not rounded) for light 0 .. MOST, spaced by the square root for the darks."""
    light = np.linspace(0.0, np.sqrt(MOST), STEPS) ** 2
    bent = SHOULDER + (1.0 - SHOULDER) * (1.0 - np.exp(-(light - SHOULDER) / (1.0 - SHOULDER)))
    return (np.where(light < SHOULDER, light, bent) ** (1.0 / GAMMA) * 255.0).astype(np.float32)


def develop(light: list[F32], width: int, height: int, camera: CameraModel, number: int = 0) -> NDArray[np.uint8]:
    """uint8 [h, w, 3]; `number` tells the noise of one exposure from that of another."""
    corner = _corners(width, height, camera.vignette)
    if camera.is_grey:
        grey = light[0] * np.float32(0.35) + light[1] * np.float32(0.5) + light[2] * np.float32(0.15)
        light = [grey, grey, grey]
    tones, picture = tone_values(), np.empty((height, width, 3), dtype=np.uint8)
    x, y = np.arange(width)[None, :], np.arange(height)[:, None]
    scale = np.float32((STEPS - 1) / np.sqrt(MOST))
    for k, channel in enumerate(light):
        step = np.sqrt(np.maximum(channel.reshape(height, width) * corner, 0.0)) * scale
        np.minimum(step, np.float32(STEPS - 1.5), out=step)
        index = step.astype(np.int32)
        value = tones.take(index)
        value += (tones.take(index + 1) - value) * (step - index)
        salt = 0 if camera.is_grey else k
        noise = (
            unit(hashed(x, y, 811 + salt + 7 * number)) + unit(hashed(x, y, 841 + salt + 7 * number)) - np.float32(1.0)
        )
        value += noise * np.float32(max(camera.noise * 2.45, 1.0)) + np.float32(0.5)
        picture[..., k] = np.clip(value, 0.0, 255.0).astype(np.uint8)
    return picture


def _corners(width: int, height: int, loss: float) -> F32:
    x = np.linspace(-1.0, 1.0, width, dtype=np.float32)[None, :]
    y = np.linspace(-1.0, 1.0, height, dtype=np.float32)[:, None] * np.float32(height / width)
    off = (x * x + y * y) * np.float32(1.0 / (1.0 + (height / width) ** 2))
    return 1.0 - off * off * np.float32(loss) - off * np.float32(0.3 * loss)

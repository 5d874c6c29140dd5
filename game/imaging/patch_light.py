"""Cast shadows and openness to the sky of one patch, helped by the coarser patch round it."""

import numpy as np

from game.imaging.clipmap import SHADE, Clipmap
from game.imaging.relief_ground import box_blur
from game.imaging.relief_pixels import F32
from game.imaging.sky import Daylight

DOUBLINGS = 6
"""Shadows reach 63 cells within a patch; farther ones come from the coarser patch."""
LOWEST_TANGENT = 0.01
SOFTEST_TANGENT = 0.13
"""Under a lower sun shadows keep the softness they have at this one: grains would flicker black and white."""
DEEPEST_CELLS = 6.0


def skyline(ground: Clipmap, level: int, light: Daylight) -> F32:
    """How deep each cell lies below the sun's rays, in cells of height fallen per cell; 0 in the sun.

    The number is the depth divided by (cell * tangent of the sun's elevation): about 1 at a shadow's edge.
    """
    cell_m, height = float(ground.cell_m[level]), ground.z_m[level]
    tangent = max(light.tangent, LOWEST_TANGENT)
    drop = cell_m * tangent
    depth = _raised_to_rays(height, light, drop) - height
    depth *= np.float32(1.0 / (cell_m * max(tangent, SOFTEST_TANGENT)))
    if level + 1 < ground.levels:
        np.maximum(depth, _outer(ground, level), out=depth)
    return np.clip(depth, 0.0, DEEPEST_CELLS)


def _outer(ground: Clipmap, level: int) -> F32:
    """Shadows of what lies farther off, as the coarser patch knows them."""
    x_m = ((np.arange(ground.cells) + 0.5 + ground.x0[level]) * ground.cell_m[level]).astype(np.float64)
    y_m = ((np.arange(ground.cells) + 0.5 + ground.y0[level]) * ground.cell_m[level]).astype(np.float64)
    cell_m = ground.cell_m[level + 1]
    u = np.clip(x_m / cell_m - ground.x0[level + 1] - 0.5, 0.0, ground.cells - 1.01)
    v = np.clip(y_m / cell_m - ground.y0[level + 1] - 0.5, 0.0, ground.cells - 1.01)
    depth = ground.looks[level + 1][..., SHADE]
    depth = np.where(depth > 0.35, depth, 0.0)
    column, row = u.astype(np.int64), v.astype(np.int64)
    fu, fv = (u - column).astype(np.float32)[None, :], (v - row).astype(np.float32)[:, None]
    rows = depth[row] * (1.0 - fv) + depth[row + 1] * fv
    result: F32 = (rows[:, column] * (1.0 - fu) + rows[:, column + 1] * fu) * np.float32(2.0)
    return result


def _raised_to_rays(height: F32, light: Daylight, drop: float) -> F32:
    """Height below which each cell is in shadow: the highest of everything toward the sun, less the ray's fall."""
    east, south = light.east, light.south
    is_wide = abs(east) >= abs(south)
    turned = height if is_wide else height.T
    ahead, aside = (east, south) if is_wide else (south, east)
    flip = (slice(None, None, -1 if aside < 0.0 else 1), slice(None, None, -1 if ahead < 0.0 else 1))
    turned = np.array(turned[flip])
    lean = abs(aside) / max(abs(ahead), 1e-9)
    for n in range(DOUBLINGS):
        _raise(turned, 1 << n, lean, (1 << n) * drop * float(np.sqrt(1.0 + lean * lean)))
    back = turned[flip]
    return back if is_wide else np.ascontiguousarray(back.T)


def _raise(height: F32, columns: int, lean: float, drop: float) -> None:
    down = columns * lean
    rows, part = int(down), np.float32(down - int(down))
    if rows + 1 >= len(height):
        return
    near, far = height[rows:-1, columns:], height[rows + 1 :, columns:]
    raised = near + (far - near) * part
    raised -= np.float32(drop)
    kept = height[: raised.shape[0], : raised.shape[1]]
    np.maximum(kept, raised, out=kept)


def openness(height: F32, cell_m: float) -> F32:
    """How much of the sky each cell sees, about 1: hollows see less."""
    total = np.ones_like(height)
    for radius, strength in ((2, 0.55), (7, 0.75)):
        depth = (box_blur(height, radius) - height) * np.float32(1.0 / (radius * cell_m))
        total -= depth * np.float32(strength)
    return np.clip(total, 0.35, 1.15)

"""What rock is made of, seen from a hand's width: crystals, pits, beds, clasts, veins, spots.

Every function works on flat arrays of places on a face (m); what is finer than a pixel's footprint fades out.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.imaging import grain
from game.imaging.relief_pixels import hashed, unit
from game.imaging.rock_kinds import RockLook

F32 = NDArray[np.floating[Any]]


@dataclass(slots=True, eq=False)
class Cloth:
    """Changes to a face: brightness, colour (three channels), slope along u and v."""

    tone: F32
    colour: list[F32]
    bump_u: F32
    bump_v: F32


def weave(look: RockLook, u: F32, v: F32, up: F32, across: F32, salt: int) -> Cloth:
    """The fabric of one kind of rock; `up` is the height within the rock, along which its beds lie."""
    one = np.ones_like(u)
    cloth = Cloth(one.copy(), [one.copy(), one.copy(), one.copy()], np.zeros_like(u), np.zeros_like(u))
    _grains(cloth, look, u, v, across)
    if look.bed_m > 0.0:
        _beds(cloth, look, u, up, across, salt)
    if look.fabric == "pitted":
        _crystals(cloth, look, u, v, across, salt)
        _pits(cloth, u, v, across, salt)
    elif look.fabric == "crystals":
        _crystals(cloth, look, u, v, across, salt)
    elif look.fabric == "clasts":
        _clasts(cloth, u, v, across, salt)
    if look.fabric in ("veins", "spots"):
        _veins(cloth, u, v, across)
    if look.fabric == "spots":
        _spots(cloth, u, v, across, salt)
    return cloth


def seen(size_m: float, across: F32) -> F32:
    """How much of a detail of that size shows at a footprint: 0 below a pixel or so, 1 from two pixels."""
    return np.clip(np.float32(size_m) / across * np.float32(0.9) - np.float32(0.5), 0.0, 1.0)


def _grains(cloth: Cloth, look: RockLook, u: F32, v: F32, across: F32) -> None:
    """Single grains of their true size, and the unevenness of a broken face some centimetres wide."""
    for size, bump, tone in ((look.grain_m * 0.5, 0.35, 0.07), (0.0022, 0.30, 0.05), (0.009, 0.30, 0.04)):
        share = seen(size * 2.5, across)
        if share.max() <= 0.0:
            continue
        fine = grain.relief_at(u, v, np.full_like(u, size))
        cloth.bump_u += fine[:, 0] * share * np.float32(bump)
        cloth.bump_v += fine[:, 1] * share * np.float32(bump)
        cloth.tone *= 1.0 + fine[:, 2] * share * np.float32(tone)


def _beds(cloth: Cloth, look: RockLook, u: F32, up: F32, across: F32, salt: int) -> None:
    """Beds stand out or fall back, each of its own tone; finer ones within them."""
    sway = np.sin(u * 9.0 + salt) * np.float32(0.18) + np.sin(u * 41.0) * np.float32(0.05)
    for size, strength in ((1.0, 0.17), (0.29, 0.11)):
        bed_m = look.bed_m * size
        at = up * np.float32(1.0 / bed_m) + sway / np.float32(size**0.5)
        whole = np.floor(at)
        tone = unit(hashed(whole.astype(np.int64) & 0xFFFF, np.zeros(1, np.int64), 31 + salt % 97)) - np.float32(0.5)
        share = seen(bed_m, across)
        within = at - whole
        cloth.tone *= 1.0 + tone * share * np.float32(2.0 * strength)
        edge = np.exp(-(((within - 0.06) * 14.0) ** 2)) - np.exp(-(((within - 0.92) * 14.0) ** 2)) * 0.7
        cloth.bump_v += edge * share * np.float32(0.55)
        cloth.tone *= 1.0 - np.exp(-(((within - 0.02) * 18.0) ** 2)) * share * np.float32(0.30)


def cells(u: F32, v: F32, size_m: float, salt: int) -> tuple[F32, F32, NDArray[np.uint32]]:
    """Scattered points, about one in a square of size_m: distance to the nearest and to the border with the next
    (in size_m), and a number for the nearest one."""
    x, y = u * np.float32(1.0 / size_m), v * np.float32(1.0 / size_m)
    column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    nearest, second = np.full(u.shape, 9.0, dtype=np.float32), np.full(u.shape, 9.0, dtype=np.float32)
    owner = np.zeros(u.shape, dtype=np.uint32)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            looks = hashed(column + dx, row + dy, salt)
            px = (column + dx).astype(np.float32) + (looks & np.uint32(0xFFFF)).astype(np.float32) * np.float32(2**-16)
            py = (row + dy).astype(np.float32) + (looks >> np.uint32(16)).astype(np.float32) * np.float32(2**-16)
            away = (x - px) ** 2 + (y - py) ** 2
            np.copyto(owner, looks, where=away < nearest)
            second = np.minimum(second, np.maximum(away, nearest))
            nearest = np.minimum(nearest, away)
    near = np.sqrt(nearest)
    return near, np.sqrt(second) - near, owner


def _pits(cloth: Cloth, u: F32, v: F32, across: F32, salt: int) -> None:
    """Round holes that gas has left in lava, half of them filled with dust."""
    for size_m, salt_more in ((0.016, 1), (0.006, 2)):
        share = seen(size_m * 0.5, across)
        if share.max() <= 0.0:
            continue
        near, _, owner = cells(u, v, size_m, 300 + salt % 53 + salt_more)
        near = near + grain.relief_at(u, v, np.full_like(u, size_m * 0.08))[:, 2] * np.float32(0.035)
        radius = np.float32(0.06) + np.float32(0.24) * unit(hashed(owner, owner, 1)) ** 2
        hole = np.clip((radius - near) * np.float32(9.0), 0.0, 1.0) * share
        filled = unit(hashed(owner, owner, 2)) > 0.6
        cloth.tone *= 1.0 - hole * np.where(filled, np.float32(-0.16), np.float32(0.52))
        rim = np.clip(1.0 - np.abs(near - radius) * 8.0, 0.0, 1.0) * share
        cloth.bump_v += rim * np.float32(0.35)


def _crystals(cloth: Cloth, look: RockLook, u: F32, v: F32, across: F32, salt: int) -> None:
    """Grains that touch, each with a tone and a hue: dark, grey-green, pale."""
    share = seen(look.grain_m, across)
    if share.max() <= 0.0:
        return
    _, border, owner = cells(u, v, look.grain_m, 340 + salt % 53)
    tone = unit(hashed(owner, owner, 1))
    pale = np.where(tone > 0.86, np.float32(0.55), (tone - np.float32(0.45)) * np.float32(0.85))
    cloth.tone *= 1.0 + pale * share * np.float32(0.6 if look.fabric == "crystals" else 0.5)
    hue = (unit(hashed(owner, owner, 2)) - np.float32(0.4)) * share
    cloth.colour[0] *= 1.0 - hue * np.float32(0.11)
    cloth.colour[2] *= 1.0 - hue * np.float32(0.13)
    gap = np.clip(1.0 - border * 7.0, 0.0, 1.0) * share
    cloth.tone *= 1.0 - gap * np.float32(0.28)
    lean_u, lean_v = unit(hashed(owner, owner, 3)), unit(hashed(owner, owner, 4))
    cloth.bump_u += (lean_u - np.float32(0.5)) * share * np.float32(0.7)
    cloth.bump_v += (lean_v - np.float32(0.5)) * share * np.float32(0.7)


def _clasts(cloth: Cloth, u: F32, v: F32, across: F32, salt: int) -> None:
    """Broken pieces of every size and tone in a finer ground: what an impact leaves."""
    for size_m, kept in ((0.045, 0.55), (0.015, 0.5), (0.005, 0.45)):
        share = seen(size_m * 0.5, across)
        if share.max() <= 0.0:
            continue
        _, border, owner = cells(u, v, size_m, 380 + salt % 53)
        is_clast = unit(hashed(owner, owner, 1)) < kept
        inside = np.where(is_clast, np.clip(border * 6.0 - 0.9, 0.0, 1.0), np.float32(0.0)) * share
        tone = unit(hashed(owner, owner, 2)) - np.float32(0.42)
        cloth.tone *= 1.0 + inside * tone * np.float32(0.85)
        hue = (unit(hashed(owner, owner, 3)) - np.float32(0.5)) * inside
        cloth.colour[0] *= 1.0 + hue * np.float32(0.18)
        cloth.colour[2] *= 1.0 - hue * np.float32(0.22)
        cloth.bump_u += (unit(hashed(owner, owner, 4)) - np.float32(0.5)) * inside * np.float32(0.5)


def _veins(cloth: Cloth, u: F32, v: F32, across: F32) -> None:
    """Pale threads of calcium sulfate that fill old cracks."""
    for size_m, width in ((0.020, 0.10), (0.006, 0.07)):
        share = seen(size_m * 0.25, across)
        if share.max() <= 0.0:
            continue
        field = grain.relief_at(u * np.float32(0.55), v, np.full_like(u, size_m))[:, 2]
        line = np.clip(1.0 - np.abs(field + np.float32(0.35)) * np.float32(1.0 / width), 0.0, 1.0) * share
        for channel, pale in zip(cloth.colour, (0.55, 0.62, 0.75), strict=True):
            channel *= 1.0 + line * np.float32(pale)
        cloth.bump_v += line * np.float32(0.12)


def _spots(cloth: Cloth, u: F32, v: F32, across: F32, salt: int) -> None:
    """Leopard spots: pale, a millimetre or so wide, with a dark rim. What made them is open."""
    share = seen(0.0022, across)
    if share.max() <= 0.0:
        return
    where = np.clip(grain.relief_at(u, v, np.full_like(u, 0.012))[:, 3] * 1.4 + 0.75, 0.0, 1.0)
    near, _, owner = cells(u, v, 0.0052, 420 + salt % 53)
    wobble = grain.relief_at(u, v, np.full_like(u, 0.0005))[:, 2] * np.float32(0.03)
    radius = np.float32(0.11) + np.float32(0.19) * unit(hashed(owner, owner, 1))
    away = near + wobble
    share = share * where * (unit(hashed(owner, owner, 2)) < 0.62)
    inside = np.clip((radius - away) * np.float32(14.0), 0.0, 1.0) * share
    rim = np.clip(1.0 - np.abs(away - radius - np.float32(0.03)) * np.float32(13.0), 0.0, 1.0) * share
    for channel, pale in zip(cloth.colour, (0.10, 0.26, 0.50), strict=True):
        channel *= 1.0 + inside * np.float32(pale)
    cloth.tone *= 1.0 - rim * np.float32(0.66)

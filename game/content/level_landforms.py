"""Landforms as things on the map of a level being edited: their outlines, and how a new one begins."""

from typing import Any

from game.content.fields import standard
from game.content.spans import Path
from game.core.grid import heading_vector

Tile = tuple[float, float]
LANDFORMS = ("ripples", "scarp", "outcrop", "ridges")
LISTED: dict[str, Path] = {
    "ripples": ("terrain", "ripples"),
    "scarp": ("terrain", "scarps"),
    "outcrop": ("terrain", "outcrops"),
    "ridges": ("terrain", "ridges"),
}
TITLES = {"ripples": "Ripples", "scarp": "Scarp", "outcrop": "Ledge", "ridges": "Ridges"}
NEW: dict[str, dict[str, object]] = {
    "ripples": {
        **{"length_m": 80.0, "width_m": 30.0, "axis_deg": 20.0},
        **{"wavelength_m": 8.0, "height_m": 0.6, "wind_deg": 80.0},
    },
    "scarp": {"facing_deg": 180.0, "height_m": 10.0, "run_m": 40.0, "lobe_m": 12.0, "layers": 5},
    "outcrop": {"radius_m": 10.0, "height_m": 0.6, "kind": "layered"},
    "ridges": {
        **{"length_m": 80.0, "width_m": 50.0, "axis_deg": 20.0},
        **{"strike_deg": 20.0, "spacing_m": 16.0, "height_m": 1.5},
    },
}
"""What a new one says besides its place."""
OVAL_CORNERS = 40
CLIFF_M = 240.0
"""How much of a cliff's foot line is drawn, the middle of it where the level says."""


SPECS = {"ripples": "RippleField", "scarp": "Scarp", "outcrop": "Outcrop", "ridges": "RidgeField"}


def outline_of(kind: str, row: dict[str, Any], at: Tile, tile_m: float) -> tuple[Tile, ...]:
    """The line that shows how far it reaches, in tiles; nothing for what is a circle."""
    if kind in ("ripples", "ridges"):
        along, across, axis_deg = (figure(kind, row, key) for key in ("length_m", "width_m", "axis_deg"))
        return _oval(at, along / tile_m, across / tile_m, axis_deg)
    if kind == "scarp":
        along_x, along_y = heading_vector(figure(kind, row, "facing_deg") + 90.0)
        half = 0.5 * CLIFF_M / tile_m
        return (
            (at[0] - along_x * half, at[1] - along_y * half),
            (at[0] + along_x * half, at[1] + along_y * half),
        )
    return ()


def figure(kind: str, row: dict[str, Any], key: str) -> float:
    """A number of a landform, or what holds without a word."""
    value: Any = row.get(key)
    return float(value) if type(value) in (int, float) else float(standard(f"{SPECS[kind]}.{key}"))


def _oval(at: Tile, length: float, width: float, axis_deg: float) -> tuple[Tile, ...]:
    ahead, side = heading_vector(axis_deg), heading_vector(axis_deg + 90.0)
    points = []
    for n in range(OVAL_CORNERS + 1):
        along, across = heading_vector(360.0 * n / OVAL_CORNERS)
        a, b = 0.5 * length * along, 0.5 * width * across
        points.append((at[0] + ahead[0] * a + side[0] * b, at[1] + ahead[1] * a + side[1] * b))
    return tuple(points)

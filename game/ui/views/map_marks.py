"""What stands on the ground of the map: vehicles, tracks, plans, targets, scale.

`draw_marks` draws all of it over the picture `MapView.draw` made.
"""

from dataclasses import dataclass
from typing import Literal

import pygame

from game.sim.world import World
from game.ui.kit import Kit
from game.ui.views.camera import Camera, Metres


@dataclass(frozen=True, slots=True)
class MapPreview:
    """A plan that is not agreed to yet. `label` is its price, `detail` a second line; not `ok`: drawn as a warning."""

    points_m: tuple[Metres, ...]
    kind: Literal["drive", "flight"] = "drive"
    ok: bool = True
    label: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MarksShown:
    """What the mission screen wants to see on the map besides the world itself."""

    preview: MapPreview | None = None
    hover_m: Metres | None = None
    """Place under the pointer: gets a crosshair (None: no crosshair)."""
    hover_label: str = ""
    """One line beside the crosshair: the ground's figures."""
    selected: str = ""
    """"rover", "helicopter" or a target's id: gets a ring."""
    avoid: tuple[pygame.Rect, ...] = ()
    """Panels: labels and arrows keep clear of them."""
    part_tick: float = 0.0
    """Session.part_tick, so that vehicles glide between two ticks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the map that can be pointed at. kind: rover, helicopter, target, tube; id: the target's id."""

    kind: str
    id: str
    name: str
    x_m: float
    y_m: float


def draw_marks(surface: pygame.Surface, kit: Kit, camera: Camera, world: World, shown: MarksShown) -> None:
    """Draw every mark over the ground."""


def mark_at(camera: Camera, world: World, pos: tuple[int, int], reach_px: float = 14.0) -> Mark | None:
    """The mark under the pointer, the nearest if several are."""
    return None

"""Keeping what moves in view, with the least move of the map."""

import pygame

from game.sim.world import World
from game.ui.views.camera import Camera


class Follower:
    """Follows whoever moves, the helicopter in flight before the rover; moving the map by hand ends that."""

    def __init__(self) -> None:
        self.on = True
        self._at: dict[str, tuple[float, float]] = {}

    def update(self, camera: Camera, edge_px: int, world: World) -> None:
        """Once per frame; a frame in which a whole drive went by is one like any other."""
        places = {
            "helicopter": (world.helicopter.x_m, world.helicopter.y_m),
            "rover": (world.rover.x_m, world.rover.y_m),
        }
        before, self._at = self._at or places, places
        moved = [who for who in places if places[who] != before[who]]
        if not moved:
            return
        self.on = self.on or camera.shows(*before[moved[0]])  # it sets out before the player's eyes
        if self.on and not camera.zooming:
            keep_in_view(camera, edge_px, *places[moved[0]])


def keep_in_view(camera: Camera, edge_px: int, x_m: float, y_m: float) -> None:
    """Move the map no further than needed, so that what the player framed stays in view as long as it can."""
    edge = min(edge_px, camera.clear.width // 3, camera.clear.height // 3)
    inner = camera.clear.inflate(-2 * edge, -2 * edge)
    x, y = camera.to_screen(x_m, y_m)
    over_x = x - min(max(x, inner.left), inner.right)
    over_y = y - min(max(y, inner.top), inner.bottom)
    if over_x or over_y:
        camera.centre_on(camera.x_m + over_x / camera.px_per_m, camera.y_m + over_y / camera.px_per_m)


def uncover(camera: Camera, panel: pygame.Rect, edge_px: int, x_m: float, y_m: float) -> None:
    """Move the map sideways from under a panel that has just opened over a place; a place elsewhere moves nothing."""
    x, y = camera.to_screen(x_m, y_m)
    covered = panel.inflate(2 * edge_px, 2 * edge_px)
    if covered.collidepoint(x, y):
        camera.centre_on(camera.x_m - (covered.right - x) / camera.px_per_m, camera.y_m)

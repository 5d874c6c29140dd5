"""Where the map is looked at from: which part of the world stands where on the screen, with eased moves.

World metres: x east, y south, so north is up. The camera looks at the middle of its `clear` rectangle: the part of
the window that no panel covers.
"""

import math

import pygame

Metres = tuple[float, float]
Look = tuple[float, float, float]
"""The place in the middle (x_m, y_m) and the zoom (px_per_m)."""
Pixels = tuple[float, float]

MOST_PX_PER_TILE = 32.0
ZOOM_STEP = math.sqrt(2.0)  # so every other step stands exactly on a level at which the ground is painted
EASE_PER_S = 13.0  # the way left shrinks e-fold in 1/13 s: settled in a third of a second
SETTLED_PX = 0.3
SETTLED_ZOOM = 0.0015
FIT_MARGIN_PX = 8
PAST_EDGE = 0.2


class Camera:
    """Looks at one map. `size` is the window, `clear` its part without panels, `px_per_m` the zoom now."""

    def __init__(self, width_m: float, height_m: float, tile_m: float = 2.0) -> None:
        self.width_m, self.height_m, self.tile_m = width_m, height_m, tile_m
        self.size: tuple[int, int] = (1280, 720)
        self.clear = pygame.Rect(0, 0, *self.size)
        self.x_m, self.y_m = width_m / 2, height_m / 2
        self.px_per_m = 1.0
        self._goal_x_m, self._goal_y_m = self.x_m, self.y_m
        self._goal_zoom = self.px_per_m
        self._anchor: tuple[Metres, Pixels] | None = None

    def resize(self, size: tuple[int, int], clear: pygame.Rect | None = None) -> None:
        """Fit a window; what stood in the middle of the clear part stays there."""
        self.size = size
        self.clear = pygame.Rect(0, 0, *size) if clear is None else clear.copy()
        self._anchor = None
        self._hold()

    # --- where things are ---------------------------------------------------------------------------------------------

    @property
    def px_per_tile(self) -> float:
        return self.px_per_m * self.tile_m

    @property
    def zooming(self) -> bool:
        return self.px_per_m != self._goal_zoom

    @property
    def moving(self) -> bool:
        """Is an eased move under way?"""
        return self.zooming or (self.x_m, self.y_m) != (self._goal_x_m, self._goal_y_m)

    @property
    def origin_px(self) -> tuple[int, int]:
        """The map's north-west corner on the screen, in whole pixels: ground and marks share it, so nothing swims."""
        return (
            math.floor(self.clear.centerx - self.x_m * self.px_per_m + 0.5),
            math.floor(self.clear.centery - self.y_m * self.px_per_m + 0.5),
        )

    def to_screen(self, x_m: float, y_m: float) -> Pixels:
        ox, oy = self.origin_px
        return (ox + x_m * self.px_per_m, oy + y_m * self.px_per_m)

    def to_world(self, pos: Pixels) -> Metres:
        ox, oy = self.origin_px
        return ((pos[0] - ox) / self.px_per_m, (pos[1] - oy) / self.px_per_m)

    def on_map(self, pos: Pixels) -> bool:
        """Does a place of the window show the map, not what lies beyond it?"""
        x_m, y_m = self.to_world(pos)
        return 0.0 <= x_m < self.width_m and 0.0 <= y_m < self.height_m

    def shows(self, x_m: float, y_m: float, margin_px: float = 0.0) -> bool:
        """Is the place in the clear part, at least so far from its edges?"""
        x, y = self.to_screen(x_m, y_m)
        return bool(self.clear.inflate(-2 * margin_px, -2 * margin_px).collidepoint(x, y))

    @property
    def goal(self) -> tuple[float, float, float]:
        """Where the present move ends: the place in the middle (x_m, y_m) and the zoom (px_per_m)."""
        if self._anchor is None:
            return self._goal_x_m, self._goal_y_m, self._goal_zoom
        return (*self._anchored(*self._anchor, self._goal_zoom), self._goal_zoom)

    # --- moves --------------------------------------------------------------------------------------------------------

    @property
    def least_px_per_m(self) -> float:
        """At which the whole map is in the clear part."""
        wide, high = self.clear.width - 2 * FIT_MARGIN_PX, self.clear.height - 2 * FIT_MARGIN_PX
        return max(0.05, min(wide / self.width_m, high / self.height_m))

    @property
    def most_px_per_m(self) -> float:
        return max(self.least_px_per_m, MOST_PX_PER_TILE / self.tile_m)

    def pan(self, dx_px: float, dy_px: float) -> None:
        """Move the view at once: positive dx looks further east, positive dy further south."""
        self._anchor = None
        self.x_m += dx_px / self.px_per_m
        self.y_m += dy_px / self.px_per_m
        self._goal_x_m, self._goal_y_m = self.x_m, self.y_m
        self._hold()

    def drag(self, dx_px: float, dy_px: float) -> None:
        """The ground follows a pointer that moved so far."""
        self.pan(-dx_px, -dy_px)

    def zoom_at(self, pos: Pixels, steps: float) -> None:
        """In (positive) or out, eased; the place under `pos` stays where it is."""
        goal = self._goal_zoom * ZOOM_STEP**steps
        self._goal_zoom = min(self.most_px_per_m, max(self.least_px_per_m, goal))
        self._anchor = (self.to_world(pos), pos)

    def zoom_to(self, px_per_m: float, instantly: bool = False) -> None:
        """To a zoom, about the middle."""
        self._goal_zoom = min(self.most_px_per_m, max(self.least_px_per_m, px_per_m))
        self._anchor = None
        if instantly:
            self.px_per_m = self._goal_zoom

    def centre_on(self, x_m: float, y_m: float, instantly: bool = False) -> None:
        """Bring a place to the middle of the clear part."""
        self._anchor = None
        self._goal_x_m, self._goal_y_m = self._held(x_m, y_m)
        if instantly:
            self.x_m, self.y_m = self._goal_x_m, self._goal_y_m

    def fit(self, instantly: bool = False) -> None:
        """The whole map."""
        self.zoom_to(self.least_px_per_m, instantly)
        self.centre_on(self.width_m / 2, self.height_m / 2, instantly)

    def look(self, look: Look) -> None:
        """From here on, at once."""
        self.zoom_to(look[2], instantly=True)
        self.centre_on(look[0], look[1], instantly=True)

    def update(self, dt_s: float, still: bool = False) -> None:
        """One frame of the eased move; all of it at once when motion is not wanted."""
        share = 1.0 if still else 1.0 - math.exp(-EASE_PER_S * dt_s)
        if self.zooming:
            left = math.log(self._goal_zoom / self.px_per_m)
            done = abs(left) * (1.0 - share) < SETTLED_ZOOM
            self.px_per_m = self._goal_zoom if done else self.px_per_m * math.exp(left * share)
        if self._anchor is not None:
            self._follow(*self._anchor)
        else:
            self._approach(share)

    def _approach(self, share: float) -> None:
        self.x_m += (self._goal_x_m - self.x_m) * share
        self.y_m += (self._goal_y_m - self.y_m) * share
        left_m = math.hypot(self._goal_x_m - self.x_m, self._goal_y_m - self.y_m)
        if left_m * self.px_per_m < SETTLED_PX:
            self.x_m, self.y_m = self._goal_x_m, self._goal_y_m

    def _follow(self, world: Metres, screen: Pixels) -> None:
        """Keep a place of the world under a place of the screen while the zoom moves."""
        self.x_m, self.y_m = self._anchored(world, screen, self.px_per_m)
        self._goal_x_m, self._goal_y_m = self.x_m, self.y_m
        if not self.zooming:
            self._anchor = None

    def _anchored(self, world: Metres, screen: Pixels, px_per_m: float) -> Metres:
        x_m = world[0] - (screen[0] - self.clear.centerx) / px_per_m
        y_m = world[1] - (screen[1] - self.clear.centery) / px_per_m
        return self._held(x_m, y_m)

    def _hold(self) -> None:
        self._goal_zoom = min(self.most_px_per_m, max(self.least_px_per_m, self._goal_zoom))
        self.px_per_m = min(self.most_px_per_m, max(self.least_px_per_m, self.px_per_m))
        self.x_m, self.y_m = self._held(self.x_m, self.y_m)
        self._goal_x_m, self._goal_y_m = self._held(self._goal_x_m, self._goal_y_m)

    def _held(self, x_m: float, y_m: float) -> Metres:
        """The map's edge comes no further into the clear part than PAST_EDGE of it."""
        zoom = min(self.px_per_m, self._goal_zoom)
        return (
            _within(x_m, self.width_m, self.clear.width / zoom),
            _within(y_m, self.height_m, self.clear.height / zoom),
        )


def _within(at_m: float, map_m: float, view_m: float) -> float:
    """The nearest allowed middle of a view of this length along one direction.

    >>> _within(0.0, 500.0, 200.0), _within(250.0, 500.0, 200.0), _within(0.0, 500.0, 900.0)
    (60.0, 250.0, 250.0)
    """
    least = min(round((0.5 - PAST_EDGE) * view_m, 6), map_m / 2)
    return min(map_m - least, max(least, at_m))

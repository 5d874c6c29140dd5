"""The widget in which a radargram is read: the picture, former marks, points of a new one, the pointer's figures."""

import pygame

from game.sim.physics import radar as r
from game.sim.soundings import subsurface_of
from game.sim.state.radar import FOLLOWED, HorizonMark, Verdict
from game.sim.traverse import breaks_m
from game.ui.desk_radar import RadarReading
from game.ui.input import LEFT, RIGHT, KeyDown, Pointer, PointerDown, PointerMove, PointerUp, Position, Wheel
from game.ui.kit import Kit
from game.ui.skin import Box
from game.ui.theme import (
    ACCENT,
    BODY,
    CAUTION,
    FIGURE_SMALL,
    GOOD,
    GROUND_SOLID,
    HAIRLINE_STRONG,
    OUTLINE,
    QUIET,
    SKY,
    TEXT,
    Colour,
)
from game.ui.views.radar_traces import TraceBook
from game.ui.views.radargram import Plot, View, draw_axes, draw_line, laid_out
from game.ui.widgets.base import Mark, Widget

SHOWN_NS = 320.0
"""Down to which time is shown: later there is only noise."""
DRAG_PX = 4
POINT = 11
PAN_SHARE = 0.2


class RadarChart(Widget):
    """Click to set a point, right click to take one back, drag to move along, turn the wheel to see more or less."""

    focusable = True

    def __init__(self, reading: RadarReading) -> None:
        super().__init__()
        self.reading = reading
        self.name = "radargram"
        self.grow = 1
        self.book: TraceBook | None = None
        self._book_of = -1.0
        self.pointer: Position | None = None
        self._picture: tuple[object, pygame.Surface] | None = None
        self._pressed: Position | None = None
        self._dragged = False

    def measure(self, kit: Kit, width: int) -> tuple[int, int]:
        return (min(width, kit.px(420)), kit.px(300))

    def plot(self, kit: Kit) -> Plot:
        reading = self.reading
        return laid_out(kit, self.rect, View(reading.left_m, reading.span_m, SHOWN_NS, reading.permittivity))

    # --- drawing ------------------------------------------------------------------------------------------------------

    def draw(self, kit: Kit, surface: pygame.Surface, mark: Mark) -> None:
        plot = self.plot(kit)
        pygame.draw.rect(surface, (0x15, 0x19, 0x20), plot.inside)
        if self.reading.radar.sounded_m < r.SPACING_M:
            words = self.reading.strings.text("radar.empty")
            kit.write_in(surface, words, BODY, QUIET, plot.inside.inflate(-2 * kit.px(12), 0), "centre")
        else:
            surface.blit(self._pixels(plot), plot.inside)
            self._draw_breaks(surface, plot)
            self._draw_marks(kit, surface, plot)
            self._draw_pointer(kit, surface, plot)
        draw_axes(kit, surface, plot)

    def _pixels(self, plot: Plot) -> pygame.Surface:
        """The picture of the part in view, made anew when that has changed."""
        reading, world = self.reading, self.reading.desk.world
        if self.book is None or self._book_of != world.radar.sounded_m:
            self.book, self._book_of = (
                TraceBook.of(subsurface_of(world.site), world.radar.lines_m),
                world.radar.sounded_m,
            )
        shown_m = min(reading.span_m, world.radar.sounded_m - reading.left_m)
        width = max(1, min(plot.inside.width, round(plot.inside.width * shown_m / reading.span_m)))
        key = (reading.left_m, shown_m, reading.gain_db_ns, width, plot.inside.height, world.radar.sounded_m)
        if self._picture is None or self._picture[0] != key:
            size = (width, plot.inside.height)
            made = self.book.picture(reading.left_m, shown_m, SHOWN_NS, reading.gain_db_ns, size)
            self._picture = (key, made)
        return self._picture[1]

    def _draw_breaks(self, surface: pygame.Surface, plot: Plot) -> None:
        """Where a line ends and the next begins elsewhere."""
        for along_m in breaks_m(self.reading.radar.lines_m):
            x = round(plot.x(along_m))
            if plot.inside.left < x < plot.inside.right:
                for y in range(plot.inside.top, plot.inside.bottom, 8):
                    surface.fill(TEXT, (x, y, 1, min(4, plot.inside.bottom - y)))

    def _draw_marks(self, kit: Kit, surface: pygame.Surface, plot: Plot) -> None:
        for made in self.reading.radar.marks:
            if made.verdict in FOLLOWED:
                self._draw_made(kit, surface, plot, made)
        points = sorted(self.reading.points)
        draw_line(kit, surface, plot, points, ACCENT)
        for along_m, time_ns in points:
            self._draw_point(kit, surface, plot, along_m, time_ns, ACCENT)

    def _draw_made(self, kit: Kit, surface: pygame.Surface, plot: Plot, made: HorizonMark) -> None:
        """A mark that stands, with its horizon's name and depth."""
        colour = GOOD if made.verdict is Verdict.GOOD else CAUTION
        points = sorted(made.points)
        draw_line(kit, surface, plot, points, OUTLINE, 4.0)
        draw_line(kit, surface, plot, points, colour)
        layer = next(layer for layer in self.reading.horizons if layer.id == made.horizon)
        words = f"{self.reading.title(layer)}  {made.depth_m:.1f} ± {made.uncertainty_m:.1f} m"
        if plot.inside.left <= plot.x(points[-1][0]) and plot.x(points[0][0]) <= plot.inside.right:
            _label(kit, surface, plot, words, colour, (plot.x(points[0][0]), plot.y(points[0][1]) + kit.px(6)))

    def _draw_point(
        self, kit: Kit, surface: pygame.Surface, plot: Plot, along_m: float, time_ns: float, colour: Colour
    ) -> None:
        x, y = plot.x(along_m), plot.y(time_ns)
        if plot.inside.collidepoint(x, y):
            side = kit.px(POINT)
            spot = pygame.Rect(round(x) - side // 2, round(y) - side // 2, side, side)
            corners = [(spot.centerx, spot.top), (spot.right, spot.centery), (spot.centerx, spot.bottom)]
            corners.append((spot.left, spot.centery))
            pygame.draw.polygon(surface, colour, corners)
            pygame.draw.polygon(surface, OUTLINE, corners, max(1, kit.px(1.5)))

    def _draw_pointer(self, kit: Kit, surface: pygame.Surface, plot: Plot) -> None:
        """The pointer's distance, time and depth, and the hyperbola a boulder there would draw."""
        if self.pointer is None or not plot.inside.collidepoint(self.pointer):
            return
        along_m, time_ns = plot.along_m(self.pointer[0]), plot.time_ns(self.pointer[1])
        draw_line(kit, surface, plot, self.reading.hyperbola(along_m, time_ns), SKY, 1.5)
        depth = r.depth_m(time_ns, self.reading.permittivity)
        words = f"{along_m:.1f} m · {time_ns:.0f} ns · {depth:.1f} m deep"
        _label(kit, surface, plot, words, TEXT, (self.pointer[0] + kit.px(14), self.pointer[1] + kit.px(14)))

    # --- input --------------------------------------------------------------------------------------------------------

    def on_pointer(self, kit: Kit, event: Pointer) -> bool:
        plot = self.plot(kit)
        if isinstance(event, PointerMove):
            return self._moved(kit, plot, event)
        if not plot.inside.collidepoint(event.pos) and self._pressed is None:
            return False
        if isinstance(event, PointerDown):
            self._pressed, self._dragged = event.pos, False
            if event.button == RIGHT and self.reading.take_back():
                kit.sound.play("tick")
        elif isinstance(event, PointerUp):
            if event.button == LEFT and not self._dragged and plot.inside.collidepoint(event.pos):
                self.reading.add(plot.along_m(event.pos[0]), plot.time_ns(event.pos[1]))
                kit.sound.play("tick")
            self._pressed = None
        return True

    def _moved(self, kit: Kit, plot: Plot, event: PointerMove) -> bool:
        self.pointer = event.pos
        if self._pressed is None or LEFT not in event.held:
            return False
        if abs(event.pos[0] - self._pressed[0]) > kit.px(DRAG_PX):
            self._dragged = True
        if self._dragged:
            self.reading.pan(-event.by[0] / plot.inside.width * self.reading.span_m)
        return True

    def on_wheel(self, kit: Kit, event: Wheel) -> bool:
        self.reading.zoom(self.plot(kit).along_m(event.pos[0]), event.turns)
        return True

    def on_key(self, kit: Kit, event: KeyDown) -> bool:
        way = 1 if event.does("menu.right") else -1 if event.does("menu.left") else 0
        if way:
            self.reading.pan(way * PAN_SHARE * self.reading.span_m)
        elif event.does("mission.undo_waypoint"):
            self.reading.take_back()
            return True
        return bool(way)


def _label(kit: Kit, surface: pygame.Surface, plot: Plot, words: str, colour: Colour, at: tuple[float, float]) -> None:
    """Words on a dark ground of their own, kept inside the plot."""
    wide, high = kit.width(words, FIGURE_SMALL) + kit.px(12), kit.height(FIGURE_SMALL) + kit.px(6)
    box = pygame.Rect(round(at[0]), round(at[1]), wide, high)
    box.clamp_ip(plot.inside.inflate(-kit.px(6), -kit.px(6)))
    kit.box(surface, box, Box(GROUND_SOLID, HAIRLINE_STRONG, kit.px(4), kit.theme.hairline))
    kit.write_in(surface, words, FIGURE_SMALL, colour, box, "centre")

"""A map to look at in tests: real services, a small mission, painting on the spot or in its thread."""

import pygame

from game import paths
from game.mission.settings import Settings
from game.sim.world import World
from game.ui.audio import Sound
from game.ui.input import Input
from game.ui.jobs import Jobs
from game.ui.kit import Services
from game.ui.text import FontBook, Text
from game.ui.views.map_view import MapView

SIZE = (640, 400)
FRAME_S = 1 / 60


def services(on_the_spot: bool = True, reduced_motion: bool = False, size: tuple[int, int] = SIZE) -> Services:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode(size)
    settings = Settings(reduced_motion=reduced_motion)
    return Services(
        text=Text(FontBook(paths.assets_dir() / "fonts")),
        settings=settings,
        sound=Sound(settings),
        input=Input(),
        jobs=Jobs(on_the_spot=on_the_spot),
        size=size,
    )


def view_of(world: World, on_the_spot: bool = True, reduced_motion: bool = False) -> MapView:
    view = MapView(services(on_the_spot, reduced_motion), world)
    view.layout(SIZE)
    return view


def frames(view: MapView, world: World, count: int = 1) -> pygame.Surface:
    """Let some frames pass; the last one's picture."""
    surface = pygame.Surface(SIZE)
    for _ in range(count):
        view.update(FRAME_S, world)
        view.draw(surface)
    return surface


def difference(a: pygame.Surface, b: pygame.Surface, rect: pygame.Rect | None = None) -> float:
    """Mean difference of two pictures' channels, 0 to 255."""
    whole = a.get_rect() if rect is None else rect
    first, second = (pygame.surfarray.array3d(part.subsurface(whole)).astype(int) for part in (a, b))
    return float(abs(first - second).mean())

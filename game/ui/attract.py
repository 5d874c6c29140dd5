"""The mission behind the title: nobody has touched anything for a while, so the autopilot plays one minute of it.

The mission is flown once beside the frames (some tenths of a second); what is shown is its commands played again, at a
pace that lets one watch: a flight slowly, a drive faster, the hours of the arm in seconds.
"""

from dataclasses import dataclass, field
from time import perf_counter

import pygame

from game import paths
from game.core import marstime
from game.mission.replay import Replay, ReplayCommand
from game.mission.session import Session
from game.sim.state.helicopter import FlightPhase
from game.sim.state.rover import TaskKind
from game.sim.world import Site, World
from game.ui.jobs import Job
from game.ui.kit import Kit, Services
from game.ui.theme import DIM
from game.ui.views.camera import Camera
from game.ui.views.map_marks import MarksShown, draw_marks
from game.ui.views.map_view import MapView

LEVEL = "demo"
IDLE_S = 20.0
"""Without a key or a move of the pointer."""
FADE_S = 1.2
PACES: dict[str, float] = {"flying": 14.0, "driving": 155.0, "working": 750.0}
"""Mars seconds in a second of the player's, by what happens: a minute for the whole mission."""
PAUSE_S = 4.0
"""The last picture stands so long before it begins anew."""
BUDGET_S = 0.003
SLICE_TICKS = 30
EVERY = 2
"""The mission is drawn anew in every second frame only: the menu before it has each frame to itself."""
PX_PER_TILE = 8.0
VEIL = 64


@dataclass(frozen=True, slots=True)
class Flown:
    """A mission that has been flown: where, by which commands, until when."""

    site: Site
    commands: tuple[ReplayCommand, ...]
    last_tick: int


def fly_demo() -> Flown:
    """Let the autopilot play the demo."""
    from game.content.catalog import load_catalog
    from game.content.load import load_level
    from game.mission.autopilot import fly_mission
    from game.mission.start import start_session

    catalog = load_catalog()
    session = start_session(load_level(paths.levels_dir() / "jezero" / f"{LEVEL}.yaml", catalog), catalog)
    fly_mission(session, session.tick + marstime.SOL_S)
    return Flown(session.world.site, tuple(session.recording.commands), session.tick)


def activity(world: World) -> str:
    """What sets the pace."""
    if world.helicopter.phase not in (FlightPhase.PARKED, FlightPhase.LOST):
        return "flying"
    task = world.rover.task
    return "driving" if task is not None and task.kind is TaskKind.DRIVE else "working"


@dataclass(slots=True)
class Playback:
    """The commands of a flown mission given again, each at its tick."""

    flown: Flown
    session: Session = field(init=False)
    ended_s: float = 0.0
    _next: int = 0
    _part: float = 0.0

    def __post_init__(self) -> None:
        from game.sim.setup import new_world

        site = self.flown.site
        self.session = Session(new_world(site), Replay(site.level.id, "", site.seed))

    @property
    def over(self) -> bool:
        return self.session.tick >= self.flown.last_tick

    def update(self, dt_s: float) -> None:
        """One frame: never longer than its budget; what does not fit comes later."""
        if self.over:
            self.ended_s += dt_s
            return
        wanted = dt_s * PACES[activity(self.session.view)] + self._part
        goal = min(self.flown.last_tick, self.session.tick + int(wanted))
        self._part = wanted - int(wanted)
        began = perf_counter()
        while self.session.tick < goal and perf_counter() - began < BUDGET_S:
            self._step(min(goal, self.session.tick + SLICE_TICKS))

    def _step(self, tick: int) -> None:
        while self._next < len(self.flown.commands) and self.flown.commands[self._next].tick <= tick:
            due = self.flown.commands[self._next]
            self.session.run_to(due.tick)
            self.session.give(due.command)
            self._next += 1
        self.session.run_to(tick)


class Attract:
    """Counts the idle seconds of a menu, and draws the mission behind it."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._idle_s = 0.0
        self._shown_s = 0.0
        self._job: Job[Flown] | None = None
        self._play: Playback | None = None
        self._map: MapView | None = None
        self._picture: pygame.Surface | None = None
        self._veil: pygame.Surface | None = None
        self._turn = 0

    @property
    def on(self) -> bool:
        """Is it to be seen?"""
        return self._play is not None

    def stir(self) -> None:
        """Somebody is there."""
        self._idle_s = 0.0
        self.stop()

    def stop(self) -> None:
        if self._map is not None:
            self._map.close()
        self._play, self._map, self._shown_s = None, None, 0.0

    def update(self, dt_s: float, size: tuple[int, int]) -> None:
        settings = self._services.settings
        if not settings.title_demo or settings.reduced_motion:
            self.stop()
            return
        self._idle_s += dt_s
        if self._play is not None:
            self._go_on(dt_s, size)
        elif self._idle_s >= IDLE_S:
            self._begin()

    def _begin(self) -> None:
        """Once the mission has been flown; one that cannot be is never shown."""
        self._job = self._job or self._services.jobs.start(fly_demo)
        if self._job.done and self._job.error is None:
            self._play = Playback(self._job.result)

    def _go_on(self, dt_s: float, size: tuple[int, int]) -> None:
        assert self._play is not None
        self._shown_s += dt_s
        self._play.update(dt_s)
        world = self._play.session.view
        if self._map is None or self._map.camera.size != size:
            self._look_anew(world, size)
        assert self._map is not None
        flying = activity(world) == "flying"
        who = world.helicopter if flying else world.rover
        self._map.camera.centre_on(*covering(self._map.camera, who.x_m, who.y_m))
        self._map.update(dt_s, world)
        if self._play.ended_s > PAUSE_S:
            self._play, self._shown_s = Playback(self._play.flown), 0.0

    def _look_anew(self, world: World, size: tuple[int, int]) -> None:
        """The rover stands right of the middle: the menu is on the left."""
        self._map = MapView(self._services, world)
        self._map.layout(size, pygame.Rect(size[0] // 3, 0, size[0] - size[0] // 3, size[1]))
        self._map.camera.zoom_to(PX_PER_TILE * size[1] / 720.0 / world.terrain.tile_m, instantly=True)
        middle = covering(self._map.camera, world.rover.x_m, world.rover.y_m)
        self._map.camera.centre_on(*middle, instantly=True)

    def draw(self, surface: pygame.Surface, kit: Kit) -> None:
        """Over the menu's own view, which it fades in over."""
        if self._play is None or self._map is None:
            return
        size = surface.get_size()
        if self._picture is None or self._picture.get_size() != size:
            self._picture, self._veil, self._turn = pygame.Surface(size), _veil(size), 0
        if self._turn == 0:
            self._draw_anew(self._picture, self._play.session.view, self._map, kit)
        self._turn = (self._turn + 1) % EVERY
        share = min(1.0, self._shown_s / FADE_S)
        self._picture.set_alpha(None if share >= 1.0 else int(255 * share))
        surface.blit(self._picture, (0, 0))

    def _draw_anew(self, picture: pygame.Surface, world: World, ground: MapView, kit: Kit) -> None:
        picture.set_alpha(None)
        ground.draw(picture)
        draw_marks(picture, kit, ground.camera, world, MarksShown(time_s=self._services.time_s))
        if self._veil is not None:
            picture.blit(self._veil, (0, 0))

    def words(self) -> str:
        """What is to be seen, in a line."""
        if self._play is None:
            return ""
        world = self._play.session.view
        doing = {"flying": "Ingenuity flies", "driving": "the rover drives", "working": "the arm works"}
        clock = f"Sol {marstime.sol(world.tick)}, {marstime.lmst_text(world.tick)}"
        done = "the core is drilled" if self._play.over else doing[activity(world)]
        return f"{clock} · {done} · any key ends the show"


def covering(camera: Camera, x_m: float, y_m: float) -> tuple[float, float]:
    """The nearest middle at which the map fills the window."""
    (wide, high), (x, y), zoom = camera.size, camera.clear.center, camera.px_per_m
    least, most = (x / zoom, y / zoom), (camera.width_m - (wide - x) / zoom, camera.height_m - (high - y) / zoom)
    return min(max(x_m, least[0]), most[0]), min(max(y_m, least[1]), most[1])


def _veil(size: tuple[int, int]) -> pygame.Surface:
    """So that the menu's words stand out."""
    veil = pygame.Surface(size)
    veil.fill(DIM[:3])
    veil.set_alpha(VEIL)
    return veil

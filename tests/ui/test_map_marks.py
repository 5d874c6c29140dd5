"""What is drawn and written over the ground."""

import itertools
import time

import pygame
import pytest

from game.sim.state.helicopter import FlightPhase
from game.sim.state.rover import Task, TaskKind
from game.sim.state.samples import TubeStatus
from game.sim.world import World
from game.ui.kit import Kit
from game.ui.views import map_labels, map_marks, map_scale, map_things
from game.ui.views.camera import Camera
from game.ui.views.map_labels import Labels, Line
from game.ui.views.map_lines import Pattern, draw_line
from game.ui.views.map_marks import MapPreview, Mark, MarksShown, draw_marks, mark_at
from game.ui.views.map_scale import bar_length_m
from tests import small
from tests.ui.map_stage import services

SIZE = (1024, 640)
PANELS = (
    pygame.Rect(12, 12, 1000, 60),
    pygame.Rect(12, 84, 150, 260),
    pygame.Rect(790, 84, 222, 380),
    pygame.Rect(12, 500, 1000, 128),
)
CLEAR = pygame.Rect(162, 72, 628, 428)


@pytest.fixture
def kit() -> Kit:
    return services(size=SIZE).kit((1010, 560))


def camera(px_per_m: float = 5.0, at_m: tuple[float, float] = (50.0, 85.0)) -> Camera:
    made = Camera(128.0, 128.0, 2.0)
    made.resize(SIZE, CLEAR)
    made.zoom_to(px_per_m, instantly=True)
    made.centre_on(*at_m, instantly=True)
    return made


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, pygame.Rect]]:
    """Labels as they are written: the first line and where all of it stands."""
    found: list[tuple[str, pygame.Rect]] = []
    write = Labels._write

    def note(self: Labels, surface: pygame.Surface, rect: pygame.Rect, lines: list[Line], aside: bool) -> pygame.Rect:
        found.append((lines[0].text, rect.copy()))
        return write(self, surface, rect, lines, aside)

    monkeypatch.setattr(map_labels.Labels, "_write", note)
    return found


def draw(kit: Kit, world: World, made: Camera, **shown: object) -> pygame.Surface:
    surface = pygame.Surface(SIZE)
    surface.fill((205, 154, 113))
    draw_marks(surface, kit, made, world, MarksShown(avoid=PANELS, **shown))  # type: ignore[arg-type]
    return surface


def drive(**more: object) -> MapPreview:
    points = ((41.0, 89.0), (55.0, 80.0), (69.0, 81.0))
    return MapPreview(points, "drive", label="32 m · 16 min · 21 Wh", **more)  # type: ignore[arg-type]


Written = list[tuple[str, pygame.Rect]]


@pytest.mark.parametrize("px_per_m", [1.5, 3.0, 5.0, 9.0, 16.0])
@pytest.mark.parametrize("at_m", [(50.0, 85.0), (30.0, 95.0), (80.0, 60.0)])
def test_labels_lie_over_nothing(kit: Kit, written: Written, px_per_m: float, at_m: tuple[float, float]) -> None:
    """Not over each other, not over a panel, not out of the window."""
    detail = "The way leads round the ripple field and back to the rock, 21 m longer than straight, to be safe."
    draw(kit, small.world(), camera(px_per_m, at_m), preview=drive(detail=detail))
    assert written
    for (_, a), (_, b) in itertools.combinations(written, 2):
        assert not a.colliderect(b)
    for text, rect in written:
        assert rect.collidelist(PANELS) < 0, text
        assert pygame.Rect(0, 0, *SIZE).contains(rect), text


def test_near_targets_are_named_with_what_is_known_of_them(kit: Kit, written: Written) -> None:
    world = small.world()
    words = [map_things.target_lines(world, target)[1].text for target in map_things.known_targets(world)]
    assert words == ["29 m · not imaged", "2 m · not imaged"]
    world.targets[0].imaged = True
    world.targets[0].sealed = world.targets[0].cores = 1
    assert map_things.target_lines(world, map_things.known_targets(world)[-1])[1].text == "2 m · Maaz basalt · sealed"
    draw(kit, world, camera())
    assert {"Near Rock", "Far Rock"} <= {text for text, _ in written}


def test_hidden_targets_are_not_on_the_map(kit: Kit, written: Written) -> None:
    world = small.world()
    made = camera(at_m=(105.0, 25.0))
    before = draw(kit, world, made)
    pos = tuple(round(at) for at in made.to_screen(*world.level.metres((52, 12))))
    assert mark_at(made, world, pos) is None
    assert not any("Unseen" in text for text, _ in written)
    world.targets[2].known = True
    after = draw(kit, world, made)
    assert before.get_at(pos) != after.get_at(pos)
    assert any("Unseen" in text for text, _ in written)


def test_the_pointer_finds_the_nearest_mark() -> None:
    world = small.world()
    made = camera(9.0)
    for mark in map_marks._marks(world):
        pos = tuple(round(at) for at in made.to_screen(mark.x_m, mark.y_m))
        assert mark_at(made, world, pos) == mark
    assert mark_at(made, world, (700, 480)) is None
    tube = world.tubes[0]
    tube.status, tube.x_m, tube.y_m = TubeStatus.DEPOSITED, 60.0, 95.0
    pos = tuple(round(at) for at in made.to_screen(60.0, 95.0))
    assert mark_at(made, world, pos) == Mark("tube", str(tube.number), f"Tube {tube.number}", 60.0, 95.0)


def test_a_plan_is_drawn_and_a_refused_one_looks_different(kit: Kit, written: Written) -> None:
    world, made = small.world(), camera()
    none, good = draw(kit, world, made), draw(kit, world, made, preview=drive())
    bad = draw(kit, world, made, preview=drive(ok=False))
    pictures = [pygame.image.tobytes(picture, "RGB") for picture in (none, good, bad)]
    assert len(set(pictures)) == 3
    assert sum(text.startswith("32 m") for text, _ in written) == 2


def test_the_price_is_written_even_where_there_is_no_room(kit: Kit, written: Written) -> None:
    made = camera()
    beyond = MapPreview(((41.0, 89.0), (900.0, 89.0)), label="far away", detail="x " * 80)
    draw(kit, small.world(), made, preview=beyond)
    (rect,) = [rect for text, rect in written if text == "far away"]
    assert pygame.Rect(0, 0, *SIZE).contains(rect)


def test_what_is_out_of_view_is_pointed_at(kit: Kit, written: Written) -> None:
    world = small.world()
    draw(kit, world, camera(16.0, (100.0, 30.0)))
    assert {"Perseverance", "Far Rock 29 m"} <= {text for text, _ in written}


def test_what_lies_under_a_panel_is_pointed_at_too() -> None:
    world, made = small.world(), camera(8.0)
    made.centre_on(82.0, 62.0, instantly=True)
    x, y = made.to_screen(world.rover.x_m, world.rover.y_m)
    panel = pygame.Rect(x - 30, y - 30, 60, 60)
    names = [p.name for p in map_marks._pointers(made, world, map_things.known_targets(world), (panel,))]
    assert "Perseverance" in names
    assert "Perseverance" not in [
        p.name for p in map_marks._pointers(made, world, map_things.known_targets(world), ())
    ] or not pygame.Rect(0, 0, *SIZE).collidepoint(x, y)


@pytest.mark.parametrize("px_per_m", [0.1, 0.37, 1.0, 2.0, 3.3, 5.7, 16.0])
def test_the_scale_bar_is_a_round_length_of_a_handy_size(px_per_m: float) -> None:
    length = bar_length_m(px_per_m)
    assert 70 <= length * px_per_m <= 180
    assert f"{length:e}"[0] in "125"
    assert float(f"{length:.0e}") == length


def test_arrows_stand_on_the_frame_toward_their_goal() -> None:
    frame = pygame.Rect(100, 100, 400, 200)
    for goal in ((900, 200), (-50, 10), (300, 900), (301, -4000)):
        x, y = map_scale.toward(frame, goal)
        assert frame.left - 1e-6 <= x <= frame.right + 1e-6
        assert frame.top - 1e-6 <= y <= frame.bottom + 1e-6
        assert (x - 300) * (goal[1] - 200) == pytest.approx((y - 200) * (goal[0] - 300), abs=1e-3)


def test_vehicles_glide_between_two_ticks() -> None:
    world = small.world()
    rover, helicopter = world.rover, world.helicopter
    rover.heading_deg, rover.speed_m_s = 90.0, 0.04
    assert map_things.rover_place(world, 0.5) == pytest.approx((rover.x_m + 0.02, rover.y_m))
    helicopter.phase, helicopter.speed_m_s = FlightPhase.CRUISE, 8.0
    helicopter.route_m, helicopter.leg = [(10.0, 10.0), (10.0, 50.0)], 0
    helicopter.x_m, helicopter.y_m, helicopter.altitude_m = 10.0, 20.0, 9.0
    assert map_things.helicopter_place(helicopter, 0.5) == pytest.approx((10.0, 24.0, 9.0))
    helicopter.y_m = 49.0
    assert map_things.helicopter_place(helicopter, 0.9)[1] == 50.0, "not past the way-point"


@pytest.mark.parametrize("phase", list(FlightPhase))
def test_every_state_of_the_vehicles_can_be_drawn(kit: Kit, phase: FlightPhase) -> None:
    world = small.world()
    helicopter = world.helicopter
    helicopter.phase, helicopter.altitude_m, helicopter.speed_m_s = phase, 6.0, 3.0
    helicopter.route_m = helicopter.path_m = [(25.0, 89.0), (60.0, 70.0), (80.0, 70.0)]
    world.rover.task = Task(TaskKind.DRIVE, "", 0, 0, -1)
    world.rover.drive.route_m, world.rover.speed_m_s = [(60.0, 90.0), (70.0, 80.0)], 0.03
    for selected in ("rover", "helicopter", "near"):
        draw(kit, world, camera(), selected=selected, hover_m=(60.0, 80.0), hover_label="slope 14° sand")


def test_lines_far_beyond_the_window_cost_little(kit: Kit) -> None:
    surface = pygame.Surface(SIZE)
    started = time.perf_counter()
    draw_line(surface, [(-50_000.0, -50_000.0), (9e7, 9e7)], Pattern((255, 255, 255), 1.5, 8, 6))
    assert time.perf_counter() - started < 1.0
    draw_line(surface, [(-50_000.0, -50_000.0), (50_000.0, 50_000.0)], Pattern((255, 255, 255), 1.5, 8, 6))
    diagonal = [surface.get_at((at, at))[0] for at in range(640)]
    assert 0.3 < sum(value > 100 for value in diagonal) / 640 < 0.8

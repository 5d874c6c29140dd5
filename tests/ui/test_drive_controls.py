"""How to drive, keep-out zones and stuck wheels: from the desk to the command, and onto the map."""

from dataclasses import replace

import pygame
import pytest

from game.content.sections import Zone
from game.content.strings import load_strings
from game.sim import commands as c
from game.sim.estimates.drive import plan_drive
from game.sim.physics.drive_modes import DriveMode
from game.sim.physics.sinkage import Extraction
from game.sim.state.rover import KeepOut
from game.ui.desk import Desk, Mode
from game.ui.desk_choices import choice
from game.ui.desk_previews import DrivePlanner, flight_preview
from game.ui.jobs import Jobs
from game.ui.theme import CAUTION
from game.ui.views.camera import Camera
from game.ui.views.hud_mode import mode_panel
from game.ui.views.map_zones import draw_zones, zone_shapes
from game.ui.views.pointing import ground_line
from game.ui.widgets.base import Widget
from game.ui.widgets.buttons import Button
from tests import small

STRINGS = load_strings()


@pytest.fixture
def desk() -> Desk:
    return Desk(small.session(), STRINGS)


def metres(desk: Desk, x: float, y: float) -> tuple[float, float]:
    return desk.world.level.metres((x, y))


def given(desk: Desk) -> list[c.Command]:
    return [entry.command for entry in desk.session.recording.commands]


def buttons(widget: Widget) -> dict[str, Button]:
    found = {widget.name: widget} if isinstance(widget, Button) else {}
    for child in widget.children():
        found |= buttons(child)
    return found


def panel(desk: Desk) -> dict[str, Button]:
    shown = mode_panel(desk, desk.confirm, lambda: None)
    assert shown is not None
    return buttons(shown)


def test_the_panel_of_a_drive_sets_how_it_is_driven(desk: Desk) -> None:
    desk.act("drive")
    panel(desk)["pick Visual odo"].press()
    panel(desk)["pick Backwards"].press()
    desk.click(metres(desk, 28, 44))
    assert given(desk) == [c.DriveTo(*metres(desk, 28, 44), DriveMode.VISODO, True)]
    desk.act("drive")
    assert panel(desk)["pick Visual odo"].is_chosen()


def test_the_preview_prices_the_chosen_way_of_driving(desk: Desk) -> None:
    desk.act("drive")
    goal = metres(desk, 28, 44)
    seconds = {}
    for mode in DriveMode:
        desk.drive_mode = mode
        planner = DrivePlanner(desk, Jobs(on_the_spot=True))
        planner.plan(goal, 10.0)
        plan = planner.plan(goal, 20.0)
        assert plan == plan_drive(desk.world, *goal, mode)
        assert plan is not None
        seconds[mode] = plan.duration_s
    assert seconds[DriveMode.DIRECTED] < seconds[DriveMode.AUTONAV]


def test_clicks_draw_keep_out_zones_and_take_them_back(desk: Desk) -> None:
    desk.act("keep_out")
    panel(desk)["pick 5 m"].press()
    at_m = metres(desk, 40, 40)
    desk.click(at_m)
    assert desk.mode is Mode.KEEP_OUT, "one zone seldom comes alone"
    assert [zone.radius_m for zone in desk.world.rover.keep_out] == [5.0]
    assert "keep out: Keep-out 1" in ground_line(desk.world, at_m)
    desk.click((at_m[0] + 2.0, at_m[1]))
    assert desk.world.rover.keep_out == []
    assert [type(command) for command in given(desk)] == [c.AddKeepOut, c.RemoveKeepOut]


def test_a_circle_round_the_rover_is_refused_in_words(desk: Desk) -> None:
    desk.act("keep_out")
    desk.click((desk.world.rover.x_m + 1.0, desk.world.rover.y_m))
    assert "rover stands in that circle" in desk.refused


def test_stuck_wheels_turn_driving_into_getting_out(desk: Desk) -> None:
    desk.world.rover.embedded, desk.world.rover.sinkage_m = True, 0.25
    desk.world.power.charge_wh = desk.world.power.capacity_wh
    assert (choice(desk, "drive").label, choice(desk, "drive").refusal) == ("Get out", "")
    desk.act("drive")
    shown = panel(desk)
    shown["pick Wiggle"].press()
    shown["confirm"].press()
    assert given(desk) == [c.Extract(Extraction.WIGGLE)]


def test_zones_are_hatched_inside_and_nowhere_else(desk: Desk) -> None:
    pygame.display.init()
    desk.world.rover.keep_out.append(KeepOut(1, 60.0, 60.0, 12.0))
    camera = Camera(128.0, 128.0, 2.0)
    camera.resize((640, 480), pygame.Rect(0, 0, 640, 480))
    camera.zoom_to(6.0, instantly=True)
    camera.centre_on(60.0, 60.0, instantly=True)
    surface = pygame.Surface((640, 480))
    draw_zones(surface, camera, desk.world)
    x, y = (round(at) for at in camera.to_screen(60.0, 60.0))
    inside = {tuple(surface.get_at((x + k, y))[:3]) for k in range(-12, 13)}
    assert len(inside) >= 2, "lines and what lies between them"
    edge = [tuple(surface.get_at((x + k, y))[:3]) for k in range(66, 78)]
    assert any(max(abs(a - b) for a, b in zip(pixel, CAUTION, strict=True)) < 40 for pixel in edge)
    assert tuple(surface.get_at((x + 90, y))[:3]) == (0, 0, 0)


def test_zones_of_the_level_come_with_their_name() -> None:
    world = small.world()
    zone = Zone(id="bog", name="Soft bog", polygon=((10.0, 10.0), (20.0, 10.0), (20.0, 20.0)))
    world.site = replace(world.site, level=world.level.model_copy(update={"zones": (zone,)}))
    assert [(name, len(corners)) for name, _colour, corners in zone_shapes(world)] == [("Soft bog", 3)]


# --- flying -----------------------------------------------------------------------------------------------------------


def test_a_hop_is_chosen_in_the_panel_and_priced_in_the_preview(desk: Desk) -> None:
    """Without pictures it takes less time and charge; what is agreed to is what was shown."""
    desk.choose(Mode.FLY)
    there = (desk.world.helicopter.x_m + 20.0, desk.world.helicopter.y_m)
    assert not panel(desk)["pick Hop"].is_chosen()
    priced = flight_preview(desk, (there,)).label
    panel(desk)["pick Hop"].press()
    assert panel(desk)["pick Hop"].is_chosen()
    hop = flight_preview(desk, (there,)).label
    assert float(hop.split(" · ")[1].split()[0]) < float(priced.split(" · ")[1].split()[0]) - 20.0
    desk.waypoints_m = (there,)
    planned = desk.planned()
    assert isinstance(planned, c.Fly)
    assert not planned.pictures

"""What the map shows of the player's intentions and of the moment: the plan under the pointer, the ground's figures,
and how far everything that moves has come."""

import math
from typing import TYPE_CHECKING

from game.mission.session import Warp
from game.ui.desk_previews import Preview
from game.ui.views.map_marks import MapPreview, MarksShown
from game.ui.views.map_things import FLYING, helicopter_place, raises_dust, rover_place
from game.ui.views.pointing import ground_line

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

FLIGHT_HZ, TIME_HZ = 60.0, 12.0
"""How often the marks are looked at while the helicopter flies, and while only time passes or dust blows."""
STEP_PER_PX = 1
"""A vehicle is drawn from whole pixel to whole pixel."""


def marks_shown(scene: "MissionScene") -> MarksShown:
    """Everything on the map that is not in the world."""
    plan = scene.previews.now(scene.services.time_s)
    hover = scene.desk.pointed_m
    words = ground_line(scene.session.view, hover) if hover is not None and plan is None else ""
    beat, beat_hz = _beat(scene)
    return MarksShown(
        preview=_on_map(plan) if plan is not None else None,
        highlight_m=scene.highlight.now(scene.services.time_s) if scene.highlight is not None else None,
        hover_m=hover,
        hover_label=words,
        avoid=scene.hud.rects(),
        hazards=scene.hazards if scene.desk.hazards else None,
        part_tick=scene.session.part_tick,
        time_s=beat / beat_hz,
        moment=_moment(scene),
    )


def _moment(scene: "MissionScene") -> tuple[float, ...]:
    """How far the mission is: to the tick when it stands still, else as far as it can be seen on the map."""
    session, camera = scene.session, scene.map.camera
    world, given = session.view, len(session.recording.commands)
    if _stands(scene):
        return (given, world.tick, session.part_tick)
    x_m, y_m, altitude_m = helicopter_place(world.helicopter, session.part_tick)
    rover = camera.to_screen(*rover_place(world, session.part_tick))
    places = (*rover, *camera.to_screen(x_m, y_m), altitude_m * camera.px_per_m)
    return (given, *(math.floor(place * STEP_PER_PX) for place in places))


def _stands(scene: "MissionScene") -> bool:
    return scene.session.warp is Warp.PAUSE or scene.session.over


def _beat(scene: "MissionScene") -> tuple[int, float]:
    """The clock of what turns, blows and passes, and how fast it beats; it stands while nothing does."""
    world = scene.session.view
    if world.helicopter.phase in FLYING:
        beat_hz = FLIGHT_HZ
    elif raises_dust(world.rover) or not _stands(scene):
        beat_hz = TIME_HZ
    else:
        return 0, 1.0
    return math.floor(scene.services.time_s * beat_hz), beat_hz


def _on_map(plan: Preview) -> MapPreview:
    """A plan as the map draws it: what it costs, or why it cannot be."""
    label, detail = (plan.label, plan.detail) if plan.ok else (plan.refusal, plan.label)
    return MapPreview(plan.points_m, plan.kind, plan.ok, label, detail, plan.warning if plan.ok else "")

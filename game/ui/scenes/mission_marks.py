"""What the map shows of the player's intentions: the plan under the pointer, and the ground's figures."""

from typing import TYPE_CHECKING

from game.ui.desk_previews import Preview
from game.ui.views.map_marks import MapPreview, MarksShown
from game.ui.views.pointing import ground_line

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene


def marks_shown(scene: "MissionScene") -> MarksShown:
    """Everything on the map that is not in the world."""
    plan = scene.previews.now(scene.services.time_s)
    hover = scene.desk.pointed_m
    words = ground_line(scene.session.world, hover) if hover is not None and plan is None else ""
    return MarksShown(
        preview=_on_map(plan) if plan is not None else None,
        hover_m=hover,
        hover_label=words,
        avoid=scene.hud.rects(),
        part_tick=scene.session.part_tick,
    )


def _on_map(plan: Preview) -> MapPreview:
    """A plan as the map draws it: what it costs, or why it cannot be."""
    label, detail = (plan.label, plan.detail) if plan.ok else (plan.refusal, plan.label)
    return MapPreview(plan.points_m, plan.kind, plan.ok, label, detail)

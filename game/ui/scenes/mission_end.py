"""From a finished mission to its debrief."""

from typing import TYPE_CHECKING

from game.core import marstime
from game.mission.daily import progress_key
from game.sim.events import MissionLost, MissionWon
from game.sim.narrate import event_sentence
from game.sim.state.objectives import Outcome, Status
from game.sim.telemetry import read
from game.ui.results import Figure, MissionResult, ObjectiveResult
from game.ui.scenes.debrief import DebriefScene

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

PAUSE_S = 1.6
"""Between the last event and the debrief, so that one sees what happened."""
_FIGURES: tuple[tuple[str, str, str, str], ...] = (
    ("Driven", "rover.odometry_m", "m", ".0f"),
    ("Flown", "helicopter.distance_m", "m", ".0f"),
    ("Flights", "helicopter.flights", "", ".0f"),
    ("Sealed tubes", "cache.sealed", "", ".0f"),
    ("Oxygen", "moxie.oxygen_g", "g", ".1f"),
    ("Enough to breathe", "moxie.breathing_min", "min", ".0f"),
    ("Of a rocket home", "moxie.ascent_ppm", "ppm", ".2f"),
    ("Sent to Earth", "downlink.mbit", "Mbit", ".0f"),
)


def debrief(scene: "MissionScene") -> DebriefScene:
    """The debrief of the mission that has just ended."""
    from game.ui.scenes.mission import MissionScene

    again_entry, seed = scene.entry, scene.session.world.site.seed
    return DebriefScene(result_of(scene), lambda: MissionScene.begin(again_entry, seed))


def result_of(scene: "MissionScene") -> MissionResult:
    """How it ended, as plain values."""
    world, strings = scene.session.world, scene.desk.strings
    state, level = world.objectives, world.level
    ending = [event for event in scene.session.events if isinstance(event, MissionWon | MissionLost)]
    words = event_sentence(world.site, strings, ending[-1]) if ending else ""
    objectives = tuple(
        ObjectiveResult(spec.title, spec.primary, item.status.value, spec.points, _when(item.status, item.tick))
        for spec, item in world.given_objectives()
    )
    return MissionResult(
        level_id=progress_key(level, world.site.seed),
        title=level.title,
        won=state.outcome is Outcome.WON,
        reason=words,
        clock=f"Sol {marstime.sol(world.tick)}, {marstime.lmst_text(world.tick)}",
        seed=world.site.seed,
        score=state.score,
        stars=state.stars,
        star_points=level.score.stars,
        objectives=objectives,
        figures=tuple(Figure(label, format(read(world, name), form), unit) for label, name, unit, form in _FIGURES),
        text=level.debrief,
    )


def _when(status: Status, tick: int) -> str:
    return f"sol {marstime.sol(tick)}, {marstime.lmst_text(tick)}" if status is Status.DONE else ""

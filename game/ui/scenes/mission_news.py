"""What happens in a mission, as the player notices it: a sound, a mark in the log, a toast for what is grave."""

from typing import TYPE_CHECKING

from game.sim.events import Event, ImageTaken, PanoramaTaken, Severity, SolBegan
from game.ui.audio import SoundName
from game.ui.scenes import mission_files, mission_story
from game.ui.views.hud_log import look_of

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

TOASTS = {"check": "good", "warning": "caution", "fault": "fault"}
SOUNDS: dict[Severity, SoundName] = {
    Severity.NOTICE: "notice",
    Severity.WARNING: "warning",
    Severity.FATAL: "warning",
}
GRAVE_S = 7.0


def tell(scene: "MissionScene", events: list[Event]) -> None:
    """Make the player aware of what happened."""
    services, news = scene.services, scene.readings.news
    for event in events:
        if event.severity >= scene.session.stop_warp_at:
            news.stopped_by(event, services.time_s)
        if event.severity >= Severity.WARNING:
            kind = TOASTS[look_of(event)[0]]
            services.toasts.say(news.sentence(event), kind, services.time_s, GRAVE_S, about="event")
    if any(isinstance(event, SolBegan) for event in events):
        mission_files.autosave(services, scene.session)
    mission_story.show(scene, events)
    loudest = max((event.severity for event in events), default=Severity.ACTIVITY)
    if any(isinstance(event, ImageTaken | PanoramaTaken) for event in events):
        services.sound.play("shutter")
    elif loudest in SOUNDS:
        services.sound.play(SOUNDS[loudest])

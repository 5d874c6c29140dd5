"""What is shown over the mission, by its name; and the word about what has become a step of the sequence."""

from typing import TYPE_CHECKING

from game.ui.scenes import mission_files
from game.ui.scenes.camera import CameraScene
from game.ui.scenes.gallery import GalleryScene
from game.ui.scenes.mission_data import DataOverlay
from game.ui.scenes.mission_overlays import HelpOverlay, LogOverlay
from game.ui.scenes.mission_pages import PAGES
from game.ui.scenes.mission_story import hints_given
from game.ui.scenes.mission_uplink import UplinkOverlay
from game.ui.views.hud_link import step_words

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene


def show(scene: "MissionScene", what: str) -> None:
    """Open it; the mission waits meanwhile."""
    match what:
        case "menu":
            mission_files.open_menu(scene)
        case "load":
            mission_files.open_load(scene)
        case "save":
            mission_files.quick_save(scene.services, scene.session)
        case "log":
            scene.push(LogOverlay(scene.desk, scene.readings.news))
        case "objectives" | "notebook" | "radar" | "weather":
            scene.push(PAGES[what](scene.desk))
        case "camera":
            scene.push(CameraScene(scene))
        case "gallery":
            scene.push(GalleryScene(scene))
        case "data":
            scene.push(DataOverlay(scene.desk, scene.to_next_link))
        case "uplink":
            scene.push(UplinkOverlay(scene.desk, scene.to_next_link))
        case "help":
            scene.push(HelpOverlay(scene.entry, scene.desk.strings, hints_given(scene.session.view)))


def say_drawn_up(scene: "MissionScene", before: int) -> int:
    """Where operations are delayed: say what has become a step of the sequence since it had `before` steps; how many it
    has now."""
    draft = scene.session.world.ground.draft  # drawn up on Earth, known on Earth
    if len(draft) > before:
        words = f"Step {len(draft)} of the sequence: {step_words(scene.desk, draft[-1])}."
        scene.services.toasts.say(words, "good", scene.services.time_s, 4.0, about="sequence")
    return len(draft)

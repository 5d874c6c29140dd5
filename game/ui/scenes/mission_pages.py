"""The pages over a mission that need only the desk, by name."""

from collections.abc import Callable

from game.ui.desk import Desk
from game.ui.scene import Scene
from game.ui.scenes.mission_overlays import ObjectivesOverlay
from game.ui.scenes.mission_weather import WeatherOverlay
from game.ui.scenes.notebook import NotebookOverlay
from game.ui.scenes.radar import RadarScene

PAGES: dict[str, Callable[[Desk], Scene]] = {
    "objectives": ObjectivesOverlay,
    "notebook": NotebookOverlay,
    "radar": RadarScene,
    "weather": WeatherOverlay,
}

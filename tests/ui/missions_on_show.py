"""The mission screen on a small level, ready to be put on the stage."""

from game.mission.session import Session
from game.ui.levels import LevelEntry, read_entry
from game.ui.scenes.mission import MissionScene
from tests import small
from tests.ui.stage import Stage


def entry(name: str = "small") -> LevelEntry:
    return read_entry(small.LEVELS / f"{name}.yaml")


def on_stage(
    session: Session | None = None,
    size: tuple[int, int] = (1280, 720),
    scale: float = 0.0,
    private: bool = False,
) -> tuple[Stage, MissionScene]:
    """A mission shown for some frames."""
    scene = MissionScene(entry(), session or small.session())
    stage = Stage(scene, size, scale, private)
    return stage.frames(3), scene


def where(scene: MissionScene, x_tile: float, y_tile: float) -> tuple[int, int]:
    """The place of a tile on the screen."""
    x, y = scene.map.camera.to_screen(*scene.session.world.level.metres((x_tile, y_tile)))
    return (round(x), round(y))


def said(stage: Stage) -> str:
    """All messages on show."""
    return "\n".join(toast.text for toast in stage.services.toasts.shown)

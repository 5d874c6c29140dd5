"""What a mission screen has for looking at pictures: the darkroom that draws them from their records."""

from typing import TYPE_CHECKING

from game.ui.darkroom import Darkroom

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene


class Eyes:
    """Lives as long as the mission is on the screen."""

    def __init__(self, scene: "MissionScene") -> None:
        on_the_spot = not scene.services.private
        self.darkroom = Darkroom(lambda: scene.session.view, on_the_spot)

    def close(self) -> None:
        self.darkroom.close()

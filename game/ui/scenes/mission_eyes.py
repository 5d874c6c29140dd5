"""What a mission screen has for looking at pictures: the darkroom that draws them from their records, and the small
live picture of the Navcam."""

from dataclasses import replace
from typing import TYPE_CHECKING

from game.mission.session import Warp
from game.ui.darkroom import Darkroom
from game.ui.desk_inset import NavcamInset

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

RACING_TURNS = 4
"""Above x60 only every so many frames go on with the live picture."""


class Eyes:
    """Lives as long as the mission is on the screen."""

    def __init__(self, scene: "MissionScene") -> None:
        on_the_spot = not scene.services.private
        self._scene, self._frame = scene, 0
        self._live = NavcamInset(on_the_spot)
        self.darkroom = Darkroom(lambda: scene.session.view, on_the_spot)

    @property
    def inset(self) -> NavcamInset | None:
        """The live picture, where the player wants it."""
        return self._live if self._scene.services.settings.navcam_inset else None

    def update(self, now_s: float) -> None:
        """Once per frame: go on with the live picture while it is on the screen. When time races by nobody can follow
        it, and the mission needs the frame for itself."""
        session, pane = self._scene.session, self._scene.hud.panes.get("inset")
        self._frame += 1
        if pane is None or (not 0 <= session.warp <= Warp.X60 and self._frame % RACING_TURNS):
            return
        if self._live.update(session.view, now_s):
            pane.doubted = True

    def toggle(self) -> None:
        """Show the live picture, or put it away."""
        scene, on = self._scene, not self._scene.services.settings.navcam_inset
        scene.services.settings = replace(scene.services.settings, navcam_inset=on)
        scene.refresh()
        if on and "inset" not in scene.hud.panes:
            words = "The Navcam picture has no room here: it shows in a larger window, or when no mode is open."
            scene.services.toasts.say(words, "note", scene.services.time_s, 5.0, about="inset")

    def close(self) -> None:
        self.darkroom.close()
        self._live.close()

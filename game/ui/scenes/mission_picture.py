"""What the window shows of a mission, in layers that are drawn anew only when they have changed: the ground, what
stands on it, the panels over both. A frame in which nothing moves draws nothing."""

from typing import TYPE_CHECKING

import pygame

from game.ui.scenes.mission_marks import marks_shown
from game.ui.views.map_marks import draw_marks

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene


class MissionPicture:
    """The layers of one mission screen."""

    def __init__(self, scene: "MissionScene") -> None:
        self._scene = scene
        self._map = pygame.Surface((0, 0))
        self._marks: object = None
        self._tip = ""

    def draw(self, surface: pygame.Surface) -> None:
        """All of the window."""
        self._update_map(surface.get_size())
        self._show(surface)

    def freshen(self, surface: pygame.Surface) -> None:
        """The same on a window that still shows the last frame: as little as is needed."""
        scene = self._scene
        if self._update_map(surface.get_size()) or scene.root.tip() != self._tip:
            self._show(surface)
            return
        for pane in scene.hud.layer.renewed(scene.kit, scene.root.mark):
            surface.blit(self._map, pane.rect, pane.rect)
            pane.draw(scene.kit, surface, scene.root.mark)

    def _show(self, surface: pygame.Surface) -> None:
        self._tip = self._scene.root.tip()
        surface.blit(self._map, (0, 0))
        self._scene.root.draw(surface)

    def _update_map(self, size: tuple[int, int]) -> bool:
        """Bring ground and marks up to date; False when they were."""
        scene = self._scene
        camera, shown = scene.map.camera, marks_shown(scene)
        marks = (shown, camera.origin_px, camera.px_per_m, camera.clear.copy(), scene.kit)
        if self._map.get_size() != size:
            self._map, self._marks = pygame.Surface(size), None
        if not scene.map.compose() and marks == self._marks:
            return False
        self._marks = marks
        scene.map.draw(self._map)
        draw_marks(self._map, scene.kit, camera, scene.session.view, shown)
        return True

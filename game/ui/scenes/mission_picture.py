"""What the window shows of a mission, in layers that are drawn anew only where they have changed: the ground, what
stands on it, the panels over both. A frame in which nothing moves draws nothing."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pygame

from game.ui.canvas import DrawList, merged
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
        self._list: DrawList | None = None
        self._tip = ""

    def draw(self, surface: pygame.Surface) -> None:
        """All of the window."""
        self._update_map(surface.get_size())
        self._show(surface, (surface.get_rect(),))

    def freshen(self, surface: pygame.Surface) -> None:
        """The same on a window that still shows the last frame: as little as is needed."""
        scene, whole = self._scene, surface.get_rect()
        parts = self._update_map(whole.size)
        tip = scene.root.tip()
        if tip != self._tip or (tip and parts):
            self._show(surface, (whole,))
            return
        renewed = scene.hud.layer.renewed(scene.kit, scene.root.mark)
        self._show(surface, merged([*parts, *(pane.rect for pane in renewed)], whole))

    def _show(self, surface: pygame.Surface, parts: Iterable[pygame.Rect]) -> None:
        """Copy parts of the map to the window, and lay over them what lies there."""
        root = self._scene.root
        self._tip = root.tip()
        for part in parts:
            surface.set_clip(part)
            surface.blit(self._map, part, part)
            root.draw(surface, part)
        surface.set_clip(None)

    def _update_map(self, size: tuple[int, int]) -> list[pygame.Rect]:
        """Bring ground and marks up to date; the parts of the window that have changed."""
        scene = self._scene
        camera, shown = scene.map.camera, marks_shown(scene)
        marks = (shown, camera.origin_px, camera.px_per_m, camera.clear.copy(), scene.kit)
        if self._map.get_size() != size:
            self._map, self._marks, self._list = pygame.Surface(size), None, None
        ground = scene.map.compose()
        if not ground and marks == self._marks:
            return []
        self._marks = marks
        before, self._list = self._list, DrawList(size)
        draw_marks(self._list, scene.kit, camera, scene.session.view, shown)
        whole = self._map.get_rect()
        if before is None or whole in ground:
            parts = [whole]
        else:
            parts = merged([*ground, *self._list.changed_since(before)], whole)
        scene.map.draw(self._map, parts)
        self._list.draw(self._map, parts)
        return parts

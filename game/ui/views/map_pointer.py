"""The pointer on the map: presses, drags, the wheel, and where it rests."""

from typing import TYPE_CHECKING

from game.ui.input import LEFT, MIDDLE, RIGHT, Event, PointerDown, PointerMove, PointerUp, Wheel

if TYPE_CHECKING:
    from game.ui.scenes.mission import MissionScene

PICK_PX = 16.0
LEAST_PICK_M = 3.0
DRAG_PX = 5


class MapPointer:
    """A press that moves is a drag of the ground; one that does not is a click on it."""

    def __init__(self, scene: "MissionScene") -> None:
        self.scene = scene
        self._pressed: tuple[int, int] | None = None
        self._dragging = False

    def handle(self, event: Event) -> bool:
        """True when the map took it."""
        scene = self.scene
        if isinstance(event, Wheel) and not scene.root.over(event.pos):
            scene.map.camera.zoom_at(event.pos, event.turns)
            return True
        if isinstance(event, PointerDown) and not scene.root.over(event.pos):
            self._pressed, self._dragging = event.pos, event.button == MIDDLE
            return True
        if isinstance(event, PointerMove):
            return self._move(event)
        if isinstance(event, PointerUp) and self._pressed is not None:
            self._release(event)
            return True
        return False

    def _move(self, event: PointerMove) -> bool:
        if self._pressed is not None:
            far = max(abs(event.pos[0] - self._pressed[0]), abs(event.pos[1] - self._pressed[1])) > DRAG_PX
            self._dragging = self._dragging or far
            if self._dragging:
                self.scene.follower.on = False
                self.scene.map.camera.drag(*event.by)
            return True
        self.rest(event.pos)
        return False

    def rest(self, pos: tuple[int, int]) -> None:
        """Note what the pointer is on."""
        desk, camera = self.scene.desk, self.scene.map.camera
        desk.pick_m = max(LEAST_PICK_M, PICK_PX / camera.px_per_m)
        on_map = camera.on_map(pos) and not self.scene.root.over(pos)
        desk.pointed_m = camera.to_world(pos) if on_map else None

    def _release(self, event: PointerUp) -> None:
        pressed, dragged = self._pressed, self._dragging
        self._pressed, self._dragging = None, False
        if dragged or pressed is None:
            self.rest(event.pos)
        elif event.button == LEFT and self.scene.map.camera.on_map(pressed):
            self.scene.previews.drives.hand_over()
            self.scene.desk.click(self.scene.map.camera.to_world(pressed))
            self.scene.say_refusal()
        elif event.button == RIGHT and not self.scene.desk.cancel():
            self.scene.desk.leave_mode()

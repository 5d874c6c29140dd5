"""The pointer on the editor's map: choose, drag, pull at handles, place, look round."""

from dataclasses import replace
from typing import TYPE_CHECKING

from game.content.level_things import Thing, Tile, kept_on_map, map_size
from game.core.grid import distance_m
from game.ui.editor_desk import MOVE, EditorDesk
from game.ui.input import LEFT, RIGHT, Event, PointerDown, PointerMove, PointerUp, Wheel
from game.ui.views.editor_marks import RADIUS_HANDLE, handle_at, metres, thing_at, tile_of

if TYPE_CHECKING:
    from game.ui.scenes.editor import EditorScene

DRAG_PX = 4
Pixel = tuple[int, int]


class EditorPointer:
    """A press on a thing drags it, one on a handle of the chosen thing pulls it, one on bare ground looks round."""

    def __init__(self, scene: "EditorScene") -> None:
        self.scene = scene
        self.resting: Pixel | None = None
        self._pressed: Pixel | None = None
        self._grip: Thing | None = None
        self._handle: int | None = None
        self._moved = False

    def words(self) -> str:
        """The tile under the pointer."""
        if self.resting is None:
            return ""
        x, y = tile_of(self.scene.ground.camera, self.resting)
        return f"{x:.0f}, {y:.0f}"

    def handle(self, event: Event, desk: EditorDesk) -> bool:
        """True when the map took it."""
        scene = self.scene
        if isinstance(event, Wheel) and not scene.root.over(event.pos):
            scene.ground.camera.zoom_at(event.pos, event.turns)
            return True
        if isinstance(event, PointerDown) and not scene.root.over(event.pos):
            self._press(event, desk)
            scene.root.handle(event)
            return True
        if isinstance(event, PointerMove):
            return self._move(event, desk)
        if isinstance(event, PointerUp) and self._pressed is not None:
            self._release(event, desk)
            return True
        return False

    def _press(self, event: PointerDown, desk: EditorDesk) -> None:
        camera, chosen = self.scene.ground.camera, desk.thing
        self._pressed, self._moved, self._grip, self._handle = event.pos, False, None, None
        if event.button != LEFT or desk.tool != MOVE or desk.busy:
            return
        if chosen is not None and (handle := handle_at(camera, chosen, event.pos)) is not None:
            self._grip, self._handle = chosen, handle
        else:
            self._grip = thing_at(camera, desk.things, event.pos)
            desk.choose(self._grip.key if self._grip is not None else None)

    def _move(self, event: PointerMove, desk: EditorDesk) -> bool:
        on_map = self.scene.ground.camera.on_map(event.pos) and not self.scene.root.over(event.pos)
        self.resting = event.pos if on_map else None
        if self._pressed is None:
            return False
        far = max(abs(event.pos[0] - self._pressed[0]), abs(event.pos[1] - self._pressed[1]))
        self._moved = self._moved or far > DRAG_PX
        if self._moved and self._grip is None:
            self.scene.ground.camera.drag(*event.by)
        elif self._moved:
            desk.held = self._pulled(event.pos)
        return True

    def _release(self, event: PointerUp, desk: EditorDesk) -> None:
        moved, grip = self._moved, self._grip
        held = self._pulled(event.pos) if moved and grip is not None else None
        self._pressed, self._grip, self._moved = None, None, False
        if held is not None and self._handle is None:
            desk.drop(held)
        elif held is not None and self._handle == RADIUS_HANDLE:
            desk.size(held)
        elif held is not None and self._handle is not None:
            desk.shape(held, self._handle)
        elif not moved and event.button == LEFT and desk.tool != MOVE and self.scene.ground.camera.on_map(event.pos):
            desk.place(self._tile(event.pos))
        elif not moved and event.button == RIGHT:
            desk.take(MOVE)

    def _pulled(self, pos: Pixel) -> Thing:
        """The thing as it would be if it were let go here."""
        grip, camera = self._grip, self.scene.ground.camera
        assert grip is not None, "only while something is dragged"
        if self._handle is None:
            begin, now = tile_of(camera, self._pressed or pos), tile_of(camera, pos)
            return _shifted(grip, self._kept((grip.at[0] + now[0] - begin[0], grip.at[1] + now[1] - begin[1])))
        if self._handle == RADIUS_HANDLE:
            return replace(grip, radius_m=max(2.0, distance_m(*metres(grip.at, camera.tile_m), *camera.to_world(pos))))
        corners = [*grip.corners]
        corners[self._handle] = self._tile(pos)
        return replace(grip, corners=tuple(corners))

    def _tile(self, pos: Pixel) -> Tile:
        """The place under a point of the screen, to half a tile."""
        return self._kept(tile_of(self.scene.ground.camera, pos))

    def _kept(self, at: Tile) -> Tile:
        desk = self.scene.desk
        wide, high, _ = map_size(desk.reading.whole if desk is not None else {})
        return kept_on_map((round(2.0 * at[0]) / 2.0, round(2.0 * at[1]) / 2.0), wide, high)


def _shifted(thing: Thing, at: Tile) -> Thing:
    dx, dy = at[0] - thing.at[0], at[1] - thing.at[1]
    corners, outline = (tuple((x + dx, y + dy) for x, y in line) for line in (thing.corners, thing.outline))
    return replace(thing, at=at, corners=corners, outline=outline)

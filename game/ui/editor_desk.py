"""What happens in the level editor besides drawing: tools, the chosen thing, edits, and reading the text after each.

Edits wait for the reading of the text they change, which is made beside the frames.
"""

from collections.abc import Callable
from dataclasses import replace

from game.content import level_things as lt
from game.content.diagnose import Faults
from game.content.draft import Draft, Reading, read_draft
from game.content.edit_yaml import remove, set_value
from game.content.level_dials import MOST_SEED, RIM, SEED, Dial, dialled
from game.content.spans import Path
from game.ui.editor_files import Opened
from game.ui.jobs import Job
from game.ui.kit import Services

MOVE = "move"
TOOLS = (MOVE, *lt.KINDS)
REST_S = 0.2
"""A dial that stands still for so long is written into the text: one step to undo."""
Edit = Callable[[Reading], str]


class EditorDesk:
    """One draft on the desk. `changed` is called when the panels show something else than before."""

    def __init__(self, services: Services, opened: Opened, changed: Callable[[], None]) -> None:
        self.services, self.changed = services, changed
        self.draft: Draft = opened.draft
        self.catalog = opened.catalog
        self.reading: Reading = opened.reading
        self.tool = MOVE
        self.chosen: tuple[str, str] | None = None
        self.held: lt.Thing | None = None
        """What is being dragged, or was until its text has been read: drawn in place of the one of the same key."""
        self.dials: dict[Dial, float] = {}
        self._found: tuple[Reading, tuple[lt.Thing, ...]] | None = None
        self._rest_s = 0.0
        self._waiting: list[Edit] = []
        self._job: Job[Reading] | None = None

    # --- what there is ------------------------------------------------------------------------------------------------

    @property
    def things(self) -> tuple[lt.Thing, ...]:
        if self._found is None or self._found[0] is not self.reading:
            self._found = self.reading, lt.things_of(self.reading.whole, self.reading.own)
        found, held = self._found[1], self.held
        return found if held is None else tuple(held if thing.key == held.key else thing for thing in found)

    @property
    def thing(self) -> lt.Thing | None:
        return next((thing for thing in self.things if thing.key == self.chosen), None)

    @property
    def busy(self) -> bool:
        return self._job is not None or bool(self._waiting)

    def value(self, dial: Dial) -> float:
        """What a slider shows: its own figure until that has been written and read."""
        return self.dials.get(dial, dial.value(self.reading.whole))

    # --- what is done -------------------------------------------------------------------------------------------------

    def take(self, tool: str) -> None:
        self.tool = tool
        self.changed()

    def choose(self, key: tuple[str, str] | None) -> None:
        if key != self.chosen:
            self.chosen = key
            self.changed()

    def turn(self, dial: Dial, value: float) -> None:
        self.dials[dial] = value
        self._rest_s = REST_S

    def edit(self, edit: Edit) -> None:
        """Change the text when it has been read as it stands."""
        self._waiting.append(edit)

    def set(self, path: Path, value: object) -> None:
        self.edit(lambda reading: set_value(reading.text, path, value))

    def place(self, at: lt.Tile) -> None:
        """The tool puts something down; then it is chosen and can be dragged."""
        kind = self.tool

        def placing(reading: Reading) -> str:
            text, self.chosen = lt.placed(reading.text, reading.whole, kind, at)
            return text

        self.edit(placing)
        self.take(MOVE)

    def drop(self, thing: lt.Thing) -> None:
        """Let go of what was dragged: the text follows."""
        self.held = thing
        self.edit(lambda reading: lt.moved(reading.text, self._same(reading, thing), thing.at))

    def size(self, thing: lt.Thing) -> None:
        self.held = thing
        self.edit(lambda reading: lt.sized(reading.text, self._same(reading, thing), thing.radius_m))

    def shape(self, thing: lt.Thing, corner: int) -> None:
        self.held = thing
        at = thing.corners[corner]
        self.edit(lambda reading: lt.corner_moved(reading.text, self._same(reading, thing), corner, at))

    def remove(self) -> None:
        thing = self.thing
        if thing is not None:
            self.edit(lambda reading: lt.removed(reading.text, self._same(reading, thing)))

    def _same(self, reading: Reading, thing: lt.Thing) -> lt.Thing:
        """The thing as the text has it now."""
        found = lt.things_of(reading.whole, reading.own)
        return next((other for other in found if other.key == thing.key), replace(thing, path=None))

    def new_seed(self) -> None:
        """Another crater: the next number."""
        now = lt.at_path(self.reading.whole, SEED)
        self.set(SEED, (now if type(now) is int else 0) + 1)

    def set_seed(self, text: str) -> None:
        """A seed that was typed in."""
        typed = text.strip().replace(" ", "")
        if typed.isascii() and typed.isdigit() and int(typed[:20]) <= MOST_SEED and len(typed) <= 19:
            self.set(SEED, int(typed))
            return
        words = f"A seed is a whole number from 0 to {MOST_SEED}."
        self.services.toasts.say(words, "caution", self.services.time_s, 6.0)
        self.changed()

    def set_rim(self, wanted: bool) -> None:
        """A mountain front along one side of the map, or none."""
        _wide, high, _ = lt.map_size(self.reading.whole)
        new = {"at": (0.0, float(high // 2)), "rise_deg": 270.0, "height_m": 60.0, "run_m": 200.0}
        if wanted:
            self.set(RIM, new)
        else:
            self.edit(lambda reading: remove(reading.text, RIM))

    def undo(self) -> None:
        self._step(self.draft.undo)

    def redo(self) -> None:
        self._step(self.draft.redo)

    def _step(self, step: Callable[[], None]) -> None:
        self.dials.clear()
        self.held = None
        step()
        self._read()

    # --- frame by frame -----------------------------------------------------------------------------------------------

    def update(self, dt_s: float) -> None:
        if self._job is not None and self._job.done:
            self._take_in(self._job)
        self._rest_s -= dt_s
        if self.dials and self._rest_s <= 0.0 and not self.busy:
            self._waiting.append(self._dialled)
        if self._job is None and self._waiting:
            self._carry_out(self._waiting.pop(0))

    def _dialled(self, reading: Reading) -> str:
        text = reading.text
        for dial, value in self.dials.items():
            text = dialled(text, dial, value)
        return text

    def _carry_out(self, edit: Edit) -> None:
        try:
            self.draft.change(edit(self.reading))
        except Faults as wrong:
            fault = wrong.faults[0]
            words = fault.sentence[:1].upper() + fault.sentence[1:] + (f": {fault.hint}." if fault.hint else ".")
            self.services.toasts.say(words, "caution", self.services.time_s, 8.0)
            self.held = None
            self.dials.clear()
        self._read()

    def _read(self) -> None:
        text, file, catalog = self.draft.text, str(self.draft.file), self.catalog
        if self._job is not None:
            self._job.drop()
        self._job = self.services.jobs.start(lambda: read_draft(text, file, catalog))

    def _take_in(self, job: Job[Reading]) -> None:
        self._job = None
        if job.error is not None:
            raise job.error
        self.reading = job.result
        if not self._waiting:
            self.held = None
        self.dials = {dial: value for dial, value in self.dials.items() if self._rest_s > 0.0}
        self.changed()

"""The `variables:` and `story:` sections of a level: triggers, and what they do.

Each kind of effect is one field of `Effect`; `sim/story_effects.py` carries it out. The fields' descriptions are the
reference that modders read.
"""

from typing import Annotated, Any, Literal

from pydantic import (
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from game.content.condition_reader import EVENT_MARK, WHERE_MARK, ConditionField, parse_on
from game.content.conditions import On
from game.content.fields import Id, Section, Tile, about, fault, prose, quantity, several, text

Speaker = Literal["flight_director", "geologist", "pilot", "engineer", "astrobiologist", "student"]
"""Who of the team can speak; each has a portrait of its own."""
Wheel = Annotated[int, quantity(1, 6, "A wheel: 1 to 3 left, front to back; 4 to 6 right.", 4)]
_Amount = Annotated[float, quantity(-1e9, 1e9, "A number.", 1)]
_Hours = Annotated[float, quantity(0.1, 10_000, "How long it lasts.", 6)]


class Dialogue(Section):
    """Somebody of the team speaks."""

    who: Annotated[Speaker, about("Who speaks.", "geologist")]
    text: Annotated[str, text(600, "What is said.", "That dark rock: could we get a closer look?")]


class Place(Section):
    """Something on the map: a target, or a place."""

    target: Annotated[str, about("Id of a target.", "rochette")] = ""
    at: Annotated[tuple[float, float] | None, about("A place in tiles.", [40, 60])] = None

    @model_validator(mode="after")
    def one(self) -> "Place":
        if bool(self.target) == (self.at is not None):
            raise fault("needs `target:` or `at:`, one of the two")
        return self


class VariableChange(Section):
    """A variable and a number."""

    variable: Id
    amount: _Amount


class Reveal(Section):
    """Ground that becomes known, as if the helicopter had seen it."""

    at: Tile
    radius_m: Annotated[float, quantity(1, 1000, "How far around.", 30)]


class WeatherChange(Section):
    """Dust comes up, and goes again."""

    tau: Annotated[float, quantity(0.2, 10, "Dust in the air at its worst.", 2)]
    hours: _Hours


class Failure(Section):
    """Something breaks for a time. One of wheel, instrument and radio."""

    wheel: Annotated[Wheel | None, about("A wheel that turns hard.", 4)] = None
    instrument: Annotated[str, about("An instrument of the catalogue that gives no data.", "pixl")] = ""
    radio: Annotated[bool, about("true: no relay pass brings anything.", True)] = False
    hours: _Hours

    @model_validator(mode="after")
    def one(self) -> "Failure":
        if [self.wheel is not None, bool(self.instrument), self.radio].count(True) != 1:
            raise fault("needs one of `wheel:`, `instrument:` and `radio: true`")
        return self


class Effect(Section):
    """One thing that a trigger does: exactly one of these keys."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    message: Annotated[str, prose(600, "Say something in the log and beside the map.")] = ""
    dialogue: Annotated[Dialogue | None, about("Somebody of the team speaks.")] = None
    hint: Annotated[str, prose(600, "Give a hint, which stays in the list of hints.")] = ""
    highlight: Annotated[Place | None, about("Point at something on the map.")] = None
    move_camera: Annotated[Place | None, about("Move the map's view there.")] = None
    set: Annotated[VariableChange | None, about("Give a variable a value.")] = None
    add: Annotated[VariableChange | None, about("Add to a variable.")] = None
    reveal: Annotated[Reveal | None, about("Make ground known, with the targets on it.")] = None
    spawn_target: Annotated[str, about("Id of a target marked `later: true`: now it is there.", "wildcat")] = ""
    add_objective: Annotated[str, about("Id of an objective marked `later: true`: now it counts.", "extra")] = ""
    complete_objective: Annotated[str, about("Id of an objective that is now done.", "extra")] = ""
    fail_objective: Annotated[str, about("Id of an objective that is now missed.", "extra")] = ""
    weather: Annotated[WeatherChange | None, about("A dust storm begins now.")] = None
    fault: Annotated[Failure | None, about("Something breaks for a time.")] = None
    pause: Annotated[bool, about("true: stop the clock, so that nobody misses what comes.", True)] = False
    win: Annotated[bool, about("true: the mission is won.", True)] = False
    lose: Annotated[str, prose(200, "The mission is lost; the text says why.")] = ""

    @model_validator(mode="before")
    @classmethod
    def one(cls, data: Any) -> Any:
        if isinstance(data, dict) and len(data) != 1:
            raise fault(f"an effect is one key with its value, found {len(data)}: begin each with its own '- '")
        key, value = next(iter(data.items())) if isinstance(data, dict) else ("", "")
        if value is None:
            raise fault(f"'{key}' needs something behind the colon", key)
        return data

    @property
    def kind(self) -> str:
        """The one key that was given."""
        return next(iter(self.model_fields_set), "")


class _OnSchema:
    """Takes the event that `Trigger.event_with_figures` has read; marks its place in the JSON Schema."""

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(On)

    def __get_pydantic_json_schema__(self, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {EVENT_MARK: True}


class Trigger(Section):
    """When something happens or becomes true, do something. With `on:` and `when:`, both must be so."""

    id: Id
    on: Annotated[On | None, _OnSchema(), about("An event to wait for.", "CoreTaken")] = None
    where: Annotated[None, WithJsonSchema({WHERE_MARK: True}), about("Figures that the event must have.")] = None
    when: Annotated[ConditionField | None, about("A condition: without `on:`, fires when it becomes true.")] = None
    times: Annotated[int, quantity(1, 1000, "How often it may fire.", 1)] = 1
    do: Annotated[tuple[Effect, ...], several(30, "What it does, in this order.", 1)]

    @model_validator(mode="before")
    @classmethod
    def event_with_figures(cls, data: Any) -> Any:
        """`on:` and `where:` are read together: what the figures are depends on the event."""
        if not isinstance(data, dict) or not {"on", "where"} & set(data):
            return data
        rest = {key: value for key, value in data.items() if key != "where"}
        if data.get("on") is None:
            raise fault("'where' tells more of an event, but no `on:` names one")
        return rest | {"on": parse_on(data["on"], data.get("where"))}

    @model_validator(mode="after")
    def something(self) -> "Trigger":
        if self.on is None and self.when is None:
            raise fault("needs `on:` (an event) or `when:` (a condition)")
        return self


class Variable(Section):
    """A number that the story keeps."""

    id: Id
    start: Annotated[float, quantity(-1e9, 1e9, "Its value when the mission begins.", 0)] = 0.0

"""The script language: one step per command, positions in tiles, each step a mapping with one key.

```yaml
format: 1
steps:
  - drive_to: {at: [41, 30]}          # waits until done unless `wait: false`
  - fly: {route: [[60, 40], [80, 44]], altitude_m: 10, return: true}
  - panorama
  - sleep_until: {lmst: "08:00"}
```
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self, cast

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from game.content.condition_reader import ConditionField
from game.content.fields import Id, Lmst, Section, Tile, about, quantity, several
from game.content.level import Level
from game.core import marstime
from game.mission.script_data_steps import CallEarth, Delete, Hold, Postpone, Prioritise, Release
from game.mission.script_driving import (
    Approach,
    Degrees,
    DriveArc,
    DriveTo,
    KeepOut,
    Readmit,
    Simple,
    TargetId,
    TurnTo,
    Waiting,
    WayOut,
)
from game.sim import commands as c

FORMAT = 1


class Image(Waiting):
    """Take a picture of a target, or along an azimuth."""

    camera: Annotated[Id, about("Camera of the catalogue.", "mastcam_z")] = "mastcam_z"
    target: Annotated[str, about("Id of a target; or give an azimuth.", "rochette")] = ""
    azimuth_deg: Degrees = 0.0
    elevation_deg: Annotated[float, quantity(-90, 90, "Up from the horizon.", 0)] = 0.0
    focal_mm: Annotated[float, quantity(1, 1000, "Focal length.", 110)] = 34.0
    stereo: Annotated[bool, about("With both eyes.", False)] = False

    def command(self, _level: Level) -> c.Command:
        pointed = (self.azimuth_deg, self.elevation_deg, self.focal_mm)
        return c.TakeImage(self.camera, self.target, *pointed, stereo=self.stereo)


class Abrade(Waiting):
    """Grind a patch."""

    target: TargetId

    def command(self, _level: Level) -> c.Command:
        return c.Abrade(self.target)


class Analyse(Waiting):
    """Study a target with an instrument."""

    target: TargetId
    instrument: Annotated[Id, about("Instrument of the catalogue.", "pixl")] = "pixl"

    def command(self, _level: Level) -> c.Command:
        return c.Analyse(self.target, self.instrument)


class Core(Waiting):
    """Drill a core."""

    target: TargetId

    def command(self, _level: Level) -> c.Command:
        return c.Core(self.target)


class DropTube(Waiting):
    """Lay a stored tube on the ground."""

    number: Annotated[int, quantity(1, 43, "Number of the tube.", 1)]

    def command(self, _level: Level) -> c.Command:
        return c.DropTube(self.number)


class Fly(Waiting):
    """Fly the helicopter along waypoints."""

    route: Annotated[tuple[Tile, ...], several(20, "Waypoints in tiles.", 1, [[60, 40], [80, 44]])]
    altitude_m: Annotated[float, quantity(1, 30, "Height above the ground.", 10)] = 10.0
    return_home: Annotated[bool, Field(alias="return", description="Come back to where it took off.")] = False
    pictures: Annotated[bool, Field(description="Colour pictures at both ends; without, a quick hop.")] = True

    def command(self, level: Level) -> c.Command:
        return c.Fly(tuple(level.metres(at) for at in self.route), self.altitude_m, self.return_home, self.pictures)


class RunMoxie(Waiting):
    """Make oxygen."""

    minutes: Annotated[float, quantity(1, 300, "How long oxygen is made, after the warm-up.", 60)] = 60.0
    amps: Annotated[float, quantity(0.1, 10, "Current through the cells.", 2)] = 2.0

    def command(self, _level: Level) -> c.Command:
        return c.RunMoxie(self.minutes, self.amps)


class MarkHorizon(Waiting):
    """Mark the top of a layer in the radargram."""

    horizon: Annotated[Id, about("Id of a layer of the subsurface.", "floor")]
    points: Annotated[
        tuple[tuple[float, float], ...],
        several(200, "Points: metres along what was sounded, two-way time in ns.", 3, [[0, 80], [6, 84], [12, 90]]),
    ]
    permittivity: Annotated[float, quantity(1, 20, "By which times become depths: c / sqrt of it.", 6)]

    def command(self, _level: Level) -> c.Command:
        return c.MarkHorizon(self.horizon, self.points, self.permittivity)


class SleepUntil(Waiting):
    """Sleep until a time of day."""

    lmst: Lmst

    def command(self, _level: Level) -> c.Command:
        return c.SleepUntil(marstime.parse_lmst(self.lmst))


class Wait(Section):
    """Let time pass: for minutes, to a time of day, or until a condition holds (at most `at_most_sols`)."""

    minutes: Annotated[float | None, quantity(0, 100_000, "How long.", 30)] = None
    lmst: Annotated[Lmst | None, about("To this time of day.", "09:00")] = None
    until: Annotated[ConditionField | None, about("Until it holds.", {"rover.charge_frac": {"at_least": 0.9}})] = None
    at_most_sols: Annotated[float, quantity(0, 1000, "Give up waiting after this.", 3)] = 3.0

    @model_validator(mode="after")
    def one_way(self) -> Self:
        if sum(value is not None for value in (self.minutes, self.lmst, self.until)) != 1:
            raise _said("needs exactly one of minutes, lmst, until", "for example `wait: {minutes: 30}`")
        return self


def _said(sentence: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("said", "{sentence}", {"sentence": sentence, "hint": hint})


SIMPLE: dict[str, c.Command] = {
    "panorama": c.TakePanorama(),
    "seal_tube": c.SealTube(),
    "seal_witness": c.SealWitness(),
    "clear_carousel": c.ClearCarousel(),
    "stop": c.Stop(),
    "abort_flight": c.AbortFlight(),
    "stop_moxie": c.StopMoxie(),
    "radar_on": c.SetRadar(True),
    "radar_off": c.SetRadar(False),
    "wake": c.Wake(),
    "clear_plan": c.ClearPlan(),
}
"""Words that are a whole step: `- panorama` or `- panorama: {wait: false}`."""
PLANNABLE = (
    *("drive_to", "approach", "turn_to", "extract", "image", "panorama", "abrade", "analyse", "core", "seal_tube"),
    *("seal_witness", "clear_carousel", "drop_tube", "fly", "run_moxie", "radar_on", "radar_off", "sleep_until"),
    *("prioritise", "postpone", "hold", "release", "delete", "call_earth", "add_keep_out", "remove_keep_out"),
    "mark_horizon",
)


class Step(Section):
    """One step: exactly one of these keys."""

    drive_to: DriveTo | None = None
    approach: Approach | None = None
    drive_arc: DriveArc | None = None
    turn_to: TurnTo | None = None
    extract: WayOut | None = None
    add_keep_out: KeepOut | None = None
    remove_keep_out: Readmit | None = None
    image: Image | None = None
    panorama: Simple | None = None
    abrade: Abrade | None = None
    analyse: Analyse | None = None
    core: Core | None = None
    seal_tube: Simple | None = None
    seal_witness: Simple | None = None
    clear_carousel: Simple | None = None
    drop_tube: DropTube | None = None
    fly: Fly | None = None
    abort_flight: Simple | None = None
    run_moxie: RunMoxie | None = None
    stop_moxie: Simple | None = None
    radar_on: Simple | None = None
    radar_off: Simple | None = None
    mark_horizon: MarkHorizon | None = None
    sleep_until: SleepUntil | None = None
    wake: Simple | None = None
    stop: Simple | None = None
    prioritise: Prioritise | None = None
    postpone: Postpone | None = None
    hold: Hold | None = None
    release: Release | None = None
    delete: Delete | None = None
    call_earth: CallEarth | None = None
    add_to_plan: "Step | None" = None
    clear_plan: Simple | None = None
    wait: Wait | None = None

    @model_validator(mode="before")
    @classmethod
    def open_up(cls, data: Any) -> Any:
        """`panorama` and `panorama:` mean `panorama: {}`."""
        if isinstance(data, str):
            return {data: {}}
        if isinstance(data, Mapping):
            return {key: {} if value is None else value for key, value in data.items()}
        return data

    @model_validator(mode="after")
    def one_key(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise _said("a step has exactly one command", "for example `- drive_to: {at: [41, 30]}`")
        if self.add_to_plan is not None and self.add_to_plan.name not in PLANNABLE:
            raise _said(f"'{self.add_to_plan.name}' cannot wait in the plan", "give it as a step of its own")
        return self

    @property
    def name(self) -> str:
        """The step's word."""
        return next(iter(self.model_fields_set))

    @property
    def waits(self) -> bool:
        """True when the next step comes only after this one is done."""
        asked = getattr(self, self.name)
        return isinstance(asked, Waiting) and asked.wait

    def command(self, level: Level) -> c.Command:
        """The command of any step but `wait`, on this level."""
        if self.name in SIMPLE:
            return SIMPLE[self.name]
        if self.add_to_plan is not None:
            return c.AddToPlan(cast(c.PlanStep, self.add_to_plan.command(level)))
        found: c.Command = getattr(self, self.name).command(level)
        return found


class ScriptFile(Section):
    """A whole script."""

    format: Annotated[Literal[1], about("Version of the script language.", FORMAT)]
    level: Annotated[str, about("Id of the level it was written for.", "first_light")] = ""
    steps: Annotated[tuple[Step, ...], several(2000, "What to do, one after another.", 1)]

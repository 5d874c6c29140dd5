"""The state of a mission: plain dataclasses, one section per system, and the site they stand on.

`Site` never changes while a mission runs (it is regenerated from level + seed, never saved). Everything else in
`World` is the saved state: a system owns its section, others read it. Floats here must be reproducible bit for bit.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from game.content.catalog import Catalog
from game.content.level import Level
from game.sim.commands import PlanStep
from game.sim.reasons import Reason
from game.terrain.terrain import Terrain

KNOWN_ORBITAL, KNOWN_AERIAL, KNOWN_SURVEYED = 0, 1, 2


@dataclass(frozen=True)
class Site:
    """What a mission is played on: level, seed, ground and catalogue."""

    level: Level
    seed: int
    terrain: Terrain
    catalog: Catalog
    derived: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """Scratch for values worked out from the site (cost grids and such); never saved, never decides anything."""


# --- weather, power, heat ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class WeatherState:
    """The sky and air now (updated each minute)."""

    ls_deg: float = 0.0
    sun_azimuth_deg: float = 0.0
    sun_elevation_deg: float = 0.0
    air_c: float = 0.0
    ground_c: float = 0.0
    pressure_pa: float = 0.0
    density_kg_m3: float = 0.0
    tau: float = 0.0
    wind_m_s: float = 0.0
    gust_m_s: float = 0.0
    wind_from_deg: float = 0.0
    storm: bool = False


@dataclass(slots=True)
class PowerState:
    """Batteries and the bus. Systems that use power between minutes add joules to `drawn_j`; the minute settles it."""

    charge_wh: float = 0.0
    capacity_wh: float = 0.0
    source_w: float = 0.0
    load_w: float = 0.0
    drawn_j: float = 0.0
    loads_w: list[tuple[str, float]] = field(default_factory=list)
    low_warned: bool = False
    safe_mode: bool = False
    safe_modes: int = 0
    asleep_until_tick: int = -1
    """-1 when awake."""
    wh_in: float = 0.0
    wh_out: float = 0.0
    shunted_wh: float = 0.0
    """Generated, but the batteries were full: wh_in - wh_out - shunted_wh is what they gained."""


@dataclass(slots=True)
class ThermalState:
    """Temperatures of the parts that care."""

    actuators_c: float = 0.0
    electronics_c: float = 0.0
    heater_w: float = 0.0


# --- rover ------------------------------------------------------------------------------------------------------------


class TaskKind(StrEnum):
    """What the rover itself is doing: one thing at a time."""

    DRIVE = "drive"
    ARC = "arc"
    TURN = "turn"
    IMAGE = "image"
    PANORAMA = "panorama"
    ABRADE = "abrade"
    ANALYSE = "analyse"
    CORE = "core"
    SEAL = "seal"
    WITNESS = "witness"
    DROP = "drop"


@dataclass(slots=True)
class Task:
    """The rover's present activity. Actuators are warm from `ready_tick` on; `ends_tick` -1: open-ended (drives)."""

    kind: TaskKind
    target: str
    started_tick: int
    ready_tick: int
    ends_tick: int
    detail: str = ""
    """Camera, instrument, or tube number as text."""
    azimuth_deg: float = 0.0
    elevation_deg: float = 0.0
    focal_mm: float = 0.0


@dataclass(slots=True)
class DriveState:
    """The drive in progress, autonomous or by hand."""

    route_m: list[tuple[float, float]] = field(default_factory=list)
    leg: int = 0
    goal_x_m: float = 0.0
    goal_y_m: float = 0.0
    throttle_frac: float = 0.0
    curvature_per_m: float = 0.0
    turn_to_deg: float = 0.0
    driven_m: float = 0.0
    replans: int = 0
    told: str = ""
    """Key of the last hazard that was told of, and the metres of new routes since: the log is not told of each step."""
    untold_m: float = 0.0
    slip_s: int = 0
    """Seconds in a row that slip has been above the limit."""
    pause_until_tick: int = -1
    """The rover stands until then: first pictures, or AutoNav thinking."""
    checked_version: int = -1
    """Version of the survey against which the rest of the route was last checked."""
    blocked: int = 0
    """Times in a row that the next step was unsafe."""
    face_deg: float = -1.0
    """Heading to turn to on arrival, so that the arm faces the target; -1 when it does not matter."""


@dataclass(slots=True)
class RoverState:
    """Perseverance on the ground."""

    x_m: float = 0.0
    y_m: float = 0.0
    heading_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    tilt_deg: float = 0.0
    speed_m_s: float = 0.0
    slip_frac: float = 0.0
    odometry_m: float = 0.0
    wheel_turns: float = 0.0
    wheel_wear_frac: list[float] = field(default_factory=lambda: [0.0] * 6)
    task: Task | None = None
    drive: DriveState = field(default_factory=DriveState)
    track_m: list[tuple[float, float]] = field(default_factory=list)
    """Where the wheels have been, about every metre, for the map and the pictures."""
    avoid_tiles: list[int] = field(default_factory=list)
    """Tiles (flat index) on which a drive has failed: the planner goes round them from then on."""


@dataclass(slots=True)
class SequencerState:
    """The plan: steps not yet started, and why it waits if it does."""

    steps: list[PlanStep] = field(default_factory=list)
    held: Reason | None = None


# --- survey and targets -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class SurveyState:
    """What is known of each tile: 0 orbital, 1 aerial, 2 surveyed. `version` counts changes (for caches)."""

    known: npt.NDArray[np.uint8]
    version: int = 0
    last_tile: int = -1
    """Tile index from which the mast last looked around."""
    aerial_tiles: int = field(init=False, compare=False)
    """Tiles seen from the air or the ground; counted from `known`, kept up to date by systems/survey."""
    surveyed_tiles: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.aerial_tiles = int(np.count_nonzero(self.known))
        self.surveyed_tiles = int(np.count_nonzero(self.known == KNOWN_SURVEYED))


@dataclass(slots=True)
class TargetState:
    """What has been done with a target of the level (same order as level.targets)."""

    known: bool = False
    reached: bool = False
    imaged: bool = False
    abraded: bool = False
    analysed: list[str] = field(default_factory=list)
    """Instruments used, in the order of first use."""
    cores: int = 0
    sealed: int = 0


# --- samples, MOXIE, data ---------------------------------------------------------------------------------------------


class TubeStatus(StrEnum):
    """The life of a tube."""

    EMPTY = "empty"
    FILLED = "filled"
    SEALED = "sealed"
    STORED = "stored"
    DEPOSITED = "deposited"
    WASTED = "wasted"
    """Holds only atmosphere: the rock crumbled."""


@dataclass(slots=True)
class Tube:
    """One sample or witness tube."""

    number: int
    witness: bool = False
    status: TubeStatus = TubeStatus.EMPTY
    target: str = ""
    rock: str = ""
    family: str = ""
    length_cm: float = 0.0
    mass_g: float = 0.0
    x_m: float = 0.0
    y_m: float = 0.0


class MoxiePhase(StrEnum):
    """What MOXIE is doing."""

    OFF = "off"
    WARMING = "warming"
    PRODUCING = "producing"


@dataclass(slots=True)
class MoxieState:
    """MOXIE and the oxygen made so far."""

    phase: MoxiePhase = MoxiePhase.OFF
    phase_ends_tick: int = -1
    minutes: float = 0.0
    amps: float = 0.0
    rate_g_h: float = 0.0
    purity_frac: float = 0.0
    run_g: float = 0.0
    oxygen_g: float = 0.0
    runs: int = 0


class ProductKind(StrEnum):
    """What a data product is."""

    IMAGE = "image"
    PANORAMA = "panorama"
    ANALYSIS = "analysis"
    AERIAL = "aerial"


@dataclass(slots=True)
class Product:
    """One data product on board or sent. `number` is its index + 1."""

    number: int
    kind: ProductKind
    source: str
    """Camera or instrument."""
    target: str
    mbit: float
    taken_tick: int
    x_m: float
    y_m: float
    azimuth_deg: float = 0.0
    elevation_deg: float = 0.0
    focal_mm: float = 0.0
    sent_mbit: float = 0.0
    downlinked_tick: int = -1
    priority: int = 0


@dataclass(slots=True)
class CommsState:
    """Data products and the relay pass in progress (index into the level's passes, -1 none)."""

    products: list[Product] = field(default_factory=list)
    pass_index: int = -1
    pass_ends_tick: int = -1
    pass_sent_mbit: float = 0.0
    sent_mbit: float = 0.0


# --- helicopter -------------------------------------------------------------------------------------------------------


class FlightPhase(StrEnum):
    """Where a flight stands."""

    PARKED = "parked"
    SPIN_UP = "spin_up"
    CLIMB = "climb"
    CRUISE = "cruise"
    DESCENT = "descent"
    LOST = "lost"


@dataclass(slots=True)
class HelicopterState:
    """Ingenuity. `altitude_m` is above the ground below it; `nav_off_m` the error that its navigation has gathered."""

    present: bool = False
    x_m: float = 0.0
    y_m: float = 0.0
    altitude_m: float = 0.0
    heading_deg: float = 0.0
    phase: FlightPhase = FlightPhase.PARKED
    phase_ends_tick: int = -1
    speed_m_s: float = 0.0
    charge_wh: float = 0.0
    capacity_wh: float = 0.0
    brown_out: bool = False
    dust_frac: float = 0.0
    """Share of the solar panel's light taken by dust."""
    route_m: list[tuple[float, float]] = field(default_factory=list)
    """Place of take-off, then the way-points; leg n leads from point n to point n + 1."""
    leg: int = 0
    leg_started_s: float = 0.0
    """Seconds after lift-off at which this leg begins to move; after the last leg, at which the descent begins."""
    leg_start_m_s: float = 0.0
    cruise_m_s: float = 0.0
    cruise_altitude_m: float = 0.0
    rotor_rpm: float = 0.0
    started_tick: int = -1
    """Lift-off."""
    flown_m: float = 0.0
    nav_off_m: float = 0.0
    drift_m_s: float = 0.0
    """Error of the navigated speed: grows over ground without features."""
    stray_x: float = 0.0
    stray_y: float = 0.0
    """Unit vector along which this flight's navigation error leads astray."""
    stray_luck: float = 1.0
    lost_frame_tick: int = -1
    new_tiles: int = 0
    aborting: bool = False
    flights: int = 0
    total_m: float = 0.0
    path_m: list[tuple[float, float]] = field(default_factory=list)
    """Ground track of the present or last flight, for the map."""


# --- objectives -------------------------------------------------------------------------------------------------------


class Status(StrEnum):
    """Of an objective."""

    OPEN = "open"
    DONE = "done"
    FAILED = "failed"


class Outcome(StrEnum):
    """Of the mission."""

    RUNNING = "running"
    WON = "won"
    LOST = "lost"


@dataclass(slots=True)
class ObjectiveState:
    """Same order as level.objectives."""

    status: Status = Status.OPEN
    tick: int = -1


@dataclass(slots=True)
class ObjectivesState:
    """Progress of the whole mission."""

    items: list[ObjectiveState] = field(default_factory=list)
    outcome: Outcome = Outcome.RUNNING
    cause: str = ""
    score: int = 0
    stars: int = 0
    nights_survived: int = 0


@dataclass(slots=True)
class World:
    """A mission at one tick."""

    site: Site
    tick: int
    weather: WeatherState
    power: PowerState
    thermal: ThermalState
    rover: RoverState
    sequencer: SequencerState
    survey: SurveyState
    targets: list[TargetState]
    tubes: list[Tube]
    moxie: MoxieState
    comms: CommsState
    helicopter: HelicopterState
    objectives: ObjectivesState

    @property
    def level(self) -> Level:
        return self.site.level

    @property
    def terrain(self) -> Terrain:
        return self.site.terrain

    @property
    def asleep(self) -> bool:
        return self.power.asleep_until_tick >= 0

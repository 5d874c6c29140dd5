"""The rover on the ground: its task, its drive, its plan."""

from dataclasses import dataclass, field
from enum import StrEnum

from game.sim.commands import PlanStep
from game.sim.physics.drive_modes import DriveMode
from game.sim.reasons import Reason


class TaskKind(StrEnum):
    """What the rover itself is doing: one thing at a time."""

    DRIVE = "drive"
    ARC = "arc"
    TURN = "turn"
    EXTRACT = "extract"
    IMAGE = "image"
    PANORAMA = "panorama"
    ABRADE = "abrade"
    ANALYSE = "analyse"
    CORE = "core"
    SEAL = "seal"
    WITNESS = "witness"
    DROP = "drop"
    CLEAR = "clear"
    CALL = "call"


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
    stereo: bool = False


@dataclass(slots=True)
class DriveState:
    """The drive in progress, to a place or by hand."""

    mode: DriveMode = DriveMode.AUTONAV
    backwards: bool = False
    believed_x_m: float = 0.0
    believed_y_m: float = 0.0
    """Where the wheels' turns say that the rover is; of use only to a mode that does not measure."""
    from_x_m: float = 0.0
    from_y_m: float = 0.0
    """Where the present leg begins."""
    begun_sinkage_m: float = 0.0
    """How deep the wheels stood when the drive began."""

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


@dataclass(frozen=True, slots=True)
class KeepOut:
    """A circle that the player keeps the rover out of."""

    number: int
    x_m: float
    y_m: float
    radius_m: float


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
    sinkage_m: float = 0.0
    """How deep the wheels stand in loose ground."""
    embedded: bool = False
    """The wheels are in too deep to drive."""
    extractions: int = 0
    """Attempts to get out, over the whole mission."""
    track_m: list[tuple[float, float]] = field(default_factory=list)
    """Where the wheels have been, about every metre, for the map and the pictures."""
    keep_out: list[KeepOut] = field(default_factory=list)
    """Zones that the player has drawn, by rising number."""
    avoid_tiles: list[int] = field(default_factory=list)
    """Tiles (flat index) on which a drive has failed: the planner goes round them from then on."""


@dataclass(slots=True)
class SequencerState:
    """The plan: steps not yet started, and why it waits if it does."""

    steps: list[PlanStep] = field(default_factory=list)
    held: Reason | None = None

"""Everything that can be asked of the mission: one frozen class per command, in the imperative.

Keyboard, mouse, script, autopilot and replay all act through these; nothing else changes the world.
Positions are metres from the map's north-west corner (x east, y south); headings are degrees clockwise
from north. `COMMANDS` is the whole list; `command_name(DriveTo)` is `drive_to`, the word used in scripts
and replays.
"""

from dataclasses import dataclass

from game.sim.ground_commands import AddToUplink as AddToUplink
from game.sim.ground_commands import ClearUplink as ClearUplink
from game.sim.ground_commands import MoveInUplink as MoveInUplink
from game.sim.ground_commands import RecallUplink as RecallUplink
from game.sim.ground_commands import RemoveFromUplink as RemoveFromUplink
from game.sim.ground_commands import SendUplink as SendUplink
from game.sim.physics.drive_modes import DriveMode
from game.sim.physics.sinkage import Extraction


@dataclass(frozen=True, slots=True)
class DriveTo:
    """Plan a route over what is known and drive it: with AutoNav, with visual odometry alone, or as directed, blind.

    Backwards the wheels slip less on loose ground.
    """

    x_m: float
    y_m: float
    mode: DriveMode = DriveMode.AUTONAV
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class DriveArc:
    """Drive by hand until told otherwise: throttle -1..1 (of 4.2 cm/s), curvature 1/m, positive to the right."""

    throttle_frac: float
    curvature_per_m: float


@dataclass(frozen=True, slots=True)
class TurnTo:
    """Turn in place to a heading."""

    heading_deg: float


@dataclass(frozen=True, slots=True)
class Extract:
    """One attempt to free wheels that have dug themselves in."""

    way: Extraction


@dataclass(frozen=True, slots=True)
class AddKeepOut:
    """Draw a keep-out zone: a circle that drives go round."""

    x_m: float
    y_m: float
    radius_m: float


@dataclass(frozen=True, slots=True)
class RemoveKeepOut:
    """Take back a keep-out zone that was drawn, by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop what the rover is doing now (drive, arm, imaging); the plan's remaining steps are kept but held."""


@dataclass(frozen=True, slots=True)
class TakeImage:
    """Take one frame with a camera of the catalogue; of a target, or along an azimuth when target is ''.

    stereo: with both eyes of a camera that has two, for twice the data.
    """

    camera: str
    target: str
    azimuth_deg: float
    elevation_deg: float
    focal_mm: float
    stereo: bool = False


@dataclass(frozen=True, slots=True)
class TakePanorama:
    """Full-circle Navcam panorama: pictures, and the ground in sight becomes surveyed out to its range."""


@dataclass(frozen=True, slots=True)
class Abrade:
    """Grind a patch on the target in reach."""

    target: str


@dataclass(frozen=True, slots=True)
class Analyse:
    """Study a target with an instrument of the catalogue (pixl, sherloc, supercam, mastcam_z, watson)."""

    target: str
    instrument: str


@dataclass(frozen=True, slots=True)
class Core:
    """Drill a core from the target in reach into the next empty sample tube."""

    target: str


@dataclass(frozen=True, slots=True)
class SealTube:
    """Image, seal and store the tube that holds the last core."""


@dataclass(frozen=True, slots=True)
class SealWitness:
    """Expose and seal one witness tube."""


@dataclass(frozen=True, slots=True)
class ClearCarousel:
    """Turn pebbles out of the bit carousel."""


@dataclass(frozen=True, slots=True)
class DropTube:
    """Lay the given stored tube (its number) on the ground here, for a depot."""

    number: int


@dataclass(frozen=True, slots=True)
class Fly:
    """Fly Ingenuity along waypoints at a height above ground; back to where it took off when `return_home`.

    Without `pictures` it is a hop: quicker, and without hanging still for colour pictures at both ends.
    """

    route_m: tuple[tuple[float, float], ...]
    altitude_m: float
    return_home: bool
    pictures: bool = True


@dataclass(frozen=True, slots=True)
class AbortFlight:
    """Land at once at the present place."""


@dataclass(frozen=True, slots=True)
class RunMoxie:
    """Warm MOXIE up and make oxygen for `minutes` at `amps` through each cell."""

    minutes: float
    amps: float


@dataclass(frozen=True, slots=True)
class StopMoxie:
    """End the MOXIE run."""


@dataclass(frozen=True, slots=True)
class SetRadar:
    """Switch RIMFAX on or off; while on it sounds the ground every 10 cm of drive."""

    on: bool


@dataclass(frozen=True, slots=True)
class MarkHorizon:
    """Mark the top of a layer in the radargram: points (metres along what was sounded, two-way time in ns), and the
    permittivity by which times become depths."""

    horizon: str
    points: tuple[tuple[float, float], ...]
    permittivity: float


@dataclass(frozen=True, slots=True)
class SleepUntil:
    """Sleep until the next time the clock shows this LMST (seconds of the sol)."""

    lmst_s: int


@dataclass(frozen=True, slots=True)
class Wake:
    """Wake the rover now."""


@dataclass(frozen=True, slots=True)
class Prioritise:
    """Send a data product before the others at the next relay pass."""

    product: int


@dataclass(frozen=True, slots=True)
class Postpone:
    """Send a data product after all others."""

    product: int


@dataclass(frozen=True, slots=True)
class HoldProduct:
    """Keep a data product on board; its small copy may go."""

    product: int


@dataclass(frozen=True, slots=True)
class ReleaseProduct:
    """Let a product that was held be sent again."""

    product: int


@dataclass(frozen=True, slots=True)
class DeleteProduct:
    """Delete a data product on board, to make room."""

    product: int


@dataclass(frozen=True, slots=True)
class CallEarth:
    """Point the high-gain antenna at Earth for some minutes and send over X-band: little, but without an orbiter."""

    minutes: float


@dataclass(frozen=True, slots=True)
class AddToPlan:
    """Append a command to the rover's plan; it starts when the steps before it are done."""

    command: "PlanStep"


@dataclass(frozen=True, slots=True)
class ClearPlan:
    """Forget the steps of the plan that have not started."""


DataCommand = Prioritise | Postpone | HoldProduct | ReleaseProduct | DeleteProduct | CallEarth
PlanStep = (
    DriveTo
    | TurnTo
    | Extract
    | TakeImage
    | TakePanorama
    | Abrade
    | Analyse
    | Core
    | SealTube
    | SealWitness
    | ClearCarousel
    | DropTube
    | Fly
    | RunMoxie
    | SetRadar
    | MarkHorizon
    | SleepUntil
    | DataCommand
    | AddKeepOut
    | RemoveKeepOut
)
GroundWork = MarkHorizon | AddKeepOut | RemoveKeepOut
"""What is drawn on Earth, over pictures and maps: it needs no uplink to count there."""
GroundCommand = AddToUplink | RemoveFromUplink | MoveInUplink | ClearUplink | SendUplink | RecallUplink
Command = PlanStep | DriveArc | Stop | AbortFlight | StopMoxie | Wake | AddToPlan | ClearPlan | GroundCommand

COMMANDS: tuple[type[Command], ...] = (
    *(DriveTo, DriveArc, TurnTo, Extract, AddKeepOut, RemoveKeepOut, Stop, TakeImage, TakePanorama, Abrade),
    *(Analyse, Core, SealTube, SealWitness, ClearCarousel, DropTube, Fly, AbortFlight, RunMoxie, StopMoxie, SetRadar),
    *(MarkHorizon, SleepUntil),
    *(Wake, Prioritise, Postpone, HoldProduct, ReleaseProduct, DeleteProduct, CallEarth, AddToPlan),
    *(ClearPlan, AddToUplink, RemoveFromUplink, MoveInUplink, ClearUplink, SendUplink, RecallUplink),
)


def command_name(kind: type[Command]) -> str:
    """The word for a command in scripts, replays and key files.

    >>> command_name(TakePanorama)
    'take_panorama'
    """
    letters = (f"_{c.lower()}" if c.isupper() else c for c in kind.__name__)
    return "".join(letters).lstrip("_")

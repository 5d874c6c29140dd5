"""The player's desk: what is meant by a click or a key, as commands to the mission. No pixels here.

The mission screen turns keys and clicks into calls on a `Desk`; everything ends in a command given to the session. What
can be done is in `desk_choices`, what it would cost in `desk_previews`.
"""

from dataclasses import dataclass
from enum import StrEnum

from game.content.strings import Strings
from game.core import marstime
from game.core.grid import bearing_deg, distance_m
from game.mission.session import Session
from game.sim import commands as c
from game.sim.narrate import load_name, reason_sentence
from game.sim.physics import soxe
from game.sim.physics.drive_modes import DriveMode
from game.sim.physics.sinkage import Extraction
from game.sim.reach import target_position_m
from game.sim.reasons import Reason
from game.sim.state.helicopter import FlightPhase
from game.sim.state.moxie import MoxiePhase
from game.sim.state.samples import TubeStatus
from game.sim.world import World
from game.ui.desk_judge import refusal_of
from game.ui.desk_samples import next_step, subject

Point = tuple[float, float]

PICK_M = 6.0
"""A click this near a target means the target (the screen widens it when zoomed out)."""
ALTITUDES_M: tuple[float, ...] = (5.0, 10.0, 15.0, 20.0)
OXYGEN_MINUTES: tuple[float, ...] = (30.0, 60.0, 90.0, 120.0)
OXYGEN_AMPS: tuple[float, ...] = (1.0, 2.0, 3.0, 4.0)
WAKE_AT: tuple[str, ...] = ("07:00", "08:30", "10:00", "12:00")
PICTURE_CAMERA, PICTURE_FOCAL_MM = "mastcam_z", 110.0
STUDY_INSTRUMENTS = ("sherloc", "pixl")
"""Either will do before a core; the first is what the next step proposes: it is done in less time."""
JUDGED_EVERY_TICKS = 30
"""What is planned is judged again this often: a refusal such as a changed wind is never stale for long."""


KEEP_OUT_RADII_M: tuple[float, ...] = (5.0, 10.0, 20.0, 40.0)


class Mode(StrEnum):
    """What a click on the map means."""

    NONE = "none"
    DRIVE = "drive"
    FLY = "fly"
    LOOK = "look"
    MOXIE = "moxie"
    SLEEP = "sleep"
    KEEP_OUT = "keep_out"
    SAMPLE = "sample"


MODE_ACTIONS = ("drive", "look", "fly", "sample", "moxie", "sleep", "keep_out")


@dataclass(slots=True)
class Desk:
    """The player's intentions: mode, how to drive, waypoints, altitude, chosen minutes and wake-up time."""

    session: Session
    strings: Strings
    mode: Mode = Mode.NONE
    waypoints_m: tuple[Point, ...] = ()
    drive_mode: DriveMode = DriveMode.AUTONAV
    backwards: bool = False
    way_out: Extraction = Extraction.BACK_OUT
    keep_out_m: float = 10.0
    altitude_m: float = 10.0
    return_home: bool = False
    pictures: bool = True
    """A flight takes colour pictures; without, it is a quick hop that saves charge."""
    oxygen_min: float = 60.0
    oxygen_amps: float = soxe.NOMINAL_AMPS
    wake_at: str = "08:30"
    chosen_target: int = -1
    """The target clicked on while sampling; -1: the nearest."""
    pointed_m: Point | None = None
    """Where the pointer is on the ground."""
    pick_m: float = PICK_M
    hazards: bool = False
    """Slopes, rocks and sand of the seen ground are laid over the map."""
    refused: str = ""
    """Why the last command was refused, for the screen to show; empty when it was accepted."""
    _judged: tuple[object, str] = (None, "")

    @property
    def world(self) -> World:
        """The mission as the player knows it; where operations are delayed, as the last report told it."""
        return self.session.view

    @property
    def ahead(self) -> World:
        """What the next command would meet, by which it is judged."""
        return self.session.expected

    @property
    def now_tick(self) -> int:
        """What time it is, however old the news."""
        return self.session.tick

    @property
    def subject(self) -> int:
        """Index of the target that sampling is about, -1 for none."""
        return subject(self.ahead, self.chosen_target)

    # --- modes --------------------------------------------------------------------------------------------------------

    def choose(self, mode: Mode) -> None:
        """Enter a mode; choosing it again leaves it."""
        self.mode = Mode.NONE if mode is self.mode else mode
        self.waypoints_m = ()

    def is_in(self, action: str) -> bool:
        """Is this action's mode the present one?"""
        return action in MODE_ACTIONS and self.mode is Mode(action)

    def toggle_hazards(self) -> None:
        self.hazards = not self.hazards

    def leave_mode(self) -> None:
        self.mode, self.waypoints_m = Mode.NONE, ()

    def cancel(self) -> bool:
        """Take the last way-point back, else leave the mode. False when there was nothing to leave."""
        if self.take_back():
            return True
        had = self.mode is not Mode.NONE
        self.mode = Mode.NONE
        return had

    def take_back(self) -> bool:
        """The last way-point, if there is one."""
        had = bool(self.waypoints_m)
        self.waypoints_m = self.waypoints_m[:-1]
        return had

    def click(self, at_m: Point) -> None:
        """A click on the ground: drive there, add a waypoint, or take a picture of what is there."""
        if self.mode is Mode.DRIVE and self.give(self.drive_to(at_m)):
            self.leave_mode()
        elif self.mode is Mode.FLY:
            self.refused = ""
            self.waypoints_m = (*self.waypoints_m, at_m)
        elif self.mode is Mode.SAMPLE:
            self.chosen_target = self.target_at(at_m)
        elif self.mode is Mode.LOOK:
            target = self.target_at(at_m)
            self.give(self.picture(self.world.level.targets[target].id if target >= 0 else "", at_m))
        elif self.mode is Mode.KEEP_OUT:
            self.give(self.keep_out(at_m))

    def drive_to(self, at_m: Point) -> c.DriveTo:
        """A drive to what a click there means, in the chosen manner."""
        return c.DriveTo(*self.meant(at_m), self.drive_mode, self.backwards)

    def keep_out(self, at_m: Point) -> c.Command:
        """A new keep-out zone there; of an own one that is there already, its end."""
        for zone in self.world.rover.keep_out:
            if distance_m(*at_m, zone.x_m, zone.y_m) <= zone.radius_m:
                return c.RemoveKeepOut(zone.number)
        return c.AddKeepOut(*at_m, self.keep_out_m)

    def confirm(self) -> None:
        """Agree to what is being planned."""
        command = self.planned()
        if command is not None and self.give(command):
            self.leave_mode()

    def planned(self) -> c.Command | None:
        """The command that `confirm` would give."""
        if self.mode is Mode.FLY and self.waypoints_m:
            return c.Fly(self.waypoints_m, self.altitude_m, self.return_home, self.pictures)
        if self.mode is Mode.MOXIE:
            return c.RunMoxie(self.oxygen_min, self.oxygen_amps)
        if self.mode is Mode.SLEEP:
            return c.SleepUntil(marstime.parse_lmst(self.wake_at))
        if self.mode is Mode.SAMPLE:
            return self.next_sample_step()
        if self.mode is Mode.LOOK:
            return c.TakePanorama()
        if self.mode is Mode.DRIVE and self.ahead.rover.embedded:
            return c.Extract(self.way_out)
        if self.mode is Mode.DRIVE and self.pointed_m is not None:
            return self.drive_to(self.pointed_m)
        return None

    def planned_refusal(self) -> str:
        """Why `confirm` would be refused now; empty when it would not."""
        command = self.planned()
        if command is None or isinstance(command, c.DriveTo):  # a drive is judged with its route, by the previews
            return ""
        key = (command, self.now_tick // JUDGED_EVERY_TICKS, len(self.session.recording.commands))
        if key != self._judged[0]:
            self._judged = (key, self.sentence(self.refusal(command)))
        return self._judged[1]

    # --- commands -----------------------------------------------------------------------------------------------------

    def act(self, action: str) -> None:
        """Carry out an entry of the list of actions: enter its mode, or give its command at once."""
        self.refused = ""
        command = self.at_once(action)
        if command is not None:
            self.give(command)
        elif action in MODE_ACTIONS:
            self.choose(Mode(action))

    def at_once(self, action: str) -> c.Command | None:
        """The command that an action gives without a mode: the next step, or the end of what is going on."""
        world = self.ahead
        match action:
            case "moxie" if world.moxie.phase is not MoxiePhase.OFF:
                return c.StopMoxie()
            case "sleep" if world.asleep:
                return c.Wake()
            case "fly" if world.helicopter.phase not in (FlightPhase.PARKED, FlightPhase.LOST):
                return c.AbortFlight()
            case "stop":
                return c.Stop()
        return None

    def give(self, command: c.Command) -> bool:
        """Give a command; a refusal is kept for the screen. True when it was accepted."""
        refusal = self.refusal(command)
        self.refused = self.sentence(refusal)
        if refusal is None:
            self.session.give(command)
        return refusal is None

    def load_name(self, load: str) -> str:
        """What draws power, in words."""
        return load_name(self.strings, load)

    def refusal(self, command: c.Command) -> Reason | None:
        """Why a command cannot be given now."""
        return refusal_of(self.session, command)

    def sentence(self, why: Reason | None) -> str:
        """A reason in words; empty for none."""
        return reason_sentence(self.strings, why) if why is not None else ""

    def brief(self, why: Reason | None) -> str:
        """A reason in a word or two, where there are such; else empty."""
        if why is None or not self.strings.has(f"brief.{why.key}"):
            return ""
        return self.strings.text(f"brief.{why.key}", **dict(why.figures))

    # --- samples and pictures -----------------------------------------------------------------------------------------

    def next_sample_step(self) -> c.Command | None:
        """The next link of the chain for the target in reach: picture, abrade, analyse, core, seal."""
        return next_step(self.ahead, self.subject, self.picture, STUDY_INSTRUMENTS)

    def sample_picture(self) -> c.TakeImage | None:
        """A picture of the target that sampling is about."""
        index = self.subject
        if index < 0:
            return None
        return self.picture(self.world.level.targets[index].id, target_position_m(self.world, index))

    def take_offer(self, command: c.Command) -> None:
        """Do one of the things that sampling offers."""
        if self.give(command):
            self.leave_mode()

    def drop_tube(self) -> None:
        """Lay the first stored tube down; without one, the judge says why not."""
        stored = [tube.number for tube in self.ahead.tubes if tube.status is TubeStatus.STORED]
        self.give(c.DropTube(stored[0] if stored else 1))

    def picture(self, target: str, at_m: Point) -> c.TakeImage:
        """A Mastcam-Z picture of a target, or along the direction of a place."""
        rover = self.ahead.rover
        azimuth_deg = bearing_deg(at_m[0] - rover.x_m, at_m[1] - rover.y_m)
        return c.TakeImage(PICTURE_CAMERA, target, azimuth_deg, 0.0, PICTURE_FOCAL_MM)

    # --- targets ------------------------------------------------------------------------------------------------------

    def target_at(self, at_m: Point) -> int:
        """Index of the known target that a click there means, -1 for bare ground."""
        best, best_m = -1, self.pick_m
        for index, state in enumerate(self.world.targets):
            away_m = distance_m(*at_m, *target_position_m(self.world, index))
            if state.known and away_m <= best_m:
                best, best_m = index, away_m
        return best

    def meant(self, at_m: Point) -> Point:
        """The place a click there means: a target's own when it is near enough."""
        index = self.target_at(at_m)
        return target_position_m(self.world, index) if index >= 0 else at_m

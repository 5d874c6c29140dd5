"""Everything that can happen: one frozen class per event, in the past tense, each with a severity.

An event's sentence is found in the strings file under `event.<ClassName>`, formatted with its fields. Fields that are
`Reason`s are rendered first. `ALL_EVENTS` is the whole list.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar

from game.sim.commands import Command
from game.sim.reasons import Reason


class Severity(IntEnum):
    """How much an event matters: warp stops at NOTICE and above."""

    ACTIVITY = 0
    NOTICE = 1
    WARNING = 2
    FATAL = 3


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events: the tick at which it happened."""

    tick: int
    severity: ClassVar[Severity] = Severity.ACTIVITY


# --- commands ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CommandRefused(Event):
    """A command was not carried out."""

    command: Command
    reason: Reason
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class PlanHeld(Event):
    """The next step of the plan could not start; the plan waits."""

    command: Command
    reason: Reason
    severity: ClassVar[Severity] = Severity.NOTICE


# --- mobility and survey ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActuatorsWarming(Event):
    """Cold actuators are being heated before use."""

    minutes: float


@dataclass(frozen=True, slots=True)
class DriveStarted(Event):
    length_m: float
    detour: Reason | None = None


@dataclass(frozen=True, slots=True)
class RouteReplanned(Event):
    """A hazard came into view on the route; a new one is driven."""

    hazard: Reason
    extra_m: float


@dataclass(frozen=True, slots=True)
class DriveCompleted(Event):
    distance_m: float
    duration_s: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class DriveStopped(Event):
    """The drive ended on command."""

    distance_m: float


@dataclass(frozen=True, slots=True)
class DriveFaulted(Event):
    """The drive ended on its own for a reason."""

    reason: Reason
    distance_m: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class DriveFellShort(Event):
    """A drive by the wheels' turns alone has ended, but not where it should have."""

    off_m: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class RoverEmbedded(Event):
    """The wheels have dug themselves in."""

    sinkage_cm: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class ExtractionTried(Event):
    """An attempt to get out has ended, and the wheels still hold."""

    before_cm: float
    sinkage_cm: float
    limit_cm: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class RoverFreed(Event):
    """The rover has come out of the hole its wheels had dug."""

    attempts: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class KeepOutAdded(Event):
    """A keep-out zone has been drawn."""

    number: int
    radius_m: float


@dataclass(frozen=True, slots=True)
class KeepOutRemoved(Event):
    """A keep-out zone has been taken back."""

    number: int


@dataclass(frozen=True, slots=True)
class TurnCompleted(Event):
    """A turn in place has ended."""

    heading_deg: float
    duration_s: int


@dataclass(frozen=True, slots=True)
class WheelWorn(Event):
    """A wheel's wear passed a tenth."""

    wheel: int
    wear_frac: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class TargetFound(Event):
    """A hidden target has come to light."""

    target: str
    by: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class TargetReached(Event):
    """The arm can now reach the target."""

    target: str
    severity: ClassVar[Severity] = Severity.NOTICE


# --- pictures, arm, samples -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImageTaken(Event):
    product: int
    camera: str
    target: str
    mbit: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class PanoramaTaken(Event):
    product: int
    mbit: float
    new_tiles: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class PictureJudged(Event):
    """What a picture shows of something that was asked for: its width, how many good pictures of it there are now, of
    those asked; the reason when this one does not count."""

    product: int
    subject: str
    pixels: float
    lit: int
    taken: int
    asked: int
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class ArmStarted(Event):
    """Abrasion, analysis, coring or sealing began."""

    work: str
    target: str
    minutes: float


@dataclass(frozen=True, slots=True)
class TargetAbraded(Event):
    target: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class TargetAnalysed(Event):
    product: int
    target: str
    instrument: str
    mbit: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class CoreTaken(Event):
    target: str
    tube: int
    length_cm: float
    mass_g: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class CoreLost(Event):
    """The rock crumbled: the tube holds only atmosphere."""

    target: str
    tube: int
    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class EvidenceWeighed(Event):
    """What an analysis did to the hypothesis that it moved most; `belief_frac` is where that stands now."""

    target: str
    hypothesis: str
    log_odds: float
    belief_frac: float


@dataclass(frozen=True, slots=True)
class SignalNoted(Event):
    """The evidence at a target has come a step further on the way to a potential biosignature."""

    target: str
    standing: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class CoreShort(Event):
    """The core broke off early."""

    target: str
    tube: int
    reason: Reason
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class CarouselBlocked(Event):
    """Pebbles have fallen into the bit carousel: no drilling, no sealing."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class CarouselCleared(Event):
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class PebblesRemain(Event):
    """A try at clearing the carousel has not thrown all pebbles out."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class SealFailed(Event):
    """The seal did not take; the tube is put aside with its core."""

    tube: int
    target: str
    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class BitSpent(Event):
    """A bit is worn out; `left` of its kind are not."""

    bit: str
    left: int
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class TubeSealed(Event):
    tube: int
    target: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class TubeStored(Event):
    tube: int


@dataclass(frozen=True, slots=True)
class WitnessSealed(Event):
    tube: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class TubeDropped(Event):
    """`away_m`: how far the nearest other tube of the depot lies, 0 when it is the first."""

    tube: int
    away_m: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class WorkStopped(Event):
    """Arm or camera work ended before it was done."""

    work: str
    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


# --- helicopter -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FlightStarted(Event):
    flight: int
    distance_m: float
    altitude_m: float


@dataclass(frozen=True, slots=True)
class FlightAborted(Event):
    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class FlightCompleted(Event):
    flight: int
    distance_m: float
    duration_s: int
    off_m: float
    new_tiles: int
    airfield: str
    """Where it stands, or ''."""
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class NavigationUnsure(Event):
    """In flight: a picture was lost, or the ground gives the camera nothing to hold on to."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class AirfieldFound(Event):
    """A flight has seen ground good for landing: so many airfields, the last one by name."""

    airfield: str
    x_m: float
    y_m: float
    fields: int = 1


@dataclass(frozen=True, slots=True)
class ContactLost(Event):
    """The rover no longer hears the helicopter."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class ContactRegained(Event):
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class HelicopterLost(Event):
    reason: Reason
    severity: ClassVar[Severity] = Severity.FATAL


@dataclass(frozen=True, slots=True)
class HelicopterBrownedOut(Event):
    """The helicopter's battery ran down in the cold; it comes back when the sun has charged it."""

    dust_pct: float
    needed_pct: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class HelicopterRecovered(Event):
    """After a brown-out the rover has heard it again."""

    hours: float
    charge_frac: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class NightHeatChanged(Event):
    """Mission control keeps the helicopter warmer or colder at night than before."""

    heat: str
    severity: ClassVar[Severity] = Severity.NOTICE


# --- MOXIE ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MoxieStarted(Event):
    """Warm-up began."""

    warm_up_min: float


@dataclass(frozen=True, slots=True)
class MoxieProducing(Event):
    rate_g_h: float


@dataclass(frozen=True, slots=True)
class MoxieWarned(Event):
    """Something will spoil the run that has just been commanded; it may still be stopped at no cost."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class MoxieOverdriven(Event):
    """The current asks for more carbon dioxide than the thin air brings: impure oxygen, carbon in the cells."""

    amps: float
    most_amps: float
    purity_frac: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class MoxieEnded(Event):
    oxygen_g: float
    total_g: float
    purity_frac: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class MoxieCut(Event):
    """The run was ended early by something other than its command."""

    reason: Reason
    severity: ClassVar[Severity] = Severity.WARNING


# --- RIMFAX -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RadarStarted(Event):
    """RIMFAX is on."""


@dataclass(frozen=True, slots=True)
class RadarStopped(Event):
    sounded_m: float


@dataclass(frozen=True, slots=True)
class RadargramRecorded(Event):
    """A drive's soundings have become a data product."""

    product: int
    length_m: float
    mbit: float


@dataclass(frozen=True, slots=True)
class HorizonMarked(Event):
    """A mark follows its horizon; `flaw` says why its depth does not hold, if it does not."""

    horizon: str
    depth_m: float
    uncertainty_m: float
    flaw: Reason | None
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class HorizonMissed(Event):
    """A mark follows something else, or nothing."""

    horizon: str
    reason: Reason
    severity: ClassVar[Severity] = Severity.NOTICE


# --- power, sleep, weather, comms -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FellAsleep(Event):
    until_tick: int


@dataclass(frozen=True, slots=True)
class WokeUp(Event):
    charge_frac: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class BatteryLow(Event):
    charge_frac: float
    load: str
    """What takes most now."""
    load_w: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class SafeModeEntered(Event):
    """Charge fell below the limit: the rover stopped everything and sleeps until it has recovered."""

    charge_frac: float
    load: str
    """What took most."""
    until_tick: int
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class SafeModeLeft(Event):
    charge_frac: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class StormBegan(Event):
    tau: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class StormEnded(Event):
    tau: float
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class VortexFelt(Event):
    """A whirlwind without dust has passed over the weather station."""

    dip_pa: float
    seconds: float
    wind_m_s: float


@dataclass(frozen=True, slots=True)
class DustDevilPassed(Event):
    """The same, and it was full of dust."""

    dip_pa: float
    seconds: float
    wind_m_s: float


@dataclass(frozen=True, slots=True)
class SolBegan(Event):
    sol: int


@dataclass(frozen=True, slots=True)
class PassStarted(Event):
    orbiter: str
    minutes: float
    mbit: float


@dataclass(frozen=True, slots=True)
class PassEnded(Event):
    orbiter: str
    sent_mbit: float


@dataclass(frozen=True, slots=True)
class ProductDownlinked(Event):
    product: int
    mbit: float


# --- the story --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MessageTold(Event):
    """`trigger` is the id of the trigger that said it, `text` the level's own words."""

    trigger: str
    text: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class DialogueTold(Event):
    trigger: str
    speaker: str
    text: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class HintGiven(Event):
    trigger: str
    text: str


@dataclass(frozen=True, slots=True)
class PlaceHighlighted(Event):
    trigger: str
    x_m: float
    y_m: float


@dataclass(frozen=True, slots=True)
class CameraMoved(Event):
    """The story asks the map to look there."""

    trigger: str
    x_m: float
    y_m: float


@dataclass(frozen=True, slots=True)
class PauseAsked(Event):
    """The story stops the clock, so that nobody misses what comes."""

    trigger: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class VariableChanged(Event):
    variable: str
    amount: float


@dataclass(frozen=True, slots=True)
class ThingFailed(Event):
    """Something broke: `wheel.4`, `instrument.pixl`, `radio`."""

    thing: str
    until_tick: int
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class PassMissed(Event):
    """An orbiter passed over that does not listen."""

    orbiter: str
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class ThumbnailDownlinked(Event):
    """The small copy of a picture has reached Earth."""

    product: int


@dataclass(frozen=True, slots=True)
class ProductDeleted(Event):
    product: int
    mbit: float


@dataclass(frozen=True, slots=True)
class ProductsLost(Event):
    """Data that found no room on board."""

    products: int
    limit_mbit: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class StorageNearlyFull(Event):
    used_mbit: float
    limit_mbit: float
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class CallStarted(Event):
    """The high-gain antenna talks to Earth."""

    minutes: float
    rate_bit_s: float


@dataclass(frozen=True, slots=True)
class CallEnded(Event):
    sent_mbit: float
    severity: ClassVar[Severity] = Severity.NOTICE


# --- delayed operations -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UplinkAgreed(Event):
    """A sequence has been agreed on; `by` is the antenna or orbiter that it will go by."""

    steps: int
    by: str
    arrives_tick: int


@dataclass(frozen=True, slots=True)
class UplinkRadiated(Event):
    """A sequence has left Earth."""

    by: str
    arrives_tick: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class UplinkRecalled(Event):
    """A sequence was taken back before it left."""


@dataclass(frozen=True, slots=True)
class UplinkReceived(Event):
    """The rover has taken over a sequence, in place of what was left of the one before."""

    steps: int


@dataclass(frozen=True, slots=True)
class DownlinkHeard(Event):
    """News has reached Earth: the mission as it was at `taken_tick`."""

    taken_tick: int
    severity: ClassVar[Severity] = Severity.NOTICE


# --- objectives -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ObjectiveAdded(Event):
    objective: str
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class ObjectiveCompleted(Event):
    objective: str
    points: int
    severity: ClassVar[Severity] = Severity.NOTICE


@dataclass(frozen=True, slots=True)
class ObjectiveFailed(Event):
    objective: str
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True, slots=True)
class MissionWon(Event):
    score: int
    stars: int
    severity: ClassVar[Severity] = Severity.FATAL


@dataclass(frozen=True, slots=True)
class MissionLost(Event):
    """`cause` is the id of the level's losing condition, of the primary objective that failed, or of a trigger."""

    cause: str
    severity: ClassVar[Severity] = Severity.FATAL


ALL_EVENTS: tuple[type[Event], ...] = (
    CommandRefused,
    PlanHeld,
    ActuatorsWarming,
    DriveStarted,
    RouteReplanned,
    DriveCompleted,
    DriveStopped,
    DriveFaulted,
    DriveFellShort,
    RoverEmbedded,
    ExtractionTried,
    RoverFreed,
    KeepOutAdded,
    KeepOutRemoved,
    TurnCompleted,
    WheelWorn,
    TargetFound,
    TargetReached,
    ImageTaken,
    PanoramaTaken,
    PictureJudged,
    ArmStarted,
    TargetAbraded,
    TargetAnalysed,
    CoreTaken,
    CoreLost,
    EvidenceWeighed,
    SignalNoted,
    CoreShort,
    CarouselBlocked,
    CarouselCleared,
    PebblesRemain,
    SealFailed,
    BitSpent,
    TubeSealed,
    TubeStored,
    WitnessSealed,
    TubeDropped,
    WorkStopped,
    FlightStarted,
    FlightAborted,
    FlightCompleted,
    NavigationUnsure,
    AirfieldFound,
    ContactLost,
    ContactRegained,
    HelicopterLost,
    HelicopterBrownedOut,
    HelicopterRecovered,
    NightHeatChanged,
    MoxieStarted,
    MoxieProducing,
    MoxieWarned,
    MoxieOverdriven,
    MoxieEnded,
    MoxieCut,
    RadarStarted,
    RadarStopped,
    RadargramRecorded,
    HorizonMarked,
    HorizonMissed,
    FellAsleep,
    WokeUp,
    BatteryLow,
    SafeModeEntered,
    SafeModeLeft,
    StormBegan,
    StormEnded,
    VortexFelt,
    DustDevilPassed,
    SolBegan,
    PassStarted,
    PassEnded,
    ProductDownlinked,
    MessageTold,
    DialogueTold,
    HintGiven,
    PlaceHighlighted,
    CameraMoved,
    PauseAsked,
    VariableChanged,
    ThingFailed,
    ObjectiveAdded,
    PassMissed,
    ThumbnailDownlinked,
    ProductDeleted,
    ProductsLost,
    StorageNearlyFull,
    CallStarted,
    CallEnded,
    UplinkAgreed,
    UplinkRadiated,
    UplinkRecalled,
    UplinkReceived,
    DownlinkHeard,
    ObjectiveCompleted,
    ObjectiveFailed,
    MissionWon,
    MissionLost,
)

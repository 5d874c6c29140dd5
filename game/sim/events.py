"""Everything that can happen: one frozen class per event, in the past tense, each with a severity.

An event's sentence is found in the strings file under `event.<ClassName>`, formatted with its fields. Fields that are
`Reason`s are rendered first. The classes stand in `sim/event_kinds`, a file for each system; this is the door to them,
and `ALL_EVENTS` is the whole list.
"""

from game.sim.event_kinds.arm import ArmStarted as ArmStarted
from game.sim.event_kinds.arm import BitSpent as BitSpent
from game.sim.event_kinds.arm import CarouselBlocked as CarouselBlocked
from game.sim.event_kinds.arm import CarouselCleared as CarouselCleared
from game.sim.event_kinds.arm import CoreLost as CoreLost
from game.sim.event_kinds.arm import CoreShort as CoreShort
from game.sim.event_kinds.arm import CoreTaken as CoreTaken
from game.sim.event_kinds.arm import PebblesRemain as PebblesRemain
from game.sim.event_kinds.arm import SealFailed as SealFailed
from game.sim.event_kinds.arm import TargetAbraded as TargetAbraded
from game.sim.event_kinds.arm import TubeDropped as TubeDropped
from game.sim.event_kinds.arm import TubeSealed as TubeSealed
from game.sim.event_kinds.arm import TubeStored as TubeStored
from game.sim.event_kinds.arm import WitnessSealed as WitnessSealed
from game.sim.event_kinds.arm import WorkStopped as WorkStopped
from game.sim.event_kinds.base import Event as Event
from game.sim.event_kinds.base import Severity as Severity
from game.sim.event_kinds.commands import CommandRefused as CommandRefused
from game.sim.event_kinds.commands import PlanHeld as PlanHeld
from game.sim.event_kinds.comms import CallEnded as CallEnded
from game.sim.event_kinds.comms import CallStarted as CallStarted
from game.sim.event_kinds.comms import PassEnded as PassEnded
from game.sim.event_kinds.comms import PassMissed as PassMissed
from game.sim.event_kinds.comms import PassStarted as PassStarted
from game.sim.event_kinds.comms import ProductDeleted as ProductDeleted
from game.sim.event_kinds.comms import ProductDownlinked as ProductDownlinked
from game.sim.event_kinds.comms import ProductsLost as ProductsLost
from game.sim.event_kinds.comms import StorageNearlyFull as StorageNearlyFull
from game.sim.event_kinds.comms import ThumbnailDownlinked as ThumbnailDownlinked
from game.sim.event_kinds.helicopter import AirfieldFound as AirfieldFound
from game.sim.event_kinds.helicopter import ContactLost as ContactLost
from game.sim.event_kinds.helicopter import ContactRegained as ContactRegained
from game.sim.event_kinds.helicopter import FlightAborted as FlightAborted
from game.sim.event_kinds.helicopter import FlightCompleted as FlightCompleted
from game.sim.event_kinds.helicopter import FlightStarted as FlightStarted
from game.sim.event_kinds.helicopter import HelicopterBrownedOut as HelicopterBrownedOut
from game.sim.event_kinds.helicopter import HelicopterLost as HelicopterLost
from game.sim.event_kinds.helicopter import HelicopterRecovered as HelicopterRecovered
from game.sim.event_kinds.helicopter import NavigationUnsure as NavigationUnsure
from game.sim.event_kinds.helicopter import NightHeatChanged as NightHeatChanged
from game.sim.event_kinds.mobility import ActuatorsWarming as ActuatorsWarming
from game.sim.event_kinds.mobility import DriveCompleted as DriveCompleted
from game.sim.event_kinds.mobility import DriveFaulted as DriveFaulted
from game.sim.event_kinds.mobility import DriveFellShort as DriveFellShort
from game.sim.event_kinds.mobility import DriveStarted as DriveStarted
from game.sim.event_kinds.mobility import DriveStopped as DriveStopped
from game.sim.event_kinds.mobility import ExtractionTried as ExtractionTried
from game.sim.event_kinds.mobility import KeepOutAdded as KeepOutAdded
from game.sim.event_kinds.mobility import KeepOutRemoved as KeepOutRemoved
from game.sim.event_kinds.mobility import RouteReplanned as RouteReplanned
from game.sim.event_kinds.mobility import RoverEmbedded as RoverEmbedded
from game.sim.event_kinds.mobility import RoverFreed as RoverFreed
from game.sim.event_kinds.mobility import TurnCompleted as TurnCompleted
from game.sim.event_kinds.mobility import WheelWorn as WheelWorn
from game.sim.event_kinds.moxie import MoxieCut as MoxieCut
from game.sim.event_kinds.moxie import MoxieEnded as MoxieEnded
from game.sim.event_kinds.moxie import MoxieOverdriven as MoxieOverdriven
from game.sim.event_kinds.moxie import MoxieProducing as MoxieProducing
from game.sim.event_kinds.moxie import MoxieStarted as MoxieStarted
from game.sim.event_kinds.moxie import MoxieWarned as MoxieWarned
from game.sim.event_kinds.objectives import MissionLost as MissionLost
from game.sim.event_kinds.objectives import MissionWon as MissionWon
from game.sim.event_kinds.objectives import ObjectiveAdded as ObjectiveAdded
from game.sim.event_kinds.objectives import ObjectiveCompleted as ObjectiveCompleted
from game.sim.event_kinds.objectives import ObjectiveFailed as ObjectiveFailed
from game.sim.event_kinds.power import BatteryLow as BatteryLow
from game.sim.event_kinds.power import FellAsleep as FellAsleep
from game.sim.event_kinds.power import SafeModeEntered as SafeModeEntered
from game.sim.event_kinds.power import SafeModeLeft as SafeModeLeft
from game.sim.event_kinds.power import WokeUp as WokeUp
from game.sim.event_kinds.radar import HorizonMarked as HorizonMarked
from game.sim.event_kinds.radar import HorizonMissed as HorizonMissed
from game.sim.event_kinds.radar import RadargramRecorded as RadargramRecorded
from game.sim.event_kinds.radar import RadarStarted as RadarStarted
from game.sim.event_kinds.radar import RadarStopped as RadarStopped
from game.sim.event_kinds.science import EvidenceWeighed as EvidenceWeighed
from game.sim.event_kinds.science import SignalNoted as SignalNoted
from game.sim.event_kinds.science import TargetAnalysed as TargetAnalysed
from game.sim.event_kinds.story import CameraMoved as CameraMoved
from game.sim.event_kinds.story import DialogueTold as DialogueTold
from game.sim.event_kinds.story import HintGiven as HintGiven
from game.sim.event_kinds.story import MessageTold as MessageTold
from game.sim.event_kinds.story import PauseAsked as PauseAsked
from game.sim.event_kinds.story import PlaceHighlighted as PlaceHighlighted
from game.sim.event_kinds.story import ThingFailed as ThingFailed
from game.sim.event_kinds.story import VariableChanged as VariableChanged
from game.sim.event_kinds.survey import ImageTaken as ImageTaken
from game.sim.event_kinds.survey import PanoramaTaken as PanoramaTaken
from game.sim.event_kinds.survey import PictureJudged as PictureJudged
from game.sim.event_kinds.survey import TargetFound as TargetFound
from game.sim.event_kinds.survey import TargetReached as TargetReached
from game.sim.event_kinds.uplink import DownlinkHeard as DownlinkHeard
from game.sim.event_kinds.uplink import UplinkAgreed as UplinkAgreed
from game.sim.event_kinds.uplink import UplinkRadiated as UplinkRadiated
from game.sim.event_kinds.uplink import UplinkRecalled as UplinkRecalled
from game.sim.event_kinds.uplink import UplinkReceived as UplinkReceived
from game.sim.event_kinds.weather import DustDevilPassed as DustDevilPassed
from game.sim.event_kinds.weather import SolBegan as SolBegan
from game.sim.event_kinds.weather import StormBegan as StormBegan
from game.sim.event_kinds.weather import StormEnded as StormEnded
from game.sim.event_kinds.weather import VortexFelt as VortexFelt

ALL_EVENTS: tuple[type[Event], ...] = (
    *(CommandRefused, PlanHeld),
    *(ActuatorsWarming, DriveStarted, RouteReplanned, DriveCompleted, DriveStopped, DriveFaulted, DriveFellShort),
    *(RoverEmbedded, ExtractionTried, RoverFreed, KeepOutAdded, KeepOutRemoved, TurnCompleted, WheelWorn),
    *(TargetFound, TargetReached, ImageTaken, PanoramaTaken, PictureJudged),
    *(ArmStarted, TargetAbraded, CoreTaken, CoreLost, CoreShort, CarouselBlocked, CarouselCleared, PebblesRemain),
    *(SealFailed, BitSpent, TubeSealed, TubeStored, WitnessSealed, TubeDropped, WorkStopped),
    *(TargetAnalysed, EvidenceWeighed, SignalNoted),
    *(FlightStarted, FlightAborted, FlightCompleted, NavigationUnsure, AirfieldFound, ContactLost),
    *(ContactRegained, HelicopterLost, HelicopterBrownedOut, HelicopterRecovered, NightHeatChanged),
    *(MoxieStarted, MoxieProducing, MoxieWarned, MoxieOverdriven, MoxieEnded, MoxieCut),
    *(RadarStarted, RadarStopped, RadargramRecorded, HorizonMarked, HorizonMissed),
    *(FellAsleep, WokeUp, BatteryLow, SafeModeEntered, SafeModeLeft),
    *(StormBegan, StormEnded, VortexFelt, DustDevilPassed, SolBegan),
    *(PassStarted, PassEnded, PassMissed, ProductDownlinked, ThumbnailDownlinked, ProductDeleted, ProductsLost),
    *(StorageNearlyFull, CallStarted, CallEnded),
    *(UplinkAgreed, UplinkRadiated, UplinkRecalled, UplinkReceived, DownlinkHeard),
    *(MessageTold, DialogueTold, HintGiven, PlaceHighlighted, CameraMoved, PauseAsked, VariableChanged),
    *(ThingFailed,),
    *(ObjectiveAdded, ObjectiveCompleted, ObjectiveFailed, MissionWon, MissionLost),
)

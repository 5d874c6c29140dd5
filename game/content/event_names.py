"""Every event a level may wait for (`on: CoreTaken`): name, sentence and figures. Declared here once for level files.

The classes themselves are in `sim/event_kinds`; a test holds the two lists together.
"""

from dataclasses import dataclass
from typing import Literal

from game.content.fields import unit_of

WORDS: tuple[str, ...] = tuple(
    """
    airfield by camera cause hazard heat instrument load objective orbiter reason speaker subject target text thing
    trigger variable work
    bit by camera cause hazard hypothesis instrument load objective orbiter reason speaker standing target text thing
    trigger variable work horizon
    """.split()
)
"""Figures that are words; `reason` and `hazard` are told by their key or its beginning (`drive.slip`, `drive`)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an event."""

    name: str

    @property
    def kind(self) -> Literal["number", "word"]:
        return "word" if self.name in WORDS else "number"

    @property
    def unit(self) -> str:
        return unit_of(self.name)


@dataclass(frozen=True, slots=True)
class EventName:
    """One event as level files know it."""

    name: str
    sentence: str
    figures: tuple[Figure, ...]

    def figure(self, name: str) -> Figure | None:
        return next((figure for figure in self.figures if figure.name == name), None)


def _event(name: str, sentence: str, figures: str = "") -> EventName:
    return EventName(name, sentence, tuple(Figure(word) for word in figures.split()))


EVENTS: tuple[EventName, ...] = (
    _event("CommandRefused", "A command was not carried out.", "reason"),
    _event("PlanHeld", "The next step of the plan could not start.", "reason"),
    _event("ActuatorsWarming", "Cold motors are being heated before work.", "minutes"),
    _event("DriveStarted", "A drive began.", "length_m"),
    _event("RouteReplanned", "A hazard came into view; a new route is driven.", "hazard extra_m"),
    _event("DriveCompleted", "A drive reached its goal.", "distance_m duration_s"),
    _event("DriveStopped", "A drive was stopped by command.", "distance_m"),
    _event("DriveFaulted", "A drive ended on its own.", "reason distance_m"),
    _event("DriveFellShort", "A drive by the wheels' turns alone ended elsewhere.", "off_m"),
    _event("RoverEmbedded", "The wheels dug themselves in.", "sinkage_cm"),
    _event("ExtractionTried", "An attempt to get out ended; the wheels still hold.", "before_cm sinkage_cm limit_cm"),
    _event("RoverFreed", "The rover came out of the hole its wheels had dug.", "attempts"),
    _event("KeepOutAdded", "A keep-out zone was drawn.", "number radius_m"),
    _event("KeepOutRemoved", "A keep-out zone was taken back.", "number"),
    _event("TurnCompleted", "A turn in place ended.", "heading_deg duration_s"),
    _event("WheelWorn", "The wear of a wheel passed another tenth.", "wheel wear_frac"),
    _event("TargetFound", "A hidden target has come to light.", "target by"),
    _event("TargetReached", "The arm can reach a target for the first time.", "target"),
    _event("ImageTaken", "A picture was taken.", "product camera target mbit"),
    _event("PanoramaTaken", "A panorama was taken.", "product mbit new_tiles"),
    _event("PictureJudged", "A picture showed something asked for.", "product subject pixels lit taken asked"),
    _event("ArmStarted", "The arm began to work.", "work target minutes"),
    _event("TargetAbraded", "A patch has been ground on a target.", "target"),
    _event("TargetAnalysed", "An instrument has studied a target.", "product target instrument mbit"),
    _event("CoreTaken", "A core was drilled.", "target tube length_cm mass_g"),
    _event("CoreLost", "A core was lost: the rock crumbled.", "target tube reason"),
    _event("EvidenceWeighed", "The notebook weighed an analysis.", "target hypothesis log_odds belief_frac"),
    _event("SignalNoted", "The evidence came a step nearer to a potential biosignature.", "target standing"),
    _event("CoreShort", "A core broke off early.", "target tube reason"),
    _event("CarouselBlocked", "Pebbles fell into the bit carousel.", "reason"),
    _event("CarouselCleared", "The bit carousel is free of pebbles."),
    _event("PebblesRemain", "A try at clearing the carousel failed.", "reason"),
    _event("SealFailed", "A tube would not seal and is put aside.", "tube target reason"),
    _event("BitSpent", "A bit of the drill is worn out.", "bit left"),
    _event("TubeSealed", "A tube was sealed.", "tube target"),
    _event("TubeStored", "A tube was stored.", "tube"),
    _event("WitnessSealed", "A witness tube was sealed.", "tube"),
    _event("TubeDropped", "A tube was laid on the ground.", "tube away_m"),
    _event("WorkStopped", "Work of arm or camera ended before it was done.", "work reason"),
    _event("FlightStarted", "The helicopter took off.", "flight distance_m altitude_m"),
    _event("FlightAborted", "A flight was cut short.", "reason"),
    _event("FlightCompleted", "The helicopter landed.", "flight distance_m duration_s off_m new_tiles airfield"),
    _event("NavigationUnsure", "In flight a picture was lost, or the ground gave nothing to hold on to.", "reason"),
    _event("AirfieldFound", "Ground good for landing was seen from the air.", "airfield x_m y_m fields"),
    _event("ContactLost", "The rover no longer hears the helicopter.", "reason"),
    _event("ContactRegained", "The rover hears the helicopter again."),
    _event("HelicopterLost", "The helicopter will not fly again.", "reason"),
    _event("HelicopterBrownedOut", "The helicopter's battery ran down in the cold.", "dust_pct needed_pct"),
    _event("HelicopterRecovered", "After a brown-out the rover heard the helicopter again.", "hours charge_frac"),
    _event("NightHeatChanged", "The helicopter is kept warmer or colder at night than before.", "heat"),
    _event("MoxieStarted", "MOXIE began to warm up.", "warm_up_min"),
    _event("MoxieProducing", "MOXIE makes oxygen.", "rate_g_h"),
    _event("MoxieEnded", "An oxygen run ended.", "oxygen_g total_g purity_frac"),
    _event("MoxieWarned", "Something will spoil the oxygen run that was just commanded.", "reason"),
    _event("MoxieOverdriven", "The current asks for more than the thin air brings.", "amps most_amps purity_frac"),
    _event("MoxieCut", "An oxygen run ended early.", "reason"),
    _event("RadarStarted", "RIMFAX was switched on."),
    _event("RadarStopped", "RIMFAX was switched off.", "sounded_m"),
    _event("RadargramRecorded", "What a drive has sounded became a data product.", "product length_m mbit"),
    _event("HorizonMarked", "A mark in the radargram follows its horizon.", "horizon depth_m uncertainty_m"),
    _event("HorizonMissed", "A mark in the radargram follows something else.", "horizon reason"),
    _event("FellAsleep", "The rover went to sleep.", "until_tick"),
    _event("WokeUp", "The rover woke up.", "charge_frac"),
    _event("BatteryLow", "The batteries are getting low.", "charge_frac load load_w"),
    _event(
        "SafeModeEntered", "The batteries ran too low; the rover stopped everything.", "charge_frac load until_tick"
    ),
    _event("SafeModeLeft", "The rover has recovered from safe mode.", "charge_frac"),
    _event("StormBegan", "A dust storm began.", "tau"),
    _event("StormEnded", "A dust storm ended.", "tau"),
    _event("VortexFelt", "An unseen whirlwind passed over the rover.", "dip_pa seconds wind_m_s"),
    _event("DustDevilPassed", "A dust devil passed over the rover.", "dip_pa seconds wind_m_s"),
    _event("SolBegan", "A new sol began.", "sol"),
    _event("PassStarted", "An orbiter came into view.", "orbiter minutes mbit"),
    _event("PassEnded", "An orbiter went out of view.", "orbiter sent_mbit"),
    _event("ProductDownlinked", "A data product has reached Earth.", "product mbit"),
    _event("PassMissed", "An orbiter passed over that does not listen.", "orbiter"),
    _event("ThumbnailDownlinked", "The small copy of a picture has reached Earth.", "product"),
    _event("ProductDeleted", "A data product was deleted on board.", "product mbit"),
    _event("ProductsLost", "Data found no room on board.", "products limit_mbit"),
    _event("StorageNearlyFull", "The memory for data is nearly full.", "used_mbit limit_mbit"),
    _event("CallStarted", "The high-gain antenna began to talk to Earth.", "minutes rate_bit_s"),
    _event("CallEnded", "A call to Earth over X-band ended.", "sent_mbit"),
    _event("UplinkAgreed", "A sequence was agreed on.", "steps by arrives_tick"),
    _event("UplinkRadiated", "A sequence left Earth.", "by arrives_tick"),
    _event("UplinkRecalled", "A sequence was taken back before it left Earth."),
    _event("UplinkReceived", "The rover took over a sequence.", "steps"),
    _event("DownlinkHeard", "News reached Earth.", "taken_tick"),
    _event("ObjectiveAdded", "The story gave a new objective.", "objective"),
    _event("ObjectiveCompleted", "An objective was done.", "objective points"),
    _event("ObjectiveFailed", "An objective was missed.", "objective"),
    _event("MessageTold", "The story said something.", "trigger text"),
    _event("DialogueTold", "Somebody of the team said something.", "trigger speaker text"),
    _event("HintGiven", "The story gave a hint.", "trigger text"),
    _event("PlaceHighlighted", "The story pointed at something.", "trigger x_m y_m"),
    _event("CameraMoved", "The story moved the map's view.", "trigger x_m y_m"),
    _event("PauseAsked", "The story stopped the clock.", "trigger"),
    _event("VariableChanged", "A variable of the story changed.", "variable amount"),
    _event("ThingFailed", "Something broke for a time.", "thing until_tick"),
    _event("MissionWon", "The mission was won.", "score stars"),
    _event("MissionLost", "The mission was lost.", "cause"),
)
_BY_NAME = {entry.name: entry for entry in EVENTS}


def find_event(name: str) -> EventName | None:
    """The declaration of an event.

    >>> find_event("CoreTaken").figure("length_cm").kind
    'number'
    >>> find_event("CoreEaten") is None
    True
    """
    return _BY_NAME.get(name)

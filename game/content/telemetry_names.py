"""Every figure of a mission that a level may ask about: name, unit, sentence, range. Declared here once.

`sim/telemetry.py` gives the values. `<target>` in a name stands for the id of a target of the level, and so for
variables, objectives, triggers and horizons (layers of the subsurface); `<rule>` for that of a rule that scatters
targets. `<subject>` is a target or a landform: a crater or ledge by its name in small letters, else `outcrop_1`,
`scarp_1`, `ripples_1` in the order of the level.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True, slots=True)
class Telemetry:
    """One figure. A flag is answered with true or false; low and high bound what a number can ever be.

    told: it only ever changes together with an event; the others creep along with the clock.
    """

    name: str
    unit: str
    sentence: str
    kind: Literal["number", "flag"] = "number"
    low: float = 0.0
    high: float = 1e9
    told: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.name.split("."))


def _flag(name: str, sentence: str) -> Telemetry:
    return Telemetry(name, "", sentence, "flag", 0.0, 1.0)


def _share(name: str, sentence: str) -> Telemetry:
    return Telemetry(name, "share", sentence, "number", 0.0, 1.0)


_TOLD = (
    *("cache.sealed", "cache.stored", "cache.deposited", "cache.witness_sealed", "cache.families", "cache.worth"),
    *("downlink.images", "downlink.analyses", "helicopter.flights", "picture.count"),
    *(f"target.<target>.{done}" for done in ("known", "reached", "imaged", "abraded", "analysed", "cored", "sealed")),
)


def _declared(*entries: Telemetry) -> tuple[Telemetry, ...]:
    return tuple(replace(entry, told=entry.name in _TOLD) for entry in entries)


TELEMETRY: tuple[Telemetry, ...] = _declared(
    Telemetry("sol", "sols", "The sol of the mission now (landing is sol 0)."),
    Telemetry("lmst_h", "hours", "Local mean solar time now, 0 to 24.", high=24.0),
    Telemetry("nights_survived", "nights", "Nights lived through, counted at sunrise."),
    Telemetry("weather.tau", "optical depth", "Dust in the air now; 0.5 is a clear sol.", high=10.0),
    _share("rover.charge_frac", "How full the rover's batteries are."),
    Telemetry("rover.odometry_m", "m", "Distance the rover has driven."),
    Telemetry("rover.x_tile", "tiles", "Where the rover is, counted east from the west edge.", high=2048.0),
    Telemetry("rover.y_tile", "tiles", "Where the rover is, counted south from the north edge.", high=2048.0),
    Telemetry("rover.tilt_deg", "deg", "How far the rover leans now.", high=90.0),
    Telemetry("rover.slip_frac", "share", "How much the wheels slip now; negative downhill.", low=-1.0, high=1.0),
    Telemetry("rover.sinkage_m", "m", "How deep the wheels stand in loose ground.", high=1.0),
    _flag("rover.embedded", "The wheels are in too deep to drive."),
    Telemetry("rover.extractions", "attempts", "Attempts to get the rover out."),
    _share("rover.wheel_wear_frac", "Wear of the most worn wheel; 1 is worn through."),
    Telemetry("rover.safe_modes", "times", "How often the rover fell into safe mode."),
    Telemetry("target.<target>.distance_m", "m", "Distance from the rover to the target."),
    _flag("target.<target>.known", "The target has been seen."),
    _flag("target.<target>.reached", "The arm has been able to reach the target."),
    _flag("target.<target>.imaged", "A picture of the target has been taken."),
    _flag("target.<target>.abraded", "A patch has been ground on the target."),
    _flag("target.<target>.analysed", "An instrument has studied the target."),
    _flag("target.<target>.cored", "A core has been drilled from the target."),
    _flag("target.<target>.sealed", "A core of the target is in a sealed tube."),
    Telemetry("scatter.<rule>.known", "targets", "How many of the scattered targets have been seen.", high=100.0),
    Telemetry("scatter.<rule>.reached", "targets", "How many of them the arm has been able to reach.", high=100.0),
    Telemetry("scatter.<rule>.imaged", "targets", "Of how many of them a picture has been taken.", high=100.0),
    Telemetry("scatter.<rule>.abraded", "targets", "On how many of them a patch has been ground.", high=100.0),
    Telemetry("scatter.<rule>.analysed", "targets", "How many of them an instrument has studied.", high=100.0),
    Telemetry("scatter.<rule>.cored", "targets", "From how many of them a core has been drilled.", high=100.0),
    Telemetry("scatter.<rule>.sealed", "targets", "Cores of how many of them are in sealed tubes.", high=100.0),
    Telemetry("cache.sealed", "tubes", "Sample tubes sealed with rock inside.", high=100.0),
    Telemetry("cache.stored", "tubes", "Sealed tubes stored on board.", high=100.0),
    Telemetry("cache.deposited", "tubes", "Tubes laid down in a depot.", high=100.0),
    Telemetry("cache.witness_sealed", "tubes", "Witness tubes sealed.", high=100.0),
    Telemetry("cache.families", "kinds", "Different rock families among the sealed samples.", high=100.0),
    Telemetry("cache.worth", "points", "What the sealed samples are worth together, by kind and documentation."),
    Telemetry("notebook.entries", "looks", "Looks of instruments at targets."),
    Telemetry("notebook.cold_step", "step", "Step reached on the scale of life detection: at most 1.", high=1.0),
    _flag("notebook.potential_biosignature", "A find is documented well enough to be called that."),
    Telemetry("notebook.<target>.entries", "looks", "Looks of instruments at the target."),
    _share("notebook.<target>.sedimentary_frac", "How likely it was laid down, not grown from melt; 0.5 at first."),
    _share("notebook.<target>.water_altered_frac", "How likely water has changed it."),
    _share("notebook.<target>.habitable_frac", "How likely it comes from a place where microbes could have lived."),
    _share("notebook.<target>.biosignature_frac", "How likely it holds features that life could have made."),
    Telemetry("moxie.oxygen_g", "g", "Oxygen that MOXIE has made."),
    Telemetry("moxie.runs", "runs", "MOXIE runs that made oxygen."),
    _share("moxie.purity_frac", "Purity of all the oxygen made; NASA asked for 0.98."),
    Telemetry("moxie.breathing_min", "min", "How long one person could breathe the oxygen made."),
    Telemetry("moxie.ascent_ppm", "millionths", "The oxygen made, of the 25 t that a rocket home burns."),
    Telemetry("meda.vortices", "whirlwinds", "Whirlwinds that the weather station has felt pass."),
    Telemetry("meda.dust_devils", "dust devils", "Of these whirlwinds the dusty ones."),
    Telemetry("picture.count", "pictures", "Pictures and panoramas that the rover has taken."),
    Telemetry("picture.panorama_deg", "deg", "Widest arc covered by overlapping frames from one place.", high=360.0),
    Telemetry("picture.<subject>.best_px", "pixels", "Its widest in any picture (target or landform).", high=10_000.0),
    Telemetry("picture.<subject>.lit_px", "pixels", "Its widest in a picture in good light.", high=10_000.0),
    Telemetry("picture.<subject>.count", "pictures", "Pictures that show it in good light."),
    _flag("picture.<subject>.lit", "A picture shows it in good light."),
    Telemetry("radar.sounded_m", "m", "Way that RIMFAX has sounded."),
    Telemetry("radar.horizons_marked", "horizons", "Horizons marked whose depth holds.", high=100.0),
    _flag("radar.<horizon>.marked", "The top of this layer of the subsurface has been followed by a mark."),
    Telemetry("radar.<horizon>.error_m", "m", "How far its mark is from the truth; 1000 without one.", high=1000.0),
    Telemetry("helicopter.flights", "flights", "Flights that ended with a landing."),
    Telemetry("helicopter.distance_m", "m", "Distance the helicopter has flown."),
    Telemetry("helicopter.airfields", "airfields", "Airfields known, the first one with them.", high=100.0),
    _flag("helicopter.in_contact", "The rover hears the helicopter."),
    _flag("helicopter.lost", "The helicopter will not fly again."),
    _share("helicopter.charge_frac", "How full the helicopter's battery is."),
    Telemetry("survey.finds", "targets", "Hidden targets that have come to light.", high=300.0),
    _share("survey.aerial_frac", "Share of the map seen from the air or from the ground."),
    _share("survey.surveyed_frac", "Share of the map seen closely by the rover."),
    Telemetry("downlink.images", "pictures", "Pictures that have reached Earth."),
    Telemetry("downlink.analyses", "analyses", "Analyses that have reached Earth."),
    Telemetry("downlink.mbit", "Mbit", "Data that has reached Earth."),
    _flag("objective.<objective>.done", "The objective has been done."),
    _flag("objective.<objective>.failed", "The objective has been missed."),
    Telemetry("trigger.<trigger>.fired", "times", "How often a trigger of the story has fired."),
    Telemetry("var.<variable>", "(the story's own)", "A variable of the story.", low=-1e9),
)


def _match(entry: Telemetry, parts: tuple[str, ...]) -> bool:
    pairs = zip(entry.parts, parts, strict=False)
    return len(entry.parts) == len(parts) and all(a == b or a.startswith("<") for a, b in pairs)


def find(name: str) -> Telemetry | None:
    """The declaration behind a name as written in a level.

    >>> find("target.rochette.cored").name
    'target.<target>.cored'
    >>> find("moxie.oxygen") is None
    True
    """
    parts = tuple(name.split("."))
    return next((entry for entry in TELEMETRY if _match(entry, parts)), None)


def references(name: str) -> Iterator[tuple[str, str]]:
    """What a name refers to, as (kind, id).

    >>> list(references("target.rochette.cored"))
    [('target', 'rochette')]
    """
    entry = find(name)
    for declared, written in zip(entry.parts, name.split("."), strict=True) if entry else ():
        if declared.startswith("<"):
            yield declared.strip("<>"), written


def written_like(name: str) -> Iterator[str]:
    """All declared names, their placeholders filled from `name`, for "did you mean".

    >>> "target.rochette.cored" in written_like("target.rochette.cord")
    True
    """
    written = name.split(".")
    for entry in TELEMETRY:
        filled = [
            written[i] if part.startswith("<") and i < len(written) else part for i, part in enumerate(entry.parts)
        ]
        yield ".".join(filled)

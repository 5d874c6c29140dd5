"""The parts of a level besides its ground: start, map, sky, relay, vehicles, targets, objectives, hints."""

from typing import Annotated, Literal, Self

from pydantic import model_validator

from game.content.condition_reader import ConditionField
from game.content.fields import (
    MAX_TILES,
    MIN_TILES,
    Id,
    Lmst,
    Section,
    Tile,
    about,
    fault,
    prose,
    quantity,
    several,
    text,
)

Orbiter = Literal["MRO", "TGO", "MAVEN", "ODY", "MEX"]
"""Mars Reconnaissance Orbiter, Trace Gas Orbiter, MAVEN, Mars Odyssey, Mars Express (NASA M2020 communications)."""

_Sol = Annotated[int, quantity(0, 10_000, "Sols since landing.", 14)]
_Tiles = Annotated[int, quantity(MIN_TILES, MAX_TILES, "Tiles along one side.", 256)]
_Points = Annotated[int, quantity(0, 10_000_000, "Points for a star.", 300)]
_Charge = Annotated[float, quantity(0.05, 1, "How full the battery is at the start.", 0.8)]


class Start(Section):
    """When and where the mission begins."""

    sol: _Sol = 14
    lmst: Lmst = "09:00"
    at: Tile = (128.0, 128.0)
    """The middle of the map when the file does not say (see Level)."""
    heading_deg: Annotated[float, quantity(-360, 360, "Where the rover faces, clockwise from north.", 45)] = 0.0


class Map(Section):
    """Size of the map."""

    tiles: Annotated[tuple[_Tiles, _Tiles], about("Width and height of the map in tiles.", [256, 256])] = (256, 256)
    tile_m: Annotated[float, quantity(1, 5, "Side of one tile.", 2)] = 2.0


class Storm(Section):
    """A dust storm: tau climbs to `tau` and falls back within the hours given."""

    sol: _Sol
    lmst: Lmst
    hours: Annotated[float, quantity(0.5, 2000, "How long it lasts (a sol has 24 of these hours).", 12)]
    tau: Annotated[float, quantity(0.2, 10, "Dust in the air at its worst: 1 hazy, 2 regional storm, 8 global.", 2)]


class Weather(Section):
    """The sky. What is absent follows the season."""

    tau: Annotated[float | None, quantity(0.1, 10, "Dust in the air (optical depth); 0.5 is a clear sol.", 0.5)] = None
    wind_m_s: Annotated[float | None, quantity(0, 30, "Typical afternoon wind.", 4)] = None
    storms: Annotated[tuple[Storm, ...], several(20, "Dust storms.")] = ()
    chance_storms: Annotated[
        float, quantity(0, 1, "How likely a storm is to begin by chance on a sol of the dusty season.", 0.02)
    ] = 0.0
    """0 keeps a level as it was designed; 0.02 brings the two or three regional storms of a real year."""


class RelayPass(Section):
    """One pass of an orbiter overhead, every sol. How high it climbs, and so how long it lasts and how much it carries,
    varies from sol to sol about what is given here."""

    orbiter: Annotated[Orbiter, about("Which orbiter listens.", "MRO")]
    lmst: Lmst
    minutes: Annotated[float, quantity(1, 60, "How long the orbiter is usually in view.", 12)]
    mbit: Annotated[float, quantity(1, 2000, "How much data the pass usually carries.", 240)]
    elevation_deg: Annotated[float, quantity(15, 85, "How high it usually climbs.", 45)] = 45.0


class Outage(Section):
    """An orbiter that does not listen for some sols: safe mode, or other work."""

    orbiter: Annotated[Orbiter, about("Which orbiter is out.", "MRO")]
    sol: _Sol
    sols: Annotated[int, quantity(1, 1000, "For how many sols.", 2)] = 1


class Relay(Section):
    """The radio link to Earth by way of the orbiters."""

    passes: Annotated[
        tuple[RelayPass, ...] | None,
        several(24, "Relay passes of every sol. Without the key, the orbiters come as they do at Jezero."),
    ] = None
    outages: Annotated[tuple[Outage, ...], several(24, "Sols on which an orbiter does not listen.")] = ()
    antenna_m: Annotated[
        Literal[34, 70], about("Antenna on Earth that talks to the rover directly over X-band, in metres across.", 34)
    ] = 34


class Rover(Section):
    """Perseverance's load and limits."""

    charge_frac: _Charge = 0.8
    sample_tubes: Annotated[int, quantity(0, 38, "Empty sample tubes on board.", 38)] = 38
    witness_tubes: Annotated[int, quantity(0, 5, "Witness tubes on board.", 5)] = 5
    stored: Annotated[
        tuple[Id, ...],
        several(38, "Targets whose cores are sealed on board at the start, in the first sample tubes.", 0, ["skyland"]),
    ] = ()
    """Rocks of earlier campaigns, far away: targets with `later: true`."""
    slip_limit_frac: Annotated[float, quantity(0.1, 0.95, "A drive stops when the wheels slip more.", 0.6)] = 0.6
    tilt_limit_deg: Annotated[float, quantity(5, 40, "A drive stops when the rover leans more.", 30)] = 30.0
    storage_mbit: Annotated[float, quantity(50, 100_000, "Memory for data products.", 2000)] = 16_000.0
    """2 gigabytes of flash memory: NASA Mars 2020, "Rover brains"."""


class Helicopter(Section):
    """Ingenuity."""

    present: Annotated[bool, about("false: this mission has no helicopter.", True)] = True
    at: Annotated[Tile | None, about("Where it stands; 12 m behind the rover when absent.", [44, 204])] = None
    charge_frac: _Charge = 0.9
    flights_per_sol: Annotated[int, quantity(1, 10, "Most flights in one sol; the real one flew at most one.", 1)] = 1
    dust_frac: Annotated[float, quantity(0, 0.6, "Light that dust on its solar panel takes at the start.", 0)] = 0.0


class Moxie(Section):
    """The oxygen maker."""

    present: Annotated[bool, about("false: this mission has no MOXIE.", True)] = True
    runs_before: Annotated[
        int, quantity(0, 500, "Runs that its cells have behind them; the real one made 16 in all.", 6)
    ] = 0


class Zone(Section):
    """Ground to keep out of: a circle (at, radius_m) or a polygon."""

    id: Id
    name: Annotated[str, text(40, "Its name on the map.", "Soft sand")]
    kind: Annotated[Literal["keep_out"], about("keep_out: rovers stay outside.", "keep_out")] = "keep_out"
    at: Annotated[Tile | None, about("Middle of the circle.", [44, 204])] = None
    radius_m: Annotated[float | None, quantity(2, 2000, "Radius of the circle.", 30)] = None
    polygon: Annotated[tuple[Tile, ...], several(60, "Corners in order.", 0, [[10, 10], [40, 10], [40, 30]])] = ()
    reason: Annotated[str, prose(200, "Why, in a sentence.")] = ""

    @model_validator(mode="after")
    def one_shape(self) -> Self:
        """A circle or a polygon of three corners or more."""
        is_circle = self.at is not None and self.radius_m is not None
        is_polygon = len(self.polygon) >= 3
        if is_circle is is_polygon or (is_polygon and (self.at is not None or self.radius_m is not None)):
            said = "a zone is a circle or a polygon of three corners or more"
            hint = "for example `at: [44, 204]` with `radius_m: 30`, or `polygon: [[10, 10], [40, 10], [40, 30]]`"
            key = "radius_m" if self.at is not None else "at" if self.radius_m is not None else "polygon"
            raise fault(said, key, hint)
        return self


class Objective(Section):
    """Something to do. The mission is won when every primary objective is done."""

    id: Id
    title: Annotated[str, text(80, "What to do, in a few words.", "Make 5 g of oxygen")]
    primary: Annotated[bool, about("true: needed to win; false: optional.", True)] = True
    points: Annotated[int, quantity(0, 100_000, "Points for doing it.", 100)] = 100
    by_sol: Annotated[int | None, quantity(0, 10_000, "Last sol on which it counts.", 17)] = None
    later: Annotated[bool, about("true: does not count until the story adds it.", False)] = False
    done_when: Annotated[ConditionField, about("When it is done.", {"rover.odometry_m": {"at_least": 100}})]


class Defeat(Section):
    """A way to lose the mission."""

    id: Id
    title: Annotated[str, text(80, "What happened, in a few words.", "The batteries ran flat")]
    when: Annotated[ConditionField, about("When it is lost.", {"rover.charge_frac": {"at_most": 0.03}})]


class Score(Section):
    """What the mission is worth."""

    stars: Annotated[
        tuple[_Points, _Points, _Points], about("Points for one, two and three stars.", [300, 450, 600])
    ] = (0, 0, 0)


class Hint(Section):
    """Help the player may open."""

    title: Annotated[str, text(80, "The question.", "How do I get past the sand?")]
    text: Annotated[str, prose(1000, "The answer.")]

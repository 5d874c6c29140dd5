"""A level as one frozen object; its attributes are the keys of the file. `load_level` in load.py makes one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import PrivateAttr, model_validator

from game.content.fields import Format2, Id, Section, about, prose, quantity, several, text
from game.content.horizon_section import HorizonSection
from game.content.sections import (
    Defeat,
    Helicopter,
    Hint,
    Map,
    Moxie,
    Objective,
    Relay,
    Rover,
    Score,
    Start,
    Weather,
    Zone,
)
from game.content.story import Trigger, Variable
from game.content.subsurface_section import Radar, SubsurfaceSection
from game.content.target_section import Target
from game.content.terrain_section import TerrainSection, centre_m
from game.terrain.spec import Dem, TerrainSpec
from game.terrain.subsurface_spec import SubsurfaceSpec

DEFAULT_STAR_SHARES = ((4, 10), (7, 10), (1, 1))
"""Without `score.stars:` one, two and three stars are given for 40 %, 70 % and all of the points (game premise)."""


class Level(Section):
    """One whole mission."""

    format: Format2
    id: Id
    extends: Annotated[str, prose(200, "Another level to begin with: beside this one, or a shipped one.")] = ""
    without: Annotated[tuple[str, ...], several(100, "What to leave out of it: `targets.wildcat`.")] = ()
    title: Annotated[str, text(60, "Name of the mission.", "First light")]
    author: Annotated[str, prose(80, "Who made it.")] = ""
    difficulty: Annotated[Literal["easy", "medium", "hard"], about("How hard it is.", "easy")] = "medium"
    minutes: Annotated[float, quantity(1, 600, "How long a person needs.", 12)] = 15.0
    seed: Annotated[int, quantity(0, 2**63 - 1, "Number from which all chance is drawn.", 20210218)] = 0
    seed_from: Annotated[
        Literal["level", "date"],
        about("date: each day (UTC) another crater, the same one for everybody.", "level"),
    ] = "level"
    summary: Annotated[str, prose(200, "One line for the list of levels.")] = ""
    briefing: Annotated[str, prose(6000, "Read before the mission.")] = ""
    debrief: Annotated[str, prose(6000, "Read after the mission.")] = ""
    start: Start = Start()
    map: Map = Map()
    terrain: TerrainSection = TerrainSection.model_validate({})
    horizon: HorizonSection = HorizonSection()
    operations: Annotated[
        Literal["live", "delayed"],
        about("live: commands act at once (game premise); delayed: they wait for an uplink.", "live"),
    ] = "live"
    weather: Weather = Weather()
    relay: Relay = Relay()
    rover: Rover = Rover()
    helicopter: Helicopter = Helicopter()
    moxie: Moxie = Moxie()
    radar: Radar = Radar()
    subsurface: SubsurfaceSection = SubsurfaceSection.model_validate({})
    targets: Annotated[tuple[Target, ...], several(200, "Rocks worth a visit.")] = ()
    zones: Annotated[tuple[Zone, ...], several(50, "Ground to keep out of.")] = ()
    objectives: Annotated[tuple[Objective, ...], several(50, "What to do.", 1)]
    lose: Annotated[tuple[Defeat, ...], several(20, "Ways to lose.")] = ()
    score: Score = Score()
    """Without stars, they follow from the objectives' points (see below)."""
    variables: Annotated[tuple[Variable, ...], several(50, "Numbers that the story keeps.")] = ()
    story: Annotated[tuple[Trigger, ...], several(200, "What happens when.")] = ()
    hints: Annotated[tuple[Hint, ...], several(20, "Help the player may open.")] = ()

    _dem: Dem | None = PrivateAttr(default=None)
    _file: Path | None = PrivateAttr(default=None)

    @model_validator(mode="before")
    @classmethod
    def fill_in(cls, data: Any) -> Any:
        """Defaults that depend on the rest of the file: start in the middle of the map, stars by the points."""
        return _with_stars(_with_start(data)) if isinstance(data, Mapping) else data

    def terrain_spec(self) -> TerrainSpec:
        """What `game.terrain.generate` needs besides the seed."""
        return self.terrain.to_spec(self.map.tiles, self.map.tile_m, self._dem)

    @property
    def dem_digest(self) -> str:
        """Of the measured elevations, '' without any."""
        return self._dem.digest if self._dem is not None else ""

    def with_dem(self, dem: Dem) -> "Level":
        """The level with the elevations that its `terrain.dem` names, once they have been read."""
        level = self.model_copy()
        level._dem = dem
        return level

    def with_seed(self, seed: int) -> "Level":
        """The level with another crater as its own."""
        return self.model_copy(update={"seed": seed})

    def with_targets(self, targets: tuple[Target, ...]) -> "Level":
        """The level with other targets: those that its rules scatter, one by one."""
        return self.model_copy(update={"targets": targets})

    @property
    def file(self) -> Path | None:
        """Where it was read from, to find the mod that it belongs to."""
        return self._file

    def read_from(self, file: Path) -> "Level":
        """The level with the file it was read from."""
        self._file = file
        return self

    def subsurface_spec(self) -> SubsurfaceSpec:
        """What lies under the ground, in metres."""
        return self.subsurface.to_spec(self.terrain.base.preset, self.map.tile_m)

    def metres(self, at: tuple[float, float]) -> tuple[float, float]:
        """A place in tiles as metres from the north-west corner."""
        return centre_m(at, self.map.tile_m)

    def tiles(self, x_m: float, y_m: float) -> tuple[float, float]:
        """The inverse of `metres`."""
        return x_m / self.map.tile_m - 0.5, y_m / self.map.tile_m - 0.5

    def target(self, target_id: str) -> Target | None:
        return next((target for target in self.targets if target.id == target_id), None)


def _with_start(data: Mapping[str, Any]) -> Mapping[str, Any]:
    start, size = data.get("start", {}), data.get("map", {})
    if not isinstance(start, Mapping) or "at" in start or not isinstance(size, Mapping):
        return data
    tiles = size.get("tiles", (256, 256))
    if not isinstance(tiles, tuple) or not all(type(side) is int for side in tiles):
        return data
    middle = tuple(min(float(side // 2), 2048.0) for side in tiles)
    return {**data, "start": {**start, "at": middle}} if len(middle) == 2 else data


def _with_stars(data: Mapping[str, Any]) -> Mapping[str, Any]:
    objectives, score = data.get("objectives", ()), data.get("score", {})
    if not isinstance(score, Mapping) or "stars" in score or not isinstance(objectives, tuple):
        return data
    points = [entry.get("points", 100) for entry in objectives if isinstance(entry, Mapping)]
    total = sum(point for point in points if type(point) is int and 0 <= point <= 100_000)  # exact: whole numbers
    stars = tuple(total * share // whole for share, whole in DEFAULT_STAR_SHARES)
    return {**data, "score": {**score, "stars": stars}}

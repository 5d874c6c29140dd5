"""A mission at one tick: plain data classes, one section per system (`state/`), and the site they stand on.

`Site` never changes while a mission runs (it is regenerated from level + seed, never saved). Everything else in
`World` is the saved state: a system owns its section, others read it. Floats here must be reproducible bit for bit.
"""

from dataclasses import dataclass, field
from typing import Any

from game.content.catalog import Catalog
from game.content.level import Level
from game.content.sections import Objective
from game.sim.state.arm import ArmState
from game.sim.state.comms import CommsState
from game.sim.state.environment import MedaState, PowerState, ThermalState, WeatherState
from game.sim.state.ground import GroundState
from game.sim.state.helicopter import HelicopterState
from game.sim.state.moxie import MoxieState
from game.sim.state.notebook import NotebookState
from game.sim.state.objectives import ObjectivesState, ObjectiveState, Status
from game.sim.state.pictures import PicturesState
from game.sim.state.radar import RadarState
from game.sim.state.rover import RoverState, SequencerState
from game.sim.state.samples import Tube
from game.sim.state.story import StoryState
from game.sim.state.survey import SurveyState, TargetState
from game.terrain.terrain import Terrain


@dataclass(frozen=True)
class Site:
    """What a mission is played on: level, seed, ground and catalogue."""

    level: Level
    seed: int
    terrain: Terrain
    catalog: Catalog
    derived: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """Scratch for values worked out from the site (cost grids and such); never saved, never decides anything."""


@dataclass(slots=True)
class World:
    """A mission at one tick."""

    site: Site
    tick: int
    weather: WeatherState
    meda: MedaState
    power: PowerState
    thermal: ThermalState
    rover: RoverState
    sequencer: SequencerState
    survey: SurveyState
    targets: list[TargetState]
    tubes: list[Tube]
    moxie: MoxieState
    radar: RadarState
    comms: CommsState
    helicopter: HelicopterState
    objectives: ObjectivesState
    story: StoryState
    arm: ArmState = field(default_factory=ArmState)
    notebook: NotebookState = field(default_factory=NotebookState)
    ground: GroundState = field(default_factory=GroundState)
    pictures: PicturesState = field(default_factory=PicturesState)
    scratch: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """Answers that are worked out anew only when what they depend on has changed; never saved, never deciding."""

    @property
    def level(self) -> Level:
        return self.site.level

    @property
    def terrain(self) -> Terrain:
        return self.site.terrain

    def given_objectives(self) -> list[tuple[Objective, ObjectiveState]]:
        """Objectives with their state, without those that the story has yet to add."""
        pairs = zip(self.level.objectives, self.objectives.items, strict=True)
        return [(spec, item) for spec, item in pairs if item.status is not Status.LATER]

    @property
    def asleep(self) -> bool:
        return self.power.asleep_until_tick >= 0


def is_delayed(world: World) -> bool:
    """True when commands wait for an uplink and news for a downlink."""
    return world.level.operations == "delayed"

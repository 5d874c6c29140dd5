"""What Earth has agreed on and what it has heard: only on levels whose operations are delayed."""

from dataclasses import dataclass, field

from game.sim.commands import PlanStep
from game.sim.state.rover import KeepOut


@dataclass(slots=True)
class Bundle:
    """A sequence that has been agreed on. It leaves Earth at `leaves_tick` and is on board at `arrives_tick`."""

    steps: list[PlanStep]
    by: str
    """`HGA`, straight to the rover's high-gain antenna, or the orbiter that passes it on."""
    leaves_tick: int
    arrives_tick: int
    keep_out: list[KeepOut] = field(default_factory=list)
    """The zones drawn on Earth when it was agreed on: AutoNav knows them from then on."""


@dataclass(slots=True)
class Report:
    """The mission as the rover reported it at a tick, on its way to Earth or heard there."""

    taken_tick: int
    arrives_tick: int
    digest: str
    """Of the world at that tick; stands for the text wherever bytes must be the same on every machine."""
    text: str = field(repr=False)
    """The world as JSON, without what Earth itself knows."""


@dataclass(slots=True)
class GroundState:
    """The ground's side of the mission. `heard` is None until the first report has come down: Earth then knows the
    mission as it began."""

    draft: list[PlanStep] = field(default_factory=list)
    bundle: Bundle | None = None
    coming: list[Report] = field(default_factory=list)
    heard: Report | None = None
    contacts_told: int = 0
    """Contacts after which a report was made."""
    received: int = 0
    """Bundles that the rover has taken over."""
    keep_out: list[KeepOut] = field(default_factory=list)
    """Zones as they are drawn on Earth; the rover learns of them with a sequence."""

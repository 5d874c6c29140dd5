"""What every step of a script shares, and the steps of driving."""

from typing import Annotated, Literal

from game.content.fields import Id, Section, Tile, about, quantity
from game.content.level import Level
from game.sim import commands as c
from game.sim.physics.drive_modes import DriveMode
from game.sim.physics.sinkage import Extraction

_Wait = Annotated[bool, about("false: go on with the next step at once.", False)]
TargetId = Annotated[Id, about("Id of a target of the level.", "rochette")]
Degrees = Annotated[float, quantity(-360, 360, "Clockwise from north.", 90)]


class Waiting(Section):
    """Every command step: `wait: false` goes on at once."""

    wait: _Wait = True


class Simple(Waiting):
    """A step without figures."""


class Driving(Waiting):
    """How a drive is driven."""

    mode: Annotated[
        Literal["autonav", "visodo", "directed"],
        about("autonav finds its way, visodo measures slip and stops, directed counts the wheels' turns.", "visodo"),
    ] = "autonav"
    backwards: Annotated[bool, about("true: backwards, which slips less on loose slopes.", True)] = False

    def drive(self, place_m: tuple[float, float]) -> c.Command:
        return c.DriveTo(*place_m, DriveMode(self.mode), self.backwards)


class DriveTo(Driving):
    """Drive to a place on the map."""

    at: Tile

    def command(self, level: Level) -> c.Command:
        return self.drive(level.metres(self.at))


class Approach(Driving):
    """Drive to a target, until the arm can reach it."""

    target: TargetId

    def command(self, level: Level) -> c.Command:
        found = level.target(self.target)
        assert found is not None, "the script's references were checked"
        return self.drive(level.metres(found.at))


class DriveArc(Waiting):
    """Drive by hand for some minutes, then let go."""

    throttle_frac: Annotated[float, quantity(-1, 1, "Share of full speed, negative backwards.", 1)]
    curvature_per_m: Annotated[float, quantity(-0.5, 0.5, "One over the radius of the bend, positive right.", 0.1)] = (
        0.0
    )
    minutes: Annotated[float, quantity(0, 600, "How long.", 5)]

    def command(self, _level: Level) -> c.Command:
        return c.DriveArc(self.throttle_frac, self.curvature_per_m)


class TurnTo(Waiting):
    """Turn in place."""

    heading_deg: Degrees

    def command(self, _level: Level) -> c.Command:
        return c.TurnTo(self.heading_deg)


class KeepOut(Waiting):
    """Draw a circle that drives go round."""

    at: Tile
    radius_m: Annotated[float, quantity(2, 200, "Radius of the circle.", 10)] = 10.0

    def command(self, level: Level) -> c.Command:
        return c.AddKeepOut(*level.metres(self.at), self.radius_m)


class Readmit(Waiting):
    """Take a keep-out zone back."""

    number: Annotated[int, quantity(1, 100_000, "Number of the zone.", 1)]

    def command(self, _level: Level) -> c.Command:
        return c.RemoveKeepOut(self.number)


class WayOut(Waiting):
    """One attempt to free wheels that have dug themselves in."""

    way: Annotated[Literal["back_out", "wiggle"], about("How the rover gets itself out.", "wiggle")] = "back_out"

    def command(self, _level: Level) -> c.Command:
        return c.Extract(Extraction(self.way))

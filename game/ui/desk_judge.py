"""Why the player cannot give a command now, live or by way of a sequence."""

from game.mission.earthside import as_ground_command
from game.mission.session import Session
from game.sim import commands as c
from game.sim.reasons import Reason
from game.sim.validate import refuse_channel, validate


def refusal_of(session: Session, command: c.Command) -> Reason | None:
    """None when it can be given. A step of a sequence is judged by what the steps before it will leave."""
    if not session.delayed:
        return validate(session.view, command)
    meant = as_ground_command(command)
    if not isinstance(meant, c.GroundCommand | c.GroundWork):
        return refuse_channel(session.world, meant)  # knows the clock, nothing of the rover
    if isinstance(meant, c.AddToUplink) and (why := validate(session.expected, meant.command)) is not None:
        return why
    return validate(session.world, meant)  # what Earth draws up is known on Earth

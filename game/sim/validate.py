"""The single judge of commands: the window greys a button with it, `step` refuses with it.

`validate(world, command)` is None when the command can be carried out now, else the reason for people. Each check lives
beside the system it guards (`refuse_*`); `command_table` says which one judges what.
"""

from game.sim import commands as c
from game.sim.command_table import DUTIES
from game.sim.data_volume import refuse_volume
from game.sim.reasons import Reason
from game.sim.systems import uplink
from game.sim.world import World, is_delayed


def refuse_channel(world: World, command: c.Command) -> Reason | None:
    """Where operations are delayed nothing reaches the rover but by a sequence: `step` asks this before the judge."""
    if not is_delayed(world) or isinstance(command, c.GroundCommand | c.GroundWork):
        return None
    return uplink.refuse_direct(world, command)


def validate(world: World, command: c.Command) -> Reason | None:
    """None when `command` can start now; otherwise why not."""
    return DUTIES[type(command)].judge(world, command) or refuse_volume(world, command)

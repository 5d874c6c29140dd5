"""The single judge of commands: the window greys a button with it, `step` refuses with it.

`validate(world, command)` is None when the command can be carried out now, else the reason for people. Each check lives
beside the system it guards (`refuse_*`); here stands only which one judges what.
"""

from collections.abc import Callable
from typing import Any

from game.sim import commands as c
from game.sim.data_volume import refuse_volume
from game.sim.reasons import Reason
from game.sim.systems import (
    arm_judges,
    comms,
    extraction,
    helicopter,
    instruments,
    keep_out,
    mobility,
    moxie,
    power,
    radar,
    sequencer,
    uplink,
)
from game.sim.world import World

# `Any` stands for the command class of the key; the table is closed by a test over commands.COMMANDS.
Judge = Callable[[World, Any], Reason | None]

JUDGES: dict[type[c.Command], Judge] = {
    c.DriveTo: mobility.refuse_drive_to,
    c.DriveArc: mobility.refuse_drive_arc,
    c.TurnTo: mobility.refuse_turn_to,
    c.Extract: extraction.refuse_extract,
    c.AddKeepOut: keep_out.refuse_add_keep_out,
    c.RemoveKeepOut: keep_out.refuse_remove_keep_out,
    c.Stop: sequencer.refuse_stop,
    c.TakeImage: instruments.refuse_take_image,
    c.TakePanorama: instruments.refuse_take_panorama,
    c.Abrade: arm_judges.refuse_abrade,
    c.Analyse: instruments.refuse_analyse,
    c.Core: arm_judges.refuse_core,
    c.SealTube: arm_judges.refuse_seal_tube,
    c.SealWitness: arm_judges.refuse_seal_witness,
    c.ClearCarousel: arm_judges.refuse_clear_carousel,
    c.DropTube: arm_judges.refuse_drop_tube,
    c.Fly: helicopter.refuse_fly,
    c.AbortFlight: helicopter.refuse_abort_flight,
    c.RunMoxie: moxie.refuse_run_moxie,
    c.StopMoxie: moxie.refuse_stop_moxie,
    c.SetRadar: radar.refuse_set_radar,
    c.MarkHorizon: radar.refuse_mark_horizon,
    c.SleepUntil: power.refuse_sleep_until,
    c.Wake: power.refuse_wake,
    c.Prioritise: comms.refuse_product,
    c.Postpone: comms.refuse_product,
    c.HoldProduct: comms.refuse_hold,
    c.ReleaseProduct: comms.refuse_release,
    c.DeleteProduct: comms.refuse_product,
    c.CallEarth: comms.refuse_call,
    c.AddToPlan: sequencer.refuse_add_to_plan,
    c.ClearPlan: sequencer.refuse_clear_plan,
    c.AddToUplink: uplink.refuse_add,
    c.RemoveFromUplink: uplink.refuse_step,
    c.MoveInUplink: uplink.refuse_step,
    c.ClearUplink: uplink.refuse_clear,
    c.SendUplink: uplink.refuse_send,
    c.RecallUplink: uplink.refuse_recall,
}


def refuse_channel(world: World, command: c.Command) -> Reason | None:
    """Where operations are delayed nothing reaches the rover but by a sequence: `step` asks this before the judge."""
    if world.level.operations != "delayed" or isinstance(command, c.GroundCommand | c.GroundWork):
        return None
    return uplink.refuse_direct(world, command)


def validate(world: World, command: c.Command) -> Reason | None:
    """None when `command` can start now; otherwise why not."""
    return JUDGES[type(command)](world, command) or refuse_volume(world, command)

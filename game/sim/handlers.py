"""Which function carries out which command. Each handler may assume that `validate` has found nothing against it."""

from collections.abc import Callable
from typing import Any

from game.sim import commands as c
from game.sim.system import Emit
from game.sim.systems import (
    arm,
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
Handler = Callable[[World, Any, Emit], None]

HANDLERS: dict[type[c.Command], Handler] = {
    c.DriveTo: mobility.drive_to,
    c.DriveArc: mobility.drive_arc,
    c.TurnTo: mobility.turn_to,
    c.Extract: extraction.extract,
    c.AddKeepOut: keep_out.add_keep_out,
    c.RemoveKeepOut: keep_out.remove_keep_out,
    c.Stop: sequencer.stop,
    c.TakeImage: instruments.take_image,
    c.TakePanorama: instruments.take_panorama,
    c.Abrade: arm.abrade,
    c.Analyse: instruments.analyse,
    c.Core: arm.core,
    c.SealTube: arm.seal_tube,
    c.SealWitness: arm.seal_witness,
    c.ClearCarousel: arm.clear_carousel,
    c.DropTube: arm.drop_tube,
    c.Fly: helicopter.fly,
    c.AbortFlight: helicopter.abort_flight,
    c.RunMoxie: moxie.run_moxie,
    c.StopMoxie: moxie.stop_moxie,
    c.SetRadar: radar.set_radar,
    c.MarkHorizon: radar.mark_horizon,
    c.SleepUntil: power.sleep_until,
    c.Wake: power.wake,
    c.Prioritise: comms.prioritise,
    c.Postpone: comms.postpone,
    c.HoldProduct: comms.hold,
    c.ReleaseProduct: comms.release,
    c.DeleteProduct: comms.delete,
    c.CallEarth: comms.call_earth,
    c.AddToPlan: sequencer.add_to_plan,
    c.ClearPlan: sequencer.clear_plan,
    c.AddToUplink: uplink.add,
    c.RemoveFromUplink: uplink.remove,
    c.MoveInUplink: uplink.move,
    c.ClearUplink: uplink.clear,
    c.SendUplink: uplink.send,
    c.RecallUplink: uplink.recall,
}

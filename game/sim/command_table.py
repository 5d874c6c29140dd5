"""Who judges a command and who carries it out. Each check and each handler lives in the system that it belongs to; here
stands only which command goes where.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from game.sim import commands as c
from game.sim.reasons import Reason
from game.sim.system import Emit
from game.sim.systems import (
    arm,
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
Handler = Callable[[World, Any, Emit], None]


class Duty(NamedTuple):
    """The two functions of a command. A handler may assume that the judge has found nothing against it."""

    judge: Judge
    handler: Handler


DUTIES: dict[type[c.Command], Duty] = {
    c.DriveTo: Duty(mobility.refuse_drive_to, mobility.drive_to),
    c.DriveArc: Duty(mobility.refuse_drive_arc, mobility.drive_arc),
    c.TurnTo: Duty(mobility.refuse_turn_to, mobility.turn_to),
    c.Extract: Duty(extraction.refuse_extract, extraction.extract),
    c.AddKeepOut: Duty(keep_out.refuse_add_keep_out, keep_out.add_keep_out),
    c.RemoveKeepOut: Duty(keep_out.refuse_remove_keep_out, keep_out.remove_keep_out),
    c.Stop: Duty(sequencer.refuse_stop, sequencer.stop),
    c.TakeImage: Duty(instruments.refuse_take_image, instruments.take_image),
    c.TakePanorama: Duty(instruments.refuse_take_panorama, instruments.take_panorama),
    c.Abrade: Duty(arm_judges.refuse_abrade, arm.abrade),
    c.Analyse: Duty(instruments.refuse_analyse, instruments.analyse),
    c.Core: Duty(arm_judges.refuse_core, arm.core),
    c.SealTube: Duty(arm_judges.refuse_seal_tube, arm.seal_tube),
    c.SealWitness: Duty(arm_judges.refuse_seal_witness, arm.seal_witness),
    c.ClearCarousel: Duty(arm_judges.refuse_clear_carousel, arm.clear_carousel),
    c.DropTube: Duty(arm_judges.refuse_drop_tube, arm.drop_tube),
    c.Fly: Duty(helicopter.refuse_fly, helicopter.fly),
    c.AbortFlight: Duty(helicopter.refuse_abort_flight, helicopter.abort_flight),
    c.RunMoxie: Duty(moxie.refuse_run_moxie, moxie.run_moxie),
    c.StopMoxie: Duty(moxie.refuse_stop_moxie, moxie.stop_moxie),
    c.SetRadar: Duty(radar.refuse_set_radar, radar.set_radar),
    c.MarkHorizon: Duty(radar.refuse_mark_horizon, radar.mark_horizon),
    c.SleepUntil: Duty(power.refuse_sleep_until, power.sleep_until),
    c.Wake: Duty(power.refuse_wake, power.wake),
    c.Prioritise: Duty(comms.refuse_product, comms.prioritise),
    c.Postpone: Duty(comms.refuse_product, comms.postpone),
    c.HoldProduct: Duty(comms.refuse_hold, comms.hold),
    c.ReleaseProduct: Duty(comms.refuse_release, comms.release),
    c.DeleteProduct: Duty(comms.refuse_product, comms.delete),
    c.CallEarth: Duty(comms.refuse_call, comms.call_earth),
    c.AddToPlan: Duty(sequencer.refuse_add_to_plan, sequencer.add_to_plan),
    c.ClearPlan: Duty(sequencer.refuse_clear_plan, sequencer.clear_plan),
    c.AddToUplink: Duty(uplink.refuse_add, uplink.add),
    c.RemoveFromUplink: Duty(uplink.refuse_step, uplink.remove),
    c.MoveInUplink: Duty(uplink.refuse_step, uplink.move),
    c.ClearUplink: Duty(uplink.refuse_clear, uplink.clear),
    c.SendUplink: Duty(uplink.refuse_send, uplink.send),
    c.RecallUplink: Duty(uplink.refuse_recall, uplink.recall),
}

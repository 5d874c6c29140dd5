"""Delayed operations: bundles go up and are carried out blindly, reports come down and are old when they are heard.

Stands above the systems, because a report is a snapshot of all of them. On a level whose operations are live nothing
here ever happens.
"""

import json

from game.sim import commands as c
from game.sim import events as e
from game.sim.setup import new_world
from game.sim.snapshot import digest, dump, restore
from game.sim.state.ground import Report
from game.sim.system import NEVER, Emit, System
from game.sim.uplink_windows import light_s
from game.sim.world import World, is_delayed

GROUND_COMMANDS = (
    *(c.AddToUplink, c.RemoveFromUplink, c.MoveInUplink),
    *(c.ClearUplink, c.SendUplink, c.RecallUplink),
)
"""What Earth does on Earth: never delayed."""
GROUND_EVENTS = (
    *(e.CommandRefused, e.UplinkAgreed, e.UplinkRadiated, e.UplinkRecalled, e.DownlinkHeard),
    *(e.KeepOutAdded, e.KeepOutRemoved, e.HorizonMarked, e.HorizonMissed),
    *(e.MissionWon, e.MissionLost),
)
"""What Earth knows at once. The mission's end is told at once too: there is nothing left to decide."""


def view_of(world: World) -> World:
    """The mission as Earth knows it: a world of its own, as it was when the last report heard was made.

    Raises:
        SnapshotError: the report was tampered with.
    """
    heard = world.ground.heard
    return new_world(world.site) if heard is None else restore(world.site, json.loads(heard.text))


def show_ground_work(view: World, world: World) -> None:
    """Put into the view what has been drawn on Earth since: keep-out zones, and marks in the radargram."""
    view.rover.keep_out, view.radar.marks = world.ground.keep_out, world.radar.marks


def report_if_due(world: World) -> None:
    """After a pass or a call to Earth the state of the mission is on its way to Earth. Called when all else is done."""
    ground = world.ground
    if world.comms.contacts == ground.contacts_told or not is_delayed(world):
        return
    ground.contacts_told = world.comms.contacts
    plain = dump(world)
    del plain["ground"]
    arrives = world.tick + light_s(world.tick)
    ground.coming.append(Report(world.tick, arrives, digest(world), json.dumps(plain, separators=(",", ":"))))


def _tick(world: World, emit: Emit) -> None:
    ground = world.ground
    bundle = ground.bundle
    if bundle is not None and world.tick == bundle.leaves_tick:
        emit(e.UplinkRadiated(world.tick, bundle.by, bundle.arrives_tick))
    if bundle is not None and world.tick >= bundle.arrives_tick:
        world.sequencer.steps, world.sequencer.held = list(bundle.steps), None
        if world.rover.keep_out != bundle.keep_out:
            world.rover.keep_out = list(bundle.keep_out)
            world.rover.drive.checked_version = -1
        ground.bundle = None
        ground.received += 1
        emit(e.UplinkReceived(world.tick, len(bundle.steps)))
    while ground.coming and world.tick >= ground.coming[0].arrives_tick:
        ground.heard = ground.coming.pop(0)
        emit(e.DownlinkHeard(world.tick, ground.heard.taken_tick))


def _wake_tick(world: World) -> int:
    ground = world.ground
    soonest = ground.coming[0].arrives_tick if ground.coming else NEVER
    if ground.bundle is not None:
        leaves = ground.bundle.leaves_tick
        soonest = min(soonest, ground.bundle.arrives_tick if leaves <= world.tick else leaves)
    return soonest


SYSTEM = System("ground", tick=_tick, wake_tick=_wake_tick)

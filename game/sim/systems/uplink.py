"""The sequence that is drawn up on Earth: edited step by step, agreed to as a whole, recalled until it has left."""

from game.core import earth, marstime
from game.sim import events as e
from game.sim.commands import (
    AddToUplink,
    ClearUplink,
    Command,
    GroundWork,
    MoveInUplink,
    RecallUplink,
    RemoveFromUplink,
    SendUplink,
)
from game.sim.reasons import Reason, reason
from game.sim.state.ground import Bundle, GroundState
from game.sim.system import Emit
from game.sim.uplink_windows import AHEAD_SOLS, next_uplink
from game.sim.world import World, is_delayed

MOST_STEPS = 60
"""A bundle is for people to check: game rule."""


def initial() -> GroundState:
    """Nothing agreed, nothing heard."""
    return GroundState()


def refuse_direct(world: World, command: Command) -> Reason | None:
    """Why a command cannot be given to the rover at this moment, on a level whose operations are delayed."""
    pause = earth.command_pause(marstime.sol(world.tick))
    if pause is not None:
        return reason("uplink.conjunction", until_sol=pause[1] + 1)
    chance = next_uplink(world.site, world.tick, 1)
    figures = {"light_min": earth.earth_at(world.tick).light_s / 60.0}
    if chance is None:
        return reason("uplink.no_window", sols=AHEAD_SOLS)
    return reason("uplink.too_late", **figures, arrives=when(chance.arrives_tick))


def when(tick: int) -> str:
    """A moment as people on Earth write it."""
    return f"sol {marstime.sol(tick)} {marstime.lmst_text(tick)}"


# --- drawing it up ----------------------------------------------------------------------------------------------------


def refuse_add(world: World, command: AddToUplink) -> Reason | None:
    """Only where operations are delayed, only so many steps, and nothing that is done on Earth anyway."""
    if not is_delayed(world):
        return reason("uplink.live")
    if isinstance(command.command, GroundWork):
        return reason("uplink.ground_work")
    return reason("uplink.full", steps=MOST_STEPS) if len(world.ground.draft) >= MOST_STEPS else None


def refuse_step(world: World, command: RemoveFromUplink | MoveInUplink) -> Reason | None:
    """There must be such a step."""
    steps = len(world.ground.draft)
    return None if 1 <= command.step <= steps else reason("uplink.no_step", step=command.step, steps=steps)


def refuse_clear(world: World, _command: ClearUplink) -> Reason | None:
    """There must be something to clear."""
    return None if world.ground.draft else reason("uplink.empty")


def add(world: World, command: AddToUplink, _emit: Emit) -> None:
    """Append a step."""
    world.ground.draft.append(command.command)


def remove(world: World, command: RemoveFromUplink, _emit: Emit) -> None:
    """Take a step out."""
    del world.ground.draft[command.step - 1]


def move(world: World, command: MoveInUplink, _emit: Emit) -> None:
    """Put a step elsewhere; beyond the ends means at the end."""
    draft = world.ground.draft
    step = draft.pop(command.step - 1)
    draft.insert(max(0, min(len(draft), command.to - 1)), step)


def clear(world: World, _command: ClearUplink, _emit: Emit) -> None:
    """Begin anew."""
    world.ground.draft.clear()


# --- sending it -------------------------------------------------------------------------------------------------------


def refuse_send(world: World, _command: SendUplink) -> Reason | None:
    """Something to send, one at a time, and a way to the rover."""
    ground = world.ground
    if not is_delayed(world):
        return reason("uplink.live")
    if not ground.draft:
        return reason("uplink.empty")
    if ground.bundle is not None:
        return reason("uplink.on_its_way", arrives=when(ground.bundle.arrives_tick))
    pause = earth.command_pause(marstime.sol(world.tick))
    if pause is not None:
        return reason("uplink.conjunction", until_sol=pause[1] + 1)
    if next_uplink(world.site, world.tick, len(ground.draft)) is None:
        return reason("uplink.no_window", sols=AHEAD_SOLS)
    return None


def send(world: World, _command: SendUplink, emit: Emit) -> None:
    """Agree to the sequence: it goes with the next chance, as a whole."""
    ground = world.ground
    chance = next_uplink(world.site, world.tick, len(ground.draft))
    assert chance is not None, "the judge has looked"
    zones = list(ground.keep_out)
    ground.bundle = Bundle(ground.draft, chance.by, chance.leaves_tick, chance.arrives_tick, zones)
    ground.draft = []
    emit(e.UplinkAgreed(world.tick, len(ground.bundle.steps), chance.by, chance.arrives_tick))
    if chance.leaves_tick <= world.tick:
        emit(e.UplinkRadiated(world.tick, chance.by, chance.arrives_tick))


def refuse_recall(world: World, _command: RecallUplink) -> Reason | None:
    """Light cannot be called back."""
    bundle = world.ground.bundle
    if bundle is None:
        return reason("uplink.none_agreed")
    if bundle.leaves_tick <= world.tick:
        return reason("uplink.gone", arrives=when(bundle.arrives_tick))
    return None


def recall(world: World, _command: RecallUplink, emit: Emit) -> None:
    """Take an agreed sequence back, ahead of what has been drawn up since."""
    ground = world.ground
    assert ground.bundle is not None, "the judge has looked"
    ground.draft = [*ground.bundle.steps, *ground.draft][:MOST_STEPS]
    ground.bundle = None
    emit(e.UplinkRecalled(world.tick))

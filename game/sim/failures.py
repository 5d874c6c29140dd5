"""What is broken for a time because the story says so, and what that means for the work."""

from game.core import marstime
from game.sim.reasons import Reason, reason
from game.sim.state.story import FailureState
from game.sim.world import World

DRAGGED_SPEED_SHARE, DRAGGED_POWER_SHARE = 0.5, 1.5
"""A rover that drags a dead wheel: half the speed at half as much power again. Spirit drove on for years like that
from 2006, backwards for the most part; the shares are a game premise."""


def failure_of(world: World, thing: str) -> FailureState | None:
    """The failure of a thing (`wheel.4`, `instrument.pixl`, `radio`), None when it works."""
    return next((failure for failure in world.story.failures if failure.thing == thing), None)


def refuse_broken_instrument(world: World, instrument: str) -> Reason | None:
    """Why an instrument cannot be used: it has failed."""
    failure = failure_of(world, f"instrument.{instrument}")
    if failure is None:
        return None
    name = world.site.catalog.instruments[instrument].name
    return reason("analyse.failed", instrument=name, until=marstime.lmst_text(failure.until_tick))


def radio_is_dead(world: World) -> bool:
    """No orbiter hears the rover."""
    return failure_of(world, "radio") is not None


def drags_a_wheel(world: World) -> bool:
    return any(failure.thing.startswith("wheel.") for failure in world.story.failures)

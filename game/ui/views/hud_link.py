"""How old the news are and how far Earth is: the line under the clock, and the words about sequences and passes."""

from game.core import earth, marstime
from game.sim import commands as c
from game.sim.downlink import expect
from game.sim.estimates import relay
from game.sim.narrate import command_words, duration_words
from game.sim.reach import target_position_m
from game.sim.uplink_windows import next_uplink
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.theme import ACCENT, CAUTION, QUIET, Colour


def mode_note(desk: Desk) -> str:
    """How the mission is run; where it matters, the one-way light time."""
    if not desk.session.delayed:
        return "live, a premise"
    way_s = _way_s(desk)
    return f"delayed, light {way_s // 60:02d}:{way_s % 60:02d}"


def _way_s(desk: Desk) -> int:
    return round(earth.earth_at(desk.now_tick // 3600 * 3600).light_s)


def link_line(desk: Desk) -> str:
    """In live operations how far Earth is, and that this does not matter; in delayed ones how old the news are."""
    if not desk.session.delayed:
        way_s = _way_s(desk)
        return f"Live, a game premise: the light takes {way_s // 60} min {way_s % 60:02d} s"
    if desk.world.tick >= desk.now_tick:
        return "State of this moment"
    return f"State of sol {clock(desk.world.tick)}, {age(desk)} old"


def link_tone(desk: Desk) -> Colour:
    return CAUTION if desk.session.delayed else QUIET


def age(desk: Desk) -> str:
    """How old the news are."""
    return duration_words(desk.now_tick - desk.world.tick)


def clock(tick: int) -> str:
    """Sol and local time, briefly."""
    return f"{marstime.sol(tick)} {marstime.lmst_text(tick)}"


# --- passes -----------------------------------------------------------------------------------------------------------


def next_pass(world: World, tick: int) -> str:
    """The orbiter that comes next (or is there now), and when."""
    now = relay.pass_in_view(world.site, tick)
    if now is not None and not now.missed:
        return f"{now.orbiter} now"
    soonest = relay.next_pass(world.site, tick)
    return f"{soonest.orbiter} {marstime.lmst_text(soonest.start_tick)}" if soonest is not None else "none"


class Forecast:
    """What comes down with the next pass, worked out when the queue or the hour has changed."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: tuple[tuple[object, ...], float] = ((), 0.0)

    def mbit(self) -> float:
        """Of the data on board, as much as the next pass (or the present one) will carry."""
        world, comms = self.desk.world, self.desk.world.comms
        given = len(self.desk.session.recording.commands)
        key = (len(comms.products), round(comms.sent_mbit), self.desk.now_tick // 600, given)
        if key != self._kept[0]:
            self._kept = (key, self._worked_out(world))
        return self._kept[1]

    def _worked_out(self, world: World) -> float:
        now = self.desk.now_tick
        return next((mbit for one, mbit in expect(world, 2).by_pass if one.end_tick > now and not one.missed), 0.0)


# --- sequences --------------------------------------------------------------------------------------------------------


def next_window(desk: Desk) -> str:
    """When what is drawn up now would be on board."""
    pause = earth.command_pause(marstime.sol(desk.now_tick))
    if pause is not None:
        return f"solar conjunction until sol {pause[1] + 1}"
    steps = max(1, len(desk.session.world.ground.draft))
    chance = next_uplink(desk.world.site, desk.now_tick, steps)
    if chance is None:
        return "no window within three sols"
    return f"{chance.by}, on board at sol {clock(chance.arrives_tick)}"


def due_tick(desk: Desk) -> int:
    """When the next step of the sequence would be carried out, as far as Earth can tell."""
    chance = next_uplink(desk.world.site, desk.now_tick, len(desk.session.world.ground.draft) + 1)
    return max(desk.ahead.tick, chance.arrives_tick if chance is not None else 0)


def sequence_tone(desk: Desk) -> Colour:
    return ACCENT if desk.session.world.ground.draft else QUIET


def step_words(desk: Desk, step: c.Command) -> str:
    """A step of a sequence, in a few words."""
    words = command_words(desk.strings, step)
    match step:
        case c.DriveTo():
            return f"{words} to {_place(desk, step.x_m, step.y_m)}"
        case c.TurnTo():
            return f"{words} to {step.heading_deg % 360.0:.0f}°"
        case c.TakeImage():
            aim = _target(desk, step.target) if step.target else f"towards {step.azimuth_deg % 360.0:.0f}°"
            return f"{desk.world.site.catalog.cameras[step.camera].name}: {aim}"
        case c.Analyse():
            return f"{desk.world.site.catalog.instruments[step.instrument].name}: {_target(desk, step.target)}"
        case c.Abrade() | c.Core():
            return f"{words} {_target(desk, step.target)}"
        case c.Fly():
            return f"{words} {len(step.route_m)} legs at {step.altitude_m:.0f} m{', and back' * step.return_home}"
        case c.RunMoxie():
            return f"{words}, {step.minutes:.0f} min"
        case c.SleepUntil():
            return f"{words} until {marstime.lmst_text(step.lmst_s)}"
        case c.CallEarth():
            return f"{words}, {step.minutes:.0f} min"
        case c.Prioritise() | c.Postpone() | c.HoldProduct() | c.ReleaseProduct() | c.DeleteProduct():
            return f"{words} product {step.product}"
    return words


def _target(desk: Desk, target: str) -> str:
    spec = desk.world.level.target(target)
    return spec.name if spec is not None else target


def _place(desk: Desk, x_m: float, y_m: float) -> str:
    for index, spec in enumerate(desk.world.level.targets):
        if desk.world.targets[index].known and target_position_m(desk.world, index) == (x_m, y_m):
            return spec.name
    x, y = desk.world.level.tiles(x_m, y_m)
    return f"({x:.0f}, {y:.0f})"

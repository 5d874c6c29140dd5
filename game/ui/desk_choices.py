"""The list of actions: what can be done now, what it would cost, and why it cannot be."""

from dataclasses import dataclass

from game.core import marstime
from game.sim import commands as c
from game.sim.estimates.flight import refuse_any_flight
from game.sim.narrate import duration_words
from game.sim.physics import coring
from game.sim.reach import distance_to_target_m
from game.sim.reasons import Reason, reason
from game.sim.sampling import abrade_minutes, core_minutes, unsealed_tube
from game.sim.systems.moxie import net_energy_wh
from game.sim.tasks import refuse_if_busy
from game.sim.validate import validate
from game.sim.world import World
from game.ui.desk import Desk
from game.ui.desk_samples import subject

ACTIONS = ("drive", "look", "fly", "sample", "moxie", "radar", "sleep")
LABELS = {
    "drive": "Drive",
    "look": "Look",
    "fly": "Fly",
    "sample": "Sample",
    "moxie": "MOXIE",
    "radar": "Radar",
    "sleep": "Sleep",
    "keep_out": "Keep-out zones",
}
TURNS_PER_ACTION = 2
"""Frames between the judging of one action and the next."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One action of the list: its id is the key action's name; `refusal` greys it with the reason, `brief` says it in
    a word or two."""

    id: str
    label: str
    refusal: str = ""
    brief: str = ""
    note: str = ""


class Choices:
    """The list, judged one action in a few frames: judging all of it at once is too long for a frame."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._turn = 0
        self._key: tuple[object, ...] = ()
        self._found: dict[str, Choice] = {}
        self.changes = 0

    def update(self) -> None:
        """Once per frame. After something has changed altogether, everything is judged at once."""
        key = _what_matters(self.desk)
        if key != self._key:
            self._key = key
            for action in ACTIONS:
                self._judge(action)
            return
        self._turn += 1
        if self._turn % TURNS_PER_ACTION == 0:
            self._judge(ACTIONS[self._turn // TURNS_PER_ACTION % len(ACTIONS)])

    def _judge(self, action: str) -> None:
        found = choice(self.desk, action)
        if found != self._found.get(action):
            self._found[action] = found
            self.changes += 1

    def get(self, action: str) -> Choice:
        if action not in self._found:
            self._judge(action)
        return self._found[action]


def _what_matters(desk: Desk) -> tuple[object, ...]:
    """A change in any of these changes what can be done."""
    world = desk.world
    task = world.rover.task
    return (
        world.tick if desk.session.delayed else 0,
        task.kind if task else None,
        world.asleep,
        world.moxie.phase,
        world.radar.on,
        world.helicopter.phase,
        desk.altitude_m,
        desk.oxygen_min,
        desk.oxygen_amps,
        desk.wake_at,
        world.rover.embedded,
        len(desk.session.recording.commands),
    )


def choice(desk: Desk, action: str) -> Choice:
    """One action, judged now."""
    if action == "keep_out":  # drawing is thinking: it is never refused as such
        return Choice(action, "Keep-out zones")
    world, command = desk.ahead, desk.at_once(action)
    if command is not None:
        return _choice(desk, action, _words(desk, command), desk.refusal(command), step_note(desk, command))
    match action:
        case "drive":
            return _choice(desk, action, *_driving(desk))
        case "look":
            return Choice(action, LABELS[action], note=desk.strings.text("look.note"))
        case "fly":
            return _choice(desk, action, LABELS[action], refuse_any_flight(world, desk.altitude_m))
        case "moxie":
            run = c.RunMoxie(desk.oxygen_min, desk.oxygen_amps)
            takes_wh = net_energy_wh(world, desk.oxygen_min, desk.oxygen_amps)
            note = f"{desk.oxygen_min:.0f} min of oxygen take {takes_wh:.0f} Wh"
            return _choice(desk, action, LABELS[action], validate(world, run), note)
        case "radar":
            refusal = None if world.level.radar.present else reason("radar.absent")
            label = f"{LABELS[action]} (on)" if world.radar.on else LABELS[action]
            return _choice(desk, action, label, refusal, desk.strings.text("radar.note"))
        case "sleep":
            return _choice(
                desk, action, LABELS[action], validate(world, c.SleepUntil(marstime.parse_lmst(desk.wake_at)))
            )
    return _choice(desk, action, LABELS[action], _refuse_any_sample(world), _sample_note(desk))


def _driving(desk: Desk) -> tuple[str, Reason | None]:
    """Any drive at all; for wheels that hold, getting out."""
    if desk.ahead.rover.embedded:
        return "Get out", validate(desk.ahead, c.Extract(desk.way_out))
    return LABELS["drive"], validate(desk.ahead, c.TurnTo(desk.ahead.rover.heading_deg))


def _choice(desk: Desk, action: str, label: str, refusal: Reason | None, note: str = "") -> Choice:
    return Choice(action, label, desk.sentence(refusal), desk.brief(refusal), note)


def _words(desk: Desk, command: c.Command) -> str:
    """A command as a button says it."""
    words = desk.strings.text(f"command.{c.command_name(type(command))}")
    return words[:1].upper() + words[1:]


def _refuse_any_sample(world: World) -> Reason | None:
    """Why nothing at all can be done with a target: none is near, or the rover does something else."""
    if subject(world) < 0 and unsealed_tube(world) is None and not world.arm.blocked:
        return no_sample(world)
    return refuse_if_busy(world)


def _sample_note(desk: Desk) -> str:
    """What the next step would be."""
    step = desk.next_sample_step()
    return f"Next: {_words(desk, step)}. {step_note(desk, step)}" if step is not None else ""


def no_sample(world: World) -> Reason:
    """Why there is no next step: what is the nearest target, and how far."""
    known = [(distance_to_target_m(world, i), i) for i, state in enumerate(world.targets) if state.known]
    if not known:
        return reason("sample.no_target")
    away_m, nearest = min(known)
    return reason("sample.nothing_in_reach", target=world.level.targets[nearest].name, distance_m=away_m)


def step_note(desk: Desk, command: c.Command) -> str:
    """What a step of the sample chain is about and how long it takes, in a few words."""
    world = desk.world
    match command:
        case c.TakeImage(_, target):
            return f"Mastcam-Z picture of {_name(world, target)}"
        case c.Abrade(target):
            return f"{_name(world, target)}, {abrade_minutes(world, target):.0f} min"
        case c.Core(target):
            return f"{_name(world, target)}, {core_minutes(world, target):.0f} min"
        case c.SealTube():
            return f"{coring.SEAL_MIN:.0f} min"
        case c.Analyse(target, instrument):
            study = world.site.catalog.instruments[instrument]
            return f"{_name(world, target)} with {study.name}, {duration_words(int(study.seconds))}"
    return ""


def _name(world: World, target: str) -> str:
    spec = world.level.target(target)
    return spec.name if spec else target

"""A mission in progress: the world, its clock at the player's pace, and the log of all that was commanded.

Everything that acts on the world goes through `Session.give`; time passes only through `Session.run_to`. How often
and in what steps they are called (frame rate, warp, pauses) never changes the result: commands are logged with their
tick, and the world moves by whole ticks.

`world` is the true mission. Whoever plays it (window, script, autopilot) looks at `view`, judges by `expected` and
hears `events`: in live operations all of it is the truth, in delayed operations what has come down to Earth.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from time import perf_counter

from game.mission.earthside import Earthside, as_ground_command
from game.mission.replay import CHECK_EVERY_TICKS, Replay, ReplayCheck, ReplayCommand
from game.sim.commands import Command
from game.sim.events import CallEnded, DownlinkHeard, Event, PassEnded, PauseAsked, Severity, UplinkRadiated
from game.sim.snapshot import digest
from game.sim.state.objectives import Outcome
from game.sim.step import advance, apply
from game.sim.world import World, is_delayed

FRAME_BUDGET_S = 0.010
"""Real time that one frame may spend on the simulation; what does not fit is caught up later, up to MAX_DEBT_S."""
MAX_DEBT_S = 0.25
"""Real time that a slow machine may fall behind before the clock just runs slower."""
SLICE_TICKS = 120
"""The clock is looked at after this many ticks: some milliseconds at most, even while everything moves."""
EVENT_LOG_LENGTH = 2000


class Warp(IntEnum):
    """How much faster than Mars time passes; NEXT_EVENT runs until something notable happens, NEXT_LINK until something
    has come down or gone up."""

    PAUSE = 0
    X1 = 1
    X10 = 10
    X60 = 60
    X300 = 300
    X1800 = 1800
    NEXT_EVENT = -1
    NEXT_LINK = -2


WARPS: tuple[Warp, ...] = (Warp.PAUSE, Warp.X1, Warp.X10, Warp.X60, Warp.X300, Warp.X1800, Warp.NEXT_EVENT)

LINK_EVENTS = (PassEnded, CallEnded, UplinkRadiated, DownlinkHeard)


@dataclass(slots=True)
class Session:
    """One mission being played. `stop_warp_at`: the severity of event that takes warp back to x1."""

    world: World
    recording: Replay
    warp: Warp = Warp.PAUSE
    stop_warp_at: Severity = Severity.NOTICE
    events: list[Event] = field(default_factory=list)
    """The last events, oldest first (at most EVENT_LOG_LENGTH)."""
    earthside: Earthside = field(default_factory=Earthside)
    _debt_s: float = 0.0
    _part_tick: float = 0.0

    def give(self, *commands: Command) -> list[Event]:
        """Carry out commands at this tick, and log them. Returns what happened at once (refusals too). Where operations
        are delayed, what is meant for the rover goes into the sequence that is drawn up."""
        events: list[Event] = []
        given = [as_ground_command(command) for command in commands] if self.delayed else commands
        for command in given:  # one by one, as a replay does it: the first may end the mission
            if self.over:
                break
            self.recording.commands.append(ReplayCommand(self.world.tick, command))
            events += apply(self.world, (command,))
        return self._keep(events)

    def run_to(self, tick: int, *, stop_at: Severity | None = None) -> list[Event]:
        """Let time pass to `tick`; with `stop_at`, no further than the first event of that severity."""
        events: list[Event] = []
        while self.world.tick < tick and not self.over:
            due = self._next_check()
            news = advance(self.world, min(tick, due), stop_on_events=stop_at is not None)
            if self.world.tick >= due:
                self.recording.checks.append(ReplayCheck(self.world.tick, digest(self.world)))
            told = self._keep(news)
            events += told
            if stop_at is not None and any(event.severity >= stop_at for event in told):
                break
        return events

    def update(self, real_s: float, clock: Callable[[], float] = perf_counter) -> list[Event]:
        """Let the time of one frame pass at the present warp. Returns what happened.

        A notable event takes warp back to x1 (from NEXT_EVENT to pause), so that nobody misses it.
        """
        if self.warp is Warp.PAUSE or self.over:
            return []
        started = clock()
        events: list[Event] = []
        goal = self._goal(real_s)
        while self.world.tick < goal and clock() - started < FRAME_BUDGET_S:
            warp = self.warp
            stop_at = self._stop_at(warp)
            news = self.run_to(min(goal, self.world.tick + SLICE_TICKS), stop_at=stop_at)
            events += news
            if self._is_news(news):
                self._slow_down(warp, news)
                break
        else:
            if self.warp > 0 and self.world.tick < goal:
                self._debt_s = min(MAX_DEBT_S, (goal - self.world.tick) / self.warp)
        return events

    @property
    def tick(self) -> int:
        """What time it is, on Earth as on Mars."""
        return self.world.tick

    @property
    def delayed(self) -> bool:
        """True when commands wait for an uplink and news for a downlink."""
        return is_delayed(self.world)

    @property
    def view(self) -> World:
        """The mission as far as Earth knows it."""
        return self.earthside.view(self.world) if not self.over else self.world

    @property
    def expected(self) -> World:
        """What a new step would meet, by which it is judged."""
        return self.earthside.expected(self.world) if not self.over else self.world

    def known_state(self) -> tuple[int, str]:
        """Tick and digest of the mission as Earth knows it: what a picture's sidecar carries for proof."""
        heard = self.world.ground.heard
        if self.delayed and not self.over and heard is not None:
            return heard.taken_tick, heard.digest
        return self.view.tick, digest(self.view)

    @property
    def over(self) -> bool:
        """True when the mission has been won or lost."""
        return self.world.objectives.outcome is not Outcome.RUNNING

    @property
    def part_tick(self) -> float:
        """How far real time is into the next tick, 0..1, for smooth drawing."""
        return self._part_tick

    def _goal(self, real_s: float) -> int:
        """The tick to reach in this frame."""
        if self.warp < Warp.PAUSE:
            return self.world.tick + 1_000_000
        passed_s = min(real_s, MAX_DEBT_S) + self._debt_s
        self._debt_s = 0.0
        ticks = passed_s * self.warp + self._part_tick
        whole = int(ticks)
        self._part_tick = ticks - whole
        return self.world.tick + whole

    def _stop_at(self, warp: Warp) -> Severity | None:
        """The weight of event at which a slice of this warp ends."""
        if warp is Warp.X1:
            return None
        return Severity.ACTIVITY if warp is Warp.NEXT_LINK else self.stop_warp_at

    def _is_news(self, events: list[Event]) -> bool:
        """True when the player should look: something notable, or the mission's end."""
        if self.over or any(isinstance(event, PauseAsked) for event in events):
            return True
        if self.warp is Warp.NEXT_LINK:
            grave = max(self.stop_warp_at, Severity.WARNING)
            return any(isinstance(event, LINK_EVENTS) or event.severity >= grave for event in events)
        return any(event.severity >= self.stop_warp_at for event in events)

    def _slow_down(self, warp: Warp, news: list[Event]) -> None:
        self._debt_s = self._part_tick = 0.0
        asked = any(isinstance(event, PauseAsked) for event in news)
        if warp < Warp.PAUSE or asked or self.over:
            self.warp = Warp.PAUSE
        elif warp > Warp.X1:
            self.warp = Warp.X1

    def _next_check(self) -> int:
        return self.world.tick - self.world.tick % CHECK_EVERY_TICKS + CHECK_EVERY_TICKS

    def _keep(self, news: list[Event]) -> list[Event]:
        """Put into the log what is known on Earth; returns that."""
        told = self.earthside.told(self.world, news)
        if self.over:
            told = [*self.earthside.all_told(), *told]
        self.events.extend(told)
        if len(self.events) > EVENT_LOG_LENGTH:
            del self.events[: len(self.events) - EVENT_LOG_LENGTH]
        return told

"""What a drive or a flight would cost while the player still points, worked out beside the frames."""

from dataclasses import dataclass, replace
from typing import Literal

from game.sim import commands as c
from game.sim.estimates.drive import DrivePlan, plan_drive
from game.sim.estimates.flight import flight_points, night_warning, plan_flight
from game.sim.narrate import duration_words
from game.sim.validate import validate
from game.sim.world import Site, World
from game.ui.desk import Desk, Mode, Point
from game.ui.jobs import Job, Jobs

REST_S = 0.06
"""A pointer that has not moved for so long is at rest: the way to it is planned."""
AT_REST_EVERY_S, MOVING_EVERY_S = 0.15, 0.3
"""The way is planned no more often than this, at rest and while the pointer moves."""
BUCKET_TICKS = 600
"""Light and charge hardly change within: a plan stays good for so long."""
ROUND_M = 1.0
HANDED_OVER = ("ground_backwards", "zoned", "zoned_backwards", "cost_grid", "cost_grid_backwards")
"""What a plan has worked out that the drive can use: the grids and the grounds they are made of."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan before it is agreed to: its line on the map, its price in one line, and why it cannot be, if so."""

    kind: Literal["drive", "flight"]
    points_m: tuple[Point, ...]
    label: str
    detail: str
    refusal: str
    warning: str = ""
    """What may go wrong."""

    @property
    def ok(self) -> bool:
        return not self.refusal


class DrivePlanner:
    """Plans the way to where the pointer is, in a job on a copy of what the plan depends on."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        self.desk = desk
        self._jobs = jobs
        self._site: Site | None = None
        self._job: Job[DrivePlan] | None = None
        self._asked: tuple[object, ...] = ()
        self._asked_s = -1e9
        self._wanted: tuple[object, ...] = ()
        self._wanted_s = 0.0
        self._planned: tuple[tuple[object, ...], DrivePlan] | None = None

    def plan(self, goal_m: Point, now_s: float) -> DrivePlan | None:
        """The plan for a place, or the last one while a new one is being made; None before the first."""
        self._take()
        key = self._key(goal_m)
        if key != self._wanted:
            self._wanted, self._wanted_s = key, now_s
        if self._job is None and key != self._asked and self._due(now_s):
            self._asked, self._asked_s = key, now_s
            world = self._copy()
            mode, backwards = self.desk.drive_mode, self.desk.backwards
            self._job = self._jobs.start(lambda: plan_drive(world, *goal_m, mode, backwards))
            self._take()
        return self._planned[1] if self._planned else None

    def forget(self) -> None:
        """No plan is wanted any more."""
        self._planned, self._asked = None, ()

    def hand_over(self) -> None:
        """Before a drive is given: the mission takes over the routes found so far, so that the click need not wait for
        the same search again. The copy lets go of them: two threads never share a grid."""
        if self._site is None or self._job is not None:
            return
        for name in HANDED_OVER:
            if name in self._site.derived:
                self.desk.world.site.derived[name] = self._site.derived.pop(name)

    def _due(self, now_s: float) -> bool:
        rests = now_s - self._wanted_s >= REST_S
        return now_s - self._asked_s >= (AT_REST_EVERY_S if rests else MOVING_EVERY_S)

    def _take(self) -> None:
        if self._job is not None and self._job.done:
            job, self._job = self._job, None
            if job.error is None and self._asked:
                self._planned = (self._asked, job.result)

    def _key(self, goal_m: Point) -> tuple[object, ...]:
        """A plan made for the same key is the same plan, to the eye."""
        world = self.desk.ahead
        rover = world.rover
        return (
            round(goal_m[0] / ROUND_M),
            round(goal_m[1] / ROUND_M),
            round(rover.x_m),
            round(rover.y_m),
            world.survey.version,
            len(rover.avoid_tiles),
            self.desk.drive_mode,
            self.desk.backwards,
            world.tick // BUCKET_TICKS,
            len(self.desk.session.recording.commands),
        )

    def _copy(self) -> World:
        """The world as it is now, for the thread: what a plan reads is copied, the grids it keeps are its own."""
        world = self.desk.ahead
        if self._site is None:
            self._site = replace(world.site, derived=dict(world.site.derived))
        return replace(
            world,
            site=self._site,
            weather=replace(world.weather),
            power=replace(world.power),
            thermal=replace(world.thermal),
            rover=replace(world.rover, avoid_tiles=list(world.rover.avoid_tiles), keep_out=list(world.rover.keep_out)),
            survey=replace(world.survey, known=world.survey.known.copy()),
            targets=[replace(target) for target in world.targets],
        )


class Previews:
    """What the pointer or the waypoints would do, with its price; asked once per frame."""

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        self.desk = desk
        self.drives = DrivePlanner(desk, jobs)
        self._flight: tuple[tuple[object, ...], Preview] | None = None

    def now(self, now_s: float) -> Preview | None:
        desk = self.desk
        if desk.mode is Mode.DRIVE and desk.pointed_m is not None:
            return self._drive(desk.meant(desk.pointed_m), now_s)
        self.drives.forget()
        if desk.mode is Mode.FLY:
            points = (*desk.waypoints_m, desk.pointed_m) if desk.pointed_m is not None else desk.waypoints_m
            return self._fly(points) if points else None
        return None

    def _drive(self, goal_m: Point, now_s: float) -> Preview | None:
        world = self.desk.ahead
        idle = validate(world, c.TurnTo(world.rover.heading_deg))
        if idle is not None:
            here = (world.rover.x_m, world.rover.y_m)
            return Preview("drive", (here,), "", "", self.desk.sentence(idle))
        plan = self.drives.plan(goal_m, now_s)
        return None if plan is None else drive_preview(self.desk, plan, goal_m)

    def _fly(self, route_m: tuple[Point, ...]) -> Preview:
        desk = self.desk
        chosen = (desk.altitude_m, desk.return_home, desk.pictures)
        key = (route_m, *chosen, desk.ahead.tick // BUCKET_TICKS, desk.ahead.helicopter.phase)
        if self._flight is None or self._flight[0] != key:
            self._flight = (key, flight_preview(desk, route_m))
        return self._flight[1]


def drive_preview(desk: Desk, plan: DrivePlan, goal_m: Point) -> Preview:
    """A drive's plan as it is shown."""
    here = (desk.ahead.rover.x_m, desk.ahead.rover.y_m)
    notes = [desk.sentence(why) for why in (plan.detour, plan.warning) if why]
    label = f"{plan.length_m:.0f} m · {duration_words(plan.duration_s)} · {plan.energy_wh:.0f} Wh"
    return Preview(
        "drive",
        plan.route.points_m if plan.route else (here, plan.nearest_m or goal_m),
        label if plan.route else "",
        " ".join(notes),
        desk.sentence(plan.refusal),
    )


def flight_preview(desk: Desk, route_m: tuple[Point, ...]) -> Preview:
    """A flight's plan as it is shown."""
    plan = plan_flight(desk.ahead, route_m, desk.altitude_m, desk.return_home, desk.pictures)
    label = f"{plan.distance_m:.0f} m · {plan.duration_s:.0f} s · {plan.energy_wh:.1f} Wh"
    place = f"lands on airfield {plan.airfield}" if plan.airfield else "lands off any airfield"
    air = f"wind {plan.wind_m_s:.0f} m/s, gusts {plan.gust_m_s:.0f}"
    landing = f"{place}, ±{max(1.0, plan.off_m):.0f} m · landing risk {100.0 * plan.risk_frac:.0f} %"
    figures = f"charge after it {100.0 * plan.charge_end_frac:.0f} % · {air} · {landing}"
    told = (*plan.warnings, night_warning(desk.ahead, plan))
    warning = " ".join(desk.sentence(why) for why in told if why is not None)
    points = flight_points(desk.ahead, route_m, desk.return_home)
    shown = plan.distance_m > 0.0
    refusal = desk.sentence(plan.refusal)
    if not shown:
        return Preview("flight", points, "", "", refusal)
    return Preview("flight", points, label, figures, refusal, warning)

"""The desk: what clicks and keys mean, what the list of actions says, and what plans cost."""

import pytest

from game.content.strings import load_strings
from game.core.grid import distance_m
from game.mission.session import Warp
from game.sim import commands as c
from game.sim.estimates.drive import plan_drive
from game.sim.estimates.planned import sol_forecast
from game.sim.events import DriveCompleted, TubeSealed
from game.sim.snapshot import digest
from game.sim.state.helicopter import FlightPhase
from game.sim.state.moxie import MoxiePhase
from game.sim.state.rover import TaskKind
from game.sim.tasks import charge_frac
from game.ui.desk import Desk, Mode
from game.ui.desk_choices import ACTIONS, Choices, choice
from game.ui.desk_outlook import Outlook, doing
from game.ui.desk_previews import AT_REST_EVERY_S, REST_S, DrivePlanner, Previews
from game.ui.desk_samples import Offer, offers
from game.ui.input import FocusLost, KeyUp
from game.ui.jobs import Job, Jobs
from game.ui.views.driving import DRIVING_WARP, Wheelman
from game.ui.views.hud_mode import agreement
from tests import small

STRINGS = load_strings()


@pytest.fixture
def desk() -> Desk:
    return Desk(small.session(), STRINGS)


def metres(desk: Desk, x: float, y: float) -> tuple[float, float]:
    return desk.world.level.metres((x, y))


def commands(desk: Desk) -> list[c.Command]:
    return [entry.command for entry in desk.session.recording.commands]


# --- modes and clicks -------------------------------------------------------------------------------------------------


def test_choosing_a_mode_again_leaves_it(desk: Desk) -> None:
    desk.act("drive")
    assert desk.mode is Mode.DRIVE
    desk.act("drive")
    assert desk.mode is Mode.NONE


def test_a_click_in_drive_mode_drives_there_and_ends_the_mode(desk: Desk) -> None:
    desk.act("drive")
    desk.click(metres(desk, 28, 44))
    assert commands(desk) == [c.DriveTo(*metres(desk, 28, 44))]
    assert desk.world.rover.task is not None
    assert desk.mode is Mode.NONE


def test_a_click_beside_a_target_means_the_target(desk: Desk) -> None:
    x_m, y_m = metres(desk, 34, 40)
    desk.act("drive")
    desk.click((x_m + 4.0, y_m - 3.0))
    assert commands(desk) == [c.DriveTo(x_m, y_m)]


def test_a_hidden_target_cannot_be_clicked(desk: Desk) -> None:
    assert desk.target_at(metres(desk, 52, 12)) == -1


def test_a_refused_click_keeps_the_mode_and_says_why(desk: Desk) -> None:
    desk.give(c.TakePanorama())
    desk.act("drive")
    desk.click(metres(desk, 28, 44))
    assert desk.mode is Mode.DRIVE
    assert "busy" in desk.refused
    assert len(commands(desk)) == 1, "what is refused is not given"


def test_waypoints_are_taken_back_one_by_one_then_the_mode_is_left(desk: Desk) -> None:
    desk.act("fly")
    for x in (16, 18):
        desk.click(metres(desk, x, 40))
    steps = []
    for _ in range(4):
        steps.append((desk.cancel(), len(desk.waypoints_m), desk.mode))
    assert steps == [(True, 1, Mode.FLY), (True, 0, Mode.FLY), (True, 0, Mode.NONE), (False, 0, Mode.NONE)]


def test_delete_never_leaves_the_mode(desk: Desk) -> None:
    desk.act("fly")
    assert not desk.take_back()
    assert desk.mode is Mode.FLY


def test_confirming_a_flight_takes_off_with_the_chosen_height(desk: Desk) -> None:
    desk.act("fly")
    desk.altitude_m, desk.return_home = 5.0, True
    desk.click(metres(desk, 16, 40))
    desk.confirm()
    assert commands(desk) == [c.Fly((metres(desk, 16, 40),), 5.0, True)]
    assert desk.world.helicopter.phase is not FlightPhase.PARKED
    assert (desk.mode, desk.waypoints_m) == (Mode.NONE, ())


def test_a_click_in_look_mode_takes_the_picture_of_what_is_there(desk: Desk) -> None:
    desk.act("look")
    desk.click(metres(desk, 21, 44))
    (taken,) = commands(desk)
    assert isinstance(taken, c.TakeImage)
    assert taken.target == "near"
    assert taken.azimuth_deg == pytest.approx(90.0, abs=1.0), "the target stands east of the rover"


def test_what_is_planned_is_refused_with_a_sentence(desk: Desk) -> None:
    desk.act("moxie")
    assert desk.planned_refusal() == ""
    desk.world.power.charge_wh = 0.3 * desk.world.power.capacity_wh
    desk.oxygen_min = 120.0  # a new plan is judged anew
    assert "Wh" in desk.planned_refusal()


# --- the list of actions ----------------------------------------------------------------------------------------------


def test_two_keys_work_through_the_whole_sample_chain(desk: Desk) -> None:
    labels = []
    while not any(isinstance(event, TubeSealed) for event in desk.session.events):
        assert choice(desk, "sample").note.startswith("Next: ")
        desk.act("sample")
        assert desk.mode is Mode.SAMPLE
        labels.append(agreement(desk))
        desk.confirm()
        assert (desk.refused, desk.mode) == ("", Mode.NONE)
        assert len(labels) <= 6
        while desk.world.rover.task is not None:
            desk.session.run_to(desk.world.tick + 600)
    assert labels == ["Picture", "Abrade", "Analyse", "Core", "Seal tube"]


def test_every_action_is_greyed_with_its_reason_while_the_rover_is_busy(desk: Desk) -> None:
    desk.give(c.TakePanorama())
    for action in ("drive", "sample", "moxie", "sleep"):
        found = choice(desk, action)
        assert "busy" in found.refusal
        assert found.brief == "busy"
    assert choice(desk, "fly").refusal == "", "the helicopter is not the rover"


def test_no_target_in_reach_names_the_nearest_and_how_far(desk: Desk) -> None:
    desk.world.rover.x_m += 12.0
    assert choice(desk, "sample").refusal == "", "the instruments of the mast reach on"
    desk.world.rover.x_m += 60.0
    desk.world.targets[1].known = False
    found = choice(desk, "sample")
    assert "Near Rock" in found.refusal
    assert found.brief.endswith(" m away")


def test_an_action_under_way_turns_into_its_end(desk: Desk) -> None:
    desk.give(c.RunMoxie(30.0, 2.0))
    assert choice(desk, "moxie").label == "Stop MOXIE"
    desk.act("moxie")
    assert desk.world.moxie.phase is MoxiePhase.OFF
    desk.give(c.SleepUntil(20 * 3600))
    assert choice(desk, "sleep").label == "Wake"
    desk.act("sleep")
    assert not desk.world.asleep
    desk.give(c.Fly((metres(desk, 14, 40),), 5.0, False))
    desk.session.run_to(desk.world.tick + 20)
    assert choice(desk, "fly").label == "Abort flight"


def test_the_list_follows_the_world_within_a_moment(desk: Desk) -> None:
    choices = Choices(desk)
    choices.update()
    assert choices.get("moxie").refusal == ""
    desk.world.power.charge_wh = 0.26 * desk.world.power.capacity_wh  # nothing tells the list of it
    for _ in range(2 * len(ACTIONS) + 2):
        choices.update()
    assert choices.get("moxie").brief == "low charge"


def test_every_reason_that_greys_the_list_at_night_has_words(desk: Desk) -> None:
    small.to_lmst(desk.world, "22:00")
    for action in ("fly",):
        found = choice(desk, action)
        assert found.brief
        assert "⟨" not in found.refusal


# --- samples ----------------------------------------------------------------------------------------------------------


def offered(desk: Desk) -> dict[str, Offer]:
    return {offer.id: offer for offer in offers(desk.world, desk.subject, desk.sample_picture())}


def test_sampling_offers_every_look_and_step_with_its_price(desk: Desk) -> None:
    found = offered(desk)
    assert list(found)[:7] == ["picture", "mastcam_z", "supercam", "supercam_visir", "watson", "pixl", "sherloc"]
    assert {"abrade", "core", "witness"} <= set(found)
    assert {"seal", "clear"} & set(found) == set()
    small.to_lmst(desk.world, "13:00")  # warm actuators
    assert offered(desk)["pixl"].price == "4 h 00 min · 100 Wh · 40 Mbit"
    assert offered(desk)["pixl"].awake_wh == pytest.approx(600.0)


def test_what_has_been_done_is_offered_no_more(desk: Desk) -> None:
    desk.act("sample")
    desk.take_offer(offered(desk)["supercam"].command)
    assert desk.mode is Mode.NONE
    desk.session.run_to(desk.world.tick + 3600)
    assert "supercam" not in offered(desk)
    assert desk.world.notebook.entries[0].instrument == "supercam"


def test_an_offer_costs_what_it_says(desk: Desk) -> None:
    small.to_lmst(desk.world, "13:00")
    small.do(desk.world, c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0))
    for name in ("supercam", "abrade"):
        offer, start = offered(desk)[name], desk.world.tick
        small.do(desk.world, offer.command)
        assert desk.world.tick - start == pytest.approx(60.0 * offer.minutes, abs=1.0)


def test_a_click_chooses_the_target_and_bare_ground_the_nearest(desk: Desk) -> None:
    desk.act("sample")
    assert desk.subject == 0
    desk.click(metres(desk, 34, 40))
    assert desk.subject == 1
    assert desk.next_sample_step() is None, "the arm does not reach it"
    assert offered(desk)["mastcam_z"].command == c.Analyse("away", "mastcam_z")
    desk.click(metres(desk, 50, 50))
    assert desk.subject == 0


def test_pebbles_come_first(desk: Desk) -> None:
    desk.world.arm.blocked = True
    assert desk.next_sample_step() == c.ClearCarousel()
    assert "clear" in offered(desk)


# --- previews ---------------------------------------------------------------------------------------------------------


class CountingJobs(Jobs):
    """Jobs on the spot, counted."""

    def __init__(self) -> None:
        super().__init__(on_the_spot=True)
        self.count = 0

    def start(self, work):  # type: ignore[no-untyped-def]
        self.count += 1
        return super().start(work)


def test_a_drive_is_planned_once_the_pointer_rests_and_only_once(desk: Desk) -> None:
    jobs = CountingJobs()
    planner = DrivePlanner(desk, jobs)
    goal = metres(desk, 30, 44)
    planner._asked_s = 0.0  # something was planned just now
    assert planner.plan(goal, 0.10) is None
    plan = planner.plan(goal, 0.12 + REST_S)
    assert plan == plan_drive(desk.world, *goal)
    for frame in range(300):
        planner.plan(goal, 1.0 + frame / 60)
    assert jobs.count == 1


def test_a_moving_pointer_asks_a_few_times_a_second(desk: Desk) -> None:
    jobs = CountingJobs()
    planner = DrivePlanner(desk, jobs)
    seconds = 3
    for frame in range(60 * seconds):
        planner.plan(metres(desk, 24 + frame / 15, 44), frame / 60)
    assert 2 <= jobs.count <= seconds / AT_REST_EVERY_S + 1


def test_planning_leaves_the_mission_as_it_is(desk: Desk) -> None:
    before, kept = digest(desk.world), dict(desk.world.site.derived)
    DrivePlanner(desk, Jobs(on_the_spot=True)).plan(metres(desk, 44, 30), 10.0)
    assert digest(desk.world) == before
    assert desk.world.site.derived == kept, "the thread has caches of its own"


def test_a_plan_is_not_handed_to_another_place(desk: Desk) -> None:
    """A job that ends after the mode was left is forgotten."""
    jobs = Jobs(on_the_spot=False)
    jobs._wake = lambda: None  # type: ignore[method-assign]  # nobody works yet
    planner = DrivePlanner(desk, jobs)
    assert planner.plan(metres(desk, 30, 44), 10.0) is None
    waiting: Job[object] | None = jobs._waiting.get_nowait()
    assert waiting is not None
    planner.forget()
    waiting.run()
    assert planner.plan(metres(desk, 20, 50), 10.01) is None


def test_a_preview_shows_price_or_refusal(desk: Desk) -> None:
    previews = Previews(desk, Jobs(on_the_spot=True))
    assert previews.now(0.0) is None
    desk.act("drive")
    desk.pointed_m = metres(desk, 30, 44)
    fine = previews.now(1.0)
    assert fine is not None
    assert fine.ok
    assert fine.label.startswith("2"), "twenty-odd metres"
    assert "Wh" in fine.label
    desk.give(c.TakePanorama())
    busy = previews.now(2.0)
    assert busy is not None
    assert "busy" in busy.refusal


def test_a_flight_is_priced_with_the_place_under_the_pointer(desk: Desk) -> None:
    previews = Previews(desk, Jobs(on_the_spot=True))
    desk.act("fly")
    desk.click(metres(desk, 16, 40))
    desk.pointed_m = metres(desk, 20, 36)
    shown = previews.now(0.0)
    assert shown is not None
    assert shown.kind == "flight"
    assert shown.points_m[1:] == (metres(desk, 16, 40), metres(desk, 20, 36))
    assert "landing risk" in shown.detail


# --- the sol ahead and behind -----------------------------------------------------------------------------------------


def test_the_outlook_ends_where_the_forecast_ends(desk: Desk) -> None:
    outlook = Outlook(desk)
    outlook.update(0.0)
    assert outlook.end_frac == pytest.approx(sol_forecast(desk.world).end_frac, abs=0.01)
    assert outlook.ahead[0] == (desk.world.tick, charge_frac(desk.world))
    ticks = [tick for tick, _ in outlook.ahead]
    assert ticks == sorted(set(ticks))


def test_a_command_changes_the_outlook_at_once(desk: Desk) -> None:
    outlook = Outlook(desk)
    outlook.update(0.0)
    awake = outlook.end_frac
    desk.give(c.SleepUntil(8 * 3600))
    outlook.update(0.01)
    assert outlook.end_frac > awake + 0.05


def test_the_end_of_a_drive_is_foretold(desk: Desk) -> None:
    outlook = Outlook(desk)
    desk.give(c.DriveTo(*metres(desk, 34, 52)))
    outlook.update(0.0)
    assert outlook.drive is not None
    begin, foretold = desk.world.tick, outlook.drive.until_tick
    assert "left" in doing(desk, outlook) or "warming" in doing(desk, outlook)
    while not any(isinstance(event, DriveCompleted) for event in desk.session.events):
        desk.session.run_to(desk.world.tick + 60)
        assert desk.world.tick < begin + 6 * 3600
    assert desk.world.tick - begin == pytest.approx(foretold - begin, rel=0.25)


def test_what_was_done_stays_on_the_time_line_until_the_sol_is_over(desk: Desk) -> None:
    outlook = Outlook(desk)
    desk.give(c.TakePanorama())
    for _ in range(40):
        desk.session.run_to(desk.world.tick + 60)
        outlook.update(0.0)
    (bar,) = outlook.bars
    assert (bar.kind, bar.over) == ("panorama", True)
    assert bar.until_tick - bar.from_tick < 40 * 60
    small.to_lmst(desk.world, "00:10")
    outlook.update(1.0)
    assert outlook.bars == []


def test_a_bar_ends_when_the_task_was_due_however_long_the_frame_was(desk: Desk) -> None:
    outlook = Outlook(desk)
    desk.give(c.TakePanorama())
    outlook.update(0.0)
    task = desk.world.rover.task
    assert task is not None
    desk.session.run_to(desk.world.tick + 5 * 3600)
    outlook.update(0.1)
    assert [bar.until_tick for bar in outlook.bars] == [task.ends_tick]


# --- driving by hand --------------------------------------------------------------------------------------------------


def held(desk: Desk, *names: str, frames: int = 30) -> Wheelman:
    """Keys held for a while, on warm actuators."""
    desk.world.thermal.actuators_c = -20.0
    desk.world.rover.heading_deg = 180.0  # away from the rock
    wheel = Wheelman(desk)
    for name in names:
        wheel.press(name)
    for _ in range(frames):
        wheel.update()
        desk.session.update(1 / 60, lambda: 0.0)
    return wheel


def let_go(wheel: Wheelman, *names: str) -> None:
    wheel.release(KeyUp(0, tuple(f"mission.{name}" for name in names)))
    wheel.update()


def test_a_held_key_drives_and_letting_go_stops(desk: Desk) -> None:
    start = (desk.world.rover.x_m, desk.world.rover.y_m)
    wheel = held(desk, "forward")
    assert desk.session.warp is DRIVING_WARP
    made_m = distance_m(*start, desk.world.rover.x_m, desk.world.rover.y_m)
    assert 0.5 < made_m < 1.5, "half a second at x60 and 4.2 cm/s"
    let_go(wheel, "forward")
    assert desk.world.rover.task is None
    assert desk.session.warp is Warp.PAUSE, "as it was before"
    assert commands(desk)[0] == c.DriveArc(1.0, 0.0)
    assert len(commands(desk)) == 2


def test_a_side_key_bends_the_way_or_turns_in_place(desk: Desk) -> None:
    wheel = held(desk, "forward", "turn_right")
    task = desk.world.rover.task
    assert task is not None
    assert task.kind is TaskKind.ARC
    assert desk.world.rover.heading_deg > 180.0
    let_go(wheel, "forward")
    wheel.update()
    task = desk.world.rover.task
    assert task is not None
    assert task.kind is TaskKind.TURN
    stands = (desk.world.rover.x_m, desk.world.rover.y_m)
    desk.session.run_to(desk.world.tick + 30)
    assert (desk.world.rover.x_m, desk.world.rover.y_m) == stands
    let_go(wheel, "turn_right")
    assert desk.world.rover.task is None


def test_a_held_turn_goes_on_round(desk: Desk) -> None:
    held(desk, "turn_left", frames=60 * 8)
    turns = [command for command in commands(desk) if isinstance(command, c.TurnTo)]
    assert len(turns) >= 2


def test_a_refused_key_is_refused_once(desk: Desk) -> None:
    desk.give(c.SleepUntil(20 * 3600))
    wheel = Wheelman(desk)
    wheel.press("turn_left")
    refusals = []
    for _ in range(20):
        wheel.update()
        refusals.append(desk.refused)
        desk.refused = ""
    assert [bool(words) for words in refusals] == [True, *[False] * 19]


def test_keys_do_not_end_a_drive_of_another_kind(desk: Desk) -> None:
    desk.give(c.DriveTo(*metres(desk, 30, 44)))
    wheel = Wheelman(desk)
    wheel.press("forward")
    wheel.update()
    assert "busy" in desk.refused
    let_go(wheel, "forward")
    task = desk.world.rover.task
    assert task is not None
    assert task.kind is TaskKind.DRIVE


def test_cold_actuators_are_heated_in_moments(desk: Desk) -> None:
    desk.world.thermal.actuators_c = -75.0
    desk.world.rover.heading_deg = 180.0
    start_m = desk.world.rover.odometry_m
    wheel = Wheelman(desk)
    wheel.press("forward")
    for _ in range(60 * 6):
        wheel.update()
        desk.session.update(1 / 60, lambda: 0.0)
    assert desk.world.rover.odometry_m > start_m + 1.0
    assert desk.session.warp is DRIVING_WARP


def test_losing_the_window_lets_go(desk: Desk) -> None:
    wheel = held(desk, "forward")
    wheel.release(FocusLost())
    wheel.update()
    assert desk.world.rover.task is None


def test_the_routes_of_a_plan_are_handed_over_whole() -> None:
    """The click after a preview must not search again; and it must not change what is driven."""
    goal = (34.0, 52.0)
    ends = []
    for previewed in (False, True):
        desk = Desk(small.session(), STRINGS)
        desk.world.site.derived.pop("cost_grid", None)
        planner = DrivePlanner(desk, Jobs(on_the_spot=True))
        if previewed:
            planner.plan(metres(desk, *goal), 10.0)
            planner.hand_over()
            assert "cost_grid" in desk.world.site.derived
        desk.give(c.DriveTo(*metres(desk, *goal)))
        desk.session.run_to(desk.world.tick + 4000)
        ends.append(digest(desk.world))
    assert ends[0] == ends[1]

"""Delayed operations: commands wait for an uplink, news for a downlink, and nothing gets past that."""

import json
from typing import Any

import pytest

from game.content.sections import Outage
from game.content.strings import load_strings
from game.core import earth, marstime
from game.mission.autopilot import fly_mission
from game.mission.files import FileFault
from game.mission.identity import level_hash
from game.mission.replay import Replay, play_replay, read_replay, write_replay
from game.mission.savefolder import write_save
from game.mission.savegame import checksum, read_save
from game.mission.session import Session, Warp
from game.sim import commands as c
from game.sim import events as e
from game.sim.ground import GROUND_COMMANDS
from game.sim.narrate import reason_sentence
from game.sim.physics.radar import MBIT_PER_M
from game.sim.physics.sinkage import Extraction
from game.sim.products import add_product
from game.sim.science import findings
from game.sim.setup import new_world
from game.sim.snapshot import SnapshotError, digest, dump, restore
from game.sim.state.comms import ProductKind
from game.sim.state.objectives import Outcome
from game.sim.step import advance, apply
from game.sim.systems import notebook
from game.sim.telemetry import read
from game.sim.uplink_windows import next_uplink, windows_on
from game.sim.world import Site, World
from tests import small

SAMPLES: tuple[c.Command, ...] = (
    *(c.DriveTo(60.0, 80.0), c.DriveArc(1.0, 0.0), c.TurnTo(10.0), c.Stop(), c.TakePanorama()),
    *(c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0), c.Abrade("near"), c.Analyse("near", "pixl"), c.Core("near")),
    *(
        c.SealTube(),
        c.SealWitness(),
        c.ClearCarousel(),
        c.DropTube(1),
        c.Fly(((60.0, 90.0),), 8.0, True),
        c.AbortFlight(),
    ),
    *(c.RunMoxie(60.0, 2.0), c.StopMoxie(), c.SleepUntil(8 * 3600), c.Wake(), c.Prioritise(1), c.Postpone(1)),
    *(c.HoldProduct(1), c.ReleaseProduct(1), c.DeleteProduct(1), c.CallEarth(30.0), c.AddToPlan(c.TurnTo(5.0))),
    *(
        c.ClearPlan(),
        c.SetRadar(True),
        c.AddToUplink(c.TurnTo(5.0)),
        c.MoveInUplink(1, 2),
        c.RemoveFromUplink(1),
        c.ClearUplink(),
    ),
    *(
        c.SendUplink(),
        c.RecallUplink(),
        c.AddKeepOut(60.0, 60.0, 5.0),
        c.RemoveKeepOut(1),
        c.Extract(Extraction.WIGGLE),
    ),
    c.MarkHorizon("floor", ((1.0, 20.0),), 4.0),
)
SEQUENCE = (c.TakeImage("mastcam_z", "near", 0.0, 0.0, 110.0), c.TurnTo(200.0), c.TakePanorama())


@pytest.fixture
def session() -> Session:
    return small.session("delayed")


def on_mars(world: World) -> str:
    """Digest of everything but what Earth has drawn up."""
    plain = dump(world)
    del plain["ground"]
    return json.dumps(plain)


def with_level(**sections: Any) -> Session:
    site = small.site("delayed")
    level = site.level.model_copy(update=sections)
    world = new_world(Site(level, site.seed, site.terrain, site.catalog))
    return Session(world, Replay(level.id, level_hash(level), site.seed))


def send(session: Session, *steps: c.Command) -> int:
    """Send a sequence; the tick at which it is on board."""
    session.give(*steps, c.SendUplink())
    bundle = session.world.ground.bundle
    assert bundle is not None
    return bundle.arrives_tick


def refused(events: list[e.Event]) -> list[str]:
    return [event.reason.key for event in events if isinstance(event, e.CommandRefused)]


# --- nothing gets past ------------------------------------------------------------------------------------------------


def test_the_samples_are_every_command() -> None:
    assert {type(command) for command in SAMPLES} == set(c.COMMANDS)


@pytest.mark.parametrize("command", SAMPLES, ids=lambda command: c.command_name(type(command)))
@pytest.mark.parametrize("through", ["session", "step"])
def test_no_command_changes_mars_before_an_uplink(session: Session, command: c.Command, through: str) -> None:
    """At any time of the first hours, given by the player or straight to the simulation."""
    control = small.session("delayed")
    window = next_uplink(session.world.site, session.tick, 1)
    assert window is not None
    for minutes in (0, 5, 20, 50):
        tick = session.world.level.start.sol * marstime.SOL_S + marstime.parse_lmst("07:00") + minutes * 60
        if tick >= window.arrives_tick:
            break
        session.run_to(tick)
        control.run_to(tick)
        if through == "session":
            session.give(command)
        else:
            apply(session.world, (command,))
        assert on_mars(session.world) == on_mars(control.world)
    session.run_to(window.arrives_tick - 1)
    control.run_to(window.arrives_tick - 1)
    assert on_mars(session.world) == on_mars(control.world)


@pytest.mark.parametrize("command", SAMPLES, ids=lambda command: c.command_name(type(command)))
def test_the_simulation_itself_refuses_what_did_not_go_up(session: Session, command: c.Command) -> None:
    events = apply(session.world, (command,))
    if not isinstance(command, c.GroundCommand | c.GroundWork):
        assert refused(events) == ["uplink.too_late"]


def test_an_emergency_stop_is_impossible_and_says_why(session: Session) -> None:
    (event,) = session.give(c.Stop())
    assert isinstance(event, e.CommandRefused)
    sentence = reason_sentence(load_strings(), event.reason)
    assert "light takes 21." in sentence or "light takes 22." in sentence
    assert "sol 189 08:0" in sentence


def test_a_live_level_knows_no_uplink() -> None:
    live = small.session()
    assert refused(live.give(c.AddToUplink(c.TurnTo(3.0)))) == ["uplink.live"]
    assert live.view is live.expected is live.world


# --- the sequence -----------------------------------------------------------------------------------------------------


def test_a_sequence_goes_up_as_a_whole_and_is_carried_out(session: Session) -> None:
    arrives = send(session, *SEQUENCE)
    session.run_to(arrives - 1)
    assert session.world.rover.task is None
    assert session.world.ground.received == 0
    session.run_to(arrives + 2 * 3600)
    assert session.world.ground.received == 1
    assert session.world.rover.heading_deg == pytest.approx(200.0, abs=1.0)
    assert [product.kind.value for product in session.world.comms.products] == ["image", "panorama"]


def test_it_arrives_after_the_light_and_in_a_window(session: Session) -> None:
    world = session.world
    arrives = send(session, c.TurnTo(3.0))
    bundle = world.ground.bundle
    assert bundle is not None
    assert arrives - bundle.leaves_tick >= earth.earth_at(session.tick).light_s
    assert any(one.start_tick <= arrives <= one.end_tick for one in windows_on(world.site, 189))


def test_it_can_be_edited_step_by_step(session: Session) -> None:
    session.give(*(c.TurnTo(float(n)) for n in range(4)))
    session.give(c.MoveInUplink(4, 1), c.RemoveFromUplink(2))
    assert [step.heading_deg for step in session.world.ground.draft if isinstance(step, c.TurnTo)] == [3.0, 1.0, 2.0]
    session.give(c.MoveInUplink(1, 99))
    assert session.world.ground.draft[-1] == c.TurnTo(3.0)
    assert refused(session.give(c.RemoveFromUplink(9))) == ["uplink.no_step"]
    session.give(c.ClearUplink())
    assert refused(session.give(c.SendUplink())) == ["uplink.empty"]


def test_it_can_be_recalled_until_it_has_left(session: Session) -> None:
    send(session, c.TurnTo(3.0))
    assert refused(session.give(c.TurnTo(4.0), c.SendUplink())) == ["uplink.on_its_way"]
    session.give(c.RecallUplink())
    assert session.world.ground.draft == [c.TurnTo(3.0), c.TurnTo(4.0)]
    session.give(c.SendUplink())
    bundle = session.world.ground.bundle
    assert bundle is not None
    session.run_to(bundle.leaves_tick)
    assert refused(session.give(c.RecallUplink())) == ["uplink.gone"]


def test_a_new_sequence_takes_the_place_of_the_old(session: Session) -> None:
    arrives = send(session, c.SleepUntil(marstime.parse_lmst("20:00")), c.TurnTo(90.0))
    session.run_to(arrives + 600)
    assert session.world.sequencer.steps == [c.TurnTo(90.0)]
    arrives = send(session, c.TurnTo(180.0))
    session.run_to(arrives)
    assert session.world.sequencer.steps == [c.TurnTo(180.0)]


# --- what Earth knows -------------------------------------------------------------------------------------------------


def test_the_view_is_the_past_truth(session: Session) -> None:
    """At every downlink of two sols the view is, bit for bit, the mission as it was when the report was made."""
    send(session, *SEQUENCE, c.DriveTo(60.0, 80.0))
    truths: dict[int, str] = {}
    end = session.tick + 2 * marstime.SOL_S
    heard = 0
    while session.tick < end:
        news = advance(session.world, end, stop_on_events=True)
        truths[session.tick] = on_mars(session.world)
        if any(isinstance(event, e.DownlinkHeard) for event in news):
            heard += 1
            view = session.view
            assert session.tick - view.tick >= earth.earth_at(view.tick).light_s
            assert on_mars(view) == truths[view.tick]
    assert heard >= 7


def test_before_the_first_downlink_earth_knows_the_beginning(session: Session) -> None:
    began = on_mars(session.world)
    send(session, c.TurnTo(90.0))
    session.run_to(session.tick + 7 * 3600)
    assert on_mars(session.view) == began
    assert on_mars(session.world) != began


def test_events_are_told_when_they_come_down(session: Session) -> None:
    arrives = send(session, *SEQUENCE)
    session.run_to(arrives + 3 * 3600)
    assert small.of_kind(session.events, e.ImageTaken) == []
    assert small.of_kind(session.events, e.UplinkReceived) == []
    heard = next(one for one in windows_on(session.world.site, 189) if one.start_tick > session.tick)
    told = session.run_to(heard.end_tick + 1800)
    assert len(small.of_kind(told, e.ImageTaken)) == 1
    ticks = [event.tick for event in told if not isinstance(event, e.DownlinkHeard)]
    assert ticks == sorted(ticks)
    (downlink,) = [event for event in told if isinstance(event, e.DownlinkHeard)]
    assert max(ticks) <= downlink.taken_tick


def test_a_missed_pass_makes_old_news() -> None:
    outage = small.level("delayed").relay.model_copy(update={"outages": (Outage(orbiter="MRO", sol=189, sols=1),)})
    usual, session = small.session("delayed"), with_level(relay=outage)
    for each in (usual, session):
        each.run_to(marstime.tick_at(189, marstime.parse_lmst("17:00")))
    assert usual.view.tick > session.view.tick
    session.run_to(marstime.tick_at(189, marstime.parse_lmst("19:00")))
    assert small.of_kind(session.events, e.PassMissed) != []


def test_in_conjunction_no_command_leaves_earth() -> None:
    start = small.level("delayed").start.model_copy(update={"sol": 225})
    session = with_level(start=start)
    session.give(c.TurnTo(3.0))
    (event,) = session.give(c.SendUplink())
    assert isinstance(event, e.CommandRefused)
    sentence = reason_sentence(load_strings(), event.reason)
    assert "No command can leave Earth" in sentence
    assert "until sol 235" in sentence
    assert windows_on(session.world.site, 225) == ()


def test_a_call_to_earth_brings_news(session: Session) -> None:
    arrives = send(session, c.CallEarth(20.0))
    session.run_to(arrives + 3600)
    assert session.view.tick == pytest.approx(arrives + 20 * 60, abs=5)


def test_new_steps_are_judged_by_what_those_before_them_leave(session: Session) -> None:
    """Coring needs an abraded patch: drawn up after the abrading it is fine, without it it is not."""
    from game.sim.validate import validate

    refusal = validate(session.expected, c.Core("near"))
    assert refusal is not None
    session.give(c.Abrade("near"), c.Analyse("near", "pixl"))
    assert validate(session.expected, c.Core("near")) is None
    assert not session.world.targets[0].abraded
    assert not session.view.targets[0].abraded


def test_expecting_changes_nothing(session: Session) -> None:
    session.give(c.Abrade("near"), c.SleepUntil(3600))
    before = digest(session.world), on_mars(session.view)
    assert session.expected.tick > session.view.tick
    assert (digest(session.world), on_mars(session.view)) == before


# --- the same every time ----------------------------------------------------------------------------------------------


def log(start: int) -> tuple[tuple[int, c.Command], ...]:
    """A day's work of the ground, by ticks."""
    first: tuple[c.Command, ...] = (*SEQUENCE, c.DriveTo(60.0, 80.0), c.SendUplink())
    later: tuple[c.Command, ...] = (c.TakePanorama(), c.Stop(), c.SleepUntil(28_000), c.SendUplink())
    return tuple((start + 60, command) for command in first) + tuple((start + 30_000, command) for command in later)


HOURS = 18.0


def truth() -> str:
    session = small.session("delayed")
    start = session.tick
    small.play(session, log(start), start + int(HOURS * small.HOUR))
    return digest(session.world)


@pytest.mark.parametrize("warp", [Warp.X300, Warp.X1800])
@pytest.mark.parametrize("frame_s", [1.0 / 60.0, 0.033, 0.19])
def test_frames_and_warp_do_not_matter(warp: Warp, frame_s: float) -> None:
    session = small.session("delayed")
    start = session.tick
    end, pending = start + int(HOURS * small.HOUR), list(log(start))
    while session.tick < end:
        goal = pending[0][0] if pending else end
        session.warp = warp
        if frame_s * warp + 1.0 > goal - session.tick:
            session.run_to(goal)
        else:
            session.update(frame_s, lambda: 0.0)
        while pending and pending[0][0] == session.tick:
            assert session.view.tick <= session.tick  # looking does no harm
            session.give(pending.pop(0)[1])
    assert digest(session.world) == truth()


def test_saving_and_loading_changes_nothing_and_loses_no_news(tmp_path: Any) -> None:
    session, control = small.session("delayed"), small.session("delayed")
    start = session.tick
    pending = list(log(start))
    small.play(control, log(start), start + int(HOURS * small.HOUR))
    told: list[e.Event] = []
    for tick in sorted({*range(start + 1800, start + int(HOURS * small.HOUR), 5000), start + 60, start + 30_000}):
        told += session.run_to(tick)
        while pending and pending[0][0] == tick:
            told += session.give(pending.pop(0)[1])
        write_save(tmp_path / "delayed.jezero", session)
        session = read_save(tmp_path / "delayed.jezero", small.level("delayed"), small.catalog(), session.world.site)
    told += session.run_to(start + int(HOURS * small.HOUR))
    assert digest(session.world) == digest(control.world)
    assert on_mars(session.view) == on_mars(control.view)
    assert told == control.events


def test_a_replay_gives_each_command_when_the_ground_gave_it(tmp_path: Any) -> None:
    session = small.session("delayed")
    fly_mission(session, session.tick + 4 * marstime.SOL_S)
    path = tmp_path / "delayed.replay.json"
    write_replay(path, session.recording, session.world)
    world, difference = play_replay(read_replay(path), small.level("delayed"), small.catalog())
    assert difference is None
    assert digest(world) == digest(session.world)


def test_striding_is_stepping() -> None:
    from game.sim.step import step

    one, other = small.session("delayed").world, small.session("delayed").world
    for world in (one, other):
        apply(world, tuple(c.AddToUplink(each) for each in SEQUENCE if isinstance(each, c.PlanStep)))
        apply(world, (c.SendUplink(),))
    advance(one, one.tick + 2 * 3600)
    for _ in range(2 * 3600):
        step(other)
    assert digest(one) == digest(other)


# --- damaged ----------------------------------------------------------------------------------------------------------


def saved() -> dict[str, Any]:
    session = small.session("delayed")
    send(session, *SEQUENCE)
    session.run_to(session.tick + int(9.2 * small.HOUR))
    plain: dict[str, Any] = json.loads(json.dumps(dump(session.world)))
    assert plain["ground"]["reports"]
    return plain


@pytest.mark.parametrize(
    "change",
    [
        lambda ground: ground["reports"][-1].update(text="[]"),
        lambda ground: ground["reports"][-1].update(text="{"),
        lambda ground: ground["reports"][-1].update(text="[" * 100_000),
        lambda ground: ground["reports"][-1].update(taken_tick=5),
        lambda ground: ground["reports"][-1].update(taken_tick="x"),
        lambda ground: ground.update(draft=[{"do": "stop"}]),
        lambda ground: ground.update(draft=7),
        lambda ground: ground.update(bundle={"steps": []}),
        lambda ground: ground.pop("received"),
    ],
)
def test_a_damaged_ground_is_refused(change: Any) -> None:
    plain = saved()
    change(plain["ground"])
    with pytest.raises(SnapshotError):
        restore(small.site("delayed"), plain)


def test_damaged_news_are_refused(tmp_path: Any) -> None:
    session = small.session("delayed")
    send(session, *SEQUENCE)
    session.run_to(session.tick + 2 * small.HOUR)
    path = tmp_path / "news.jezero"
    write_save(path, session)
    head, body, _ = path.read_bytes().split(b"\n")
    content = json.loads(body)
    assert content["untold"]
    for wrong in ([{"is": "Nothing"}], [{"is": "SolBegan", "tick": 1}], [{"is": "SolBegan", "tick": 1, "sol": []}], 3):
        content["untold"] = wrong
        new = json.dumps(content).encode()
        header = {**json.loads(head), "checksum": checksum(new)}
        path.write_bytes(json.dumps(header).encode() + b"\n" + new + b"\n")
        with pytest.raises(FileFault):
            read_save(path, small.level("delayed"), small.catalog(), session.world.site)


# --- whole missions ---------------------------------------------------------------------------------------------------


def test_the_autopilot_wins_and_knows_only_what_came_down() -> None:
    session = small.session("delayed")
    fly_mission(session, session.tick + 12 * marstime.SOL_S)
    assert session.world.objectives.outcome is Outcome.WON
    assert session.world.objectives.stars == 3
    assert {type(item.command) for item in session.recording.commands} <= set(GROUND_COMMANDS)


def test_until_the_next_downlink(session: Session) -> None:
    session.warp = Warp.NEXT_LINK
    send(session, c.TurnTo(30.0))
    seen: list[e.Event] = []
    for _ in range(500):
        seen += session.update(0.1, lambda: 0.0)
        if session.warp is Warp.PAUSE:
            break
    assert session.warp is Warp.PAUSE
    assert isinstance(seen[-1], e.UplinkRadiated)


# --- what is drawn and thought on Earth -------------------------------------------------------------------------------


def test_a_keep_out_zone_counts_on_earth_at_once_and_on_mars_with_the_next_sequence(session: Session) -> None:
    (told,) = session.give(c.AddKeepOut(60.0, 60.0, 5.0))
    assert isinstance(told, e.KeepOutAdded)
    assert [zone.number for zone in session.view.rover.keep_out] == [1]
    assert [zone.number for zone in session.expected.rover.keep_out] == [1]
    assert session.world.ground.draft == []
    assert session.world.rover.keep_out == []
    arrives = send(session, c.TurnTo(30.0))
    session.run_to(arrives - 1)
    assert session.world.rover.keep_out == []
    session.run_to(arrives + 1)
    assert session.world.rover.keep_out == session.world.ground.keep_out != []
    session.give(c.RemoveKeepOut(1))
    assert session.view.rover.keep_out == []
    assert [zone.number for zone in session.world.rover.keep_out] == [1]
    assert digest(small.reloaded(session).world) == digest(session.world)


def test_a_mission_saved_before_zones_were_drawn_on_earth_goes_on(session: Session) -> None:
    send(session, c.TurnTo(30.0))
    plain = json.loads(json.dumps(dump(session.world)))
    del plain["ground"]["keep_out"], plain["ground"]["bundle"]["keep_out"]
    assert restore(session.world.site, plain).ground == session.world.ground


def test_a_damaged_zone_is_refused(session: Session) -> None:
    session.give(c.AddKeepOut(60.0, 60.0, 5.0))
    plain = json.loads(json.dumps(dump(session.world)))
    for wrong in ([{"number": "x"}], 3, [{**plain["ground"]["keep_out"][0], "number": 1}] * 2):
        with pytest.raises(SnapshotError):
            restore(session.world.site, {**plain, "ground": {**plain["ground"], "keep_out": wrong}})


def test_ground_work_is_no_step_of_a_sequence(session: Session) -> None:
    assert refused(apply(session.world, (c.AddToUplink(c.AddKeepOut(60.0, 60.0, 5.0)),))) == ["uplink.ground_work"]


def test_a_radargram_is_marked_on_earth_as_soon_as_it_is_down() -> None:
    site = small.site("radar")
    level = site.level.model_copy(update={"operations": "delayed"})
    world = new_world(Site(level, site.seed, site.terrain, site.catalog))
    session = Session(world, Replay(level.id, level_hash(level), site.seed))
    line = c.MarkHorizon("lake", ((2.0, 60.0), (8.0, 60.0), (12.0, 60.0)), 6.0)
    world.radar.sounded_m = world.radar.recorded_m = 14.0
    world.radar.lines_m = [[(40.0, 40.0), (54.0, 40.0)]]
    product = add_product(world, ProductKind.RADARGRAM, "rimfax", mbit=14.0 * MBIT_PER_M)
    assert refused(session.give(line)) == ["radar.not_down"]
    product.sent_mbit, product.downlinked_tick = product.mbit, world.tick
    (told,) = session.give(line)
    assert isinstance(told, e.HorizonMarked | e.HorizonMissed)
    assert [mark.horizon for mark in session.view.radar.marks] == ["lake"]


def test_the_notebook_thinks_only_about_looks_that_are_down(session: Session) -> None:
    world = session.world
    product = add_product(world, ProductKind.ANALYSIS, "pixl", target="near", mbit=30.0)
    events: list[e.Event] = []
    notebook.write(world, "near", "pixl", product.number, events.append)
    assert events == []
    assert read(world, "notebook.entries") == 0
    assert read(world, "notebook.near.sedimentary_frac") == pytest.approx(0.5)
    assert findings.looked_with(world, "near", "pixl", fresh=False)  # the rover has looked all the same
    while product.downlinked_tick < 0:
        events += advance(world, world.tick + 60)
    (weighed,) = small.of_kind(events, e.EvidenceWeighed)
    assert weighed.tick == product.downlinked_tick
    assert read(world, "notebook.entries") == 1
    assert abs(read(world, "notebook.near.sedimentary_frac") - 0.5) > 0.05


@pytest.mark.slow
def test_the_autopilot_wins_with_every_system_when_operations_are_delayed() -> None:
    site = small.site("everything")
    all_asked = tuple(spec.model_copy(update={"primary": True}) for spec in site.level.objectives)
    level = site.level.model_copy(update={"operations": "delayed", "objectives": all_asked})
    world = new_world(Site(level, site.seed, site.terrain, site.catalog))
    session = Session(world, Replay(level.id, level_hash(level), site.seed))
    fly_mission(session, session.tick + 30 * marstime.SOL_S)
    assert session.world.objectives.outcome is Outcome.WON
    assert session.world.objectives.stars == 3
    given = [item.command for item in session.recording.commands]
    assert all(isinstance(command, c.GroundCommand | c.GroundWork) for command in given)
    assert any(isinstance(command, c.MarkHorizon) for command in given)
    steps = {type(command.command) for command in given if isinstance(command, c.AddToUplink)}
    assert {c.DriveTo, c.Fly, c.TakeImage, c.Abrade, c.Analyse, c.Core, c.SealTube, c.SealWitness} <= steps
    assert {c.DropTube, c.RunMoxie, c.SetRadar, c.SleepUntil} <= steps

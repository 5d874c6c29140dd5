"""Scripts: every fault located before anything is done, every command has a step, refusals say where and why."""

from pathlib import Path

import pytest

from game.content.diagnose import Faults
from game.content.source import Source
from game.content.strings import load_strings
from game.mission.script import ScriptEnd, end_sentence, run_script
from game.mission.script_file import Script, load_script, parse_script
from game.mission.script_steps import PLANNABLE, Step
from game.mission.session import Session
from game.sim import commands as c
from game.sim.ground import GROUND_COMMANDS
from game.sim.state.objectives import Outcome, Status
from tests import small

FOREVER = 10**9


def script(*steps: str) -> Script:
    """A script of steps written on one line each."""
    return written("format: 1\nsteps:\n" + "".join(f"  - {step}\n" for step in steps))


def written(text: str) -> Script:
    return parse_script(Source.of(text, "try.yaml"), small.level(), small.catalog())


def faults(text: str) -> list[str]:
    with pytest.raises(Faults) as told:
        written(text)
    return [fault.headline() for fault in told.value.faults]


def played(*steps: str) -> tuple[Session, ScriptEnd | None]:
    session = small.session()
    return session, run_script(session, script(*steps), FOREVER)


# --- running ----------------------------------------------------------------------------------------------------------


def test_a_script_wins() -> None:
    session, end = played(
        "image: {target: near}",
        "abrade: {target: near}",
        "analyse: {target: near, instrument: sherloc}",
        "core: {target: near}",
        "seal_tube",
        'sleep_until: {lmst: "10:00"}',
        "run_moxie: {minutes: 60}",
        "wait: {until: {downlink.images: {at_least: 1}}}",
    )
    assert end is None
    assert session.world.objectives.outcome is Outcome.WON


def test_steps_wait_until_done_unless_told_not_to() -> None:
    session, _end = played("panorama")
    assert session.world.rover.task is None
    session, _end = played("panorama: {wait: false}")
    assert session.world.rover.task is not None
    session, _end = played("fly: {route: [[30, 44]], altitude_m: 8, return: true}")
    assert session.world.helicopter.flights == 1


def test_driving_by_hand_lets_go_after_its_minutes() -> None:
    session, end = played('sleep_until: {lmst: "13:00"}', "drive_arc: {throttle_frac: -1, minutes: 2}")
    assert end is None
    assert session.world.rover.task is None
    assert 3.0 < session.world.rover.odometry_m < 5.2


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [("wait: {minutes: 30}", 1800), ('wait: {lmst: "10:00"}', 3699), ("wait: {minutes: 0.5}", 30)],
)
def test_waiting(wait: str, seconds: int) -> None:
    session, end = played(wait)
    assert end is None
    assert session.world.tick - small.world().tick == seconds


def test_waiting_for_what_does_not_come_ends_the_script() -> None:
    _session, end = played("wait: {until: {moxie.oxygen_g: {at_least: 5}}, at_most_sols: 0.1}", "panorama")
    assert end is not None
    assert (end.index, end.refusal) == (0, None)


def test_a_plan_runs_by_itself() -> None:
    session, end = played(
        "add_to_plan: {image: {target: near}}",
        "add_to_plan: {abrade: {target: near}}",
        "add_to_plan: panorama",
        "wait: {minutes: 200}",
    )
    assert end is None
    assert session.world.targets[0].abraded
    assert len(session.world.comms.products) == 2


def test_a_refused_step_ends_the_script_with_place_reason_and_time() -> None:
    session, end = played("panorama", "core: {target: near}", "panorama")
    assert end is not None
    assert (end.index, end.refusal and end.refusal.key) == (1, "target.not_abraded")
    told = end_sentence(end, script("panorama", "core: {target: near}"), session, load_strings())
    assert told.startswith("try.yaml:4: steps[2].core: refused: Near Rock is not abraded yet.")
    assert "sol 14, 09:0" in told


def test_the_trouble_before_a_refusal_is_told_too() -> None:
    session = small.session()
    wanted = script("core: {target: near}")
    session.world.power.charge_wh = 0.39 * session.world.power.capacity_wh
    session.run_to(session.world.tick + 120)
    end = run_script(session, wanted, FOREVER)
    assert end is not None
    assert "Charge is down to 39 %" in end_sentence(end, wanted, session, load_strings())


def test_the_limit_of_sols_is_an_end_like_any_other() -> None:
    session = small.session()
    until = session.world.tick + 1000
    assert run_script(session, script("wait: {minutes: 900}", "core: {target: near}"), until) is None
    assert session.world.tick == until


def test_the_end_of_the_mission_ends_the_script() -> None:
    session = small.session()
    session.world.power.charge_wh = 0.0
    assert run_script(session, script("wait: {minutes: 900}", "core: {target: near}"), FOREVER) is None
    assert session.world.objectives.items[0].status is Status.OPEN


# --- reading ----------------------------------------------------------------------------------------------------------


def test_every_command_has_a_step() -> None:
    steps = {
        "drive_to": "drive_to: {at: [3, 4]}",
        "approach": "approach: {target: near}",
        "drive_arc": "drive_arc: {throttle_frac: 1, minutes: 2}",
        "turn_to": "turn_to: {heading_deg: 90}",
        "extract": "extract: {way: wiggle}",
        "add_keep_out": "add_keep_out: {at: [20, 20], radius_m: 8}",
        "remove_keep_out": "remove_keep_out: {number: 1}",
        "image": "image: {camera: navcam, azimuth_deg: 90}",
        "panorama": "panorama",
        "abrade": "abrade: {target: near}",
        "analyse": "analyse: {target: near}",
        "core": "core: {target: near}",
        "seal_tube": "seal_tube:",
        "seal_witness": "seal_witness: {}",
        "clear_carousel": "clear_carousel",
        "drop_tube": "drop_tube: {number: 2}",
        "fly": "fly: {route: [[3, 4]]}",
        "abort_flight": "abort_flight",
        "run_moxie": "run_moxie",
        "stop_moxie": "stop_moxie",
        "radar_on": "radar_on",
        "radar_off": "radar_off",
        "mark_horizon": "mark_horizon: {horizon: maaz, points: [[0, 9], [3, 9], [6, 9]], permittivity: 5}",
        "sleep_until": 'sleep_until: {lmst: "08:00"}',
        "wake": "wake",
        "stop": "stop",
        "prioritise": "prioritise: {product: 1}",
        "postpone": "postpone: {product: 1}",
        "hold": "hold: {product: 1}",
        "release": "release: {product: 1}",
        "delete": "delete: {product: 1}",
        "call_earth": "call_earth: {minutes: 20}",
        "add_to_plan": "add_to_plan: {turn_to: {heading_deg: 5}}",
        "clear_plan": "clear_plan",
    }
    read = script(*steps.values())
    kinds = {type(step.command(small.level())) for step in read.steps}
    assert kinds == set(c.COMMANDS) - set(GROUND_COMMANDS)  # a script's steps go up by themselves
    assert set(steps) | {"wait"} == set(Step.model_fields)
    assert [step.name for step in read.steps] == list(steps)
    commands = {step.name: step.command(small.level()) for step in read.steps}
    plannable = {word for word, command in commands.items() if isinstance(command, c.PlanStep)}
    assert plannable == set(PLANNABLE)


def test_positions_are_tiles_and_become_metres() -> None:
    (step,) = script("fly: {route: [[10, 20]], altitude_m: 6, return: true}").steps
    assert step.command(small.level()) == c.Fly(((21.0, 41.0),), 6.0, True)


@pytest.mark.parametrize(
    ("step", "at", "says"),
    [
        ("drive_too: {at: [1, 2]}", "drive_too", "there is no key 'drive_too'"),
        ("drive_to: {at: [1]}", "[1]", "a list of 2 values"),
        ("drive_to: {at: [1, 64]}", "64", "64 is off the map"),
        ("drive_to: {at: [-1, 2]}", "-1", "from 0"),
        ("drive_to:", "drive_to", "this key is missing"),
        ("drive_to: {at: [1, 2], wait: no}", "no}", "true or false"),
        ("approach: {target: naer}", "naer", "no target called 'naer'"),
        ("abrade: {target: [near]}", "[near]", "must be a text"),
        ("analyse: {target: near, instrument: pixel}", "pixel", "no instrument called 'pixel'"),
        ("image: {camera: heli_colour}", "heli", "no camera on the rover called 'heli_colour'"),
        ("image: {target: naer}", "naer", "no target called 'naer'"),
        ("fly: {route: [[3, 4], [3, 99]]}", "99", "99 is off the map"),
        ("fly: {route: []}", "[]", "at least 1"),
        ("run_moxie: {minutes: .nan}", ".nan", "nan"),
        ("sleep_until: {lmst: 800}", "800", "must be a text"),
        ('sleep_until: {lmst: "25:00"}', '"25', "not a time of day"),
        ("wait: {}", "{}", "exactly one of"),
        ('wait: {minutes: 3, lmst: "08:00"}', "{m", "exactly one of"),
        ("wait: {until: {target.naer.sealed: true}}", "target.naer", "no target called 'naer'"),
        ("wait: {until: {moxie.oxygen: 5}}", "moxie.oxygen", "no telemetry"),
        ("{core: {target: near}, stop: }", "{core", "exactly one command"),
        ("add_to_plan: {abort_flight: }", "add_to_plan", "'abort_flight' cannot wait in the plan"),
        ("add_to_plan: {core: {target: naer}}", "naer", "no target called 'naer'"),
        ("warp", "warp", "no key 'warp'"),
        ("7", "7", "must be a group"),
    ],
)
def test_faults_are_told_at_their_place(step: str, at: str, says: str) -> None:
    (told,) = faults(f"format: 1\nsteps:\n  - {step}\n")
    column = 5 + step.index(at)
    assert told.startswith((f"try.yaml:3:{column}: steps[1]", f"try.yaml:3:{column}: steps:")), told
    assert says in told


def test_all_faults_at_once() -> None:
    steps = "steps:\n  - drive_to: {at: [900, 2]}\n  - core: {target: x}\n  - hum: 3\n"
    told = faults(f"format: 2\nlevel: big\n{steps}next: 4\n")
    assert [line.split(":")[1] for line in told] == ["1", "2", "4", "5", "6", "7"]


NO_SCRIPTS = ("", "format: 1", "steps: 3", "- panorama", "format: 1\nsteps: []", "format: 1\nsteps: {a: 1}", "{" * 500)


@pytest.mark.parametrize("text", NO_SCRIPTS)
def test_what_is_no_script(text: str) -> None:
    assert all(line.startswith("try.yaml") for line in faults(text))


def test_a_script_for_another_level() -> None:
    assert "for the level 'big', not for 'small'" in faults("format: 1\nlevel: big\nsteps: [panorama]\n")[0]
    assert written("format: 1\nlevel: small\nsteps: [panorama]\n").steps


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="no such file"):
        load_script(tmp_path / "none.yaml", small.level(), small.catalog())


# --- delayed operations -----------------------------------------------------------------------------------------------


def test_a_script_goes_up_in_sequences() -> None:
    """Steps that are not waited for gather; the one that is sends them, and is done when a report says so."""
    session = small.session("delayed")
    steps = (
        "image: {target: near, wait: false}",
        "abrade: {target: near, wait: false}",
        "analyse: {target: near, wait: false}",
        "core: {target: near, wait: false}",
        "seal_tube: {wait: false}",
        'sleep_until: {lmst: "07:40"}',
        "wait: {until: {target.near.sealed: true}}",
        "approach: {target: away}",
    )
    assert run_script(session, script(*steps), FOREVER) is None
    assert session.over
    sent = [item.command for item in session.recording.commands if isinstance(item.command, c.SendUplink)]
    assert len(sent) == 2


def test_a_script_is_told_why_its_sequence_stopped() -> None:
    session = small.session("delayed")
    end = run_script(session, script("core: {target: near}"), FOREVER)
    assert end is not None
    assert end.refusal is not None
    assert end.refusal.key == "target.not_abraded"

"""Whole missions with no screen: won and lost, by script, by replay, by autopilot, through the command line."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game import paths
from game.__main__ import main
from tests import small

SMALL = small.LEVELS / "small.yaml"
WINNING = """\
format: 1
level: small
steps:
  - image: {target: near}
  - abrade: {target: near}
  - analyse: {target: near, instrument: sherloc}
  - core: {target: near}
  - seal_tube
  - sleep_until: {lmst: "10:00"}
  - run_moxie: {minutes: 60}
  - wait: {until: {downlink.images: {at_least: 1}}}
"""


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, Any, str]:
    """(exit code, the JSON printed or None, what was said on stderr)."""
    capsys.readouterr()
    status = main(["run", *map(str, words), "--json"])
    out, err = capsys.readouterr()
    return status, json.loads(out) if out else None, err


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "win.yaml"
    path.write_text(WINNING)
    return path


def steps(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "try.yaml"
    path.write_text("format: 1\nsteps:\n" + "".join(f"  - {line}\n" for line in lines))
    return path


# --- the command line -------------------------------------------------------------------------------------------------


def test_the_report_holds_what_the_issue_asks_for(capsys: pytest.CaptureFixture[str], script: Path) -> None:
    status, report, err = run(capsys, SMALL, "--script", script)
    assert (status, err) == (0, "")
    assert list(report)[:10] == "level seed outcome cause sol lmst tick digest score stars".split()
    assert (report["level"], report["seed"]) == ("small", 7)
    assert (report["outcome"], report["score"], report["stars"]) == ("won", 200, 2)
    assert {(item["id"], item["status"]) for item in report["objectives"]} == {
        ("sample", "done"),
        ("air", "done"),
        ("send", "done"),
        ("fly", "open"),
    }
    assert report["resources"]["moxie.oxygen_g"] >= 3.0
    assert 0.0 < report["resources"]["rover.charge_frac"] < 1.0


def test_a_table_for_people(capsys: pytest.CaptureFixture[str], script: Path) -> None:
    assert main(["run", str(SMALL), "--script", str(script)]) == 0
    out = capsys.readouterr().out
    assert "won" in out
    assert "200 points, 2 of 3 stars" in out
    assert "g of oxygen" in out


def test_recorded_replayed_saved_and_verified(capsys: pytest.CaptureFixture[str], script: Path, tmp_path: Path) -> None:
    replay, save = tmp_path / "win.json", tmp_path / "win.jezero"
    _status, first, _err = run(capsys, SMALL, "--script", script, "--record", replay, "--save", save)
    status, second, _err = run(capsys, SMALL, "--replay", replay, "--record", tmp_path / "again.json")
    assert status == 0
    assert second == first
    assert (tmp_path / "again.json").read_bytes() == replay.read_bytes()
    assert main(["replay", str(replay), "--verify", "--level", str(SMALL)]) == 0
    assert main(["replay", str(replay)]) == 0
    assert save.exists()


def test_a_replay_that_differs_fails_with_the_first_tick(
    capsys: pytest.CaptureFixture[str], script: Path, tmp_path: Path
) -> None:
    replay = tmp_path / "win.json"
    run(capsys, SMALL, "--script", script, "--record", replay)
    plain = json.loads(replay.read_text())
    plain["commands"][1]["tick"] += 60
    replay.write_text(json.dumps(plain))
    assert main(["replay", str(replay), "--verify", "--level", str(SMALL)]) == 1
    said = capsys.readouterr().err
    assert f"tick {plain['checks'][0][0]} is the first that differs" in said
    status, report, err = run(capsys, SMALL, "--replay", replay)
    assert (status, report) == (2, None)
    assert "is the first that differs" in err


def test_seed_and_sols(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    wait = steps(tmp_path, "panorama")
    _status, first, _err = run(capsys, SMALL, "--script", wait, "--sols", 2)
    _status, other, _err = run(capsys, SMALL, "--script", wait, "--sols", 2, "--seed", 8)
    assert (first["seed"], other["seed"]) == (7, 8)
    assert first["tick"] == other["tick"]
    assert (first["sol"], first["lmst"]) == (16, "09:00")
    assert first["digest"] != other["digest"]


def test_a_refused_step_says_where_and_why(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = steps(tmp_path, "panorama", "core: {target: near}")
    status, report, err = run(capsys, SMALL, "--script", path)
    assert status == 2
    assert report["outcome"] == "running"
    assert err.startswith(f"{path}:4: steps[2].core: refused: Near Rock is not abraded yet.")


BAD: tuple[tuple[tuple[str, ...], str], ...] = (
    (("nowhere", "--autopilot"), "no level 'nowhere'"),
    (("{small}", "--script", "{home}/none.yaml"), "there is no such file"),
    (("{small}", "--script", "{home}"), "folder"),
    (("{small}", "--script", "{small}"), "there is no key"),
    (("{small}", "--replay", "{home}/none.json"), "there is no such file"),
    (("{small}", "--replay", "{small}"), "not valid JSON"),
    (("{small}", "--autopilot", "--sols", "0"), "between 1 and"),
    (("{small}", "--autopilot", "--seed", "-1"), "between 0 and"),
    (("{small}", "--autopilot", "--seed", "x"), "not a whole number"),
    (("{small}",), "required"),
    (("{small}", "--autopilot", "--script", "x"), "not allowed with"),
    (("{home}/broken.yaml", "--autopilot"), "broken.yaml:2"),
)


@pytest.mark.parametrize(("words", "says"), BAD, ids=lambda value: " ".join(value)[:40])
def test_bad_input_is_a_sentence_and_exit_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    (tmp_path / "broken.yaml").write_text("format: 1\nid: [\n")
    status, report, err = run(capsys, *(word.format(small=SMALL, home=tmp_path) for word in words))
    assert (status, report) == (2, None)
    assert says in err
    assert "Traceback" not in err


def test_a_save_that_cannot_be_written_is_a_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = steps(tmp_path, "panorama")
    status, _report, err = run(capsys, SMALL, "--script", path, "--save", path / "x.jezero")
    assert status == 2
    assert str(path / "x.jezero") in err


def test_without_pygame(tmp_path: Path, script: Path) -> None:
    """The whole run works where pygame cannot be imported."""
    code = (
        "import sys; sys.modules['pygame'] = None\n"
        "from game.__main__ import main\n"
        f"status = main(['run', {str(SMALL)!r}, '--script', {str(script)!r}, '--json'])\n"
        "assert not [name for name in sys.modules if name.startswith(('game.ui', 'pygame.'))]\n"
        "sys.exit(status)"
    )
    root = Path(paths.__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "won"


# --- lost in three ways -----------------------------------------------------------------------------------------------


def test_lost_by_the_battery(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Oxygen by day and no sleep by night."""
    path = steps(tmp_path, "run_moxie: {minutes: 60}", "wait: {minutes: 4000}")
    status, report, _err = run(capsys, small.LEVELS / "battery.yaml", "--script", path, "--sols", 4)
    assert status == 0
    assert (report["outcome"], report["cause"]) == ("lost", "flat")
    slept = steps(tmp_path, "run_moxie: {minutes: 60}", *['sleep_until: {lmst: "10:00"}'] * 4)
    _status, report, _err = run(capsys, small.LEVELS / "battery.yaml", "--script", slept, "--sols", 4)
    assert report["outcome"] == "won"


def test_lost_by_the_deadline(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    level = small.LEVELS / "deadline.yaml"
    late = steps(tmp_path, 'sleep_until: {lmst: "08:00"}', 'sleep_until: {lmst: "12:00"}')
    _status, report, _err = run(capsys, level, "--script", late)
    assert (report["outcome"], report["cause"], report["sol"], report["lmst"]) == ("lost", "sample", 15, "00:00")
    chain = ("image: {target: near}", "abrade: {target: near}", "analyse: {target: near, instrument: sherloc}")
    in_time = steps(tmp_path, *chain, "core: {target: near}", "seal_tube")
    _status, report, _err = run(capsys, level, "--script", in_time)
    assert report["outcome"] == "won"


def test_lost_with_the_helicopter_that_was_required(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Landing unseen in bland ripples; the same flights over the gravel near the rover come down well."""
    level = small.LEVELS / "helicopter.yaml"
    far = steps(tmp_path, "fly: {route: [[80, 64]], altitude_m: 24}")
    _status, report, _err = run(capsys, level, "--script", far)
    assert (report["outcome"], report["cause"]) == ("lost", "lost")
    near = steps(tmp_path, *["fly: {route: [[16, 64]], altitude_m: 5, return: true}"] * 3)
    _status, report, _err = run(capsys, level, "--script", near)
    assert report["outcome"] == "won"


# --- the shipped level ------------------------------------------------------------------------------------------------

FIRST = paths.levels_dir() / "jezero" / "01_first_light.yaml"
FIRST_SCRIPT = FIRST.with_suffix(".script.yaml")
FIRST_REPLAY = FIRST.with_suffix(".replay.json")


def test_first_light_is_won_by_its_script(capsys: pytest.CaptureFixture[str]) -> None:
    status, report, err = run(capsys, "first_light", "--script", FIRST_SCRIPT)
    assert (status, report["outcome"]) == (0, "won"), err


def test_first_light_is_won_by_its_replay(capsys: pytest.CaptureFixture[str]) -> None:
    status, report, err = run(capsys, "first_light", "--replay", FIRST_REPLAY)
    assert (status, report["outcome"]) == (0, "won"), err
    assert main(["replay", str(FIRST_REPLAY), "--verify"]) == 0


def test_first_light_is_won_by_the_autopilot(capsys: pytest.CaptureFixture[str]) -> None:
    status, report, err = run(capsys, "first_light", "--autopilot")
    assert (status, report["outcome"]) == (0, "won"), err

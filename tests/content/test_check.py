"""`check`: files, folders, what is printed, and the exit status."""

import json
from pathlib import Path

from game import paths
from game.cli.content import keys_kind
from game.content.check import KINDS, Kind, check_paths
from game.content.diagnose import file_fault
from game.content.manual import explain
from game.mission.checking import check_everything
from game.mission.script_words import script_words
from tests.content.pages import EVERYTHING, SMALL, edited


def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "good.yaml").write_text(EVERYTHING, "utf-8")
    (tmp_path / "inner" / "bad.yml").write_text(edited("title: Small", "titel: Small", SMALL), "utf-8")
    (tmp_path / ".hidden" / "bad.yaml").write_text("[", "utf-8")
    (tmp_path / "note.txt").write_text("[", "utf-8")
    return tmp_path


def test_a_folder_is_searched_for_yaml_that_is_not_hidden(tmp_path: Path) -> None:
    report = check_paths([folder(tmp_path)])
    assert [(Path(file).name, kind) for file, kind in report.files] == [("good.yaml", "level"), ("bad.yml", "level")]
    assert {Path(fault.file).name for fault in report.faults} == {"bad.yml"}


def test_text_for_people(tmp_path: Path) -> None:
    report = check_paths([folder(tmp_path)])
    text = report.text()
    assert not report.ok
    assert "did you mean 'title'?" in text
    assert text.endswith("2 faults in 1 file of 2.")
    assert check_paths([tmp_path / "good.yaml"]).text() == "1 file checked, nothing is wrong."


def test_json_tells_the_same_to_tools(tmp_path: Path) -> None:
    data = json.loads(check_paths([folder(tmp_path)]).as_json())
    assert (data["ok"], len(data["files"])) == (False, 2)
    first = data["faults"][0]
    assert (first["line"], first["col"], first["path"]) == (2, 1, "title")
    assert first["message"].endswith("bad.yml:2:1: title: this key is missing")
    assert first["see"] == "title"


def test_each_fault_of_a_level_says_where_to_read_more(tmp_path: Path) -> None:
    slips = {"points: 100": "points: lots", "rover.odometry_m: {at_least": "rover.odometry_m: {at_leest"}
    text = SMALL
    for old, new in slips.items():
        text = text.replace(old, new)
    (tmp_path / "bad.yaml").write_text(text, "utf-8")
    report = check_paths([tmp_path])
    assert len(report.faults) == 2
    for fault in report.faults:
        assert explain(fault.see) is not None
        assert f"see: python play.py explain {fault.see}" in fault.text()


def test_what_is_no_level_is_told_by_kind() -> None:
    report = check_paths([paths.assets_dir() / "catalog", paths.assets_dir() / "strings"])
    assert {kind for _, kind in report.files} == {"catalogue", "strings"}
    assert report.ok


def test_missing_and_unreadable_paths_are_faults(tmp_path: Path) -> None:
    (tmp_path / "level.yaml").write_bytes(b"a: \xff")
    (tmp_path / "empty").mkdir()
    report = check_paths([tmp_path / "levl.yaml", tmp_path / "level.yaml", tmp_path / "empty"])
    sentences = " ".join(fault.sentence for fault in report.faults)
    assert "no such file" in sentences
    assert "not valid UTF-8" in sentences
    assert "no .yaml file" in sentences
    assert "did you mean" in " ".join(fault.hint for fault in report.faults)


def test_more_kinds_can_be_handed_in(tmp_path: Path) -> None:
    def refuse(source, _catalog) -> None:
        raise file_fault(source.file, "scripts are told elsewhere")

    (tmp_path / "script.yaml").write_text("format: 1\nsteps: []\n", "utf-8")
    report = check_paths([tmp_path], (Kind("script", lambda keys: "steps" in keys, refuse), *KINDS))
    assert [kind for _, kind in report.files] == ["script"]
    assert report.faults[0].sentence == "scripts are told elsewhere"


def test_a_path_named_twice_is_checked_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SMALL, "utf-8")
    assert len(check_paths([tmp_path / "a.yaml", tmp_path / "a.yaml", tmp_path]).files) == 1


def test_faults_of_every_kind_of_file_say_where_to_read_more(tmp_path: Path) -> None:
    wrong = {
        "mod.yaml": ("id: a\ntitle: A\nversion: 1\nlevels: [nowhere]\n", "mod.version"),
        "campaign.yaml": ("id: a\ntitel: A\n", "mod.title"),
        "de.yaml": ('event.core_sealed: "{"\nother.key: 5\n', "strings"),
        "keys.yaml": ("format: 1\nmenu: {up: [nokey]}\nmission: {}\n", "keys"),
        "a.script.yaml": ("format: 1\nsteps:\n  - fly: {route: [[1, 2]], altitude_m: 900}\n", "steps.fly.altitude_m"),
    }
    for name, (text, see) in wrong.items():
        file = tmp_path / name
        file.write_text(text, "utf-8")
        faults = check_everything([file], (keys_kind(),)).faults
        assert see in [fault.see for fault in faults], (name, faults)
        assert all(explain(fault.see, script_words()) is not None for fault in faults if fault.path), faults
        file.unlink()


def test_every_word_of_a_script_is_explained() -> None:
    assert all(word.sentence for word in script_words())
    assert len({word.name for word in script_words()}) == len(script_words())

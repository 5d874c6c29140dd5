"""Mods: the game is the first, folders and zip files follow, and a bad one never hides another."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from game import paths
from game.__main__ import main
from game.content.load import load_level
from game.content.source import Source
from game.mission.files import FileFault
from game.mission.library import level_names
from game.mission.mods import Mod, all_mods, offered_levels, read_mod, stamp_of, stamps_now
from game.mission.save_level import changed_words, gone_words, note
from game.mission.savefolder import write_save
from game.mission.savegame import read_header
from game.mission.settings import Settings, save_settings
from game.mission.start import start_session
from tests import small
from tests.mission.mod_files import level_text, mod_folder, mod_zip


def by_id() -> dict[str, Mod]:
    return {mod.id: mod for mod in all_mods()}


def names(mod: Mod) -> list[str]:
    return [path.stem for path in mod.levels]


def test_the_game_itself_is_the_first_mod() -> None:
    first, *others = all_mods()
    assert (first.id, first.title, first.fixed, others) == ("jezero", "Jezero", True, [])
    assert names(first)[0] == "01_first_light"
    assert first.faults == ()


@pytest.mark.parametrize("kind", ["folder", "zip", "zip with a folder in it"])
def test_levels_come_in_the_order_of_the_mod_and_what_it_forgot_after_them(jezero_home: Path, kind: str) -> None:
    if kind == "folder":
        mod_folder(jezero_home / "mods" / "ten")
    else:
        mod_zip(jezero_home / "mods" / "ten.zip", "ten/" if "in it" in kind else "")
    mod = by_id()["ten_sols"]
    assert names(mod) == ["second", "first", "third"]
    assert (mod.version, mod.author, mod.faults) == ("1.0", "Somebody", ())
    assert level_names()["ten_sols/third"] == mod.levels[2]
    assert load_level(mod.levels[0]).id == "second"


BAD = {
    "no manifest": ({"mod__yaml": ""}, "the file is empty"),
    "a level that is not there": (
        {"second__yaml": "", "mod__yaml": "id: a\ntitle: A\nversion: '1'\nlevels: [x]"},
        "no level 'x'",
    ),
    "twice": ({"mod__yaml": "id: a\ntitle: A\nversion: '1'\nlevels: [first, first.yaml]"}, "listed twice"),
    "outside": ({"mod__yaml": "id: a\ntitle: A\nversion: '1'\nlevels: [../../x.yaml]"}, "no level '../../x.yaml'"),
    "unknown key": ({"mod__yaml": "id: a\ntitle: A\nverson: '1'"}, "did you mean"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_mod_is_listed_with_its_fault_and_hides_no_other(jezero_home: Path, name: str) -> None:
    more, sentence = BAD[name]
    mod_folder(jezero_home / "mods" / "a_bad", **more)
    mod_folder(jezero_home / "mods" / "good")
    (jezero_home / "x.yaml").write_text(level_text("x"), "utf-8")
    bad, good = all_mods()[1:]
    assert sentence in "\n".join(fault.text() for fault in bad.faults)
    assert bad.faults[0].file.startswith(str(bad.origin))
    assert not bad.offered
    assert good.offered
    assert {mod.id for mod, _ in offered_levels(all_mods())} == {"jezero", "ten_sols"}


def test_two_mods_of_one_id(jezero_home: Path) -> None:
    mod_folder(jezero_home / "mods" / "a")
    mod_folder(jezero_home / "mods" / "b")
    first, second = all_mods()[1:]
    assert first.offered
    assert "another mod has the same id 'ten_sols'" in second.faults[0].sentence


def test_the_settings_switch_mods_off_and_order_them(jezero_home: Path) -> None:
    mod_folder(jezero_home / "mods" / "a")
    mod_folder(jezero_home / "mods" / "b", mod__yaml="id: other\ntitle: Other\nversion: '2'\n")
    save_settings(paths.settings_file(), replace(Settings(), mods_order=("other",), mods_off=("ten_sols",)))
    assert [(mod.id, mod.offered) for mod in all_mods()[1:]] == [("other", True), ("ten_sols", False)]
    assert "ten_sols/second" not in level_names()


def test_links_out_of_a_mod_lead_nowhere(jezero_home: Path) -> None:
    secret = jezero_home / "secret.yaml"
    secret.write_text(level_text("secret"), "utf-8")
    manifest = "id: ten_sols\ntitle: T\nversion: '1'\n"
    folder = mod_folder(jezero_home / "mods" / "ten", mod__yaml=f"{manifest}levels: [link]\n")
    (folder / "link.yaml").symlink_to(secret)
    (mod,) = all_mods()[1:]
    assert "there is no level 'link'" in mod.faults[0].sentence
    (folder / "mod.yaml").write_text(manifest, "utf-8")
    assert names(all_mods()[1]) == ["first", "second", "third"]


# --- the command line -------------------------------------------------------------------------------------------------


def test_a_mod_named_for_one_run_is_there_for_it_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mod = mod_zip(tmp_path / "ten.zip")
    assert main(["run", "ten_sols/third", "--autopilot", "--sols", "1", "--json", "--mod", str(mod)]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "won"
    assert main(["run", "ten_sols/third", "--autopilot", "--sols", "1"]) == 2
    assert main(["run", "third", "--autopilot", "--mod", str(tmp_path / "none")]) == 2
    assert "--mod: there is no folder or file" in capsys.readouterr().err


def test_check_tells_all_faults_of_all_mods_at_once(jezero_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mod_folder(jezero_home / "mods" / "a", first__yaml=level_text("first").replace("tile_m: 2", "tile_m: 9"))
    mod_zip(
        jezero_home / "mods" / "b.zip",
        mod__yaml="id: b\ntitle: B\nversion: 3\n",
        second__yaml=level_text("second").replace("title: A", "titel: A"),
    )
    assert main(["check"]) == 1
    text = capsys.readouterr().out
    assert "tile_m: must be from 1 to 5 m, found 9" in text
    assert f"{jezero_home / 'mods' / 'b.zip'}/mod.yaml:3:10: version" in text
    assert f"{jezero_home / 'mods' / 'b.zip'}/second.yaml:3:1: titel" in text
    assert "see: python play.py explain map.tile_m" in text


# --- saves ------------------------------------------------------------------------------------------------------------


def saved(folder: Path, mod: Path) -> Path:
    level = load_level(mod / "first.yaml")
    path = folder / "a.jezero"
    write_save(path, start_session(level, small.catalog()))
    return path


def test_a_save_says_which_mod_it_needs_and_what_became_of_it(jezero_home: Path) -> None:
    mod = mod_folder(jezero_home / "mods" / "ten")
    header = read_header(saved(jezero_home, mod))
    assert header.mod is not None
    assert (header.mod.id, header.mod.title, header.mod.version) == ("ten_sols", "Ten sols", "1.0")
    assert "of the mod Ten sols 1.0, which is not there" in gone_words(header, ())[0]
    present = read_mod(mod)
    assert "switched off" in gone_words(header, (replace(present, off=True),))[0]
    assert "no such level any more" in gone_words(header, (present,))[0]
    assert note(header, stamp_of(mod / "first.yaml")) == ""
    mod_folder(mod, third__yaml=level_text("third", metres=50))
    assert "have been changed since. This level is as it was" in note(header, stamp_of(mod / "first.yaml"))
    newer = (mod / "mod.yaml").read_text("utf-8").replace("1.0", "1.1")
    (mod / "mod.yaml").write_text(newer, "utf-8")
    said = changed_words(header, stamp_of(mod / "first.yaml"))[0]
    assert said == "was saved on another version of the level first: the mod Ten sols was 1.0 then and is 1.1 now"


def test_a_save_names_all_mods_in_use_and_says_which_are_gone_or_changed(jezero_home: Path) -> None:
    mods = jezero_home / "mods"
    mod_folder(mods / "ten")
    for name in ("dust", "ice"):
        mod_folder(mods / name, mod__yaml=f'id: {name}\ntitle: {name.title()}\nversion: "2"\n')
    mod_folder(mods / "broken", mod__yaml="id: [")
    header = read_header(saved(jezero_home, mods / "ten"))
    assert [stamp.id for stamp in header.mods] == ["dust", "ice", "ten_sols"]
    assert len({stamp.digest for stamp in header.mods}) == 3
    own = stamp_of(mods / "ten" / "first.yaml")
    assert note(header, own, stamps_now()) == ""
    shutil.rmtree(mods / "dust")
    mod_folder(mods / "ice", mod__yaml='id: ice\ntitle: Ice\nversion: "3"\n')
    said = note(header, own, stamps_now())
    assert "The mod Dust 2 was in use then and is not now." in said
    assert "The mod Ice was 2 then and is 3 now." in said
    assert said.endswith("the mission goes on.")


def test_a_save_made_before_saves_named_all_mods_still_loads(jezero_home: Path) -> None:
    mod = mod_folder(jezero_home / "mods" / "ten")
    path = saved(jezero_home, mod)
    head, body = path.read_bytes().split(b"\n", 1)
    plain = json.loads(head)
    del plain["mods"]
    path.write_bytes(json.dumps(plain).encode() + b"\n" + body)
    header = read_header(path)
    assert header.mods == ()
    assert note(header, stamp_of(mod / "first.yaml"), stamps_now()) == ""
    plain["mods"] = [5, {"id": 7}, "x"]
    path.write_bytes(json.dumps(plain).encode() + b"\n" + body)
    with pytest.raises(FileFault):
        read_header(path)


def test_a_save_on_a_level_of_the_games_own_names_no_mod(tmp_path: Path) -> None:
    level = load_level(paths.levels_dir() / "jezero" / "01_first_light.yaml")
    assert level.file is not None
    assert stamp_of(level.file) is None


def test_no_text_makes_a_manifest_break() -> None:
    from game.content.diagnose import Faults
    from game.content.manifest import parse_manifest
    from tests.content.hostile import HOSTILE

    for make in HOSTILE.values():
        text = make()
        with pytest.raises(Faults):
            parse_manifest(Source.of(text, "mod.yaml"), Path("mod.yaml"))

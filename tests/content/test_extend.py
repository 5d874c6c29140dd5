"""Levels that begin with another level."""

from pathlib import Path

import pytest

from game.content.diagnose import Faults
from game.content.level import Level
from game.content.load import load_level
from tests.content.pages import catalog

BASE = """\
format: 2
id: base
title: Base
seed: 3
map: {tiles: [64, 64]}
start: {at: [20, 40], sol: 30}
rover: {charge_frac: 0.9, sample_tubes: 3}
targets:
  - {id: one, name: One, at: [24, 40], rock: maaz_basalt}
  - {id: two, name: Two, at: [30, 40], rock: delta_mudstone}
objectives:
  - {id: first, title: First, points: 10, done_when: {target.one.known: true}}
  - {id: second, title: Second, points: 20, done_when: {target.two.sealed: true}}
"""


def write(folder: Path, text: str, name: str = "top.yaml") -> Path:
    (folder / "base.yaml").write_text(BASE, "utf-8")
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def load(folder: Path, text: str, name: str = "top.yaml") -> Level:
    return load_level(write(folder, text, name), catalog())


def faults(folder: Path, text: str) -> tuple:
    with pytest.raises(Faults) as wrong:
        load(folder, text)
    return wrong.value.faults


def test_what_is_not_said_is_taken_over(tmp_path: Path) -> None:
    level = load(tmp_path, "format: 2\nid: top\nextends: base\n")
    assert (level.id, level.title, level.seed, level.start.sol) == ("top", "Base", 3, 30)
    assert [target.id for target in level.targets] == ["one", "two"]


def test_groups_are_merged_rows_by_id_and_the_rest_replaced(tmp_path: Path) -> None:
    level = load(
        tmp_path,
        "format: 2\nid: top\nextends: base.yaml\nrover: {charge_frac: 0.4}\nmap: {tiles: [96, 80]}\n"
        "targets:\n  - {id: two, rock: maaz_basalt}\n  - {id: three, name: Three, at: [9, 9], rock: maaz_basalt}\n",
    )
    assert (level.rover.charge_frac, level.rover.sample_tubes) == (0.4, 3)
    assert level.map.tiles == (96, 80)
    assert [(t.id, t.name, t.rock) for t in level.targets][1:] == [
        ("two", "Two", "maaz_basalt"),
        ("three", "Three", "maaz_basalt"),
    ]


def test_parts_can_be_left_out(tmp_path: Path) -> None:
    text = "format: 2\nid: top\nextends: base\nwithout: [objectives.second, targets.two, rover.sample_tubes]\n"
    level = load(tmp_path, text)
    assert [objective.id for objective in level.objectives] == ["first"]
    assert level.rover.sample_tubes == 38


def test_leaving_out_what_is_not_there_is_told(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, "format: 2\nid: top\nextends: base\nwithout: [targets.three]\n")
    assert (fault.line, Path(fault.file).name) == (4, "top.yaml")


def test_a_fault_is_told_in_the_file_where_it_was_written(tmp_path: Path) -> None:
    found = faults(tmp_path, "format: 2\nid: top\nextends: base\nwithout: [targets.two]\nminutes: long\n")
    assert [(Path(fault.file).name, fault.line) for fault in found] == [("base.yaml", 13), ("top.yaml", 5)]
    assert "top.yaml" in found[0].hint
    assert "line 10" not in found[0].sentence
    assert found[0].excerpt.strip().startswith("- {id: second")


def test_chains_and_circles(tmp_path: Path) -> None:
    write(tmp_path, "format: 2\nid: middle\nextends: base\nseed: 4\n", "middle.yaml")
    level = load(tmp_path, "format: 2\nid: top\nextends: middle\ntitle: Top\n")
    assert (level.seed, level.title, level.start.sol) == (4, "Top", 30)
    write(tmp_path, "format: 2\nid: middle\nextends: top\n", "middle.yaml")
    found = faults(tmp_path, "format: 2\nid: top\nextends: middle\n")
    assert any("extends itself" in fault.sentence for fault in found)


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "sub/../../secret", "link", "nowhere", "~/x", ""])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.yaml").write_text(BASE, "utf-8")
    inside = tmp_path / "mod"
    inside.mkdir()
    (inside / "sub").mkdir()
    (inside / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    found = faults(inside, f"format: 2\nid: top\nextends: '{name}'\ntitle: T\nobjectives: []\n")
    assert found[0].line == 3 or name == ""


def test_a_mod_s_folders_may_read_from_one_another(tmp_path: Path) -> None:
    (tmp_path / "mod.yaml").write_text("", "utf-8")
    assert load(tmp_path, "format: 2\nid: top\nextends: ../base\n", "deep/top.yaml").title == "Base"


def test_a_shipped_level_can_be_extended(tmp_path: Path) -> None:
    level = load(tmp_path, "format: 2\nid: top\nextends: jezero/01_first_light\ntitle: Again\n")
    assert level.target("rochette") is not None


def test_a_broken_base_is_told_with_its_own_places(tmp_path: Path) -> None:
    write(tmp_path, "format: 2\nid: middle\ntitle: [\n", "middle.yaml")
    found = faults(tmp_path, "format: 2\nid: top\nextends: middle\ntitle: T\n")
    assert any(Path(fault.file).name == "middle.yaml" and fault.line for fault in found)

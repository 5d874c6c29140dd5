"""What README.md and CONTRIBUTING.md say must be so."""

import re
from pathlib import Path

import pytest

from game.cli.parser import build_parser

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def five_line_level() -> str:
    found = re.search(r"^```yaml\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_level_in_five_lines_is_a_level(tmp_path: Path) -> None:
    load = pytest.importorskip("game.content.load")
    text = five_line_level()
    assert len(text.splitlines()) == 5
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    assert load.load_level(path).id == "my_crater"


def test_every_command_is_explained() -> None:
    _, commands = build_parser()
    table = README.partition("## More words")[2].partition("## The code")[0]
    explained = set(re.findall(r"^\| `(\w+)", table, re.MULTILINE))
    assert explained == set(commands)


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_the_maps_of_the_code_name_every_package(text: str) -> None:
    packages = {path.parent.name for path in (ROOT / "game").glob("*/__init__.py")}
    named = set(re.findall(r"^\| `(?:game/)?(\w+)` \|", text, re.MULTILINE))
    assert packages <= named


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "assets/CREDITS.md"])
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{name} points to {target}"


def test_the_first_commands_are_the_two_that_matter() -> None:
    assert README.split("```")[1].strip().splitlines() == ["python play.py", "python play.py test"]


SAID_KEYS = {
    "D": "drive",
    "F": "fly",
    "X": "sample",
    "C": "camera",
    "Shift+C": "look",
    "G": "gallery",
    "I": "inset",
    "R": "radar",
    "K": "keep_out",
    "H": "hazards",
    "J": "notebook",
    "W": "weather",
    "B": "data",
    "P": "uplink",
    "M": "moxie",
    "T": "drop_tube",
    "Z": "sleep",
    "Backspace": "stop",
    "Space": "pause",
    "N": "next_event",
    "Q": "zoom_out",
    "E": "zoom_in",
    "V": "centre",
    "End": "fit",
    "O": "objectives",
    "L": "log",
    "F1": "help",
    "F5": "reload",
    "Ctrl+S": "save",
    "Ctrl+O": "load",
    "Return": "confirm",
    "Esc": "cancel",
    "Delete": "undo_waypoint",
}


def test_the_keys_are_the_games_own() -> None:
    table = README.partition("## Controls")[2].partition("## A level")[0]
    shipped = (ROOT / "assets" / "keys" / "default.yaml").read_text(encoding="utf-8")
    mission = shipped.partition("\nmission:\n")[2]
    for key, action in SAID_KEYS.items():
        assert f"`{key}`" in table
        keys = re.search(rf"^  {action}: \[(.*)\]", mission, re.MULTILINE)
        assert keys is not None, f"there is no action {action}"
        assert {"Esc": "escape"}.get(key, key.lower()) in re.split(r", *", keys.group(1)), f"{key} is not {action}"

"""The schema's file in the project is today's, every shipped level points at it, and it says what the loader says."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from game import paths
from game.cli.parser import dispatch
from game.content.level_files import levels_below
from game.content.nodes import plain
from game.content.schema import BEYOND, schema_text
from game.content.schema_file import NAME, header, schema_named
from game.content.source import Source
from game.content.template import new_level_text
from game.content.yaml_nodes import read_yaml
from game.mission.level_schema import schema_for
from tests.content.mini_schema import fits
from tests.content.mutations import mutations
from tests.content.pages import EVERYTHING, catalog, edited, faults_of

LEVELS = [path for path in levels_below(paths.levels_dir()) if path.name != "campaign.yaml"]
SCHEMA = json.loads(schema_text(catalog()))
MOST = 60
"""Edits of each shipped level."""

# One slip for each kind of thing that the schema lets pass.
UNSEEN = {
    BEYOND[0]: ("target.alpha.reached", "target.alfa.reached"),
    BEYOND[1]: ("at: [30, 40.5]", "at: [30, 96]"),
    BEYOND[2]: ("stars: [100, 200, 300]", "stars: [100, 200, 301]"),
    BEYOND[3]: ("at: [20, 30]\n    radius_m: 12", "at: [20, 30]"),
    BEYOND[4]: ("seed: 7", "seed: 7\nextends: nowhere"),
    BEYOND[5]: ("radius_m: 60}, fiction: true}", "radius_m: 60}}"),
}


def fits_schema(text: str) -> bool | None:
    """None for a text that is no YAML: an editor tells that by itself."""
    node, _ = read_yaml(Source.of(text, "a.yaml"))
    return None if node is None else fits(plain(node), SCHEMA, SCHEMA)


def test_the_projects_schema_is_todays() -> None:
    file = paths.levels_dir() / NAME
    assert file.read_text("utf-8") == schema_text(catalog()), f"python -m game schema -o levels/{NAME}"


@pytest.mark.parametrize("path", LEVELS, ids=lambda path: path.stem)
def test_every_shipped_level_begins_with_the_way_to_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(header("../level.schema.json") + "\n")
    assert (path.parent / schema_named(text)).resolve() == (paths.levels_dir() / NAME).resolve()
    assert fits_schema(text)


@pytest.mark.parametrize("path", LEVELS, ids=lambda path: path.stem)
def test_what_the_loader_takes_the_schema_takes_and_what_the_schema_refuses_the_loader_refuses(path: Path) -> None:
    """The full loader, with all it checks between sections: the two directions that can hold."""
    wrong = []
    for mutation in mutations(path.read_text("utf-8"), MOST, seed=5):
        schema = fits_schema(mutation.text)
        if schema is False and not faults_of(mutation.text):
            wrong.append((mutation.kind, mutation.line))
    assert wrong == []


@pytest.mark.parametrize("kind", BEYOND)
def test_what_a_schema_cannot_say_the_loader_says(kind: str) -> None:
    slipped = edited(*UNSEEN[kind])
    assert fits_schema(slipped) is True
    assert faults_of(slipped)
    assert kind in SCHEMA["$comment"]


def test_a_schema_that_takes_everything_would_be_noticed() -> None:
    """Most slips that the loader refuses the schema refuses too."""
    refused = [mutation.text for mutation in mutations(EVERYTHING, 150, seed=6) if faults_of(mutation.text)]
    seen = [fits_schema(text) for text in refused]
    told = [fit for fit in seen if fit is not None]
    assert len(told) > 50
    assert sum(fit is False for fit in told) > 0.6 * len(told)


# --- written for a player's own levels --------------------------------------------------------------------------------


def test_a_new_level_brings_its_schema_along(tmp_path: Path) -> None:
    assert dispatch(["new", str(tmp_path / "mine.yaml")]) == 0
    text = (tmp_path / "mine.yaml").read_text("utf-8")
    assert text.splitlines()[0] == header("./level.schema.json")
    assert json.loads((tmp_path / NAME).read_text("utf-8"))["title"] == "A level of Jezero"


def test_a_new_level_of_a_mod_uses_the_schema_at_its_root(tmp_path: Path) -> None:
    folder = tmp_path / "mod" / "levels"
    folder.mkdir(parents=True)
    (tmp_path / "mod" / NAME).write_text("{}", "utf-8")
    assert schema_for(folder) == "../level.schema.json"
    assert list(folder.iterdir()) == []
    assert new_level_text("a", "a.yaml", schema_for(folder)).startswith(header("../level.schema.json"))


def test_the_command_writes_and_prints_the_same(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert dispatch(["schema", "-o", str(out)]) == 0
    printed = subprocess.run([sys.executable, "-m", "game", "schema"], capture_output=True, check=True, timeout=60)
    assert printed.stdout.decode("utf-8").replace("\r\n", "\n") == out.read_text("utf-8")

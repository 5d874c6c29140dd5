"""Going on with a saved game from the title: it is offered, restored, and a damaged one only costs a message."""

from pathlib import Path

import pytest

from game import paths
from game.content.catalog import load_catalog
from game.mission.files import FileFault
from game.mission.savefolder import write_save
from game.mission.session import Session
from game.mission.start import start_session
from game.sim.snapshot import digest
from game.ui.opening import open_save
from game.ui.scene import Scene
from game.ui.scenes import mission_files
from game.ui.scenes.load import LoadScene, newest_save
from game.ui.scenes.title import TitleScene
from tests.ui.scenes_on_show import entry, levels_folder
from tests.ui.stage import Stage


@pytest.fixture(autouse=True)
def levels(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    return levels_folder(tmp_path_factory.mktemp("levels"), monkeypatch)


@pytest.fixture
def session() -> Session:
    level = entry().level
    assert level is not None
    made = start_session(level, load_catalog())
    made.run_to(made.world.tick + 7000)
    return made


@pytest.fixture
def save(session: Session) -> Path:
    path = paths.saves_dir() / "Before the night.jezero"
    write_save(path, session)
    return path


def on_show(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Instead of the mission: what would have been opened."""
    opened: list[Path] = []

    def remember(path: Path) -> Scene:
        opened.append(path)
        return Scene()

    monkeypatch.setattr(mission_files, "scene_of_save", remember)
    return opened


def test_a_save_opens_as_it_was(session: Session, save: Path) -> None:
    found, opened = open_save(save)
    assert digest(opened.world) == digest(session.world)
    assert found.level == session.world.level


def test_the_level_a_save_was_made_on_is_meant(session: Session, save: Path, levels: Path) -> None:
    """Another file that says it is the same level does not get in the way."""
    text = (levels / "1_first.yaml").read_text()
    (levels / "0_twin.yaml").write_text(text.replace("at_least: 5", "at_least: 6"))
    assert open_save(save)[0].path.name == "1_first.yaml"


def test_a_save_without_its_level_says_so(save: Path, levels: Path) -> None:
    (levels / "1_first.yaml").unlink()
    with pytest.raises(FileFault, match="not there"):
        open_save(save)


def test_the_title_offers_to_go_on(save: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = on_show(monkeypatch)
    stage = Stage(TitleScene(), private=True).frames(4)
    stage.press("return").frames(4)
    assert opened == [save]


def test_a_chosen_save_is_opened_from_the_list(save: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = on_show(monkeypatch)
    stage = Stage(TitleScene(), private=True).frames(4)
    stage.intent("load").frames(3)
    assert isinstance(stage.top, LoadScene)
    stage.press("return").frames(4)
    assert opened == [save]


def test_a_damaged_save_only_costs_a_message(save: Path) -> None:
    data = bytearray(save.read_bytes())
    data[-40] ^= 1
    save.write_bytes(bytes(data))
    stage = Stage(TitleScene(), private=True).frames(4)
    assert newest_save() is None
    stage.stack.push(mission_files.scene_of_save(save))
    stage.frames(4).press("escape").frames(2)
    assert isinstance(stage.top, TitleScene)
    assert save.read_bytes() == bytes(data)


def test_scripted_play_never_looks_at_the_players_saves(save: Path) -> None:
    stage = Stage(TitleScene()).frames(4)
    assert isinstance(stage.top, TitleScene)
    assert stage.top._newest is None

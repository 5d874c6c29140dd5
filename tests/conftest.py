"""What every test gets: a home of its own, no real screen, no real sound, and the same examples each time."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports pygame, in this process and in those the tests start.
os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the game itself does

# Derandomised: a red run is red again for the next person. No deadline: CI machines stall.
settings.register_profile(
    "jezero",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("jezero")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the long sweeps too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="a long sweep: runs with --slow")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(autouse=True)
def jezero_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for the player's files, so that no test sees or touches the real one."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("JEZERO_HOME", str(home))
    return home

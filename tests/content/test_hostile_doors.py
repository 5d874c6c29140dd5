"""No file of the player's breaks the game: hostile bytes are answered with sentences, quickly, in little memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.content.hostile_doors import DOORS

LIKE_OTHERS = ("mod", "translation", "strings")
"""Read by the same reader as the campaign's and the level's files."""
ROOT = Path(__file__).parents[2]
MOST_S, MOST_MIB = 1.0, 200
HARMLESS = {
    "strings": {"dates", "sixty", "yes and no"},  # any key with any text is a sentence
    "settings": {"one key twice"},  # the last one counts, as JSON has it
}


@pytest.mark.parametrize(
    "door", [pytest.param(door, marks=pytest.mark.slow if door in LIKE_OTHERS else ()) for door in DOORS]
)
def test_hostile_bytes_are_answered_with_sentences(door: str) -> None:
    """By the time of the processor, which others do not lengthen."""
    command = [sys.executable, "-m", "tests.content.hostile_doors", door]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    cost = json.loads(done.stdout.decode().splitlines()[-1])
    assert set(cost["silent"]) == HARMLESS.get(door, set())
    assert cost["unplaced"] == []
    assert cost["slowest"][1] < MOST_S, cost["slowest"]
    assert cost["peak_mib"] < MOST_MIB

"""`python -m game radargram` from words to a file."""

from pathlib import Path

import pytest

from game.cli.guard import Refused
from game.cli.parser import dispatch


def test_a_radargram_is_written(tmp_path: Path) -> None:
    file = tmp_path / "radargram.png"
    words = f"radargram first_light --from 62,196 --to 70,196 --permittivity 7.5 --size 320x240 -o {file}"
    assert dispatch(words.split()) == 0
    picture = file.read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert b"no ice and no liquid water" in picture


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("--from 62 --to 70,196", "not two numbers"),
        ("--from 62,196 --to 9000,2", "--to 9000,2 is off the map"),
        ("--from 62,196 --to 62,196", "the line is 0.0 m long"),
        ("--from 62,196 --to 70,196 --permittivity 90", "between 1 and 20"),
        ("--to 70,196", "--from"),
    ],
)
def test_a_bad_line_is_explained(words: str, part: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        dispatch(["radargram", "first_light", *words.split(), "-o", str(tmp_path / "radargram.png")])
    assert part in refusal.value.sentence

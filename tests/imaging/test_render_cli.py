"""`python -m game photo` from words to a file."""

from pathlib import Path

import pytest

from game.cli.guard import Refused
from game.cli.parser import dispatch


def test_a_photo_is_written(tmp_path: Path) -> None:
    file = tmp_path / "photo.png"
    words = f"photo first_light --at 62,196 --azimuth 40 --focal 34 --size 64x48 --lmst 15:00 --quality draft -o {file}"
    assert dispatch(words.split()) == 0
    assert file.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("--at 62", "not two numbers"),
        ("--at 9000,2", "off the map"),
        ("--at 62,196 --camera nafcam", "navcam"),
        ("--at 62,196 --size 9x9", "not between 16x16"),
        ("--at 62,196 --fov 40 --focal 26", "not allowed with"),
    ],
)
def test_a_bad_photo_is_explained(words: str, part: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        dispatch(["photo", "first_light", *words.split(), "-o", str(tmp_path / "photo.png")])
    assert part in refusal.value.sentence

"""`python -m game photo` from words to files and back."""

import json
from pathlib import Path

import pytest

from game.cli.guard import Refused
from game.cli.parser import dispatch

PLACE = "first_light --at 62,196 --lmst 15:00 --size 64x48 --quality draft"
PRODUCTS = {
    "frame": "--azimuth 40 --focal 34",
    "anaglyph": "--azimuth 40 --anaglyph",
    "range_map": "--azimuth 40 --range-map",
    "false_colour": "--focal 48 --target octavia --false-colour",
    "mosaic": "--camera mastcam_z --mosaic 10,40 --postcard",
    "panorama": "--panorama 350,2",
    "close_up": "--camera watson --target octavia --worked",
}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEZERO_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize("kind", PRODUCTS)
def test_a_picture_comes_again_from_its_sidecar(kind: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    place = PLACE.replace("--at 62,196", "") if kind == "close_up" else PLACE
    assert dispatch(f"photo {place} {PRODUCTS[kind]} -o {first}".split()) == 0
    assert dispatch(f"photo --from {tmp_path / 'first.json'} -o {second}".split()) == 0
    assert first.read_bytes() == second.read_bytes()
    said = json.loads((tmp_path / "first.json").read_text(encoding="utf-8"))
    assert said["product"] == kind
    assert (tmp_path / "second.json").read_text(encoding="utf-8") == (tmp_path / "first.json").read_text(
        encoding="utf-8"
    )


def test_without_a_name_pictures_are_numbered_and_none_is_lost(tmp_path: Path) -> None:
    for _ in range(2):
        assert dispatch(f"photo {PLACE} --azimuth 40".split()) == 0
    names = sorted(path.name for path in (tmp_path / "home" / "pictures").iterdir())
    stem = "first_light_sol0014_navcam_frame"
    assert names == sorted(f"{stem}{n}.{end}" for n in ("", "_2") for end in ("png", "json"))


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("--at 62", "not two numbers"),
        ("--at 9000,2", "off the map"),
        ("--azimuth 3", "Missing: --at X,Y"),
        ("--at 62,196 --camera nafcam", "navcam"),
        ("--at 62,196 --size 9x9", "not between 16x16"),
        ("--at 62,196 --size 8000x8000", "million pixels"),
        ("--at 62,196 --fov 40 --focal 26", "not allowed with"),
        ("--at 62,196 --stereo --anaglyph", "not allowed with"),
        ("--at 62,196 --camera supercam_rmi --range-map", "has one eye"),
        ("--at 62,196 --camera front_hazcam --panorama 0,90", "fisheye"),
        ("--at 62,196 --panorama 0,360 --size 8000x8000", "Make it less high"),
        ("--at 62,196 --target rochete", "Did you mean rochette?"),
        ("--at 62,196 --worked", "needs --target"),
        ("--at 62,196 --camera heli_nav --rover 40", "carries no camera"),
        ("--at 62,196 --with cow:3,4", "no thing"),
        ("--at 62,196 --with tube:3", "a thing and its place"),
        ("--at 62,196 --with tube:3000,3", "off the map"),
        ("--at 62,196 --lmst 25:99", "25:99"),
        (f"--at 62,196 --postcard {'x' * 200}", "letters"),
    ],
)
def test_a_bad_photo_is_explained(words: str, part: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        dispatch(["photo", "first_light", *words.split(), "-o", str(tmp_path / "photo.png")])
    assert part in refusal.value.sentence
    assert not (tmp_path / "photo.png").exists()


def test_a_sidecar_that_no_longer_fits_is_explained(tmp_path: Path) -> None:
    dispatch(f"photo {PLACE} --azimuth 40 -o {tmp_path / 'p.png'}".split())
    file = tmp_path / "p.json"
    good = json.loads(file.read_text(encoding="utf-8"))
    for change, part in (
        ({"level": "atlantis"}, "not among yours"),
        ({"content_hash": "0" * 16}, "not as it was"),
        ({"seed": 7}, "another ground grows"),
        ({"camera": "front_hazcam", "product": "stereo"}, "fisheye"),
        ({"pose": {"x_m": 9000.0, "y_m": 5.0, "height_m": 2.0}}, "off the map"),
    ):
        file.write_text(json.dumps({**good, **change}), encoding="utf-8")
        with pytest.raises(Refused, match=part):
            dispatch(["photo", "--from", str(file), "-o", str(tmp_path / "q.png")])
    with pytest.raises(Refused, match="beside it"):
        dispatch(["photo", "--from", str(tmp_path / "p.png")])


def test_a_picture_that_comes_out_different_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dispatch(f"photo {PLACE} --azimuth 40 -o {tmp_path / 'p.png'}".split())
    file = tmp_path / "p.json"
    said = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**said, "picture_hash": "0" * 32}), encoding="utf-8")
    assert dispatch(["photo", "--from", str(file), "-o", str(tmp_path / "q.png")]) == 1
    assert "came out different" in capsys.readouterr().err

"""Sidecars: there and back without loss, and a sentence for whatever has been done to one."""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.imaging.camera import CAMERAS, View, zoomed
from game.imaging.products.plain import PlainFault
from game.imaging.products.shot import Shot, ShotFault, checked
from game.imaging.products.sidecar import (
    MOST_TRACK_POINTS,
    STAGE,
    Origin,
    bounded,
    from_text,
    ifov_urad,
    origin_of,
    scene_of,
    shot_of,
    sidecar_of,
    to_text,
)
from game.imaging.products.take import take
from game.imaging.scene import Devil, Scene, Thing

from ..sites import rich_site

SITE = rich_site()
TELE = zoomed(CAMERAS["mastcam_z"], 63.0)
SHOT = checked(Shot(View(80.0, 71.3, 2.02, 143.7, -3.1, 0.5, TELE), 64, 48, quality="draft", target="rochette"))
SCENE = Scene(
    SITE,
    201.3,
    33.123456789,
    0.61,
    (((70.0, 71.0), (75.5, 72.25)),),
    (Thing("tube", 82.0, 75.0, 0.186, 12.0), Thing("rock", 85.0, 80.0, 1.1, rock="maaz_basalt", cores=2)),
    devils=(Devil(120.0, 120.0, 20.0, 90.0),),
)
ORIGIN = Origin("first_light", "00ff", 20210218, 1_300_000, "abc", 1_300_777)


def plain() -> dict[str, Any]:
    picture = np.zeros((48, 64, 3), dtype=np.uint8)
    result: dict[str, Any] = json.loads(to_text(sidecar_of(SHOT, SCENE, ORIGIN, picture, 5.0)))
    return result


def test_a_sidecar_holds_the_shot_and_the_scene_to_the_last_bit() -> None:
    sidecar = from_text(json.dumps(plain()))
    assert shot_of(sidecar) == SHOT
    assert origin_of(sidecar) == ORIGIN
    again = scene_of(sidecar, SITE)
    assert [getattr(again, name) for name in STAGE] == [getattr(SCENE, name) for name in STAGE]


def test_a_sidecar_from_before_the_tick_of_its_digest_was_kept_is_read() -> None:
    old = plain()
    del old["state_tick"]
    assert from_text(json.dumps(old)).state_tick == -1


def test_a_sidecar_says_what_people_ask() -> None:
    said = plain()
    assert (said["sol"], said["lmst"][:2], said["camera"], said["focal_mm"]) == (14, "15", "mastcam_z", 63.0)
    assert (said["tau"], said["target"], said["data_mbit"]) == (0.61, "rochette", 5.0)
    assert said["pose"] == {"x_m": 80.0, "y_m": 71.3, "height_m": 2.02}
    assert said["pointing"]["azimuth_deg"] == 143.7


def test_the_picture_of_a_sidecar_is_the_same_picture() -> None:
    sidecar = from_text(json.dumps(plain()))
    assert (take(SHOT, SCENE) == take(shot_of(sidecar), scene_of(sidecar, SITE))).all()


@pytest.mark.parametrize(("focal_mm", "urad"), [(26.0, 283.0), (110.0, 67.4)])
def test_pixel_scale_is_that_of_the_flight_camera(focal_mm: float, urad: float) -> None:
    """Bell et al. 2021: 283 to 67.4 microradians."""
    assert ifov_urad(View(0.0, 0.0, camera=zoomed(CAMERAS["mastcam_z"], focal_mm))) == pytest.approx(urad, rel=0.01)


BAD = [
    (lambda p: p.pop("pose"), "pose is missing"),
    (lambda p: p["pose"].update(x_m="west"), "pose.x_m is 'west'; a number belongs there"),
    (lambda p: p["pose"].update(x_m=-4), "pose.x_m is -4; it lies between 0"),
    (lambda p: p["pointing"].update(elevation_deg=95.0), "pointing.elevation_deg is 95"),
    (lambda p: p.update(camera="nikon"), "camera is 'nikon'; known are navcam"),
    (lambda p: p.update(product="film"), "product is 'film'; known are frame"),
    (lambda p: p.update(format=9), "format 9; this game reads 1"),
    (lambda p: p.update(width_px=10**9), "width_px is 1e+09"),
    (lambda p: p.update(seed=1.5), "seed is 1.5; a whole number"),
    (lambda p: p["stage"].update(objects={}), "stage.objects is a group; a list belongs there"),
    (lambda p: p["stage"]["objects"][0].update(kind="cow"), "stage.objects[0].kind is 'cow'"),
    (lambda p: p["stage"]["tracks_m"].append([[1.0]]), "stage.tracks_m[1][0] has 1 entries; 2 belong there"),
    (lambda p: p["stage"].update(tracks_m=[[[1.0, 2.0]] * 9000]), "more things than a picture shows"),
    (lambda p: p["stage"].update(tau=float("nan")), "stage.tau is nan; a number"),
]


@pytest.mark.parametrize(("spoil", "sentence"), BAD, ids=[sentence[:28] for _, sentence in BAD])
def test_a_bad_sidecar_gets_a_sentence(spoil: Any, sentence: str) -> None:
    said = plain()
    spoil(said)
    with pytest.raises(PlainFault) as fault:
        from_text(json.dumps(said))
    assert sentence in str(fault.value)


@pytest.mark.parametrize("text", ["", "[1, 2]", "{}", "not json", "[" * 100_000, "9" * 5_000_000])
def test_no_sidecar_at_all_gets_a_sentence(text: str) -> None:
    with pytest.raises(PlainFault):
        from_text(text)


def test_what_a_picture_holds_is_bounded() -> None:
    way = tuple((float(n), 1.0) for n in range(3 * MOST_TRACK_POINTS))
    assert bounded(replace(SCENE, tracks_m=(way[:5], way))).tracks_m == (way[-MOST_TRACK_POINTS:],)
    with pytest.raises(ShotFault, match="million pixels"):
        checked(replace(SHOT, width=8192, height=8192))
    with pytest.raises(ShotFault, match="Make it less high"):
        checked(replace(SHOT, kind="panorama", height=8000))

"""The catalogue that ships, and catalogues that are broken."""

from pathlib import Path

import pytest

from game import paths
from game.content.catalog import load_catalog
from game.content.diagnose import Faults
from game.terrain.material import Material
from tests.content.pages import catalog

SHIPPED = paths.assets_dir() / "catalog"


def copy(folder: Path, **edits: tuple[str, str]) -> Path:
    for path in SHIPPED.glob("*.yaml"):
        text = path.read_text("utf-8")
        if path.stem in edits:
            old, new = edits[path.stem]
            assert old in text
            text = text.replace(old, new, 1)
        (folder / path.name).write_text(text, "utf-8")
    return folder


def test_it_holds_the_rocks_of_every_campaign() -> None:
    families = {rock.family for rock in catalog().rocks.values()}
    assert {"igneous", "olivine", "delta_sandstone", "delta_mudstone", "sulfate", "carbonate"} <= families
    assert {"bright_angel", "impactite", "serpentinite", "regolith"} <= families
    assert all(id == rock.id for id, rock in catalog().rocks.items())


def test_every_material_of_the_ground_has_a_name() -> None:
    assert set(catalog().materials) == {material.name.lower() for material in Material}


def test_the_zoom_of_mastcam_z_is_that_of_the_paper() -> None:
    """Bell et al. 2021: 26-110 mm, 25.6 x 19.2 to 6.2 x 4.6 deg, two eyes 24.4 cm apart."""
    camera = catalog().cameras["mastcam_z"]
    assert (camera.zoom_stops_mm[0], camera.zoom_stops_mm[-1]) == (26.0, 110.0)
    assert camera.fov_deg == (25.6, 19.2)
    assert camera.tele_fov_deg == (6.2, 4.6)
    assert camera.baseline_m == 0.244
    ratio = camera.zoom_stops_mm[-1] / camera.zoom_stops_mm[0]
    assert camera.fov_deg[0] / camera.tele_fov_deg[0] == pytest.approx(ratio, rel=0.03)


def test_zoom_stops_rise_and_pictures_fit_a_relay_pass() -> None:
    for camera in catalog().cameras.values():
        assert list(camera.zoom_stops_mm) == sorted(camera.zoom_stops_mm)
        assert 0.5 < camera.mbit * 1e6 / (camera.pixels[0] * camera.pixels[1]) < 8.0, "bits per pixel"
    for instrument in catalog().instruments.values():
        assert instrument.mbit < 240.0, "a pass of MRO"


def test_contact_instruments_reach_as_far_as_the_arm() -> None:
    assert {i.range_m for i in catalog().instruments.values() if i.contact} == {2.1}
    assert {i.id for i in catalog().instruments.values() if i.needs_abraded} == {"pixl", "sherloc"}


def test_it_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        catalog().rocks["new"] = catalog().rocks["regolith"]  # type: ignore[index]


def test_faults_of_all_its_files_are_told_together(tmp_path: Path) -> None:
    folder = copy(tmp_path, rocks=("hardness_frac: 0.4", "hardness_frac: 4"), cameras=("seconds: 15", "second: 15"))
    (folder / "instruments.yaml").unlink()
    with pytest.raises(Faults) as caught:
        load_catalog(folder)
    told = {(Path(fault.file).name, fault.path) for fault in caught.value.faults}
    assert told == {
        ("rocks.yaml", "rocks[maaz_basalt].hardness_frac"),
        ("cameras.yaml", "cameras[navcam].second"),
        ("cameras.yaml", "cameras[navcam].seconds"),
        ("instruments.yaml", ""),
    }


def test_an_id_may_stand_once(tmp_path: Path) -> None:
    folder = copy(tmp_path, rocks=("id: delta_mudstone", "id: delta_sandstone"))
    with pytest.raises(Faults, match="'delta_sandstone' is already used"):
        load_catalog(folder)

"""Levels on measured ground."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from game.content.diagnose import Faults
from game.content.level import Level
from game.content.load import load_level
from game.mission.identity import level_hash
from game.terrain.generate import generate
from game.terrain.material import Material
from tests.content.pages import catalog

LEVEL = """\
format: 2
id: measured
title: Measured
map: {{tiles: [64, 64], tile_m: 2}}
start: {{at: [32, 32]}}
terrain:
  surface: {{bedrock_frac: 0, sand_frac: 0, dust_frac: 0, boulders_frac: 0}}
  dem: {{{dem}}}
objectives: [{{id: far, title: Drive far, done_when: {{rover.odometry_m: {{at_least: 300}}}}}}]
"""


def slope(pixels: int = 128) -> np.ndarray:
    """A ramp that rises 0.1 m a metre to the east, with posts 1 m apart."""
    return np.tile(0.1 * (np.arange(pixels) + 0.5), (pixels, 1))


def write(folder: Path, dem: str) -> Path:
    path = folder / "level.yaml"
    path.write_text(LEVEL.format(dem=dem), "utf-8")
    return path


def load(folder: Path, dem: str) -> Level:
    return load_level(write(folder, dem), catalog())


def fault_of(folder: Path, dem: str) -> str:
    with pytest.raises(Faults) as wrong:
        load(folder, dem)
    (fault,) = wrong.value.faults
    assert fault.line == 8, fault
    return fault.sentence


def test_the_ground_is_the_measured_one(tmp_path: Path) -> None:
    np.save(tmp_path / "g.npy", slope())
    level = load(tmp_path, "file: g.npy, metres_per_pixel: 1")
    terrain = generate(level.terrain_spec(), 7)
    east = terrain.elevation_m[10, 40] - terrain.elevation_m[10, 20]
    assert east == pytest.approx(0.1 * 40.0)
    assert terrain.slope_x[30, 30] == pytest.approx(0.1)
    assert np.array_equal(terrain.elevation_m, generate(level.terrain_spec(), 7).elevation_m)


def test_scale_offset_and_crop(tmp_path: Path) -> None:
    np.save(tmp_path / "g.npy", (slope() * 100).astype(np.uint16))
    dem = "file: g.npy, metres_per_pixel: 1, z_scale: 0.01, z_offset_m: -2500, crop: [20, 0, 100, 100]"
    terrain = generate(load(tmp_path, dem).terrain_spec(), 7)
    assert terrain.elevation_m[5, 0] == pytest.approx(-2500 + 0.1 * 21.0, abs=0.02)


def test_posts_far_apart_get_texture_of_the_site_s_own(tmp_path: Path) -> None:
    np.save(tmp_path / "g.npy", np.zeros((8, 8)))
    spec = load(tmp_path, "file: g.npy, metres_per_pixel: 20").terrain_spec()
    rough = generate(spec, 7).elevation_m
    assert 0.01 < float(np.std(rough)) < 0.6
    assert not np.array_equal(rough, generate(spec, 8).elevation_m)


def test_a_mask_names_materials_and_leaves_the_rest_to_the_slope(tmp_path: Path) -> None:
    mask = np.zeros((128, 128), dtype=np.uint8)
    mask[:, :64] = 9
    np.save(tmp_path / "g.npy", slope() * 10)
    np.save(tmp_path / "m.npy", mask)
    dem = 'file: g.npy, metres_per_pixel: 1, mask: {file: m.npy, materials: {"9": sand}}'
    gentle = generate(
        load(tmp_path, dem.replace("metres_per_pixel: 1,", "metres_per_pixel: 1, z_scale: 0.1,")).terrain_spec(), 7
    )
    assert gentle.material[30, 10] == Material.SAND
    assert gentle.material[30, 50] == Material.REGOLITH
    steep = generate(load(tmp_path, dem).terrain_spec(), 7)
    assert steep.material[30, 50] == Material.BEDROCK


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_pictures_are_read_too(tmp_path: Path, suffix: str) -> None:
    image = pytest.importorskip("PIL.Image")
    values = (slope() * 100).astype(np.uint16 if suffix == "png" else np.float32)
    options = {"compression": "tiff_adobe_deflate"} if suffix == "tif" else {}
    image.fromarray(values).save(tmp_path / f"g.{suffix}", **options)
    np.save(tmp_path / "g.npy", values)
    by_picture = load(tmp_path, f"file: g.{suffix}, metres_per_pixel: 1, z_scale: 0.01")
    by_array = load(tmp_path, "file: g.npy, metres_per_pixel: 1, z_scale: 0.01")
    assert by_picture.dem_digest == by_array.dem_digest != ""


def test_the_ground_belongs_to_what_a_save_is_held_against(tmp_path: Path) -> None:
    np.save(tmp_path / "g.npy", slope())
    first = level_hash(load(tmp_path, "file: g.npy, metres_per_pixel: 1"))
    np.save(tmp_path / "g.npy", slope() * 1.001)
    assert level_hash(load(tmp_path, "file: g.npy, metres_per_pixel: 1")) != first


def test_what_cannot_be_read_is_told_where_it_is_named(tmp_path: Path) -> None:
    def said(name: str) -> str:
        return fault_of(tmp_path, f"file: {name}, metres_per_pixel: 1")

    assert "no such file" in said("nowhere.npy")
    (tmp_path / "junk.npy").write_bytes(b"\x93NUMPY junk")
    assert "cannot be read" in said("junk.npy")
    (tmp_path / "junk.tif").write_bytes(b"II*\0" + b"\xff" * 100)
    assert "cannot be read" in said("junk.tif")
    np.save(tmp_path / "line.npy", np.zeros(5))
    assert "rows and columns" in said("line.npy")
    np.save(tmp_path / "hole.npy", np.full((4, 4), np.nan))
    assert "without a number" in said("hole.npy")
    np.save(tmp_path / "words.npy", np.array([["a", "b"], ["c", "d"]]))
    assert "numbers" in said("words.npy")
    np.save(tmp_path / "things.npy", np.array([[{}, []], [1, 2]], dtype=object), allow_pickle=True)
    assert "numbers" in said("things.npy")
    (tmp_path / "g.txt").write_text("1")
    assert "no kind of elevation file" in said("g.txt")
    np.save(tmp_path / "high.npy", np.full((4, 4), 1e6))
    assert "30 km" in said("high.npy")


def test_nothing_large_is_unpacked(tmp_path: Path) -> None:
    header = b"\x93NUMPY\x01\x00v\x00{'descr': '<f8', 'fortran_order': False, 'shape': (100000, 100000), }"
    (tmp_path / "huge.npy").write_bytes(header.ljust(127) + b"\n")
    assert "more than" in fault_of(tmp_path, "file: huge.npy, metres_per_pixel: 1")
    with zipfile.ZipFile(tmp_path / "bomb.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("elevation_m.npy", b"\0" * (200 << 20))
    assert "unpacks" in fault_of(tmp_path, "file: bomb.npz, metres_per_pixel: 1")


@pytest.mark.parametrize("name", ["../out.npy", "/etc/hostname", "link.npy"])
def test_nothing_outside_the_level_s_folder_is_read(tmp_path: Path, name: str) -> None:
    np.save(tmp_path / "out.npy", slope())
    inside = tmp_path / "mod"
    inside.mkdir()
    (inside / "link.npy").symlink_to(tmp_path / "out.npy")
    assert "folder" in fault_of(inside, f"file: {name}, metres_per_pixel: 1")

"""The whole: any size, any landform absent, the same bits every time, streams that let each other be."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.terrain.generate import generate
from game.terrain.limits import LIMITS, spec_faults
from game.terrain.spec import (
    Base,
    Channel,
    CraterField,
    NamedCrater,
    Outcrop,
    Pad,
    RidgeField,
    RippleField,
    RockField,
    Scarp,
    TerrainSpec,
)
from game.terrain.stats import terrain_stats
from tests.terrain.sites import ARRAYS, BARE, ROCK_ARRAYS, digest, everything

FULL = everything()
LANDFORMS = (
    *(
        "craters",
        "named_craters",
        "ripples",
        "scarps",
        "channels",
        "ridges",
        "rim",
        "rocks",
        "outcrops",
        "pads",
    ),
)
EAST = 60 * 2.0
"""Tiles from this column on are far from the landform added in the west."""


def test_the_same_spec_and_seed_give_the_same_bits() -> None:
    assert digest(generate(FULL, 7)) == digest(generate(everything(), 7))
    assert digest(generate(FULL, 7)) != digest(generate(FULL, 8))


def test_every_landform_leaves_its_mark() -> None:
    whole = digest(generate(FULL, 7))
    for name in LANDFORMS:
        bare = replace(FULL, **{name: () if isinstance(getattr(FULL, name), tuple) else None})
        assert digest(generate(bare, 7)) != whole, name


@pytest.mark.parametrize("name", LANDFORMS)
def test_each_landform_alone(name: str) -> None:
    terrain = generate(replace(BARE, **{name: getattr(FULL, name)}), 7)
    assert all(np.all(np.isfinite(getattr(terrain, array))) for array in ARRAYS)


@settings(max_examples=25)
@given(
    width=st.integers(64, 200),
    height=st.integers(64, 200),
    tile_m=st.sampled_from([1.0, 1.3, 2.0, 5.0]),
    seed=st.integers(0, 2**64 - 1),
    absent=st.sets(st.sampled_from(LANDFORMS)),
    preset=st.sampled_from(["crater_floor", "delta", "fan", "rim", "dunes"]),
)
def test_any_size_any_landform_absent(
    width: int, height: int, tile_m: float, seed: int, absent: set[str], preset: str
) -> None:
    spec = everything(TerrainSpec(width, height, tile_m, base=Base(preset)))  # type: ignore[arg-type]
    for name in sorted(absent):
        spec = replace(spec, **{name: () if isinstance(getattr(spec, name), tuple) else None})
    terrain = generate(spec, seed)
    for name in ARRAYS:
        array = getattr(terrain, name)
        assert array.shape == (height, width)
        assert np.all(np.isfinite(array))
        assert array.dtype == (np.uint8 if name in ("material", "outcrop") else np.float64)
    assert np.max(terrain.material) <= 7
    assert np.max(terrain.outcrop) <= len(spec.outcrops)
    assert np.min(terrain.rock_abundance) >= 0.0
    assert np.max(terrain.slope_deg) < 89.0
    assert terrain_stats(terrain).tile_m == tile_m


ADDED = {
    "named_craters": NamedCrater("West", 40.0, 120.0, 30.0),
    "ripples": RippleField(40.0, 120.0, 50.0, 50.0),
    "channels": Channel(((20.0, 0.0), (20.0, 250.0)), width_m=10.0, meander_m=5.0),
    "ridges": RidgeField(40.0, 120.0, 50.0, 50.0),
    "outcrops": Outcrop(40.0, 120.0),
    "pads": Pad(40.0, 120.0),
    "scarps": Scarp(50.0, 120.0, 90.0, radius_m=20.0, is_butte=True, run_m=8.0, lobe_m=3.0),
}


@pytest.mark.parametrize("name", ADDED)
@pytest.mark.parametrize("place", ["first", "last"])
def test_adding_a_landform_shifts_no_other(name: str, place: str) -> None:
    """East of it not a bit changes, before or after the others of its kind in the list; rocks included."""
    present, new = getattr(FULL, name), ADDED[name]
    changed = replace(FULL, **{name: (new, *present) if place == "first" else (*present, new)})
    before, after = generate(FULL, 3), generate(changed, 3)
    assert not np.array_equal(before.elevation_m, after.elevation_m)
    far = slice(round(EAST / 2.0) + 1, None)
    for array in ARRAYS:
        if array.startswith("orbital") or (name == "outcrops" and array == "outcrop"):
            continue  # softened, and so reaching 30 m further; numbered by the list
        assert np.array_equal(getattr(before, array)[:, far], getattr(after, array)[:, far]), array
    east = [terrain.rocks.x_m >= EAST + 2.0 for terrain in (before, after)]
    for array in ROCK_ARRAYS[:-1]:
        one, two = (getattr(t.rocks, array)[mask] for t, mask in zip((before, after), east, strict=True))
        assert np.array_equal(one, two)


def test_craters_are_the_same_with_and_without_the_rest() -> None:
    alone = generate(replace(BARE, craters=FULL.craters), 3).craters
    among = generate(FULL, 3).craters
    assert [crater for crater in among if not crater.name] == list(alone)


def test_secondaries_do_not_shift_the_primaries() -> None:
    plain = generate(replace(BARE, craters=CraterField()), 3).craters
    more = generate(replace(BARE, craters=CraterField(clusters_per_km2=100.0)), 3).craters
    assert len(more) > len(plain)
    assert set(plain) <= set(more)


def test_nothing_can_be_written_to() -> None:
    terrain = generate(everything(), 1)
    for owner, names in ((terrain, ARRAYS), (terrain.rocks, ROCK_ARRAYS)):
        for name in names:
            with pytest.raises(ValueError, match="read-only"):
                getattr(owner, name)[...] = 0
    with pytest.raises(AttributeError):
        terrain.seed = 2  # type: ignore[misc]


def test_numbers_out_of_range_are_refused_by_name() -> None:
    assert spec_faults(FULL) == []
    assert "TerrainSpec.width is 63: it must be from 64 to 2048" in spec_faults(TerrainSpec(width=63))
    nan = replace(BARE, ripples=(RippleField(float("nan"), 0.0),))
    assert any("RippleField.x_m" in fault for fault in spec_faults(nan))
    assert any("two points" in fault for fault in spec_faults(replace(BARE, channels=(Channel(((0, 0),)),))))
    upside_down = replace(BARE, craters=CraterField(min_m=50.0, max_m=10.0))
    assert any("min_m is larger" in fault for fault in spec_faults(upside_down))
    with pytest.raises(ValueError, match=r"RockField\.k_frac is 2"):
        generate(replace(BARE, rocks=RockField(k_frac=2.0)), 1)


def test_every_number_has_a_range() -> None:
    """Places aside, no number of any landform goes unchecked."""
    known = {name.split(".")[0] for name in LIMITS}
    for part in (BARE, FULL.craters, *FULL.ripples, *FULL.scarps, *FULL.channels, FULL.rocks, BARE.surface):
        kind = type(part).__name__
        assert kind in known
        for entry in fields(part):  # type: ignore[arg-type]
            value = getattr(part, entry.name)
            if isinstance(value, int | float) and not isinstance(value, bool) and entry.name not in ("x_m", "y_m"):
                assert f"{kind}.{entry.name}" in LIMITS


@pytest.mark.slow
def test_the_largest_map() -> None:
    spec = everything(TerrainSpec(2048, 2048, 5.0, base=Base("rim")))
    terrain = generate(spec, 1)
    assert terrain.elevation_m.shape == (2048, 2048)
    assert len(terrain.rocks) < 4_000_000

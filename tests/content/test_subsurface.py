"""What a level says of its subsurface: read whole, faults told at their place, no water without the word fiction."""

import pytest

from game.terrain.spec import ROUGHNESS
from game.terrain.subsurface_spec import STANDARD
from tests.content.pages import EVERYTHING, SMALL, edited, faults_of, line_of, read

SLIPS = (
    (
        "radius_m: 60}, fiction: true",
        "radius_m: 60}, fiction: false",
        "a layer of ice is not marked as fiction",
        "kind",
    ),
    ("thickness_m: 2, lens", "thickness_m: 200, lens", "must be from 0.2 to 60 m, found 200", "thickness_m"),
    ("dip_deg: 12", "dip_deg: 40", "must be from 0 to 15 degrees, found 40", "dip_deg"),
    ("bed_m: 1,", "bed_m: 0.1,", "finer than RIMFAX can tell apart", "bed_m"),
    ("kind: basalt", "kind: bassalt", "did you mean 'basalt'?", "kind"),
    ("kind: basalt", "kind: water", "a layer of water is not marked as fiction", "kind"),
    ("id: old_ground", "id: beds", "the id 'beds' is already used", "id"),
    ("erosion_m: 2}", "erosion_m: 2, lens: {at: [1, 1], radius_m: 9}}", "must lie everywhere", "layers"),
)


def asking(name: str, text: str = EVERYTHING) -> str:
    return edited("target.beta.sealed: true", f"{name}: true", text)


def test_the_layers_of_a_level_become_metres() -> None:
    spec = read(EVERYTHING).subsurface_spec()
    assert [layer.id for layer in spec.layers] == ["soil", "lens", "beds", "old_ground"]
    soil, lens, _, floor = spec.layers
    assert (soil.matter.permittivity, soil.matter.attenuation_db_m) == (3.4, 0.9)
    assert (lens.matter.permittivity, lens.is_fiction) == (3.1, True)
    assert lens.lens is not None
    assert (lens.lens.x_m, lens.lens.y_m) == (101.25, 101.25)
    assert (floor.matter.permittivity, floor.title) == (8.5, "old ground")


@pytest.mark.parametrize(("old", "new", "sentence", "key"), SLIPS)
def test_a_slip_is_told_at_its_place(old: str, new: str, sentence: str, key: str) -> None:
    text = edited(old, new)
    (fault,) = faults_of(text)
    assert sentence in f"{fault.sentence} {fault.hint}"
    assert key in fault.path
    if key not in ("layers", "id"):
        assert fault.line == line_of(new, text)


def test_no_level_has_water_without_calling_it_fiction() -> None:
    (fault,) = faults_of(edited("radius_m: 60}, fiction: true", "radius_m: 60}"))
    assert "RIMFAX has reported neither ice nor water at Jezero" in fault.sentence
    assert "fiction: true" in fault.sentence


@pytest.mark.parametrize("name", ["radar.beds.marked", "radar.old_ground.marked", "radar.lens.marked"])
def test_a_condition_may_ask_for_a_horizon(name: str) -> None:
    assert faults_of(asking(name)) == ()


def test_a_horizon_that_is_none_is_told() -> None:
    (unknown,) = faults_of(asking("radar.bedz.marked"))
    assert (unknown.sentence, unknown.hint) == ("there is no horizon called 'bedz'", "did you mean 'beds'?")
    (ground,) = faults_of(asking("radar.soil.marked"))
    assert "is the ground itself" in ground.sentence


def test_a_level_that_lists_no_layers_has_those_of_its_ground() -> None:
    text = SMALL.replace("rover.odometry_m: {at_least: 100}", "radar.maaz.marked: true")
    assert faults_of(text) == ()
    assert [layer.id for layer in read(text).subsurface_spec().layers] == ["regolith", "maaz", "seitah"]
    delta = text + "terrain: {base: {preset: delta}}\n"
    (fault,) = faults_of(delta)
    assert "the horizons are delta, lake, floor" in fault.hint


def test_every_kind_of_ground_has_its_layers_and_none_has_water() -> None:
    assert set(STANDARD) == set(ROUGHNESS)
    for layers in STANDARD.values():
        assert len(layers) >= 2
        assert not any(layer.is_fiction for layer in layers)
        assert all(layer.dip_deg <= 15.0 for layer in layers)


def test_without_rimfax_nothing_may_be_asked_of_it() -> None:
    text = asking("radar.beds.marked", edited("radar:\n  present: true", "radar:\n  present: false"))
    (fault,) = faults_of(text)
    assert "without RIMFAX" in fault.sentence

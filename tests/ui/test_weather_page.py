"""The page of weather, power and oxygen, and the dust devils on the map."""

import numpy as np
import pygame
import pytest

from game.sim.physics.dust_devils import DustDevil, lives_of_sol
from game.sim.world import World
from game.ui.scenes import mission_weather
from game.ui.scenes.mission_weather import WeatherOverlay
from game.ui.views import map_devils
from game.ui.widgets.labels import Label, ValueRow
from tests import small
from tests.ui.missions_on_show import on_stage
from tests.ui.stage import Stage
from tests.ui.test_map_marks import camera, draw, kit, written

__all__ = ["kit", "written"]  # fixtures


def page(size: tuple[int, int], prepare=lambda world: None) -> tuple[Stage, WeatherOverlay]:
    stage, scene = on_stage(size=size)
    prepare(scene.session.world)
    stage.press("w").frames(2)
    assert isinstance(stage.top, WeatherOverlay)
    return stage, stage.top


def words(scene: WeatherOverlay) -> str:
    found = []
    for widget in scene.root.widgets():
        found += [_said(widget.text)] if isinstance(widget, Label) else []
        found += [f"{_said(widget.label)} {widget._figure()}"] if isinstance(widget, ValueRow) else []
    return "\n".join(found)


def _said(text: object) -> str:
    return str(text() if callable(text) else text)


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1920, 1080)])
def test_nothing_of_the_page_is_cut_short(size: tuple[int, int]) -> None:
    _stage, scene = page(size)
    kit = scene.kit
    for widget in scene.root.widgets():
        if isinstance(widget, ValueRow):
            wide = kit.width(_said(widget.label), mission_weather.BODY) + kit.width(
                widget._figure(), mission_weather.FIGURE
            )
            assert wide <= widget.rect.width, _said(widget.label)
        elif isinstance(widget, Label) and not widget.wrap:
            assert kit.width(_said(widget.text), widget.style) <= widget.rect.width, _said(widget.text)


def test_it_tells_each_load_the_odds_and_the_scale() -> None:
    def prepare(world: World) -> None:
        world.moxie.oxygen_g, world.meda.vortices, world.meda.deepest_pa = 5.4, 3, 1.7

    _stage, scene = page((1280, 720), prepare)
    told = words(scene)
    for line in ("computer 65 W", "One person breathes it in 9 min", "4.6 million", "Deepest dip 1.7 Pa", "gusts"):
        assert line in told, line


def test_a_click_on_the_clock_opens_it() -> None:
    stage, scene = on_stage()
    stage.click(scene.hud.panes["clock"].rect.center).frames(2)
    assert isinstance(stage.top, WeatherOverlay)


def a_devil(x_m: float, y_m: float, diameter_m: float = 24.0, age_frac: float = 0.5) -> DustDevil:
    return DustDevil(x_m, y_m, diameter_m, 8.0 * diameter_m, 2.0, 3.0, 0.0, age_frac)


def devils(monkeypatch: pytest.MonkeyPatch, *standing: DustDevil) -> None:
    monkeypatch.setattr(map_devils, "dust_devils_at", lambda *_: standing)


def test_a_dust_devil_is_drawn_where_it_stands_and_named(kit, written, monkeypatch: pytest.MonkeyPatch) -> None:
    world, made = small.world(), camera(5.0)
    devils(monkeypatch)
    bare = pygame.surfarray.array3d(draw(kit, world, made)).astype(int)
    devils(monkeypatch, a_devil(60.0, 70.0))
    drawn = pygame.surfarray.array3d(draw(kit, world, made)).astype(int)
    changed = np.abs(drawn - bare).sum(axis=2) > 12
    x, y = made.to_screen(60.0, 70.0)
    assert changed[round(x) - 40 : round(x) + 40, round(y) - 40 : round(y) + 40].mean() > 0.4
    assert any(text == "Dust devil · 24 m" for text, _rect in written)


def test_one_outside_the_map_or_the_window_or_gone_is_not_drawn(kit, written, monkeypatch: pytest.MonkeyPatch) -> None:
    world, made = small.world(), camera(5.0)
    devils(monkeypatch)
    bare = pygame.image.tobytes(draw(kit, world, made), "RGB")
    devils(monkeypatch, a_devil(-30.0, 60.0), a_devil(60.0, 400.0))
    assert pygame.image.tobytes(draw(kit, world, made), "RGB") == bare
    assert not any("devil" in text for text, _rect in written)


def test_the_map_shows_those_of_the_simulation(kit, written) -> None:
    world = small.world()
    side_m = world.terrain.width_m
    usual_m_s = world.level.weather.wind_m_s
    for sol in range(10, 400):
        for life in lives_of_sol(world.site.seed, sol, side_m, side_m, 4.0 if usual_m_s is None else usual_m_s)[0]:
            middle = life.at((life.born_tick + life.gone_tick) // 2)
            if 20.0 < middle.x_m < side_m - 20.0 and 20.0 < middle.y_m < side_m - 20.0:
                world.tick = (life.born_tick + life.gone_tick) // 2
                draw(kit, world, camera(5.0, (middle.x_m, middle.y_m)))
                assert any(text.startswith("Dust devil") for text, _rect in written)
                return
    raise AssertionError("no dust devil in 390 sols")

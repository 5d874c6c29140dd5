"""The notebook on the screen: whole at every size, true to the simulation, and silent about life."""

from functools import cache

import pygame
import pytest

from game.mission.session import Session
from game.sim import commands as c
from game.sim.science import findings
from game.sim.science.figures import holds_features
from game.sim.state.notebook import Measured
from game.ui.scenes.mission import MissionScene
from game.ui.scenes.notebook import CACHE, TARGETS, NotebookOverlay
from game.ui.scenes.notebook_target import likely, reading_words
from game.ui.widgets.base import said, walk
from game.ui.widgets.buttons import Button
from game.ui.widgets.labels import Label
from tests import small
from tests.sim.test_notebook import CLAIM
from tests.ui.missions_on_show import on_stage
from tests.ui.stage import SCALES, SIZES, Stage
from tests.ui.test_layout import faults

ROCK = small.catalog().rocks["bright_angel_mudstone"]
SEED = next(seed for seed in range(99) if holds_features(seed, ROCK, "cheyava"))


@cache
def played() -> Session:
    """Cheyava studied through, one core of Maaz in its tube, a witness beside it."""
    session = small.session("quarry", SEED)
    world = session.world

    def do(*commands: c.Command) -> None:
        for command in commands:
            world.power.charge_wh = world.power.capacity_wh
            session.give(command)
            while world.rover.task is not None:
                session.run_to(world.tick + 600)

    picture = c.TakeImage("mastcam_z", "cheyava", 0.0, 0.0, 110.0)
    do(picture, c.Analyse("cheyava", "watson"), c.Abrade("cheyava"))
    do(*(c.Analyse("cheyava", name) for name in ("watson", "sherloc", "pixl")))
    small.to_lmst(world, "10:00")
    do(c.TakeImage("mastcam_z", "maaz", 0.0, 0.0, 110.0), c.Abrade("maaz"), c.Analyse("maaz", "sherloc"))
    do(c.Core("maaz"), c.ClearCarousel(), c.ClearCarousel(), c.SealTube(), c.SealWitness())
    assert len(world.notebook.entries) == 5
    return session


def opened(
    size: tuple[int, int] = (1280, 720), scale: float = 0.0, page: str = TARGETS, target: str = "cheyava"
) -> tuple[Stage, MissionScene, NotebookOverlay]:
    stage, scene = on_stage(played(), size, scale)
    stage.press("j").frames(2)
    notebook = stage.top
    assert isinstance(notebook, NotebookOverlay)
    notebook.page, notebook.target = page, target
    notebook.refresh()
    return stage.frames(2), scene, notebook


def words(notebook: NotebookOverlay) -> str:
    widgets = [widget for item in notebook.root.placed for widget in walk(item.widget)]
    return "\n".join(said(widget.text) for widget in widgets if isinstance(widget, Label | Button))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(("page", "target"), [(TARGETS, "cheyava"), (TARGETS, "soil"), (CACHE, "maaz")])
def test_nothing_overlaps_or_is_cut_off(size: tuple[int, int], scale: float, page: str, target: str) -> None:
    _, _, notebook = opened(size, scale, page, target)
    window = pygame.Rect(0, 0, *size)
    assert [fault for item in notebook.root.placed for fault in faults(item.widget, window, notebook.kit)] == []


def test_the_page_of_a_find_says_how_far_it_goes_and_what_else_could_be() -> None:
    text = words(opened()[2])
    assert "Potential biosignature" in text
    assert "not excluded" in text
    assert text.count("without life") >= 3
    assert "±" in text
    assert "⟨" not in text


def test_no_page_claims_life() -> None:
    for target in (spec.id for spec in small.level("quarry").targets):
        for page in (TARGETS, CACHE):
            assert not CLAIM.search(words(opened(page=page, target=target)[2]))


def test_a_target_without_a_look_says_what_to_do() -> None:
    assert "Nothing measured yet" in words(opened(target="soil")[2])


def test_the_cache_shows_what_it_is_worth_and_each_tube() -> None:
    _, scene, notebook = opened(page=CACHE)
    text, world = words(notebook), scene.session.world
    assert f"{findings.worth(world).total:.0f}" in text.splitlines()
    for tube in world.tubes:
        if tube.mass_g:
            assert f"{tube.mass_g:.1f} g" in text
            assert f"{tube.length_cm:.1f} cm" in text
    assert "Witness tube" in text


def test_clicking_a_target_turns_to_it() -> None:
    stage, _, notebook = opened()
    button = next(w for item in notebook.root.placed for w in walk(item.widget) if w.name == "target maaz")
    stage.click(button.rect.center)
    assert notebook.target == "maaz"
    assert "on the ground patch" in words(notebook)


def test_a_figure_near_nothing_is_a_limit() -> None:
    strings = opened()[1].desk.strings
    assert reading_words(strings, Measured("carbonate_pct", 1.0, 2.0)) == "carbonate under\u00a05\u00a0%"
    assert reading_words(strings, Measured("sio2_pct", 46.25, 0.8)) == "SiO₂ 46.2\u00a0±\u00a00.8\u00a0wt\u00a0%"


def test_beliefs_have_words() -> None:
    assert [likely(share) for share in (0.02, 0.2, 0.5, 0.8, 1.0)] == [
        "very_unlikely",
        "unlikely",
        "open",
        "likely",
        "very_likely",
    ]

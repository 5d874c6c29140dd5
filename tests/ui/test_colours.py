"""Colours for eyes that do not tell all of them apart: the meanings lie farther apart than without the aid."""

from itertools import combinations

import pygame
import pytest

from game.mission.settings import CHOICES, Settings
from game.ui.kit import Kit
from game.ui.scenes.settings import SettingsScene
from game.ui.scenes.settings_colours import KINDS, seen
from game.ui.theme import ACCENT, AIDS, CAUTION, FAULT, GOOD, SKY, SMALL, Colour
from tests.ui.stage import Stage

MEANINGS = (ACCENT, SKY, GOOD, CAUTION, FAULT)
EYES = {"red_green": ("protan", "deutan"), "blue_yellow": ("tritan",)}


def lab(colour: Colour) -> tuple[float, float, float]:
    """CIE L*a*b* under D65, the usual measure of how different colours look."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in (c / 255 for c in colour)
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def nearest(colours: list[Colour], kind: str) -> float:
    looks = [lab(seen(colour, KINDS[kind])) for colour in colours]
    return min(sum((a - b) ** 2 for a, b in zip(one, two, strict=True)) ** 0.5 for one, two in combinations(looks, 2))


@pytest.mark.parametrize("aid", sorted(AIDS))
def test_the_aid_sets_meanings_farther_apart(aid: str) -> None:
    aided = [AIDS[aid].get(colour, colour) for colour in MEANINGS]
    for kind in EYES[aid]:
        assert nearest(aided, kind) > 1.4 * nearest(list(MEANINGS), kind)
    assert nearest(aided, "as drawn") > 20.0


def test_every_choice_of_the_settings_can_be_made_on_their_screen() -> None:
    scene = SettingsScene()
    stage = Stage(scene)
    names = set()
    for part in range(5):
        scene.part = part
        scene.refresh()
        stage.frames(1)
        names |= {widget.name for widget in scene.root.widgets()}
    wanted = {f"{setting} {value}" for setting, values in CHOICES.items() for value in values}
    assert wanted <= names


def inks(kit: Kit) -> set[Colour]:
    surface = pygame.Surface((60, 20))
    kit.write(surface, "MMM", SMALL, FAULT, (0, 0))
    return {tuple(surface.get_at((x, y)))[:3] for x in range(60) for y in range(20)}  # type: ignore[misc]


def test_the_aid_is_what_is_drawn() -> None:
    stage = Stage(SettingsScene())
    kit = stage.top.kit
    assert FAULT in inks(kit)
    stage.services.settings = Settings(colour_aid="red_green")
    assert FAULT not in inks(kit)
    assert AIDS["red_green"][FAULT] in inks(kit)

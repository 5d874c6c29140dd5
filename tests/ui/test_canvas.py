"""What is laid over the map is noted, and only what changed is drawn again."""

import pygame

from game.ui.canvas import MOST_PARTS, DrawList, merged

WHOLE = pygame.Rect(0, 0, 200, 100)


def square(colour: str) -> pygame.Surface:
    picture = pygame.Surface((10, 10))
    picture.fill(colour)
    return picture


RED, BLUE = square("red"), square("blue")


def listed(*placed: tuple[pygame.Surface, tuple[int, int]]) -> DrawList:
    made = DrawList(WHOLE.size)
    for picture, place in placed:
        made.blit(picture, place)
    return made


def test_what_stayed_is_not_drawn_again() -> None:
    before = listed((RED, (0, 0)), (BLUE, (50, 50)))
    assert listed((RED, (0, 0)), (BLUE, (50, 50))).changed_since(before) == []
    moved = listed((RED, (0, 0)), (BLUE, (60, 50))).changed_since(before)
    assert sorted(tuple(rect) for rect in moved) == [(50, 50, 10, 10), (60, 50, 10, 10)]


def test_the_same_in_another_order_is_drawn_again() -> None:
    before = listed((RED, (0, 0)), (BLUE, (5, 5)))
    assert listed((BLUE, (5, 5)), (RED, (0, 0))).changed_since(before) == [WHOLE]


def test_one_laid_twice_counts_twice() -> None:
    assert listed((RED, (0, 0)), (RED, (0, 0))).changed_since(listed((RED, (0, 0)))) == [WHOLE]


def test_drawing_a_part_leaves_the_rest_alone() -> None:
    surface = pygame.Surface(WHOLE.size)
    surface.fill("white")
    listed((RED, (0, 0)), (BLUE, (50, 50))).draw(surface, [pygame.Rect(0, 0, 5, 5), pygame.Rect(55, 50, 20, 20)])
    seen = [surface.get_at(at)[:3] for at in ((4, 4), (6, 6), (54, 52), (55, 52))]
    assert seen == [(255, 0, 0), (255, 255, 255), (255, 255, 255), (0, 0, 255)]
    assert surface.get_clip() == surface.get_rect()


def test_many_changed_parts_become_one() -> None:
    few = [pygame.Rect(15 * k, 0, 5, 5) for k in range(MOST_PARTS)]
    assert len(merged(few, WHOLE)) == MOST_PARTS
    assert merged([*few, pygame.Rect(190, 90, 5, 5)], WHOLE) == [pygame.Rect(0, 0, 195, 95)]

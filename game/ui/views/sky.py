"""The empty sky: the very first picture, so it needs nothing but pygame."""

import pygame

# from the zenith down to the ground in front, as the view behind the title has them
SKY = (
    (104, 92, 82),
    (122, 110, 99),
    (140, 130, 120),
    (156, 142, 130),
    (172, 128, 102),
    (158, 114, 88),
    (134, 96, 72),
    (112, 80, 60),
)


def sky(size: tuple[int, int]) -> pygame.Surface:
    """A smooth column of colours from zenith to foreground; needs no numpy, so it can be the first picture."""
    column = pygame.Surface((2, len(SKY)))
    for row, colour in enumerate(SKY):
        column.fill(colour, (0, row, 2, 1))
    tall = pygame.transform.smoothscale(column, (2, size[1]))
    return pygame.transform.scale(tall, size)  # sideways it is all the same: the quick way

"""The empty sky: the very first picture, so it needs nothing but pygame."""

import pygame

# from the zenith down to the ground in front, as the vista has them
SKY = (
    (66, 54, 45),
    (92, 76, 63),
    (128, 106, 87),
    (160, 133, 108),
    (118, 84, 58),
    (104, 70, 45),
    (84, 55, 36),
    (70, 46, 31),
)


def sky(size: tuple[int, int]) -> pygame.Surface:
    """A smooth column of colours from zenith to foreground; needs no numpy, so it can be the first picture."""
    column = pygame.Surface((2, len(SKY)))
    for row, colour in enumerate(SKY):
        column.fill(colour, (0, row, 2, 1))
    tall = pygame.transform.smoothscale(column, (2, size[1]))
    return pygame.transform.scale(tall, size)  # sideways it is all the same: the quick way

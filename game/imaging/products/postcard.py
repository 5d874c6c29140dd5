"""A picture to send home: below it a dark strip with a title and what it shows."""

import numpy as np

from game.imaging.products.lettering import ACCENT, INK, QUIET, WHITE, fitting, width_px, write
from game.imaging.render import Picture

TITLE_FROM = " | "
"""A caption "First light | Sol 14" has its first part large."""
GAME = "Jezero"


def with_caption(picture: Picture, caption: str) -> Picture:
    """The picture in a narrow frame, the caption below."""
    height, width = picture.shape[:2]
    size = min(max(width / 52.0, 9.0), 34.0)
    edge, strip = max(round(0.9 * size), 4), round(5.0 * size)
    card = np.empty((height + edge + strip, width + 2 * edge, 3), dtype=np.uint8)
    card[:] = INK
    card[edge : edge + height, edge : edge + width] = picture
    title, _, rest = caption.partition(TITLE_FROM)
    y, room = edge + height + 1.15 * size, width - 0.5 * size
    small = 0.62 * size
    mark = width_px(GAME, small)
    write(card, fitting(title, size, room - mark - size), edge + 0.25 * size, y, size, WHITE)
    write(card, GAME, edge + width - mark - 0.25 * size, y + size - small, small, ACCENT)
    if rest:
        write(card, fitting(rest, small, room), edge + 0.25 * size, y + 1.95 * size, small, QUIET)
    return card

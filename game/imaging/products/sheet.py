"""Many pictures on one sheet, each with a line of words below."""

from dataclasses import dataclass

import numpy as np

from game.imaging.products.lettering import INK, QUIET, WHITE, fitting, width_px, write
from game.imaging.render import Picture

CELL_PX = (400, 280)
GAP_PX, TITLE_PX, WORDS_PX = 16, 86, 46
SIZE, SMALL = 13.0, 9.5


@dataclass(frozen=True, slots=True, eq=False)
class Print:
    """A picture on the sheet; cells: how many columns it takes."""

    picture: Picture
    title: str
    words: str
    cells: int = 1


def size_px(cells: int) -> tuple[int, int]:
    """The size a picture has to have to fill some columns."""
    return cells * CELL_PX[0] + (cells - 1) * GAP_PX, CELL_PX[1]


def sheet(title: str, words: str, prints: list[Print], columns: int) -> Picture:
    """Rows filled from left to right."""
    rows = rows_of(prints, columns)
    width = columns * CELL_PX[0] + (columns + 1) * GAP_PX
    height = TITLE_PX + len(rows) * (CELL_PX[1] + WORDS_PX) + GAP_PX
    made = np.empty((height, width, 3), dtype=np.uint8)
    made[:] = INK
    write(made, title, GAP_PX + 2, 26, 28.0, WHITE)
    write(made, words, width - GAP_PX - 2 - width_px(words, 13.0), 41, 13.0, QUIET)
    for r, row in enumerate(rows):
        x, y = GAP_PX, TITLE_PX + r * (CELL_PX[1] + WORDS_PX)
        for part in row:
            _lay(made, part, x, y)
            x += size_px(part.cells)[0] + GAP_PX
    return made


def rows_of(prints: list[Print], columns: int) -> list[list[Print]]:
    """
    >>> one, wide = Print(np.zeros((1, 1, 3), np.uint8), "", ""), Print(np.zeros((1, 1, 3), np.uint8), "", "", 2)
    >>> [len(row) for row in rows_of([one, wide, one, one], 3)]
    [2, 2]
    """
    rows: list[list[Print]] = [[]]
    for part in prints:
        if sum(other.cells for other in rows[-1]) + part.cells > columns:
            rows.append([])
        rows[-1].append(part)
    return rows


def _lay(made: Picture, part: Print, x: int, y: int) -> None:
    width, height = size_px(part.cells)
    made[y : y + height, x : x + width] = fitted(part.picture, width, height)
    write(made, fitting(part.title, SIZE, width - 4.0), x + 1, y + height + 9, SIZE, WHITE)
    write(made, fitting(part.words, SMALL, width - 4.0), x + 1, y + height + 29, SMALL, QUIET)


def fitted(picture: Picture, width: int, height: int) -> Picture:
    """The middle of a picture, averaged down to a size it is at least as large as."""
    scale = min(picture.shape[1] / width, picture.shape[0] / height)
    wide, tall = min(round(width * scale), picture.shape[1]), min(round(height * scale), picture.shape[0])
    left, top = (picture.shape[1] - wide) // 2, (picture.shape[0] - tall) // 2
    part = picture[top : top + tall, left : left + wide]
    return averaged(averaged(part, height, 0), width, 1)


def averaged(picture: Picture, count: int, axis: int) -> Picture:
    """Every new pixel is the mean of the old ones it covers; of none, its nearest."""
    old = picture.shape[axis]
    edges = np.linspace(0.0, old, count + 1)
    sums = np.cumsum(np.moveaxis(picture, axis, 0).astype(np.float64), axis=0)
    sums = np.concatenate([np.zeros((1, *sums.shape[1:])), sums])
    low = np.minimum(edges.astype(np.int64), old - 1)
    part = (edges - low).reshape((-1,) + (1,) * (sums.ndim - 1))
    at = sums[low] + (sums[low + 1] - sums[low]) * part
    mean = (at[1:] - at[:-1]) / (old / count)
    result: Picture = np.moveaxis(np.clip(mean + 0.5, 0.0, 255.0).astype(np.uint8), 0, axis)
    return result

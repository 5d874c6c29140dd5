"""The whole map as a picture with marks."""

import numpy as np
import pytest

from game.imaging import marks
from game.imaging.preview import fitting_scale, preview_picture
from game.imaging.relief import ReliefPainter

from .sites import SIZE, rich_site

SITE = rich_site()


def test_the_picture_is_the_painted_map_with_marks_on_it() -> None:
    picture = preview_picture(SITE, 4, (300.0, 30.0), ((60.0, 80.0),), (30.0, 100.0), (40.0, 110.0))
    bare = ReliefPainter(SITE, 4, 300.0, 30.0).paint(0, 0, SIZE, SIZE)
    assert picture.shape == bare.shape
    assert (picture[160, 120] == marks.ORANGE).all()
    assert (picture[200, 60] == marks.WHITE).all()
    assert (picture[220, 80] == marks.BLUE).all()
    changed = (np.abs(picture.astype(int) - bare.astype(int)).max(axis=2) > 1).mean()
    assert 0.003 < changed < 0.05


@pytest.mark.parametrize(("scale", "tiles"), [(8, 80), (1, 1024), (4, 256)])
def test_the_scale_fits_the_picture(scale: int, tiles: int) -> None:
    class Size:
        width = tiles
        height = tiles

    assert fitting_scale(Size()) == scale  # type: ignore[arg-type]


def test_marks_may_lie_off_the_picture() -> None:
    picture = np.zeros((20, 30, 3), dtype=np.uint8)
    for x, y in ((-50.0, 5.0), (29.5, 19.5), (500.0, 500.0), (0.0, 0.0)):
        marks.diamond(picture, x, y, 6.0, marks.ORANGE)
        marks.disc(picture, x, y, 4.0, marks.BLUE)
        marks.ring(picture, x, y, 5.0, 1.0, marks.WHITE)
        marks.words(picture, "50 m", int(x), int(y), 2, marks.WHITE)
    assert picture.any()


def test_edges_of_marks_are_soft() -> None:
    picture = np.full((40, 40, 3), 128, dtype=np.uint8)
    marks.disc(picture, 20.3, 19.6, 9.0, marks.WHITE)
    assert len(np.unique(picture[:, :, 0])) > 20

"""The world frame: x east, y south, metres; tiles (tx, ty); headings in degrees clockwise from north.

Arrays are row-major ``[y, x]``; tile (tx, ty) covers [tx, tx+1) x [ty, ty+1) times ``tile_m``.
"""

import math

from game.core import exact

COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def tile_of(x_m: float, y_m: float, tile_m: float) -> tuple[int, int]:
    """The tile (tx, ty) holding a point (not clamped to any map).

    >>> tile_of(3.9, 4.0, 2.0), tile_of(-0.1, 0.0, 2.0)
    ((1, 2), (-1, 0))
    """
    return math.floor(x_m / tile_m), math.floor(y_m / tile_m)


def centre_m(tx: float, ty: float, tile_m: float) -> tuple[float, float]:
    """The centre of a tile in metres; also turns a level file's position in tiles into metres.

    >>> centre_m(1, 2, 2.0)
    (3.0, 5.0)
    """
    return (tx + 0.5) * tile_m, (ty + 0.5) * tile_m


def heading_vector(heading_deg: float) -> tuple[float, float]:
    """Unit vector (dx east, dy south) of a heading.

    >>> heading_vector(0), heading_vector(90), heading_vector(180)
    ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0))
    """
    sine, cosine = exact.sin_cos_deg(heading_deg)
    return sine, 0.0 - cosine


def bearing_deg(dx: float, dy: float) -> float:
    """Heading in [0, 360) that leads along (dx east, dy south); 0 for no movement.

    >>> bearing_deg(0, -1), bearing_deg(1, 0), bearing_deg(0, 1), bearing_deg(-1, 0)
    (0.0, 90.0, 180.0, 270.0)
    """
    if dx == 0.0 and dy == 0.0:
        return 0.0
    return wrap_deg(exact.atan2(dx, -dy) * (180.0 / exact.PI))


def wrap_deg(deg: float) -> float:
    """The same direction in [0, 360).

    >>> wrap_deg(-90), wrap_deg(720), wrap_deg(-1e-20)
    (270.0, 0.0, 0.0)
    """
    wrapped = deg - 360.0 * math.floor(deg / 360.0)
    return 0.0 if wrapped >= 360.0 or wrapped < 0.0 else wrapped + 0.0  # + 0.0: never -0.0


def turn_deg(from_deg: float, to_deg: float) -> float:
    """The shorter turn from one heading to another, in [-180, 180), positive clockwise.

    >>> turn_deg(350, 10), turn_deg(10, 350), turn_deg(0, 180)
    (20.0, -20.0, -180.0)
    """
    return wrap_deg(to_deg - from_deg + 180.0) - 180.0


def compass(bearing: float) -> str:
    """The compass point nearest to a bearing.

    >>> compass(0.0), compass(100.0), compass(340.0)
    ('north', 'east', 'north')
    """
    return COMPASS[int((wrap_deg(bearing) + 22.5) / 45.0) % 8]


def distance_m(ax: float, ay: float, bx: float, by: float) -> float:
    """Distance between two points in metres.

    >>> distance_m(0, 0, 3, 4)
    5.0
    """
    dx, dy = bx - ax, by - ay
    return math.sqrt(dx * dx + dy * dy)

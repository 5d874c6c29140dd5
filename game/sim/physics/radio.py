"""The link between Ingenuity and its base station on the rover, as pure functions.

A radio of the Zigbee class at 914 MHz, built for about 1 km (from memory). Ground that stands in the way is taken as a
knife edge: waves bend over it at a loss (ITU-R P.526).
"""

import math

import numpy as np

from game.core import exact
from game.terrain.terrain import Floats, Terrain

WAVELENGTH_M = 0.328  # 914 MHz
RANGE_M = 1000.0
"""Design range to the rover's base station (from memory): no flight is planned beyond."""
MARGIN_AT_RANGE_DB = 12.0
"""Signal to spare over free ground at that range: starting value, which leaves the range when a rise shades it."""
ROVER_ANTENNA_M, HELICOPTER_ANTENNA_M = 1.5, 0.5
"""Heights above ground; starting values."""
HEARD_DB, LOST_DB = 2.0, 0.0
"""Contact is regained above the one and lost below the other: no flicker in between. Starting values."""

SAMPLE_TILES = 0.5
_LOG10 = exact.log(10.0)
_NO_LOSS_NU = -0.78
_NEAREST_M = 1.0


def link_margin_db(terrain: Terrain, rover_m: tuple[float, float], x_m: float, y_m: float, altitude_m: float) -> float:
    """Signal to spare between the rover and a helicopter so high above the ground at (x_m, y_m)."""
    sight = terrain.profile(*rover_m, x_m, y_m, SAMPLE_TILES * terrain.tile_m)
    return margin_over_db(sight.distance_m, sight.elevation_m, altitude_m)


def margin_over_db(distance_m: Floats, elevation_m: Floats, altitude_m: float) -> float:
    """The same over a profile of the ground from the rover to the helicopter."""
    nu = worst_edge(distance_m, elevation_m, ROVER_ANTENNA_M, HELICOPTER_ANTENNA_M + altitude_m)
    return free_margin_db(max(_NEAREST_M, float(distance_m[-1]))) - edge_loss_db(nu)


def free_margin_db(away_m: float) -> float:
    """Signal to spare over free ground.

    >>> free_margin_db(1000.0), round(free_margin_db(500.0), 1)
    (12.0, 18.0)
    """
    return MARGIN_AT_RANGE_DB - 20.0 * exact.log(away_m / RANGE_M) / _LOG10


def worst_edge(distance_m: Floats, elevation_m: Floats, near_m: float, far_m: float) -> float:
    """Fresnel parameter of the ground that stands most in the way: 0 touches the line of sight, below -0.8 is clear."""
    if distance_m.size < 3:
        return _NO_LOSS_NU
    from_m, to_m = elevation_m[0] + near_m, elevation_m[-1] + far_m
    near, far = distance_m[1:-1], distance_m[-1] - distance_m[1:-1]
    line_m = from_m + (to_m - from_m) * near / distance_m[-1]
    edge = (elevation_m[1:-1] - line_m) * np.sqrt((2.0 * distance_m[-1] / WAVELENGTH_M) / (near * far))
    return float(edge.max())


def edge_loss_db(nu: float) -> float:
    """Loss over a knife edge (ITU-R P.526).

    >>> edge_loss_db(-1.0), round(edge_loss_db(0.0), 1), round(edge_loss_db(2.4), 1)
    (0.0, 6.0, 20.5)
    """
    if nu <= _NO_LOSS_NU:
        return 0.0
    past = nu - 0.1
    return 6.9 + 20.0 * exact.log(math.sqrt(past * past + 1.0) + past) / _LOG10

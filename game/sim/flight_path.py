"""The legs of a flight as they are planned and flown: lengths, and the wind on each."""

from collections.abc import Sequence
from itertools import pairwise

from game.core import grid
from game.sim.physics import aloft, flight
from game.sim.state.environment import WeatherState

Point = tuple[float, float]


def courses_of(points: Sequence[Point], weather: WeatherState, altitude_m: float) -> list[flight.Course]:
    """The legs between points, each with the wind that it meets at this height."""
    wind_m_s = aloft.wind_aloft_m_s(weather.wind_m_s, altitude_m)
    courses = []
    for (ax, ay), (bx, by) in pairwise(points):
        length_m = grid.distance_m(ax, ay, bx, by)
        ux, uy = ((bx - ax) / length_m, (by - ay) / length_m) if length_m > 0.0 else (0.0, 0.0)
        courses.append(flight.Course(length_m, *aloft.tail_wind_m_s(wind_m_s, weather.wind_from_deg, ux, uy)))
    return courses

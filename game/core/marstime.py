"""Mars time: ticks, sols, LMST, the season Ls, and where the sun stands over Jezero.

A tick is one second of the mission clock, counted from sol 0, 00:00:00 local mean solar time (LMST) at the
landing site. Our sol is exactly 88,775 ticks; the true one is 88,775.244 s, so a tick lasts 1.00000275 s: a
simplification of the game, in which the season still advances by true sols. A Martian hour is 1/24 sol, about
3699 ticks.

Sol 0 began at Mars Sol Date 52304 of the landing meridian. Touchdown came at 15:53 LMST on it, 20:44 UTC on
2021-02-18; the well-known 20:55 UTC is when the signal, 11 min 22 s old, reached Earth.
Series: Allison & McEwen 2000 (Planet. Space Sci. 48, 215), constants as NASA GISS publishes them for Mars24.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from game.core import exact
from game.core.grid import wrap_deg
from game.core.units import JEZERO_LATITUDE_DEG, JEZERO_LONGITUDE_DEG

SOL_S = 88_775
MINUTES_PER_SOL = 1440
TRUE_SOL_DAYS = 1.0274912517  # Allison & McEwen 2000
SOL_0_MSD = 52_304.0  # Perseverance's sols count from this date (Wikipedia, Timekeeping on Mars)
OBLIQUITY_DEG = 25.19  # Allison & McEwen 2000
PERIHELION_LS_DEG = 251.0
SEMI_MAJOR_AXIS_AU = 1.5237  # Allison & McEwen 2000
ECCENTRICITY = 0.0934

# Days of terrestrial time after J2000 (JD 2451545.0) at tick 0, from
# MSD = (JD - 2451549.5) / sol + 44796.0 - 0.0009626.
_MSD_AT_TICK_0 = SOL_0_MSD - JEZERO_LONGITUDE_DEG / 360.0
_DAYS_AT_TICK_0 = (_MSD_AT_TICK_0 - 44_796.0 + 0.0009626) * TRUE_SOL_DAYS + 4.5
_DAYS_PER_TICK = TRUE_SOL_DAYS / SOL_S
_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
_TT_MINUS_UTC_S = 69.184  # 32.184 s and 37 leap seconds

# Pull of the planets on Mars: amplitude (deg), period (Julian years), phase (deg).
_PERTURBERS = (
    (0.0071, 2.2353, 49.409),
    (0.0057, 2.7543, 168.173),
    (0.0039, 1.1177, 191.837),
    (0.0037, 15.7866, 21.736),
    (0.0021, 2.1354, 15.704),
    (0.0020, 2.4694, 95.528),
    (0.0018, 32.8493, 49.095),
)
_PERTURBER_TERMS = tuple((size, 0.985626 / period, phase) for size, period, phase in _PERTURBERS)

_SIN_LATITUDE = exact.sin_deg(JEZERO_LATITUDE_DEG)
_COS_LATITUDE = exact.cos_deg(JEZERO_LATITUDE_DEG)
_SIN_OBLIQUITY = exact.sin_deg(OBLIQUITY_DEG)
_DEG_PER_RAD = 180.0 / exact.PI
_SEASONS = ("spring", "summer", "autumn", "winter")


@dataclass(frozen=True, slots=True)
class Sun:
    """Where the sun's centre stands: azimuth clockwise from north, elevation above the level horizon."""

    azimuth_deg: float
    elevation_deg: float


# --- clock ----------------------------------------------------------------------------------------
def sol(tick: int) -> int:
    """Mission sol of a tick.

    >>> sol(0), sol(88774), sol(88775)
    (0, 0, 1)
    """
    return tick // SOL_S


def second_of_sol(tick: int) -> int:
    """Ticks since the sol's midnight, 0 to 88,774.

    >>> second_of_sol(88776)
    1
    """
    return tick % SOL_S


def ticks_of_minutes(minutes: float) -> float:
    """Ticks in so many minutes of the Mars clock, of which a sol has 24 x 60.

    >>> ticks_of_minutes(24 * 60) == SOL_S
    True
    """
    return minutes * SOL_S / 1440.0


def lmst_h(tick: int) -> float:
    """Local mean solar time in Martian hours, 0 to 24.

    >>> round(lmst_h(SOL_S // 2), 3)
    12.0
    """
    return (tick % SOL_S) * 24.0 / SOL_S


def lmst_text(tick: int) -> str:
    """Local mean solar time as a clock shows it.

    >>> lmst_text(tick_at(3, parse_lmst("13:42")))
    '13:42'
    """
    hour, minute = divmod((tick % SOL_S) * MINUTES_PER_SOL // SOL_S, 60)
    return f"{hour:02d}:{minute:02d}"


@lru_cache(maxsize=256)  # a memo of a pure function; relay passes ask each minute
def parse_lmst(text: str) -> int:
    """Ticks after midnight at which the local clock first shows ``text`` (HH:MM).

    >>> parse_lmst("00:00"), parse_lmst("12:00")
    (0, 44388)
    """
    hour, colon, minute = text.strip().partition(":")
    plain = colon and all(part.isascii() and part.isdigit() and len(part) <= 2 for part in (hour, minute))
    if not plain or len(minute) != 2:
        raise ValueError(f'"{text}" is not a time of day; write it as hours and minutes, for example "13:42"')
    if int(hour) > 23 or int(minute) > 59:
        raise ValueError(f'"{text}" is not a time of day; a sol runs from "00:00" to "23:59"')
    return -((int(hour) * 60 + int(minute)) * SOL_S // -MINUTES_PER_SOL)


def tick_at(sol: int, lmst_s: int) -> int:
    """The tick of a sol and a time of day (ticks after midnight, as ``parse_lmst`` gives).

    >>> tick_at(2, 5)
    177555
    """
    return sol * SOL_S + lmst_s


def next_lmst(tick: int, lmst_s: int) -> int:
    """The first tick strictly after ``tick`` at that time of day.

    >>> next_lmst(10, 20), next_lmst(20, 20), next_lmst(21, 20)
    (20, 88795, 88795)
    """
    return tick + 1 + (lmst_s - tick - 1) % SOL_S


def utc(tick: int) -> datetime:
    """The moment it happens, on Earth's clocks (37 leap seconds, as since 2017); the news arrives later.

    >>> utc(tick_at(0, parse_lmst("15:53"))).isoformat(timespec="minutes")
    '2021-02-18T20:43+00:00'
    """
    return _J2000 + timedelta(seconds=days_since_j2000(tick) * 86_400.0 - _TT_MINUS_UTC_S)


# --- orbit ----------------------------------------------------------------------------------------
def days_since_j2000(tick: float) -> float:
    """Days of terrestrial time after J2000 (2000-01-01 12:00)."""
    return _DAYS_AT_TICK_0 + tick * _DAYS_PER_TICK


def _ls_and_centre(days: float) -> tuple[float, float]:
    """Areocentric solar longitude, unwrapped, and the equation of centre with perturbations, degrees."""
    anomaly_deg = 19.3871 + 0.52402073 * days
    s1, c1 = exact.sin_deg(anomaly_deg), exact.cos_deg(anomaly_deg)
    s2, c2 = 2.0 * s1 * c1, 1.0 - 2.0 * s1 * s1  # of twice the anomaly, and so on
    s3, c3 = s2 * c1 + c2 * s1, c2 * c1 - s2 * s1
    s4, s5 = 2.0 * s2 * c2, s3 * c2 + c3 * s2
    centre = (10.691 + 3.0e-7 * days) * s1 + 0.623 * s2 + 0.050 * s3 + 0.005 * s4 + 0.0005 * s5
    for size, rate, phase in _PERTURBER_TERMS:
        centre += size * exact.cos_deg(rate * days + phase)
    return 270.3871 + 0.524038496 * days + centre, centre


def ls_deg(tick: float) -> float:
    """Areocentric solar longitude in [0, 360): 0 northern spring equinox, 90 summer solstice. To 0.01 deg.

    >>> round(ls_deg(0), 1)
    5.3
    """
    ls, _ = _ls_and_centre(days_since_j2000(tick))
    return wrap_deg(ls)


def season(ls: float) -> str:
    """Season of the northern half of Mars, where Jezero lies.

    >>> season(5.0), season(269.9)
    ('spring', 'autumn')
    """
    return _SEASONS[math.floor(ls / 90.0) % 4]


def sun_distance_au(ls: float) -> float:
    """Distance from the sun, from the Kepler ellipse. Within 0.001 AU of the full series.

    >>> round(sun_distance_au(251.0), 3), round(sun_distance_au(71.0), 3)
    (1.381, 1.666)
    """
    orbit = SEMI_MAJOR_AXIS_AU * (1.0 - ECCENTRICITY * ECCENTRICITY)
    return orbit / (1.0 + ECCENTRICITY * exact.cos_deg(ls - PERIHELION_LS_DEG))


def equation_of_time_h(tick: float) -> float:
    """True minus mean solar time in Martian hours: LTST = LMST + this, -0.85 to +0.67 over the year."""
    ls, centre = _ls_and_centre(days_since_j2000(tick))
    return _equation_of_time_deg(exact.sin_deg(ls), exact.cos_deg(ls), centre) / 15.0


def _equation_of_time_deg(sin_ls: float, cos_ls: float, centre: float) -> float:
    s2, c2 = 2.0 * sin_ls * cos_ls, 1.0 - 2.0 * sin_ls * sin_ls
    s4, c4 = 2.0 * s2 * c2, 1.0 - 2.0 * s2 * s2
    return 2.861 * s2 - 0.071 * s4 + 0.002 * (s4 * c2 + c4 * s2) - centre


def ltst_h(tick: float) -> float:
    """Local true solar time in Martian hours, 0 to 24: the sun stands due south (or north) at 12."""
    hours = (tick % SOL_S) * 24.0 / SOL_S + equation_of_time_h(tick)
    return hours - 24.0 * math.floor(hours / 24.0)


# --- sun over Jezero ------------------------------------------------------------------------------
def sun_position(tick: float) -> Sun:
    """Where the sun stands over Jezero (18.44 N, 77.45 E), to about 0.3 deg: Mars a sphere, no refraction.

    >>> sun_position(SOL_S // 2).elevation_deg > 70, sun_position(0).elevation_deg < 0
    (True, True)
    """
    ls, centre = _ls_and_centre(days_since_j2000(tick))
    sin_ls, cos_ls = exact.sin_deg(ls), exact.cos_deg(ls)
    sin_dec = _SIN_OBLIQUITY * sin_ls
    cos_dec = math.sqrt(1.0 - sin_dec * sin_dec)
    hour_deg = (tick % SOL_S) * 360.0 / SOL_S - 180.0 + _equation_of_time_deg(sin_ls, cos_ls, centre)
    west = cos_dec * exact.sin_deg(hour_deg)
    equator = cos_dec * exact.cos_deg(hour_deg)
    north = sin_dec * _COS_LATITUDE - equator * _SIN_LATITUDE
    up = sin_dec * _SIN_LATITUDE + equator * _COS_LATITUDE
    azimuth = wrap_deg(exact.atan2(-west, north) * _DEG_PER_RAD)
    elevation = exact.atan2(up, math.sqrt(west * west + north * north)) * _DEG_PER_RAD
    return Sun(azimuth, elevation)


def sun_vector(azimuth_deg: float, elevation_deg: float) -> tuple[float, float, float]:
    """Unit vector (east, south, up) towards a direction, in the frame of the map.

    >>> sun_vector(90, 0), sun_vector(180, 0), sun_vector(0, 90)
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    """
    level = exact.cos_deg(elevation_deg)
    east, north = level * exact.sin_deg(azimuth_deg), level * exact.cos_deg(azimuth_deg)
    return east, 0.0 - north, exact.sin_deg(elevation_deg)


def sunrise_sunset(sol: int) -> tuple[int, int]:
    """Ticks of a sol at which the sun's centre rises and sets over level ground (within 2 ticks)."""
    noon = sol * SOL_S + SOL_S // 2
    rise, down = _horizon_tick(noon, noon, -1), _horizon_tick(noon, noon, 1)
    return _horizon_tick(noon, rise, -1), _horizon_tick(noon, down, 1)


def _horizon_tick(noon: int, near: int, side: int) -> int:
    """The crossing before (side -1) or after (+1) a mean noon, with the season taken at the tick ``near``."""
    ls, centre = _ls_and_centre(days_since_j2000(near))
    sin_ls = exact.sin_deg(ls)
    sin_dec = _SIN_OBLIQUITY * sin_ls
    cos_dec = math.sqrt(1.0 - sin_dec * sin_dec)
    half_day_deg = exact.acos(-_SIN_LATITUDE * sin_dec / (_COS_LATITUDE * cos_dec)) * _DEG_PER_RAD
    shift_deg = side * half_day_deg - _equation_of_time_deg(sin_ls, exact.cos_deg(ls), centre)
    return noon + math.floor(shift_deg * SOL_S / 360.0 + 0.5)

"""Perseverance's own drives against the estimate: what `estimate drive` says of them, one by one and as a crowd.

Each row is (sol, length in m, duration in s, climb in m), from the way-points of the mission's map (NASA MMGIS), sol 14
to 1840. Only length and mean climb of a drive are known, not its ground: the bands are as wide as that leaves them.
"""

import pytest

from game.content.sections import Weather
from game.core import marstime
from game.sim.estimates.quick_drive import Ground, QuickDrive, quick_drive
from game.sim.physics.drive import slope_angle_deg

Row = tuple[int, float, int, float]
LONG: tuple[Row, ...] = (
    *((200, 169.49, 6059, 2.3), (341, 240.61, 10480, -6.1), (380, 252.05, 11567, -0.9)),
    *((399, 214.09, 11344, 1.5), (405, 264.54, 15158, -2.1), (414, 161.86, 11661, 0.5)),
    *((428, 121.23, 5188, -4.9), (436, 112.22, 4228, 1.5), (648, 150.02, 8310, -1.7), (715, 190.75, 10811, 3.5)),
    *((721, 134.4, 6130, 3.9), (763, 219.22, 11266, 11.2), (770, 114.32, 4880, -2.5), (838, 100.15, 4595, 0.8)),
    *((866, 119.99, 5695, 0.3), (884, 108.78, 5396, 0.6), (1007, 207.2, 9904, -1.6), (1042, 165.49, 12143, 5.4)),
    *((1168, 128.87, 7071, -0.2), (1219, 132.52, 5697, -8.9), (1305, 174.72, 9433, 18.1)),
    *((1349, 212.87, 9891, 41.3), (1415, 109.54, 4367, -9.7), (1511, 114.6, 8605, -14.7)),
    *((1597, 232.17, 9924, 22.4), (1687, 254.76, 11483, 19.3), (1709, 238.82, 9608, 1.5)),
    *((1835, 117.56, 5428, 5.5),),
)
MIDDLE: tuple[Row, ...] = (
    *((103, 24.19, 945, 0.1), (109, 51.63, 1710, -0), (123, 72.8, 2921, 0.5), (129, 51.43, 2863, -0.1)),
    *((136, 36.41, 2520, -2.4), (168, 31.87, 2339, 2.1), (175, 20.68, 1172, 1.8), (210, 52.35, 2910, 0.3)),
    *((420, 65.98, 3260, -2.2), (448, 67.46, 3697, 0.4), (539, 99.42, 4614, -2.7), (592, 39.58, 2347, 1.2)),
    *((707, 36.01, 2236, 3.6), (931, 91.8, 4403, 1.9), (957, 27.83, 1855, 0.2), (993, 84.97, 4064, -3.1)),
    *((1049, 66.06, 4380, 2.5), (1100, 33.22, 2311, 2.4), (1108, 56.59, 5691, 2.7), (1116, 54.54, 2763, 3.1)),
    *((1124, 34.47, 2927, 0.1), (1137, 34.04, 2030, 1.8), (1144, 52.11, 3029, -1), (1176, 30.01, 1894, -2.2)),
    *((1230, 75.85, 3363, 5.7), (1247, 81.7, 3881, 19), (1270, 91.32, 4483, 9.1), (1280, 44.66, 3117, 8.7)),
    *((1295, 36.49, 2480, 4.6), (1318, 98.12, 4092, 6.7), (1326, 95.44, 6851, 16.5), (1339, 29.3, 1209, 3.6)),
    *((1362, 86.7, 3946, -8.1), (1523, 91.55, 4849, -21.3), (1646, 52.8, 3818, 7), (1819, 20.43, 1680, -0.6)),
)
# Slower than the 5th percentile of drives of their length (25 m/h): hours at a stop in the middle, not driving.
HELD: tuple[Row, ...] = (
    *((632, 23.32, 5319, -1.5), (736, 21.39, 6890, 0.1), (911, 20.86, 5158, -0.7), (1286, 21.53, 3284, 4.9)),
    *((1584, 21.59, 6861, -3.3),),
)
SHORT: tuple[Row, ...] = (
    *((29, 3.94, 312, 0), (43, 4.6, 309, -0), (52, 11.52, 609, -0.1), (84, 18.37, 3715, -0.5)),
    *((278, 6.34, 709, 0.4), (286, 8.04, 3550, 0.5), (385, 13.86, 8512, -0.1), (461, 17.57, 1486, 0.9)),
    *((502, 3.76, 480, -0.3), (667, 10, 2623, -0.1), (681, 15.83, 2997, -0.2), (695, 10.1, 3062, 1)),
    *((797, 2.93, 478, 0.1), (899, 6.21, 576, -0.1), (1000, 14.1, 543, -1.6), (1066, 16.28, 1585, 0.4)),
    *((1156, 16.85, 1259, 0), (1189, 10.72, 1301, -0.2), (1254, 17.61, 1910, -0.7), (1400, 10.7, 1319, 1.4)),
    *((1445, 6.45, 1373, -0.9), (1463, 2.46, 247, 0.5), (1478, 9.15, 4561, 1.1), (1551, 4.54, 3504, -0.3)),
    *((1570, 12.94, 1293, 1.1), (1622, 9.19, 1078, -1.2), (1669, 6.09, 2996, -1.2), (1779, 18.81, 1539, 0.9)),
    *((1805, 10.45, 1116, -1),),
)
LONG_P5_M_H, LONG_P95_M_H = 50.0, 95.0
MIDDLE_P5_M_H, MIDDLE_P95_M_H = 25.0, 93.0


def said(row: Row) -> QuickDrive:
    sol, length_m, _duration_s, climb_m = row
    noon = marstime.tick_at(sol, marstime.parse_lmst("12:00"))
    return quick_drive(Weather(), 0, noon, length_m, Ground(slope_angle_deg(climb_m / length_m)))


def ratio(row: Row) -> float:
    """Estimated over real duration, both without warm-up."""
    drive = said(row)
    return (drive.duration_s - drive.warm_up_s) / row[2]


def share_within(rows: tuple[Row, ...], low: float, high: float) -> float:
    return len([row for row in rows if low <= ratio(row) <= high]) / len(rows)


@pytest.mark.parametrize("row", LONG, ids=lambda row: f"sol{row[0]}")
def test_a_drive_above_100_m(row: Row) -> None:
    """Within 0.55 to 1.25 of the real duration; the slow ones stood for hours or searched their way."""
    assert 0.55 < ratio(row) < 1.25


@pytest.mark.parametrize("row", MIDDLE, ids=lambda row: f"sol{row[0]}")
def test_a_drive_of_20_to_100_m(row: Row) -> None:
    """Within a factor of 2 of the real duration."""
    assert 0.5 < ratio(row) < 2.0


@pytest.mark.parametrize("row", [*LONG, *MIDDLE, *HELD, *SHORT], ids=lambda row: f"sol{row[0]}")
def test_every_real_drive_is_called_possible(row: Row) -> None:
    assert said(row).reasons == ()


def test_most_drives_are_told_well() -> None:
    """Above 100 m 85 % within 30 %; of 20 to 100 m, without those held up, 80 %. In the middle right to 12 %."""
    assert share_within(LONG, 0.7, 1.3) >= 0.85
    assert share_within(MIDDLE, 0.7, 1.3) >= 0.80
    for rows in (LONG, MIDDLE):
        assert sorted(ratio(row) for row in rows)[len(rows) // 2] == pytest.approx(1.0, abs=0.12)


def test_estimates_lie_between_the_real_percentiles() -> None:
    """All of them: 50 to 95 m/h above 100 m, 25 to 93 from 20 to 100 m; medians near the real 80 and 60."""
    long = sorted(said(row).mean_m_h for row in LONG)
    middle = sorted(said(row).mean_m_h for row in (*MIDDLE, *HELD))
    assert long[0] >= LONG_P5_M_H
    assert long[-1] <= LONG_P95_M_H
    assert middle[0] >= MIDDLE_P5_M_H
    assert middle[-1] <= MIDDLE_P95_M_H
    assert long[len(long) // 2] == pytest.approx(80.0, abs=4.0)
    assert middle[len(middle) // 2] == pytest.approx(60.0, abs=6.0)


def test_short_drives_are_slow() -> None:
    """Below 20 m the hours go into single steps and pictures: half of them within a factor of 2, the middle right."""
    ratios = sorted(ratio(row) for row in SHORT)
    assert share_within(SHORT, 0.5, 2.0) >= 0.5
    assert 0.7 < ratios[len(ratios) // 2] < 1.3


def test_the_record_is_just_possible_and_600_m_are_not() -> None:
    """411.7 m in 4 h 24 min on sol 1540. From any hour, with full batteries, 600 m do not fit into a sol."""
    sol, found = 1540, {411.7: 0, 600.0: 0}
    for hour in range(6, 18):
        for length_m in found:
            drive = quick_drive(Weather(), 0, marstime.tick_at(sol, hour * 3600), length_m, Ground())
            found[length_m] += drive.reasons == ()
    assert found[411.7] > 0
    assert found[600.0] == 0
    record = quick_drive(Weather(), 0, marstime.tick_at(sol, 12 * 3600), 411.7, Ground())
    assert record.duration_s == pytest.approx(4.4 * 3600, rel=0.1)

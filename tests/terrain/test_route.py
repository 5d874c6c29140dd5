"""The way over a cost map: cheapest, never through what is blocked, never dearer when pulled straight."""

import math
import time
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.terrain.route import Route, cheapest_tiles, dilate, path_cost, path_length_m, plan_route, way_price
from game.terrain.route_blocks import connected
from game.terrain.route_pull import line_price

Floats = NDArray[np.float64]
TILE_M = 2.0


def site(drawing: str) -> tuple[Floats, dict[str, tuple[float, float]]]:
    """A cost map from a drawing: `#` blocked, a digit its price, letters places (middle of the tile, m)."""
    rows = [line.strip() for line in drawing.strip().splitlines()]
    cost = np.ones((len(rows), len(rows[0])))
    places = {}
    for y, row in enumerate(rows):
        for x, mark in enumerate(row):
            if mark == "#":
                cost[y, x] = math.inf
            elif mark.isdigit():
                cost[y, x] = int(mark)
            elif mark.isalpha():
                places[mark] = ((x + 0.5) * TILE_M, (y + 0.5) * TILE_M)
    return cost, places


def plan(drawing: str) -> Route | None:
    cost, places = site(drawing)
    return plan_route(cost, TILE_M, places["A"], places["B"])


def plain_dijkstra(cost: Floats, start: tuple[int, int], goal: tuple[int, int]) -> float:
    """The reference: no heuristic, no flat lists, prices in tile lengths."""
    best = {start: 0.0}
    queue = [(0.0, start)]
    while queue:
        price, (x, y) = heappop(queue)
        if (x, y) == goal:
            return price
        if price > best[x, y]:
            continue
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                nx, ny = x + dx, y + dy
                if not (0 <= nx < cost.shape[1] and 0 <= ny < cost.shape[0]) or math.isinf(cost[ny, nx]):
                    continue
                if dx and dy and (math.isinf(cost[y, nx]) or math.isinf(cost[ny, x])):
                    continue
                reached = price + math.sqrt(dx * dx + dy * dy) * (cost[y, x] + cost[ny, nx]) / 2
                if reached < best.get((nx, ny), math.inf):
                    best[nx, ny] = reached
                    heappush(queue, (reached, (nx, ny)))
    return math.inf


def test_open_ground_is_crossed_in_one_straight_line() -> None:
    route = plan("""
        A.........
        ..........
        .........B
        """)
    assert route is not None
    assert len(route.points_m) == 2
    assert route.length_m == route.cost == pytest.approx(TILE_M * math.hypot(9, 2))


def test_a_wall_is_gone_round() -> None:
    route = plan("""
        .......
        ...#...
        A..#..B
        ...#...
        """)
    assert route is not None
    assert route.length_m < 2 * (6 + 2)
    assert min(y for _, y in route.points_m) < TILE_M  # over the top, where the gap is


def test_corners_of_blocked_tiles_are_not_cut() -> None:
    assert plan("A#\n#B") is None
    route = plan("A.\n#B")
    assert route is not None
    assert route.length_m == pytest.approx(2 * TILE_M)


def test_dear_ground_is_gone_round_when_that_is_cheaper_and_crossed_when_not() -> None:
    round_it = plan("""
        .........
        ..99999..
        A.99999.B
        ..99999..
        """)
    across = plan("""
        .........
        ...2.....
        A..2....B
        ...2.....
        """)
    assert round_it is not None
    assert across is not None
    assert round_it.cost == pytest.approx(round_it.length_m)
    assert across.length_m == pytest.approx(16.0)
    assert across.cost == pytest.approx(18.0)


def test_an_enclosed_goal_has_no_way() -> None:
    assert (
        plan("""
        A...###
        ....#B#
        ....###
        """)
        is None
    )


def test_ends_off_the_map_or_on_a_blocked_goal_have_no_way() -> None:
    cost, places = site("A.#")
    assert plan_route(cost, TILE_M, places["A"], (5.0, 1.0)) is None
    assert plan_route(cost, TILE_M, places["A"], (7.0, 1.0)) is None
    assert plan_route(cost, TILE_M, (-0.1, 1.0), places["A"]) is None


def test_a_rover_standing_on_a_blocked_tile_can_leave_it() -> None:
    cost, _ = site("#....")
    route = plan_route(cost, TILE_M, (1.0, 1.0), (9.0, 1.0))
    assert route is not None
    assert route.length_m == pytest.approx(8.0)
    assert math.isfinite(route.cost)


def test_the_route_starts_and_ends_exactly_where_asked() -> None:
    cost = np.ones((30, 30))
    start, goal = (3.337, 41.01), (55.123456, 7.5)
    route = plan_route(cost, TILE_M, start, goal)
    assert route is not None
    assert (route.points_m[0], route.points_m[-1]) == (start, goal)
    here = plan_route(cost, TILE_M, start, start)
    assert here is not None
    assert (here.points_m, here.length_m, here.cost) == ((start,), 0.0, 0.0)


@st.composite
def grids(draw: st.DrawFn) -> tuple[Floats, tuple[int, int], tuple[int, int]]:
    width, height = draw(st.integers(2, 14)), draw(st.integers(2, 14))
    prices = st.sampled_from([1.0, 1.0, 1.25, 2.0, 3.7, 9.0, math.inf, math.inf])
    cells = draw(st.lists(prices, min_size=width * height, max_size=width * height))
    cost = np.array(cells).reshape(height, width)
    start, goal = ((draw(st.integers(0, width - 1)), draw(st.integers(0, height - 1))) for _ in range(2))
    cost[start[1], start[0]] = cost[goal[1], goal[0]] = 1.0
    return cost, start, goal


@settings(max_examples=300, deadline=None)
@given(grids())
def test_as_cheap_as_plain_dijkstra_and_never_dearer_pulled(
    case: tuple[Floats, tuple[int, int], tuple[int, int]],
) -> None:
    cost, start, goal = case
    tiles = cheapest_tiles(cost, start, goal)
    expected = plain_dijkstra(cost, start, goal)
    if tiles is None:
        assert math.isinf(expected)
        return
    assert way_price(cost, tiles) == pytest.approx(expected, rel=1e-8)
    ends = [((x + 0.5) * TILE_M, (y + 0.5) * TILE_M) for x, y in (start, goal)]
    route = plan_route(cost, TILE_M, ends[0], ends[1])
    assert route is not None
    assert route.cost <= expected * TILE_M * (1 + 1e-8)
    assert route.cost == pytest.approx(path_cost(cost, TILE_M, route.points_m))
    assert route.length_m == pytest.approx(path_length_m(route.points_m))
    assert_clear(cost, route)


def assert_clear(cost: Floats, route: Route) -> None:
    """Walk the route in small steps: every place lies on open ground."""
    for (ax, ay), (bx, by) in pairwise(route.points_m):
        for k in range(201):
            x, y = ax + (bx - ax) * k / 200, ay + (by - ay) * k / 200
            assert math.isfinite(cost[int(y / TILE_M), int(x / TILE_M)])


def rough_ground(size: int, seed: int) -> Floats:
    """Patches of three sizes, a tenth of it blocked."""
    draw = np.random.default_rng(seed)
    cost = np.ones((size, size))
    for patch in (4, 16, 32):
        cost += np.kron(draw.random((size // patch, size // patch)), np.ones((patch, patch)))
    cost[draw.random((size, size)) < 0.1] = np.inf
    cost[2, 2] = cost[-3, -3] = 1.0
    return cost


def test_searching_near_the_ends_first_loses_nothing() -> None:
    cost = rough_ground(128, 5)
    draw = np.random.default_rng(8)
    free = np.argwhere(np.isfinite(cost))
    for a, b in draw.integers(0, len(free), (12, 2)):
        start, goal = (int(free[a][1]), int(free[a][0])), (int(free[b][1]), int(free[b][0]))
        tiles = cheapest_tiles(cost, start, goal)
        found = math.inf if tiles is None else way_price(cost, tiles)
        assert found == pytest.approx(plain_dijkstra(cost, start, goal), rel=1e-8)


def test_the_same_question_has_the_same_answer() -> None:
    cost = rough_ground(128, 3)
    first = plan_route(cost, TILE_M, (5.0, 5.0), (251.0, 251.0))
    again = plan_route(np.asfortranarray(cost.copy()), TILE_M, (5.0, 5.0), (251.0, 251.0))
    assert first == again


def test_a_way_over_a_256_map_takes_well_under_a_second() -> None:
    cost = 1.0 + 4.0 * np.random.default_rng(1).random((256, 256))
    began = time.perf_counter()
    assert plan_route(cost, TILE_M, (3.0, 3.0), (509.0, 509.0)) is not None
    assert time.perf_counter() - began < 2.0  # 0.2 s alone on a slow core; the rest is for busy machines


def test_a_large_map_is_crossed_by_a_corridor_at_a_fair_price() -> None:
    cost = rough_ground(448, 4)
    cost[200, 40:] = np.inf  # a wall with a gap at the west end
    route = plan_route(cost, TILE_M, (5.0, 5.0), (891.0, 891.0))
    assert route is not None
    assert_clear(cost, route)
    assert any(x < 41 * TILE_M and 150 * TILE_M < y < 250 * TILE_M for x, y in route.points_m)
    assert route.cost < 1.05 * TILE_M * plain_dijkstra(cost, (2, 2), (445, 445))


def test_a_large_map_knows_when_there_is_no_way() -> None:
    cost = np.ones((512, 512))
    cost[:, 200] = np.inf
    assert plan_route(cost, TILE_M, (5.0, 5.0), (1001.0, 1001.0)) is None
    assert plan_route(cost, TILE_M, (391.0, 500.0), (411.0, 500.0)) is None


@settings(max_examples=100, deadline=None)
@given(grids(), st.sampled_from([3, 5, 64]))
def test_regions_are_what_a_flood_reaches(case: tuple[Floats, tuple[int, int], tuple[int, int]], block: int) -> None:
    cost, start, goal = case
    region = connected(cost < np.inf, block)
    assert ((region >= 0) == np.isfinite(cost)).all()
    if block == 64:
        same = region[start[1], start[0]] == region[goal[1], goal[0]]
        assert same == math.isfinite(plain_dijkstra(cost, start, goal))
    else:
        for number in range(region.max() + 1):
            ys, xs = np.nonzero(region == number)
            assert len(set(zip(ys // block, xs // block, strict=True))) == 1


def test_a_line_is_priced_by_the_length_on_each_tile() -> None:
    price = np.array([[1.0, 5.0, math.inf], [2.0, 1.0, 1.0]])
    assert line_price(price, (0.5, 0.5), (1.25, 0.5)) == pytest.approx(0.5 * 1 + 0.25 * 5)
    assert line_price(price, (0.5, 0.5), (1.5, 1.5)) == pytest.approx(math.sqrt(0.5) * 2)
    assert math.isinf(line_price(price, (0.5, 0.5), (2.5, 0.5)))
    assert math.isinf(line_price(price, (1.5, 0.5), (2.5, 1.5)))  # past the blocked tile's corner


def test_a_step_to_the_next_tile_costs_what_its_two_halves_cost() -> None:
    price = np.random.default_rng(5).uniform(1.0, 9.0, (5, 5))
    price[1, 3] = price[4, 2] = np.inf
    a = (2.5, 2.5)
    for b in [(2.5 + dx, 2.5 + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]:
        middle = ((a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0)
        halves = line_price(price, a, middle) + line_price(price, middle, b)
        assert line_price(price, a, b) == pytest.approx(halves, rel=1e-14), b
    assert math.isinf(line_price(price, a, (3.5, 1.5)))  # closed itself
    assert math.isinf(line_price(price, (3.5, 2.5), (2.5, 1.5)))  # past a closed corner
    assert line_price(price, a, a) == 0.0
    assert math.isinf(line_price(price, (2.5, 4.5), (2.5, 4.5)))


@pytest.mark.parametrize(("radius", "expected"), [(0.0, 1), (1.0, 5), (1.5, 9), (2.0, 13), (2.9, 25)])
def test_clearance_is_a_disc(radius: float, expected: int) -> None:
    blocked = np.zeros((9, 9), dtype=bool)
    blocked[4, 4] = True
    grown = dilate(blocked, radius)
    assert grown.sum() == expected
    assert (grown == grown.T).all()
    assert (grown == grown[::-1]).all()


def test_clearance_stops_at_the_edges() -> None:
    blocked = np.zeros((3, 5), dtype=bool)
    blocked[0, 4] = True
    grown = dilate(blocked, 4.0)
    assert grown[0].tolist() == [True] * 5
    assert blocked.sum() == 1

"""The bench measures what it says; no time is asserted, machines differ."""

import json
import math
import subprocess
import sys

import pytest

from tests import bench


def test_quantiles() -> None:
    times_s = [float(n) for n in range(100, 0, -1)]
    assert bench.quantile(times_s, 0.5) == 51.0
    assert bench.quantile(times_s, 0.99) == 100.0
    assert bench.quantile([3.0], 0.99) == 3.0


def test_ratios_are_per_unit_of_work() -> None:
    found = bench.figure("tick", [0.5], "call", 0.001, "none", work=100)
    assert found.ratio == pytest.approx(5.0)
    assert found.per_second == pytest.approx(200.0)


def test_the_plain_noise_is_noise() -> None:
    assert bench.python_pnoise2(3.0, 4.0) == 0.0
    values = [bench.python_pnoise2(0.37 * n, 0.61 * n, octaves=3) for n in range(200)]
    assert max(values) > 0.1
    assert min(values) < -0.1
    assert max(map(abs, values)) < 1.5


@pytest.mark.slow
@pytest.mark.parametrize("part", sorted(bench.PARTS))
def test_every_part_still_runs(part: str) -> None:
    command = [sys.executable, bench.__file__, part, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)["figures"]
    assert figures
    for item in figures:
        assert math.isfinite(item["ratio"])
        assert 0.0 < item["median_ms"] <= item["p99_ms"]

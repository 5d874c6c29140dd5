"""Promise 1: the same world, bit for bit. .ci/run repeats this on other Pythons, numpys and CPU paths."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import digests

DIGESTS = Path(digests.__file__)
ASK_NUMPY = """
import json
try:
    from numpy._core import _multiarray_umath as core
except ImportError:
    from numpy.core import _multiarray_umath as core
print(json.dumps([name for name in core.__cpu_dispatch__ if core.__cpu_features__.get(name)]))
"""


def test_digests_are_as_kept() -> None:
    """A change meant to change the world: `python tests/digests.py --write`, and a line in CHANGELOG."""
    kept = digests.KEPT.read_text(encoding="utf-8").splitlines()
    assert digests.all_lines() == kept


def test_a_digest_sees_the_last_bit() -> None:
    assert digests.digest(1.0) != digests.digest(1.0000000000000002)
    assert digests.digest((1, (2, 3))) != digests.digest((1, 2, 3))
    assert digests.digest(digests.spread(0.0, 1.0)) != digests.digest(digests.spread(0.0, 1.0 + 2**-50))


@pytest.mark.slow
@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_digests_without_simd(hash_seed: str) -> None:
    """numpy's fast paths off, by the names this machine has, and text hashed differently."""
    asked = subprocess.run([sys.executable, "-c", ASK_NUMPY], capture_output=True, text=True, check=True)
    names = json.loads(asked.stdout)
    if not names:
        pytest.skip("numpy has no CPU path to switch off on this machine")
    environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": " ".join(names), "PYTHONHASHSEED": hash_seed}
    run = subprocess.run([sys.executable, str(DIGESTS)], env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == digests.all_lines()

"""Named counter streams: pinned values, scalars equal to arrays, evenness, independence."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.core.inverse_normal import inverse_normal, inverse_normal_array
from game.core.rng import Stream, fnv1a, mix64, rng_for

COUNT = 60_000
INDEX = np.arange(COUNT)
KINDS = ("u64", "uniform", "normal", "exponential")


def test_splitmix64_gives_the_published_sequence() -> None:
    # First outputs of splitmix64 seeded with 1234567 (Rosetta Code, "Pseudo-random numbers/Splitmix64").
    stream = Stream(1234567)
    assert [stream.u64(i) for i in range(5)] == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_fnv1a_gives_the_published_hashes() -> None:
    assert fnv1a("foobar") == 0x85944171F73967E8
    assert fnv1a("b") == 0xAF63DF4C8601F1A5


def test_values_are_the_same_for_ever() -> None:
    stream = rng_for(20210218, "weather", "gusts", 3)
    assert stream.key == 15704914042711927214
    assert [stream.u64(i) for i in (0, 1, 10**9)] == [
        2607614957677242711,
        4352703462011634904,
        3560223689065185966,
    ]
    assert stream.uniform(5) == 0.6939864632227162
    assert stream.normal(5) == 0.5071820712740284
    assert stream.exponential(5) == 0.3653028241083381
    assert stream.integer(-10, 10, 5) == 3
    assert stream.uniform2(3, 4) == 0.7089779708687568


@given(seed=st.integers(), name=st.text(max_size=8), index=st.integers(-(2**63), 2**63 - 1))
@example(seed=0, name="", index=0)
@example(seed=2**64 - 1, name="é", index=-1)
def test_one_index_gives_what_an_array_gives(seed: int, name: str, index: int) -> None:
    stream = rng_for(seed, name)
    among = np.array([index, 3], dtype=np.int64)
    for kind in KINDS:
        alone = getattr(stream, kind)(index)
        assert type(alone) is (int if kind == "u64" else float)
        assert getattr(stream, kind)(among).tolist() == [alone, getattr(stream, kind)(3)]
    assert stream.between(-2.5, 7.0, among)[0] == stream.between(-2.5, 7.0, index)
    assert stream.integer(-7, 2**32 - 7, among)[0] == stream.integer(-7, 2**32 - 7, index)
    assert stream.chance(0.3, among)[0] == stream.chance(0.3, index)
    assert stream.uniform2(among, index).tolist() == [
        stream.uniform2(index, index),
        stream.uniform2(3, index),
    ]
    assert stream.uniform2(index, among).tolist() == [
        stream.uniform2(index, index),
        stream.uniform2(index, 3),
    ]


@pytest.mark.parametrize("dtype", [np.int8, np.int32, np.uint32, np.int64, np.uint64])
def test_width_of_the_index_does_not_matter(dtype: type) -> None:
    stream = rng_for(1, "width")
    assert stream.u64(np.arange(100).astype(dtype)).tolist() == [stream.u64(i) for i in range(100)]


def test_indices_count_modulo_two_to_the_64() -> None:
    stream = rng_for(1, "wrap")
    assert stream.u64(-1) == stream.u64(2**64 - 1) == stream.u64(np.array([2**64 - 1], dtype=np.uint64))[0]


def test_array_draws_keep_the_shape() -> None:
    index = np.arange(60_000).reshape(200, 300)
    for kind in KINDS:
        table = getattr(rng_for(1, "shape"), kind)(index)
        assert table.shape == (200, 300)
        assert table[150, 7] == getattr(rng_for(1, "shape"), kind)(150 * 300 + 7)
    ty, tx = np.mgrid[0:4, 0:5]
    assert rng_for(1).uniform2(tx, ty)[3, 2] == rng_for(1).uniform2(2, 3)


def test_names_make_streams_of_their_own() -> None:
    streams = [
        rng_for(1),
        rng_for(2),
        rng_for(1, "a"),
        rng_for(1, "b"),
        rng_for(1, "a", "b"),
        rng_for(1, "b", "a"),
        rng_for(1, "ab"),
        rng_for(1, ""),
        rng_for(1, 7),
        rng_for(1, "7"),
        rng_for(1, 0),
        rng_for(1, -1),
    ]
    assert len({stream.key for stream in streams}) == len(streams)
    assert rng_for(1, "a").sub("b", 3) == rng_for(1, "a", "b", 3)
    assert len({rng_for(seed, "x").key for seed in range(20_000)}) == 20_000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (rng_for(1, "a"), rng_for(1, "b")),
        (rng_for(1, "a"), rng_for(2, "a")),
        (rng_for(1, "a", 0), rng_for(1, "a", 1)),
        (rng_for(1, "a"), rng_for(1, "a").sub("b")),
        (Stream(0), Stream(1)),
    ],
)
def test_streams_are_independent(one: Stream, other: Stream) -> None:
    a, b = one.uniform(INDEX) - 0.5, other.uniform(INDEX) - 0.5
    for lag in (0, 1, 2, 97):
        correlation = 12.0 * float(np.mean(a[lag:] * b[: COUNT - lag]))
        assert abs(correlation) < 5.0 / math.sqrt(COUNT)


def test_neighbours_in_one_stream_are_independent() -> None:
    a = rng_for(5, "serial").uniform(INDEX) - 0.5
    for lag in (1, 2, 3, 64, 1000):
        assert abs(12.0 * float(np.mean(a[lag:] * a[:-lag]))) < 5.0 / math.sqrt(COUNT)


def test_neighbouring_tiles_are_independent_and_not_symmetric() -> None:
    ty, tx = np.mgrid[0:256, 0:256]
    field = rng_for(5, "tiles").uniform2(tx, ty) - 0.5
    for other in (
        field.T,
        np.roll(field, 1, axis=0),
        np.roll(field, 1, axis=1),
        np.roll(field, (1, -1), axis=(0, 1)),
    ):
        assert abs(12.0 * float(np.mean(field * other))) < 0.02
    assert len(np.unique(field)) == field.size


def chi_square(counts: np.ndarray) -> float:
    expected = counts.sum() / counts.size
    return float(((counts - expected) ** 2 / expected).sum())


@pytest.mark.parametrize("bins", [2, 10, 100, 1000])
def test_uniform_is_even(bins: int) -> None:
    values = rng_for(3, "even").uniform(INDEX)
    assert 0.0 <= values.min() < 1e-3
    assert 0.999 < values.max() < 1.0
    counts = np.bincount((values * bins).astype(np.int64), minlength=bins)
    assert abs(chi_square(counts) - (bins - 1)) < 5.0 * math.sqrt(2.0 * bins)


def test_every_bit_is_a_fair_coin() -> None:
    bits = rng_for(3, "bits").u64(INDEX)
    for place in range(64):
        ones = int(((bits >> np.uint64(place)) & np.uint64(1)).sum())
        assert abs(ones - COUNT / 2) < 5.0 * math.sqrt(COUNT) / 2.0


@pytest.mark.parametrize(("lo", "hi"), [(0, 6), (-3, 4), (10, 11), (0, 1000)])
def test_integer_covers_its_range_evenly(lo: int, hi: int) -> None:
    values = rng_for(3, "dice").integer(lo, hi, INDEX)
    counts = np.bincount(values - lo, minlength=hi - lo)
    assert len(counts) == hi - lo
    assert counts.min() > 0
    assert abs(chi_square(counts) - (hi - lo - 1)) < 5.0 * math.sqrt(2.0 * (hi - lo)) + 1e-9


@pytest.mark.parametrize(("lo", "hi"), [(0, 0), (5, 4), (0, 2**32 + 1)])
def test_integer_refuses_an_empty_or_huge_range(lo: int, hi: int) -> None:
    with pytest.raises(ValueError, match="choices"):
        rng_for(1).integer(lo, hi, 0)


def test_chance_is_as_likely_as_it_says() -> None:
    stream = rng_for(3, "chance")
    for p in (0.01, 0.5, 0.9):
        hits = int(stream.chance(p, INDEX).sum())
        assert abs(hits - p * COUNT) < 5.0 * math.sqrt(COUNT * p * (1.0 - p))
    assert not stream.chance(0.0, INDEX).any()
    assert stream.chance(1.0, INDEX).all()


def test_between_stays_between() -> None:
    values = rng_for(3, "between").between(-2.0, 5.0, INDEX)
    assert -2.0 <= values.min() < -1.99
    assert 4.99 < values.max() < 5.0


def test_normal_has_the_moments_and_the_shape() -> None:
    values = rng_for(3, "normal").normal(INDEX)
    assert abs(float(np.mean(values))) < 5.0 / math.sqrt(COUNT)
    assert abs(float(np.mean(values**2)) - 1.0) < 5.0 * math.sqrt(2.0 / COUNT)
    assert abs(float(np.mean(values**3))) < 5.0 * math.sqrt(15.0 / COUNT)
    assert abs(float(np.mean(values**4)) - 3.0) < 5.0 * math.sqrt(96.0 / COUNT)
    edges = [statistics.NormalDist().inv_cdf(i / 50) for i in range(1, 50)]
    counts = np.bincount(np.searchsorted(edges, values), minlength=50)
    assert abs(chi_square(counts) - 49) < 50.0


def test_exponential_has_the_mean_and_the_tail() -> None:
    values = rng_for(3, "exponential").exponential(INDEX)
    assert values.min() > 0.0
    assert abs(float(np.mean(values)) - 1.0) < 5.0 / math.sqrt(COUNT)
    for level in (0.5, 1.0, 3.0):
        share = math.exp(-level)
        assert abs(float(np.mean(values > level)) - share) < 5.0 * math.sqrt(share * (1.0 - share) / COUNT)


@given(p=st.floats(2.0**-53, 1.0 - 2.0**-53))
@example(p=0.075)
@example(p=0.925)
@example(p=1e-13)
@example(p=0.5)
def test_inverse_normal_agrees_with_the_standard_library(p: float) -> None:
    assert inverse_normal(p) == pytest.approx(statistics.NormalDist().inv_cdf(p), rel=2e-15, abs=1e-15)
    assert inverse_normal_array(np.array([p, 0.3])).tolist() == [inverse_normal(p), inverse_normal(0.3)]


def test_mix64_is_one_to_one() -> None:
    assert len({mix64(i) for i in range(10_000)} | {mix64(i << 50) for i in range(1, 10_000)}) == 19_999

"""How sure a figure is: intervals, and whether two runs differ by more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

_SEED = 20_261_121
_RESAMPLES = 2_000
_PERMUTATIONS = 9_999
_Z = float(stats.norm.ppf(0.975))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over so many values, with its 95 % interval."""

    value: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Difference:
    """How much the second of two is above the first on average, how likely chance alone would set them so far apart,
    and how many values changed.
    """

    mean: float
    p: float
    changed: int
    count: int


def interval(values: Sequence[float], clusters: Sequence[str] | None = None, seed: int = _SEED) -> Estimate:
    """The mean of at least one value with its 95 % interval; values of one cluster are not independent.

    Percentile bootstrap over clusters. Shares of yes and no, and values that do not vary, would look too sure under
    it: those get Wilson's interval, with as many cases as the clusters are worth.
    """
    sums, sizes = _totals(values, clusters)
    mean = float(sums.sum() / sizes.sum())
    if set(values) <= {0.0, 1.0}:
        return Estimate(mean, *_wilson(mean, _worth(mean, sums, sizes)), len(values))
    if len(sums) == 1 or len(set(values)) == 1:
        low, high = _wilson(mean, len(sums)) if max(values) <= 1 and min(values) >= 0 else (mean, mean)
        return Estimate(mean, low, high, len(values))
    found = stats.bootstrap(
        (sums, sizes),
        lambda total, size, axis: total.sum(axis=axis) / size.sum(axis=axis),
        paired=True,
        vectorized=True,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return Estimate(mean, float(found.low), float(found.high), len(values))


def paired(
    one: Mapping[str, float],
    other: Mapping[str, float],
    clusters: Mapping[str, str] | None = None,
    seed: int = _SEED,
) -> Difference:
    """The other less the one over what both hold, by a two-sided sign-flip test; a cluster flips as a whole.

    The test is exact while what changed has few enough ways to flip.
    """
    both = [id_ for id_ in one if id_ in other]
    steps = [other[id_] - one[id_] for id_ in both]
    changed = sum(step != 0 for step in steps)
    if not changed:
        return Difference(0.0, 1.0, 0, len(both))
    sums, _ = _totals(steps, [(clusters or {}).get(id_, id_) for id_ in both])
    return Difference(float(np.mean(steps)), _p(sums[sums != 0], seed), changed, len(both))


def _p(steps: np.ndarray, seed: int) -> float:
    # One step is as likely up as down.
    if len(steps) <= 1:
        return 1.0
    tested = stats.permutation_test(
        (steps,),
        lambda flipped, axis: flipped.sum(axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=_PERMUTATIONS,
        rng=np.random.default_rng(seed),
    )
    return float(tested.pvalue)


def _totals(values: Sequence[float], clusters: Sequence[str] | None) -> tuple[np.ndarray, np.ndarray]:
    """The sum and the number of values in each cluster, in order of appearance."""
    if clusters is None:
        return np.asarray(values, dtype=float), np.ones(len(values))
    place = {name: number for number, name in enumerate(dict.fromkeys(clusters))}
    at = [place[name] for name in clusters]
    return np.bincount(at, weights=values), np.bincount(at).astype(float)


def _worth(share: float, sums: np.ndarray, sizes: np.ndarray) -> float:
    """How many independent cases would leave a share as unsure as these clusters do; never more than there are."""
    count, clusters = float(sizes.sum()), len(sums)
    if clusters == count:
        return count
    spread = float(np.square(sums - share * sizes).sum()) * clusters / max(1, clusters - 1) / count**2
    worth = share * (1 - share) / spread if spread else 0.0
    return min(count, max(float(clusters), worth))


def _wilson(share: float, count: float) -> tuple[float, float]:
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z / (1 + _Z**2 / count) * float(np.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2)))
    return max(0.0, middle - half), min(1.0, middle + half)

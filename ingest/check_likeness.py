"""Finds services that are hard to tell apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ingest.findings import Finding, Kind
from knowledge.embedding_model import Vector
from knowledge.texts import Embedded
from knowledge.vocabulary import Language

# With the packaged model 95 of 100 services are nearer than this to their own profile in the other
# language, and 998 of 1,000 pairs of services are farther apart.
ALIKE = 0.55


def check_likeness(
    profiles: Sequence[Embedded],
    means: Mapping[Language, Vector],
    neighbours: Mapping[str, set[str]],
) -> Iterator[Finding]:
    """Services that do not name each other though their profiles are nearly the same."""
    nearest: dict[tuple[str, str], float] = {}
    for language, mean in means.items():
        own = [profile for profile in profiles if profile.language is language]
        for pair, likeness in _near_pairs(own, mean):
            nearest[pair] = max(likeness, nearest.get(pair, 0))
    for (first, second), likeness in sorted(nearest.items(), key=lambda item: -item[1]):
        if second not in neighbours[first]:
            mend = f"much like {second} ({likeness:.2f}): join them, or relate them to each other"
            yield Finding(Kind.TWIN, first, mend)


def _near_pairs(profiles: Sequence[Embedded], mean: Vector) -> Iterator[tuple[tuple[str, str], float]]:
    shifted = np.array([profile.vector for profile in profiles]) - mean
    lengths = np.linalg.norm(shifted, axis=1, keepdims=True)
    unit = shifted / np.where(lengths > 0, lengths, 1)
    likeness = np.triu(unit @ unit.T, k=1)
    for row, column in np.argwhere(likeness >= ALIKE):
        first, second = sorted((profiles[row].owner_id, profiles[column].owner_id))
        yield (first, second), float(likeness[row, column])

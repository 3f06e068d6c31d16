"""Finds names in what is said: the longest counts where names overlap."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from bot.mentions import fold
from knowledge.lexicon import words

Name = tuple[str, ...]

_LONGEST = 6


def said_in(text: str) -> Name:
    """The words of a text: "KI's incubator" is named KI incubator."""
    return tuple(word for word in words(text) if word != "s")


def found_in(said: Sequence[str], names: Mapping[Name, Collection[str]]) -> tuple[frozenset[str], set[str]]:
    """The services that are named, and the words beside their names."""
    found = longest([run for run in runs(said) if run in names])
    services = frozenset(id_ for run in found for id_ in names[run])
    return services, {fold(word) for word in set(said) - {word for run in found for word in run}}


def longest(found: Sequence[Name]) -> list[Name]:
    """The runs that lie in no longer one."""
    return [run for run in found if not any(_within(run, other) for other in found if other != run)]


def runs(said: Sequence[str]) -> Iterable[Name]:
    """Every run of words that may be a name."""
    for start in range(len(said)):
        for end in range(start + 1, min(start + _LONGEST, len(said)) + 1):
            yield tuple(said[start:end])


def _within(short: Name, long: Name) -> bool:
    return any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1))

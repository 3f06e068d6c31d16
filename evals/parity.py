"""Whether both languages are answered alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evals.measures import Row, is_first


def parity(rows: Iterable[Row]) -> dict[str, float]:
    """By case that is another's translation: whether both get the same first organization, or an ideal first both."""
    known = {one.case.id: one for one in rows}
    twins = ((one, known.get(one.case.twin or "")) for one in known.values() if one.case.best)
    return {one.case.id: float(_alike([one, other])) for one, other in twins if other}


def parity_of_needs(rows: Iterable[Row]) -> dict[str, float]:
    """As parity, of one need that was written down anew in the other language, in other words."""
    pairs: dict[str, list[Row]] = {}
    for one in rows:
        if one.case.pair and one.case.best and not one.case.twin:
            pairs.setdefault(one.case.pair, []).append(one)
    same = (two for two in pairs.values() if len({frozenset(one.case.best) for one in two}) == 1)
    both = [two for two in same if {one.case.language for one in two} == {"sv", "en"}]
    return {one.case.id: float(_alike(two)) for two in both for one in two}


def _alike(rows: Sequence[Row]) -> bool:
    firsts = {one.organizations[:1] for one in rows}
    return (len(firsts) == 1 and () not in firsts) or all(is_first(one) for one in rows)

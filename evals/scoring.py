"""Scores of a run: each measure's value per case, from the replies that were kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean
from types import MappingProxyType
from typing import Literal

from bot.answering import Passage
from bot.models import Outcome
from evals import measures, parity
from evals.cases import Case
from evals.confusion import cost
from evals.integrity import Known, citation_support, contact_integrity, known
from evals.measures import Row
from evals.statistics import Difference, Estimate, interval, paired
from knowledge.assembly import Knowledge
from knowledge.documents import document_ids, documents_by_id
from knowledge.texts import Owner, texts_of

__all__ = ["MEASURES", "Known", "Measure", "Sheet", "figures", "groups", "known", "known_to", "language_gap", "score"]

Sheet = Mapping[str, Mapping[str, float]]
"""A measure's value per case id, where it can be measured."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure is called, what it counts in, which way is better, and where it must not go beyond."""

    title: str
    unit: Literal["share", "ms", "cost"] = "share"
    more_is_better: bool = True
    floor: float | None = None

    def holds(self, value: float) -> bool | None:
        """Whether a figure keeps to its floor; nothing where it has none."""
        if self.floor is None:
            return None
        return value >= self.floor if self.more_is_better else value <= self.floor


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "first": Measure("Ideal contact first", floor=0.85),
        "among_three": Measure("Right contact among three", floor=0.95),
        "parity": Measure("Same first organization for a question and its translation, or both ideal", floor=0.90),
        "parity_of_needs": Measure("The same for one need in other words of the other language"),
        "needs": Measure("Needs that get a right contact", floor=0.90),
        "asks_back": Measure("Vague questions asked back", floor=0.90),
        "declines": Measure("Questions out of scope declined", floor=0.90),
        "says_none": Measure("Gaps said to be gaps", floor=0.90),
        "false_alarms": Measure("Good questions not answered", more_is_better=False, floor=0.03),
        "contact_integrity": Measure("Answers with known contact details only", floor=1.0),
        "echo": Measure("Answers that repeat nothing they must not", floor=1.0),
        "must_not": Measure("Answers without a plainly wrong contact"),
        "outcome": Measure("Right outcome"),
        "cost": Measure("Mean cost of mistakes", "cost", more_is_better=False),
        "reciprocal_rank": Measure("Reciprocal rank of the first right contact"),
        "ndcg": Measure("nDCG@10 of contacts"),
        "passages_3": Measure("Guides found among three"),
        "passages_5": Measure("Guides found among five"),
        "citation_support": Measure("Citations that stand word for word in their source"),
        "contacts": Measure("Contacts asked for that are shown"),
        "keeps": Measure("Nothing masked where nothing is personal"),
        "latency": Measure("Time to answer", "ms", more_is_better=False),
    }
)

_OF_ROWS: Mapping[str, Callable[[Row], float | None]] = MappingProxyType(
    {
        "first": measures.first,
        "among_three": measures.among_three,
        "needs": measures.needs,
        "asks_back": partial(measures.ends_as, expected=Outcome.NEEDS_DETAIL),
        "declines": partial(measures.ends_as, expected=Outcome.OUT_OF_SCOPE),
        "says_none": partial(measures.ends_as, expected=Outcome.NO_MATCH),
        "false_alarms": measures.false_alarm,
        "echo": measures.echo,
        "must_not": measures.must_not,
        "outcome": measures.outcome,
        "cost": cost,
        "reciprocal_rank": measures.reciprocal_rank,
        "ndcg": measures.ndcg,
        "passages_3": partial(measures.passages, k=3),
        "passages_5": partial(measures.passages, k=5),
        "contacts": measures.contacts,
        "keeps": measures.keeps,
        "latency": measures.latency,
    }
)


def score(rows: Sequence[Row], known: Known | None = None) -> Sheet:
    """Every measure's value for every case in which it can be measured; without what is known, not integrity."""
    found = {name: {one.case.id: measure(one) for one in rows} for name, measure in _OF_ROWS.items()}
    found["parity"] = dict(parity.parity(rows))
    found["parity_of_needs"] = dict(parity.parity_of_needs(rows))
    if known:
        found["contact_integrity"] = {one.case.id: contact_integrity(one.got, known) for one in rows}
        found["citation_support"] = {one.case.id: citation_support(one.got, known) for one in rows}
    return {
        name: {id_: value for id_, value in found[name].items() if value is not None}
        for name in MEASURES
        if name in found
    }


def groups(case: Case) -> dict[str, str]:
    """What a case is counted under beside all."""
    return {
        "language": case.language,
        "group": case.group or "none",
        "area": case.area or "none",
        "noise": case.noise or "none",
    }


def figures(cases: Sequence[Case], sheet: Sheet, by: str | None = None) -> dict[str, dict[str, Estimate]]:
    """By value of one grouping, or under "all": the mean of each measure that has any, with its interval.

    The questions of a pair are drawn together.
    """
    together: dict[str, list[Case]] = {}
    for case in cases:
        together.setdefault(groups(case)[by] if by else "all", []).append(case)
    return {value: _figures(together[value], sheet) for value in sorted(together)}


def _figures(cases: Sequence[Case], sheet: Sheet) -> dict[str, Estimate]:
    found = {}
    for name, values in sheet.items():
        measured = [case for case in cases if case.id in values]
        if measured:
            found[name] = interval([values[case.id] for case in measured], [_pair(case) for case in measured])
    return found


def language_gap(cases: Sequence[Case], values: Mapping[str, float]) -> Difference:
    """How much better the Swedish questions of pairs do than the English ones."""
    by_language: dict[str, dict[str, list[float]]] = {"sv": {}, "en": {}}
    for case in cases:
        if case.id in values:
            by_language[case.language].setdefault(_pair(case), []).append(values[case.id])
    english, swedish = ({pair: fmean(found) for pair, found in by_language[one].items()} for one in ("en", "sv"))
    return paired(english, swedish)


def _pair(case: Case) -> str:
    return case.pair or case.id


def known_to(knowledge: Knowledge) -> Known:
    """What the published catalogue and all stored documents hold."""
    with knowledge.engine.connect() as db:
        documents = documents_by_id(db, sorted(document_ids(db)))
        passages = [
            Passage(text, document)
            for document in documents.values()
            for text in texts_of(db, Owner.DOCUMENT, document.id).values()
        ]
    return known(knowledge.catalogue.current(), passages)

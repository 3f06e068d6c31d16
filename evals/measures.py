"""What an answer is worth; pure functions, with nothing where there is nothing to measure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from bot.models import Outcome
from evals.cases import Case
from evals.replies import Answered

_IDEAL, _ACCEPTABLE = 2, 1
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class Row:
    """One case with what was got at its last turn."""

    case: Case
    got: Answered

    @property
    def outcome(self) -> Outcome:
        """How the turn ended."""
        return self.got.outcome

    @property
    def services(self) -> tuple[str, ...]:
        """Ids of suggested services, best first."""
        return tuple(one.service_id for one in self.got.suggestions)

    @property
    def firsts(self) -> tuple[str, ...]:
        """The first suggestion of each need; a plan may take another need first than was asked first."""
        own: dict[int, str] = {}
        for one in self.got.suggestions:
            own.setdefault(one.need, one.service_id)
        return tuple(own.values())

    @property
    def organizations(self) -> tuple[str, ...]:
        """Ids of the organizations of suggested services, best first."""
        return tuple(one.organization_id for one in self.got.suggestions)

    @property
    def ranking(self) -> tuple[str, ...]:
        """Ids of all services that came near: the suggested ones, then the others in their order."""
        return tuple(dict.fromkeys([*self.services, *(one.service_id for one in self.got.candidates)]))


def rows_of(cases: Iterable[Case], replies: Mapping[str, Answered]) -> list[Row]:
    """The cases that have been answered, in their order."""
    return [Row(case, replies[case.id]) for case in cases if case.id in replies]


def gains(case: Case) -> dict[str, int]:
    """What each service is worth to a case: an ideal one twice as much as an acceptable one."""
    return {**dict.fromkeys(case.accepted, _ACCEPTABLE), **dict.fromkeys(case.best, _IDEAL)}


def is_first(one: Row) -> bool:
    """Whether the first suggestion is an ideal one; in a plan, that of the need which `best` is for."""
    firsts = one.firsts if one.case.needs else one.services[:1]
    return bool(set(firsts) & set(one.case.best))


def is_among(one: Row, count: int) -> bool:
    """Whether an ideal or acceptable suggestion is among the first ones."""
    return bool(set(one.services[:count]) & gains(one.case).keys())


def reciprocal_rank_of(ranking: Sequence[str], relevant: Collection[str]) -> float:
    """1 over the place of the first relevant one; 0 where there is none."""
    return next((1 / place for place, id_ in enumerate(ranking, start=1) if id_ in relevant), 0.0)


def ndcg_of(ranking: Sequence[str], worth: Mapping[str, int], k: int = 10) -> float:
    """The discounted gain of the first k, as a share of the best that any order could have."""
    ideal = _discounted(sorted(worth.values(), reverse=True)[:k])
    return _discounted(worth.get(id_, 0) for id_ in ranking[:k]) / ideal if ideal else 0.0


def recall_of(ranking: Sequence[str], relevant: Collection[str], k: int) -> float:
    """The share of the relevant ones that stand among the first k."""
    return len(set(ranking[:k]) & set(relevant)) / len(set(relevant)) if relevant else 0.0


def _discounted(values: Iterable[int]) -> float:
    return sum(value / log2(place + 1) for place, value in enumerate(values, start=1))


def first(one: Row) -> float | None:
    """Whether an ideal service is suggested first."""
    return float(is_first(one)) if one.case.best else None


def among_three(one: Row) -> float | None:
    """Whether an ideal or acceptable service is among three suggestions."""
    return float(is_among(one, 3)) if gains(one.case) else None


def reciprocal_rank(one: Row) -> float | None:
    """How high the first ideal or acceptable service stands among all that came near."""
    relevant = gains(one.case)
    return reciprocal_rank_of(one.ranking, relevant) if relevant else None


def ndcg(one: Row) -> float | None:
    """How well the first ten that came near are ordered."""
    worth = gains(one.case)
    return ndcg_of(one.ranking, worth) if worth else None


def passages(one: Row, k: int) -> float | None:
    """The share of a case's guides that stand among the first k found."""
    relevant = {_guide(id_) for id_ in one.case.documents}
    return recall_of(list(dict.fromkeys(map(_guide, one.got.passages))), relevant, k) if relevant else None


def _guide(document_id: str) -> str:
    # A guide and its twin in the other language are one guide.
    return document_id.removesuffix("-sv").removesuffix("-en")


def outcome(one: Row) -> float:
    """Whether the turn ended as it should."""
    return float(one.outcome is one.case.expected)


def ends_as(one: Row, expected: Outcome) -> float | None:
    """Whether a turn that should end in this way does."""
    return outcome(one) if one.case.expected is expected else None


def false_alarm(one: Row) -> float | None:
    """Whether a question that should be answered is not."""
    return float(one.outcome is not Outcome.ANSWERED) if one.case.expected is Outcome.ANSWERED else None


def must_not(one: Row) -> float | None:
    """Whether no plainly wrong service is suggested."""
    return float(not set(one.services) & set(one.case.must_not)) if one.case.must_not else None


def needs(one: Row) -> float | None:
    """The share of a case's needs that get one of their services; a need that no service meets does not count."""
    served = [bool(set(one.services) & set(need)) for need in one.case.needs if need]
    return sum(served) / len(served) if served else None


def contacts(one: Row) -> float | None:
    """The share of the contacts asked for that are shown."""
    seen = {contact.value for suggested in one.got.suggestions for contact in suggested.contacts}
    return recall_of(list(seen), one.case.contacts, len(seen)) if one.case.contacts else None


def echo(one: Row) -> float | None:
    """Whether nothing that an answer must not repeat stands in it."""
    read = _plain(shown(one.got))
    return float(not any(_plain(said) in read for said in one.case.no_echo)) if one.case.no_echo else None


def keeps(one: Row) -> float | None:
    """Whether nothing is masked where there is nothing personal to mask."""
    return float(not one.got.masked) if one.case.keep and not one.case.no_echo else None


def latency(one: Row) -> float:
    """Milliseconds until the answer."""
    return one.got.milliseconds


def shown(got: Answered) -> str:
    """All words of an answer as a person reads them, without the signs that keep Markdown from reading them."""
    said = [got.text, *(part for cited in got.citations for part in (cited.title, cited.quote))]
    return _ESCAPED.sub(r"\1", "\n".join(said))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())

"""What was taken for what, and what each mistake costs the company that asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.models import Outcome
from evals.measures import Row, gains, is_among, is_first, must_not
from knowledge.vocabulary import SupportKind


@dataclass(frozen=True, slots=True)
class Matrix:
    """How often each expected label got each label: a line per expected, a column per got."""

    expected: tuple[str, ...]
    got: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def count(self, expected: str, got: str) -> int:
        """How often one label got another; never where either is unknown."""
        if expected not in self.expected or got not in self.got:
            return 0
        return self.counts[self.expected.index(expected)][self.got.index(got)]


@dataclass(frozen=True, slots=True)
class Found:
    """How well one outcome is told from the others; a share is empty where it has nothing to be a share of."""

    expected: int
    got: int
    precision: float | None
    recall: float | None
    f1: float | None


class Mistake(StrEnum):
    """What can be wrong with an answer."""

    FORBIDDEN = "forbidden"
    WRONG_UNIT = "wrong_unit"
    NEEDLESS_ANSWER = "needless_answer"
    TOO_MANY_CONTACTS = "too_many_contacts"
    NEEDLESS_DONT_KNOW = "needless_dont_know"
    OTHER_ENDING = "other_ending"


@dataclass(frozen=True, slots=True)
class Price:
    """What a mistake costs, and why."""

    cost: float
    why: str


PRICES: Mapping[Mistake, Price] = MappingProxyType(
    {
        Mistake.FORBIDDEN: Price(4, "A door that is known to be closed or wrong is shown as open."),
        Mistake.WRONG_UNIT: Price(4, "No right door is shown: the company loses days, and its trust."),
        Mistake.NEEDLESS_ANSWER: Price(3, "A contact is shown for what no contact can help with, or not yet."),
        Mistake.TOO_MANY_CONTACTS: Price(
            2, "The right door stands behind one that is not: somebody is called in vain."
        ),
        Mistake.NEEDLESS_DONT_KNOW: Price(
            1, "A good question gets no contact: one has to ask again, but is not misled."
        ),
        Mistake.OTHER_ENDING: Price(1, "No contact is shown, rightly, but for another reason than the true one."),
    }
)


def mistake(one: Row) -> Mistake | None:
    """What is wrong with an answer, the dearest first; nothing where all is right."""
    answered = one.outcome is Outcome.ANSWERED
    if must_not(one) == 0:
        return Mistake.FORBIDDEN
    if one.case.expected is not Outcome.ANSWERED:
        if answered:
            return Mistake.NEEDLESS_ANSWER
        return None if one.outcome is one.case.expected else Mistake.OTHER_ENDING
    return _misrouted(one) if answered else Mistake.NEEDLESS_DONT_KNOW


def _misrouted(one: Row) -> Mistake | None:
    if not gains(one.case) or is_first(one):
        return None
    if not is_among(one, 3):
        return Mistake.WRONG_UNIT
    return Mistake.TOO_MANY_CONTACTS if one.case.best else None


def cost(one: Row) -> float:
    """What an answer's mistake costs; 0 where there is none."""
    made = mistake(one)
    return PRICES[made].cost if made else 0.0


def mistakes(rows: Iterable[Row]) -> dict[Mistake, int]:
    """How often each mistake is made, the dearest first."""
    made = Counter(mistake(one) for one in rows)
    return {one: made[one] for one in Mistake}


def outcomes(rows: Sequence[Row]) -> Matrix:
    """Expected outcome against the outcome that was got."""
    seen = {one.case.expected for one in rows} | {one.outcome for one in rows}
    labels = [one for one in Outcome if one in seen]
    return _matrix(((one.case.expected, one.outcome) for one in rows), labels, labels)


def kinds(rows: Sequence[Row], served: Mapping[str, Sequence[SupportKind]]) -> Matrix:
    """Expected kind of support against the kind of the first suggestion, or the outcome where nothing is suggested.

    A service of several kinds counts as the expected one when that is among them, and else as its first.
    """
    pairs = [(one.case.area, _kind(one, one.case.area, served)) for one in rows if one.case.area]
    seen = {label for pair in pairs for label in pair}
    expected = [kind for kind in SupportKind if kind in {area for area, _ in pairs}]
    return _matrix(pairs, expected, [label for label in (*SupportKind, *Outcome) if label in seen])


def _kind(one: Row, area: SupportKind, served: Mapping[str, Sequence[SupportKind]]) -> str:
    own = served.get(one.services[0], ()) if one.services else ()
    return area if area in own else next(iter(own), one.outcome)


def _matrix(pairs: Iterable[tuple[str, str]], expected: Sequence[str], got: Sequence[str]) -> Matrix:
    counts = Counter(pairs)
    lines = tuple(tuple(counts[line, column] for column in got) for line in expected)
    return Matrix(tuple(map(str, expected)), tuple(map(str, got)), lines)


def by_outcome(rows: Sequence[Row]) -> dict[Outcome, Found]:
    """Precision, recall and their harmonic mean for each outcome that was expected or got."""
    seen = {one.case.expected for one in rows} | {one.outcome for one in rows}
    return {one: _found(rows, one) for one in Outcome if one in seen}


def _found(rows: Sequence[Row], wanted: Outcome) -> Found:
    expected = sum(one.case.expected is wanted for one in rows)
    got = sum(one.outcome is wanted for one in rows)
    right = sum(one.case.expected is one.outcome is wanted for one in rows)
    return Found(expected, got, _share(right, got), _share(right, expected), _share(2 * right, expected + got))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None

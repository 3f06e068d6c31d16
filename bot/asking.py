"""The one question back that splits the candidates best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from math import log2

from bot.follow_words import ANSWERS, KNOWN, TOKEN
from bot.mentions import fold
from bot.models import Choice, Need, QuestionBack
from bot.wordings import MONEY, asks_for_money
from knowledge.labels import label
from knowledge.models import Service
from knowledge.vocabulary import Bilingual, Place, Sector, Stage, SupportKind

_MOST = 5
# With an article or a thank-you.
_A_WORD_OR_TWO = 3
_QUESTIONS: dict[str, Bilingual] = {
    "kind": Bilingual("Vad behöver ni först?", "What do you need first?"),
    "stage": Bilingual("Hur långt har ni kommit?", "How far have you come?"),
    "sector": Bilingual("Vilket område gäller det?", "Which field is it about?"),
    "place": Bilingual("Var ska det vara?", "Where should it be?"),
}
_WHICH_MONEY = Bilingual("Vilken sorts pengar gäller det?", "Which kind of money is it about?")
_NEAREST = Bilingual("Vilket av det här ligger närmast?", "Which of these comes nearest?")
_MEMBERS: dict[str, Callable[[str], StrEnum]] = {
    "kind": SupportKind,
    "stage": Stage,
    "sector": Sector,
    "place": Place,
}


class InvalidChoice(Exception):
    """A choice that the question back did not offer."""


def question_back(
    need: Need, candidates: Sequence[Service], text: str = "", again: bool = False
) -> QuestionBack | None:
    """Ask what is needed, or else for the attribute that tells most about which candidate fits.

    The choices of the nearest candidates come first; nothing is asked when nothing splits them. Whose `text` asks for
    money of no kind is asked which; what is asked `again` is asked otherwise.
    """
    if asks_for_money(text) and not need.kinds:
        return QuestionBack(_WHICH_MONEY, tuple(_choice("kind", kind) for kind in MONEY))
    splits = {name: _split(name, candidates) for name in _open(need)}
    best = max(splits, key=lambda name: (name == "kind", _information(splits[name])), default=None)
    if best is None or len(splits[best]) < 2:  # noqa: PLR2004 - a question needs two answers
        return None
    choices = (_choice(best, value) for value in list(splits[best])[:_MOST])
    return QuestionBack(_NEAREST if again and best == "kind" else _QUESTIONS[best], tuple(choices))


def typed(text: str) -> str | None:
    """The choice that a word or two name as the answer to what is needed, whether it was offered or not."""
    said = TOKEN.findall(fold(text))
    kinds = {ANSWERS.get(word) for word in said if word not in KNOWN} if len(said) <= _A_WORD_OR_TWO else set()
    kind = kinds.pop() if len(kinds) == 1 else None
    return f"kind:{kind}" if kind else None


def asks_for_a_kind(choices: Collection[str]) -> bool:
    """Whether the choices of a question back are kinds of support."""
    return any(choice.startswith("kind:") for choice in choices)


def chosen(need: Need, choice: str) -> Need:
    """The need with one choice taken in; raises InvalidChoice."""
    name, _, value = choice.partition(":")
    try:
        member = _MEMBERS[name](value)
    except (KeyError, ValueError) as error:
        raise InvalidChoice(choice) from error
    match member:
        case SupportKind():
            return replace(need, kinds=(member,))
        case Sector():
            return replace(need, sectors=(member,))
        case Stage():
            return replace(need, stage=member)
        case Place():
            return replace(need, place=member)
        case _:
            raise InvalidChoice(choice)


def chosen_kind(choice: str) -> SupportKind | None:
    """The kind of support that was chosen, if it was a kind."""
    name, _, value = choice.partition(":")
    return SupportKind(value) if name == "kind" else None


def wording(choice: str) -> Bilingual:
    """What a choice is called; raises InvalidChoice."""
    name, _, value = choice.partition(":")
    try:
        return label(_MEMBERS[name](value))
    except (KeyError, ValueError) as error:
        raise InvalidChoice(choice) from error


def _open(need: Need) -> Iterable[str]:
    said = {"kind": need.kinds, "stage": need.stage, "sector": need.sectors, "place": need.place}
    return [name for name, value in said.items() if not value]


def _split(name: str, candidates: Sequence[Service]) -> Counter[str]:
    return Counter(value for service in candidates for value in _values(name, service)[:1])


def _values(name: str, service: Service) -> Sequence[str]:
    values: dict[str, Sequence[str]] = {
        "kind": service.kinds,
        "stage": service.stages,
        "sector": service.sectors,
        "place": service.places,
    }
    return values[name]


def _information(split: Counter[str]) -> float:
    total = sum(split.values())
    return -sum(count / total * log2(count / total) for count in split.values())


def _choice(name: str, value: str) -> Choice:
    return Choice(f"{name}:{value}", label(_MEMBERS[name](value)))

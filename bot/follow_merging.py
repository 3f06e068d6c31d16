"""Makes one question of two: what was asked before, with what a later turn replaced or added."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.company import CompanyFacts, Fact, Said
from bot.follow_words import KNOWN
from bot.mentions import Mention, fold

_MANY = {Fact.SECTORS, Fact.DATA}
_CLAUSE = re.compile(r"(?<=[.!?;,\n])\s+")
KIND = "kind"
_THING = r"[\w-]+(?: [\w-]+)?"
_SWAPS = (
    re.compile(rf"(?P<new>{_THING}) (?:i ?stallet for|snarare an|rather than|instead of) (?P<old>{_THING})"),
    re.compile(rf"\b(?:inte|ej|not) (?P<old>{_THING}),? (?:utan|but) (?P<new>{_THING})"),
    re.compile(
        r"\b(?:it'?s|we have|det ar|den ar|vi har|i mean(?:t)?|(?:jag )?mena(?:r|de)) (?:(?:an?|ett?) )?"
        rf"(?P<new>{_THING}),? (?:not|inte|ej)"
        rf" (?:(?:an?|ett?) )?(?P<old>{_THING})"
    ),
)
_LITTLE = KNOWN | {"about", "gallande", "kring"}


@dataclass(frozen=True, slots=True)
class Replaced:
    """A fact, or the kind of support, that a turn replaced: the old words and the new; no new words deny the old."""

    what: str
    old: str
    new: str


def facts_replaced(now: CompanyFacts, then: CompanyFacts, elliptic: bool = False) -> tuple[Replaced, ...]:
    """Facts that a later turn says otherwise or denies; in an elliptic one a further sector is another one."""
    found: dict[str, Replaced] = {}
    for old in then.said:
        new = _otherwise(old, now, then, set() if elliptic else _MANY)
        if new is not None:
            found.setdefault(f"{old.fact} {old.words}", Replaced(old.fact, old.words, new))
    return tuple(found.values())


def _otherwise(old: Said, now: CompanyFacts, then: CompanyFacts, many: Collection[Fact]) -> str | None:
    """The words that replace what was said: none when it stands, empty when it is only denied."""
    of_fact = [one for one in now.said if one.fact is old.fact]
    if any(one.value == old.value for one in of_fact):
        return None
    denied = any((one.fact, one.value) == (old.fact, old.value) for one in now.denied)
    known = {one.value for one in then.said if one.fact is old.fact}
    other = next((one.words for one in of_fact if one.value not in known), None)
    if old.fact in many and not denied:
        return None
    return other if other is not None else ("" if denied else None)


def substituted(question: str, replaced: Iterable[Replaced]) -> str:
    """A question with its old words replaced by the new; a place that is none any more is left out."""
    for one in replaced:
        if one.new:
            question = question.replace(one.old, one.new, 1)
        elif one.what == Fact.PLACE:
            question = re.sub(
                rf"(?:\s+(?:i|in|nära|near|around|kring))?\s+{re.escape(one.old)}\b", "", question, count=1
            )
    return question


def swap(question: str, text: str) -> str | None:
    """The question with the thing that a later text puts in the place of another, or nothing where it does not."""
    for pattern in _SWAPS:
        for match in pattern.finditer(fold(text)):
            new = _without_little(text[slice(*match.span("new"))])
            for old in (text[slice(*match.span("old"))], *text[slice(*match.span("old"))].split()):
                place = fold(question).find(fold(old))
                if new and old not in _LITTLE and place >= 0:
                    return question[:place] + new + question[place + len(old) :]
    return None


def _without_little(words: str) -> str:
    """A thing without the words that lead up to it: "about proteins"."""
    return " ".join(word for word in words.split() if fold(word) not in _LITTLE)


def joined(*parts: str) -> str:
    """Sentences in a row, each with its full stop."""
    said = [part.strip() for part in parts if part.strip()]
    ended = [part if part[-1] in ".!?:" else f"{part}." for part in said[:-1]]
    return " ".join([*ended, *said[-1:]])


def affirmed(text: str, denied: Sequence[Mention | Said]) -> str:
    """A text without the clauses that say what is not so."""
    kept: list[str] = []
    place = 0
    for clause in _CLAUSE.split(text):
        start = text.index(clause, place)
        place = start + len(clause)
        if not any(start <= one.start < place for one in denied):
            kept.append(clause)
    return " ".join(kept)


def carried(now: CompanyFacts, then: CompanyFacts, replaced: Sequence[Replaced]) -> str:
    """The words of what was said before and still holds."""
    gone = {one.old for one in replaced} | {one.words for one in now.denied}
    said = {one.fact for one in now.said}
    words = dict.fromkeys(one.words for one in then.said if one.fact not in said and one.words not in gone)
    return ", ".join(words)


def new_facts(now: CompanyFacts, question: str, replaced: Sequence[Replaced]) -> list[Said]:
    """What a turn says of the company that was not said before."""
    known = fold(question)
    return [
        one for one in now.said if one.words not in {item.new for item in replaced} and fold(one.words) not in known
    ]

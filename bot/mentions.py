"""Finds the vocabulary's words in a text, where they stand, and whether the text denies them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from knowledge.labels import entry
from knowledge.lexicon import every_stem
from knowledge.vocabulary import Audience, Language, Place, Sector, Stage, SupportKind

Phrase = tuple[str, ...]

_LISTS: tuple[type[StrEnum], ...] = (SupportKind, Sector, Stage, Place, Audience)
_SHORT = 4
_LONG_ENOUGH_TO_COMPOUND = 6
_LONGEST_PHRASE = 4
_NEAR = 80
_WORD = re.compile(r"[^\W_]+(?:[.\-\u00ad][^\W_]+)*")

_NO = (
    r"inte|ej|icke|ingen|inget|inga|aldrig|not|no|no longer|never|without|\w+n't|cannot|instead of|rather than"
    r"|i ?stallet for|snarare an|used to be|lamnat|inte langre"
)
# What may stand between "not" and what is denied; "not only" and "not found a lab in" deny nothing.
_LIGHT = (
    r"langre|annu|an|alls|ens|en|ett|nagon|nagot|nagra|nan|nat|i|pa|vid|fran|nara|hos|till|ar|har|ha|haft|kommit|natt"
    r"|baserade|riktigt|a|any|in|at|from|near|the|to|yet|have|has|had|got|reached|based|located|being|been|be|really"
)
_DENYING = re.compile(rf"\b(?:{_NO})\s+(?:(?:{_LIGHT})\s+)*$")
_WITHOUT = re.compile(r"\butan\s+(?:(?:en|ett|nagon|nagot|nagra)\s+)?$")
_NEGATION = re.compile(r"\b(?:inte|ej|ingen|inget|inga|not|\w+n't)\b")
_AFTERWARDS = re.compile(
    r"\s*(?:ar|is|are)\s+"
    r"(?:(?:vi|we)\s+(?:inte|not)|(?:inte|not)\s+(?:langre|aktuell\w*|relevant\w*|ratt|right|an option))\b"
)
_OR = re.compile(rf"\s*,?\s*(?:eller|or|nor)\s+(?:(?:{_LIGHT})\s+)*")
_FROM, _TO = re.compile(r"\b(?:fran|from)\s+$"), re.compile(r"\s*(?:till|to)\s")
_CLAUSE = re.compile(r"[.!?;:,\n]")
_COMMON = 0x2100


class _Folded(dict[int, str]):
    """Each sign in lower case without diacritics; common ones are remembered."""

    def __missing__(self, code: int) -> str:
        sign = unicodedata.normalize("NFD", chr(code).lower())[0]
        if code < _COMMON:
            self[code] = sign
        return sign


_FOLDED = _Folded({ord("\u2019"): "'"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A value of a closed list, and the stretch of text that names it."""

    value: StrEnum
    start: int
    end: int


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """A text in lower case without diacritics, each sign in its old place."""
    return text.translate(_FOLDED)


@lru_cache(maxsize=512)
def mentions(text: str, language: Language) -> tuple[Mention, ...]:
    """Every value that a text names, in order; from the other language only longer words count."""
    found = {
        Mention(member, start, end): None
        for spoken, shortest in ((language, 0), (language.other, _SHORT))
        for phrase, start, end in _possible(text, spoken)
        if len(" ".join(phrase)) > shortest
        for member in _phrases(spoken).get(phrase, ())
    }
    return tuple(sorted(found, key=lambda one: one.start))


def denied_in(text: str, spans: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Which stretches of a text, in order, it says are not so; "not in Solna or Kista" denies both."""
    found: set[tuple[int, int]] = set()
    folded = fold(text)
    last = None
    for start, end in spans:
        listed = last is not None and _OR.fullmatch(folded[last:start])
        if listed or _denied(folded[max(0, start - _NEAR) : start], folded[end : end + _NEAR]):
            found.add((start, end))
            last = end
    return found


def _denied(before: str, after: str) -> bool:
    clause = _CLAUSE.split(before)[-1]
    if _DENYING.search(clause) or _AFTERWARDS.match(after) or (_FROM.search(clause) and _TO.match(after)):
        return True
    return bool(_WITHOUT.search(clause)) and not _NEGATION.search(before)


@lru_cache(maxsize=20_000)
def _stems_of(word: str, language: Language) -> tuple[str, ...]:
    return tuple(every_stem(word, language))


def _possible(text: str, language: Language) -> Iterator[tuple[Phrase, int, int]]:
    """Every run of stems that may be a phrase, and the beginnings of long words.

    Swedish writes compounds in one word: "hälsodataprojekt" names hälsodata.
    """
    wanted = [(stem, *word.span()) for word in _WORD.finditer(text) for stem in _stems_of(word[0], language)]
    firsts = _beginnings(language)
    for place, (stem, start, _) in enumerate(wanted):
        run = wanted[place : place + _LONGEST_PHRASE] if stem in firsts else []
        for length in range(1, len(run) + 1):
            yield tuple(one[0] for one in run[:length]), start, run[length - 1][2]
    for stem, start, end in wanted if language is Language.SV else []:
        if stem[:_LONG_ENOUGH_TO_COMPOUND] in firsts:
            for cut in range(_LONG_ENOUGH_TO_COMPOUND, len(stem)):
                yield (stem[:cut],), start, end


@cache
def _phrases(language: Language) -> dict[Phrase, list[StrEnum]]:
    phrases: dict[Phrase, list[StrEnum]] = {}
    for members in _LISTS:
        for member in members:
            for wording in entry(member).words.in_(language):
                for phrase in _spellings(wording, language):
                    phrases.setdefault(phrase, []).append(member)
    return phrases


@cache
def _beginnings(language: Language) -> frozenset[str]:
    """The first stem of every phrase, and the first letters of those that a compound can begin with."""
    stems = {phrase[0] for phrase in _phrases(language) if phrase}
    return frozenset(stems | {stem[:_LONG_ENOUGH_TO_COMPOUND] for stem in stems})


def _spellings(wording: str, language: Language) -> set[Phrase]:
    """A wording as it is written, and as typed where å, ä and ö are missing."""
    written = tuple(every_stem(wording, language))
    typed = tuple(every_stem(fold(wording), language))
    return {written, typed} if len(" ".join(typed)) > _SHORT else {written}

"""Finds the vocabulary's words in a text, where they stand, and whether the text denies them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from knowledge.labels import entry
from knowledge.lexicon import every_stem
from knowledge.vocabulary import Audience, Language, Place, Sector, Stage, SupportKind

Phrase = tuple[str, ...]

_LISTS: tuple[type[StrEnum], ...] = (SupportKind, Sector, Stage, Place, Audience)
_SHORT = 4
_LONG_ENOUGH_TO_COMPOUND = 6
_NEAR = 80
_WORD = re.compile(r"[^\W_]+(?:[.\-\u00ad][^\W_]+)*")

_NO = (
    r"inte|ej|icke|ingen|inget|inga|aldrig|not|no|no longer|never|without|\w+n't|cannot|instead of|rather than"
    r"|i ?stallet for|snarare an|used to be|lamnat|inte langre|other than|anna[nt] an|andra an"
    r"|(?:vad|what|finns|nagot|something|anything)\s+(?:\w+\s+){0,2}(?:utover|forutom|besides|apart from|except)"
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


@lru_cache(maxsize=1_024)
def fold(text: str) -> str:
    """A text in lower case without diacritics, each sign in its old place."""
    return text.translate(_FOLDED)


@lru_cache(maxsize=512)
def mentions(text: str, language: Language) -> tuple[Mention, ...]:
    """Every value that a text names, in order; from the other language only longer words count."""
    found = {
        Mention(member, start, end): None
        for spoken, shortest in ((language, 0), (language.other, _SHORT))
        for phrase, start, end in _named(text, spoken)
        if len(" ".join(phrase)) > shortest
        for member in _phrases(spoken)[phrase]
    }
    return tuple(sorted(found, key=lambda one: one.start))


def said_beside(text: str, kind: type[StrEnum], language: Language) -> str | None:
    """What a text says beside the values of one list that it names; nothing where it names none.

    A compound names what it begins with, and says more: it stays.
    """
    members = _phrases(language)
    named = [
        (start, end)
        for phrase, start, end in _named(text, language)
        if any(isinstance(one, kind) for one in members[phrase])
        and tuple(every_stem(text[start:end], language)) == phrase
    ]
    return blanked(text, named) if named else None


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text with spaces in place of some stretches; all else keeps its place."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


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


class _Begun(NamedTuple):
    """A stem of a word, the phrases that begin with it, and the shorter words that it begins with itself."""

    stem: str
    phrases: Sequence[Phrase]
    parts: Sequence[Phrase]


@lru_cache(maxsize=20_000)
def _begun(word: str, language: Language) -> tuple[_Begun, ...]:
    by_first, by_letters = _by_first(language), _by_letters(language)
    return tuple(
        _Begun(
            stem,
            by_first.get(stem, ()),
            [
                phrase
                for phrase in by_letters.get(stem[:_LONG_ENOUGH_TO_COMPOUND], ())
                if len(stem) > len(phrase[0]) and stem.startswith(phrase[0])
            ],
        )
        for stem in every_stem(word, language)
    )


@lru_cache(maxsize=512)
def _named(text: str, language: Language) -> tuple[tuple[Phrase, int, int], ...]:
    return tuple(_phrases_in(text, language))


def _phrases_in(text: str, language: Language) -> Iterator[tuple[Phrase, int, int]]:
    """Every phrase in a text, and those that a long word begins with.

    Swedish writes compounds in one word: "hälsodataprojekt" names hälsodata.
    """
    words = [(begun, word.span()) for word in _WORD.finditer(text) for begun in _begun(word[0], language)]
    stems = tuple([begun.stem for begun, _ in words])
    for place, (begun, (start, end)) in enumerate(words):
        for phrase in begun.phrases:
            if stems[place : place + len(phrase)] == phrase:
                yield phrase, start, words[place + len(phrase) - 1][1][1]
        for phrase in begun.parts:
            yield phrase, start, end


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
def _by_first(language: Language) -> dict[str, list[Phrase]]:
    """Phrases by their first stem."""
    first: dict[str, list[Phrase]] = {}
    for phrase in _phrases(language):
        if phrase:
            first.setdefault(phrase[0], []).append(phrase)
    return first


@cache
def _by_letters(language: Language) -> dict[str, list[Phrase]]:
    """Phrases of one long Swedish word, which a compound can begin with, by their first letters."""
    letters: dict[str, list[Phrase]] = {}
    for phrase in _phrases(language) if language is Language.SV else ():
        if len(phrase) == 1 and len(phrase[0]) >= _LONG_ENOUGH_TO_COMPOUND:
            letters.setdefault(phrase[0][:_LONG_ENOUGH_TO_COMPOUND], []).append(phrase)
    return letters


def _spellings(wording: str, language: Language) -> set[Phrase]:
    """A wording as it is written, and as typed where å, ä and ö are missing."""
    written = tuple(every_stem(wording, language))
    typed = tuple(every_stem(fold(wording), language))
    return {written, typed} if len(" ".join(typed)) > _SHORT else {written}

"""Mends what a question misspells, by the words of all that can be found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from sqlalchemy import Engine, select

from knowledge.database import texts
from knowledge.lexicon import STOP_WORDS, stems
from knowledge.revisions import Revised, revision
from knowledge.vocabulary import Language

_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = str.maketrans("åäöéü", "aaoeu")
_DOTTED = re.compile("[åäö]")
# A shorter word has too many others one letter away.
_LONG_ENOUGH = 6
# A word that stands once may be misspelt itself.
_OFTEN = 2
_COMMON = 20
_LONG = 8
_A_MINUTE = 60.0
_TEXTS = select(texts.c.language, texts.c.heading, texts.c.body)


@dataclass(frozen=True, slots=True)
class Spelling:
    """Known words, what each is without diacritics, and what is left of it without one letter."""

    known: Mapping[Language, frozenset[str]]
    dotted: Mapping[str, str]
    shortened: Mapping[str, str]
    common: frozenset[str]

    def mended(self, text: str, language: Language) -> str:
        """The text as it was meant: not in capitals only, with its diacritics, and with known words spelt as known."""
        read = text.lower() if _is_shouted(text) else text
        bare = language is Language.SV and not _DOTTED.search(read.lower())
        return _WORD.sub(lambda word: self._mended(word[0], language, bare), read)

    def _mended(self, word: str, language: Language, bare: bool) -> str:
        low = word.lower()
        if low in self.known[Language.SV] or low in self.known[Language.EN]:
            return word
        if bare and low in self.dotted:
            return self.dotted[low]
        if len(low) < _LONG_ENOUGH or word.isupper():
            return word
        near = (self.shortened[form] for form in _forms(low) if form in self.shortened)
        # What has a capital may be a name that we do not know.
        meant = next((one for one in near if _is_a_slip(low, one) and (word == low or one in self.common)), low)
        # Another ending of a known word is no slip, and finds the same.
        if meant == low or stems(meant, language) == stems(low, language):
            return word
        return meant.capitalize() if word[0].isupper() else meant


class PublishedSpelling:
    """The spelling of what is published and of some more texts; a new word is known after a minute at most."""

    def __init__(self, engine: Engine, more: Iterable[tuple[Language, str]] = ()) -> None:
        self._engine = engine
        self._more = tuple(more)
        self._lock = Lock()
        self._kept: tuple[int, float, Spelling] | None = None

    def mended(self, text: str, language: Language) -> str:
        """The text as it was meant, by the words that are known at this moment."""
        return self._current().mended(text, language)

    def _current(self) -> Spelling:
        with self._lock:
            if self._kept is None or monotonic() - self._kept[1] > _A_MINUTE:
                self._kept = self._read()
            return self._kept[2]

    def _read(self) -> tuple[int, float, Spelling]:
        with self._engine.connect() as db:
            number = revision(db, Revised.TEXTS)
            if self._kept and self._kept[0] == number:
                return number, monotonic(), self._kept[2]
            found = [(Language(row.language), f"{row.heading or ''} {row.body}") for row in db.execute(_TEXTS)]
        return number, monotonic(), learn(found, self._more)


def learn(said: Iterable[tuple[Language, str]], typed: Iterable[tuple[Language, str]] = ()) -> Spelling:
    """The spelling of these texts; of what was typed as people type, a word must come twice to be known."""
    counts = {language: Counter[str](STOP_WORDS[language]) for language in Language}
    for language, text in said:
        counts[language].update(_WORD.findall(text.lower()))
    surely = {language: set(counts[language]) for language in Language}
    for language, text in typed:
        counts[language].update(_WORD.findall(text.lower()))
    both = counts[Language.SV] + counts[Language.EN]
    often = {word: count for word, count in both.most_common() if count >= _OFTEN}
    known = {one: frozenset(word for word in counts[one] if word in often or word in surely[one]) for one in Language}
    swedish = counts[Language.SV]
    dotted: dict[str, str] = {}
    for word, _ in swedish.most_common():
        plain = word.translate(_PLAIN)
        if plain != word and plain not in swedish:
            dotted.setdefault(plain, word)
    return Spelling(
        known, dotted, _shortened(often), frozenset(word for word, count in often.items() if count >= _COMMON)
    )


def _shortened(often: Iterable[str]) -> dict[str, str]:
    """What is left of each word without one letter; the words come most usual first."""
    shortened: dict[str, str] = {}
    for word in often:
        for form in _forms(word) if len(word) >= _LONG_ENOUGH else ():
            shortened.setdefault(form, word)
    return shortened


def _forms(word: str) -> Iterator[str]:
    """The word itself and without any one letter: two words one slip apart have a form in common."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


def _is_a_slip(typed: str, meant: str) -> bool:
    """Whether one letter is missing, too much, another or has changed places with the next."""
    if len(typed) != len(meant):
        return True
    first = next(place for place in range(len(typed)) if typed[place] != meant[place])
    rest, other = typed[first + 1 :], meant[first + 1 :]
    if rest == other:
        # Another letter in a short word is mostly another word: plates, places.
        return len(typed) >= _LONG
    return typed[first] == meant[first + 1] and typed[first + 1] == meant[first] and rest[1:] == other[1:]


def _is_shouted(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 2 * _LONG_ENOUGH and sum(sign.isupper() for sign in letters) > len(letters) * 2 // 3

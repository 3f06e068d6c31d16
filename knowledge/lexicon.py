"""Words and stems, and what full text search promises; each SQL dialect keeps it its own way."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import Stemmer
from sqlalchemy import Connection

from knowledge.vocabulary import Language

# Snowball keeps sekvensering and sekvensera apart; a verb and its noun are one need.
_NOUN_OF_VERB = re.compile(r"(?<=\w{4})n?ing$")
_WORD = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")

STOP_WORDS: dict[Language, frozenset[str]] = {
    language: frozenset((Path(__file__).parent / f"stop_words.{language}.txt").read_text("utf-8").split())
    for language in Language
}


_DECIDING = ["1", Stemmer.version(), *(word for language in Language for word in sorted(STOP_WORDS[language]))]
FORMAT = hashlib.sha256("\n".join(_DECIDING).encode()).hexdigest()
"""Tells how stems are made and kept: a database that has them in another way gets them anew."""


def normalised(text: str) -> str:
    """Text in one form: composed letters, no soft hyphens, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())


def words(text: str) -> list[str]:
    """The words of a text in lower case; a hyphen or point inside a word stays."""
    return _WORD.findall(normalised(text).lower())


def stems(text: str, language: Language) -> list[str]:
    """The stems of a text's content words, in order; a hyphenated word also gives its parts."""
    return [_stem(language, part) for word in words(text) for part in _parts(word) if part not in STOP_WORDS[language]]


def every_stem(text: str, language: Language) -> list[str]:
    """The stems of all words, stop words too: what a phrase of the vocabulary is matched by."""
    return [_stem(language, part) for word in words(text) for part in _parts(word)]


def _parts(word: str) -> Iterable[str]:
    if word.isalnum():
        return (word,)
    return (word, *(piece for piece in re.split("[.-]", word) if len(piece) > 1))


@lru_cache(maxsize=50_000)
def _stem(language: Language, word: str) -> str:
    # PyStemmer's objects are not safe to share between threads; making one costs microseconds.
    stem = str(Stemmer.Stemmer("swedish" if language is Language.SV else "english", 0).stemWord(word))
    return _NOUN_OF_VERB.sub("", stem) if language is Language.SV else stem


class Lexicon(Protocol):
    """Full text search over stems, inside the caller's transaction."""

    def write(self, db: Connection, text_id: str, owner: str, language: Language, text: str) -> None:
        """Keep a text's stems, in place of those it had."""
        ...

    def delete(self, db: Connection, text_ids: Sequence[str]) -> None:
        """Forget texts."""
        ...

    def clear(self, db: Connection) -> None:
        """Forget all texts."""
        ...

    def settle(self, db: Connection) -> None:
        """Put in order what was written, so that searching is quick; changes no answer."""
        ...

    def search(
        self, db: Connection, owner: str, language: Language, wanted: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Ids of texts of one language that hold any of the stems, best first, with a score where more is better."""
        ...

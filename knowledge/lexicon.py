"""Words and stems, and what full text search promises; each SQL dialect keeps it its own way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

import Stemmer
from sqlalchemy import Connection

from knowledge.vocabulary import Language

_WORD = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")

STOP_WORDS: dict[Language, frozenset[str]] = {
    Language.SV: frozenset(
        """alla allt att av bara bli blir bra bör de dem den denna deras dess dessa det detta dig din dina ditt du då där efter
        ej eller en er era ert ett finns från få får för ge genom går gör göra ha hade han har hej hela hon hos hur
        här i ifall in inför inte inom ja jag just kan kanske kommer kring kunna man med mellan men mig min mina mitt mot mycket
        måste möjligt möjlighet ni nu nya nytt något någon några nån nåt när och också om oss på redan samt se sen sig sin sina
        sitt ska skall skulle som så sådan till tack tar ta under upp ur ut utan vad var vara varit vart vem vi vilka vilken vilket
        vill våra vår vårt väldigt än ändå är även åt över hjälp hjälpa behöver behöva behov söker söka vet någonstans gärna letar
        kontakta kontakt prata finna hitta dessutom snälla""".split()
    ),
    Language.EN: frozenset(
        """a about after all also am an and any anyone are as at be been being but by can cannot could did do does doing for from
        get getting give had has have having he hello help helping hi how i if in into is it its just know like looking may me
        might more most much must my need needed needing needs no not now of off on one only or other our out over own please
        possible really seek seeking should so some someone somewhere such than thank thanks that the their them then there these
        they this those through to too under up us very want wanting was we were what when where which while who whom whose why
        will with within without would you your find contact talk looking anywhere anybody""".split()
    ),
}


def normalised(text: str) -> str:
    """Text in one form: composed letters, no soft hyphens, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())


def words(text: str) -> list[str]:
    """The words of a text in lower case; a hyphen or point inside a word stays."""
    return _WORD.findall(normalised(text).lower())


def stems(text: str, language: Language) -> list[str]:
    """The stems of a text's content words, in order; a hyphenated word also gives its parts."""
    return [_stem(language, part) for word in words(text) for part in _parts(word) if part not in STOP_WORDS[language]]


def _parts(word: str) -> Iterable[str]:
    pieces = re.split("[.-]", word)
    return [word] if len(pieces) == 1 else [word, *(piece for piece in pieces if len(piece) > 1)]


@lru_cache(maxsize=50_000)
def _stem(language: Language, word: str) -> str:
    # PyStemmer's objects are not safe to share between threads; making one costs microseconds.
    return str(Stemmer.Stemmer("swedish" if language is Language.SV else "english", 0).stemWord(word))


class Lexicon(Protocol):
    """Full text search over stems, inside the caller's transaction."""

    def write(self, db: Connection, text_id: str, owner: str, language: Language, text: str) -> None:
        """Keep a text's stems, in place of those it had."""
        ...

    def delete(self, db: Connection, text_ids: Sequence[str]) -> None:
        """Forget texts."""
        ...

    def search(
        self, db: Connection, owner: str, language: Language, wanted: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Ids of texts of one language that hold any of the stems, best first, with a score where more is better."""
        ...

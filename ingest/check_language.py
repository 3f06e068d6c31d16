"""Checks that every text a person reads is there and in its own language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ingest.findings import Finding, Kind
from knowledge.language import likelier_language
from knowledge.lexicon import STOP_WORDS, words
from knowledge.models import Asks
from knowledge.vocabulary import Bilingual, Language

_LONG_ENOUGH = 40
# A name may well be in the other language.
_NAMES = (".name", "name")


def check_language(noun: object) -> Iterator[Finding]:
    """Texts of an organization or service that are blank or in the wrong language."""
    for place, language, text in _texts(noun, ""):
        if not text.strip():
            yield Finding(Kind.LANGUAGE, place, f"write it in {_said(language)}")
        elif not place.removesuffix(f".{language}").endswith(_NAMES) and _is_other(text, language):
            mend = f"this is {_said(language.other)}, not {_said(language)}: {text!r:.60}"
            yield Finding(Kind.LANGUAGE, place, mend)


def _texts(noun: object, place: str) -> Iterator[tuple[str, Language, str]]:
    if isinstance(noun, Bilingual):
        yield from ((f"{place}.{language}", language, noun.in_(language)) for language in Language)
    elif isinstance(noun, Asks):
        yield from (
            (f"{place}.{language}.{number}", language, ask)
            for language in Language
            for number, ask in enumerate(noun.in_(language))
        )
    else:
        for name, part in _parts(noun):
            yield from _texts(part, f"{place}.{name}".removeprefix("."))


def _parts(noun: object) -> Iterator[tuple[str, object]]:
    if isinstance(noun, tuple):
        yield from ((str(number), part) for number, part in enumerate(noun))
    elif is_dataclass(noun) and not isinstance(noun, type):
        yield from ((one.name, getattr(noun, one.name)) for one in fields(noun))


def _is_other(text: str, language: Language) -> bool:
    # Names mislead the detector, so everyday words of the other language must outnumber ours too.
    if len(text) < _LONG_ENOUGH or likelier_language(text) is language:
        return False
    said = words(text)
    ours, others = (sum(word in STOP_WORDS[one] for word in said) for one in (language, language.other))
    return others > ours


def _said(language: Language) -> str:
    return "Swedish" if language is Language.SV else "English"

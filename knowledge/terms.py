"""The term bridge: words of the field that mean the same in Swedish and English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml
from pydantic import TypeAdapter

from knowledge.lexicon import stems
from knowledge.vocabulary import Language

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One meaning with its wordings, the plain one first."""

    sv: tuple[str, ...]
    en: tuple[str, ...]

    def in_(self, language: Language) -> tuple[str, ...]:
        """The wordings in one language."""
        return self.sv if language is Language.SV else self.en


@dataclass(frozen=True)
class Bridge:
    """Carries the terms of a question over to the other language, or to their synonyms."""

    terms: tuple[Term, ...]

    def across(self, wanted: Sequence[str], language: Language) -> list[str]:
        """Stems in the other language of every term that the stems of one language contain."""
        return self._wordings(wanted, language, language.other)

    def synonyms(self, wanted: Sequence[str], language: Language) -> list[str]:
        """Stems in the same language that mean the same and are not among those wanted."""
        return [stem for stem in self._wordings(wanted, language, language) if stem not in set(wanted)]

    def _wordings(self, wanted: Sequence[str], source: Language, target: Language) -> list[str]:
        found = (term for phrase in _runs(wanted) for term in self._by_phrase[source].get(phrase, ()))
        wordings = (wording for term in dict.fromkeys(found) for wording in term.in_(target))
        return list(dict.fromkeys(stem for wording in wordings for stem in stems(wording, target)))

    @cached_property
    def _by_phrase(self) -> dict[Language, dict[Phrase, list[Term]]]:
        return {language: _phrases(self.terms, language) for language in Language}


def read_terms(path: Path) -> Bridge:
    """The bridge in a terms file."""
    written = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return Bridge(TypeAdapter(tuple[Term, ...]).validate_python(written))


def _phrases(terms: Iterable[Term], language: Language) -> dict[Phrase, list[Term]]:
    phrases: dict[Phrase, list[Term]] = {}
    for term in terms:
        for wording in term.in_(language):
            phrases.setdefault(tuple(stems(wording, language)), []).append(term)
    return phrases


def _runs(wanted: Sequence[str], longest: int = 6) -> Iterable[Phrase]:
    for start in range(len(wanted)):
        for end in range(start + 1, min(start + longest, len(wanted)) + 1):
            yield tuple(wanted[start:end])

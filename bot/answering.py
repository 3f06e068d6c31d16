"""Writes the answer from templates: every name, address, amount and date comes from a catalogue field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.details import ASKED, detail
from bot.follow_words import About
from bot.models import Citation, Need, Outcome, QuestionBack, Suggestion
from knowledge.labels import label
from knowledge.models import Document, Service
from knowledge.texts import SearchText
from knowledge.vocabulary import Bilingual, Language

_QUOTE = 400
_SOURCES_EACH = 2
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that is near the question, with the document that it stands in."""

    text: SearchText
    document: Document


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer tells, before it is put into words; `reasons` say why each need has its place in the plan,
    `corrections` what the question had wrong; `guided` that a guide answers it better than any service;
    `beside` names the details that were asked for together with the need.
    """

    outcome: Outcome
    group: str = ""
    needs: tuple[Need, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    closed: tuple[Service, ...] = ()
    passages: tuple[Passage, ...] = ()
    question_back: QuestionBack | None = None
    outside: bool = False
    about: About | None = None
    others: bool = False
    reasons: tuple[Bilingual | None, ...] = ()
    corrections: tuple[Bilingual, ...] = ()
    guided: bool = False
    beside: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in words, with its citations and the suggestions that point to them."""

    text: str
    suggestions: tuple[Suggestion, ...]
    citations: tuple[Citation, ...]


def compose(told: Told, language: Language) -> Answer:
    """The answer in Markdown; citations are numbered in the order in which they are used."""
    citations: list[Citation] = []
    suggestions = tuple(_cited(suggestion, citations, language) for suggestion in told.suggestions)
    quotes = [_quoted(passage, citations) for passage in told.passages]
    text = _template(language).render(
        told=told, suggestions=suggestions, quotes=quotes, label=label, in_=language, asked=ASKED
    )
    return Answer(text.strip(), suggestions, tuple(citations))


def _cited(suggestion: Suggestion, citations: list[Citation], language: Language) -> Suggestion:
    numbers = []
    for source in suggestion.service.sources[:_SOURCES_EACH]:
        citation = Citation(
            len(citations) + 1, source.title, source.url, None, source.shows.in_(language), source.dated_on
        )
        numbers.append(_number(citation, citations))
    return replace(suggestion, citations=tuple(numbers))


def _quoted(passage: Passage, citations: list[Citation]) -> Citation:
    document, text = passage.document, passage.text
    title = text.heading or document.title
    address = document.url or f"/guides/{document.id}"
    citation = Citation(len(citations) + 1, title, address, text.page, _short(text.body), document.dated_on)
    return citations[_number(citation, citations) - 1]


def _number(citation: Citation, citations: list[Citation]) -> int:
    for known in citations:
        if (known.source_url, known.title, known.quote) == (
            citation.source_url,
            citation.title,
            citation.quote,
        ):
            return known.number
    citations.append(citation)
    return citation.number


def _short(text: str) -> str:
    flat = " ".join(line.lstrip("-* ") for line in text.splitlines() if line.strip())
    return flat if len(flat) <= _QUOTE else flat[: _QUOTE - 2].rsplit(" ", 1)[0] + " …"


def first_sentences(text: str, at_least: int = 80) -> str:
    """The beginning of a text: whole sentences, at least so many characters."""
    taken = ""
    for sentence in text.replace("\n", " ").split(". "):
        taken += sentence.rstrip(".") + ". "
        if len(taken) >= at_least:
            break
    return taken.strip()


@cache
def _template(language: Language) -> Template:
    # Answers are Markdown, not HTML: what a catalogue field holds is escaped by the filter `plain`.
    environment = Environment(  # noqa: S701
        loader=FileSystemLoader(Path(__file__).parent / "prompts"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["beginning"] = first_sentences
    environment.filters["detail"] = detail
    environment.filters["plain"] = _plain
    environment.filters["still"] = _still
    return environment.get_template(f"answer.{language}.md.jinja")


def _still(name: str) -> str:
    """A name without a bracket that says it has ended: the sentence around it says so."""
    return re.sub(r"\s*\((?:avslut|ended|closed|upphör)[^)]*\)", "", name)


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return text.translate(_ESCAPED)


def choices(passages: Sequence[Passage], at_most: int = 2) -> tuple[Passage, ...]:
    """The passages worth quoting: the first ones, from different sections."""
    chosen: dict[str | None, Passage] = {}
    for passage in passages:
        chosen.setdefault(passage.text.heading, passage)
    return tuple(chosen.values())[:at_most]

"""What a company says it needs, and what it says about itself, in the catalogue's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import cache, lru_cache
from textwrap import shorten
from typing import TypeVar

from bot.models import Need
from knowledge.labels import entry, label
from knowledge.lexicon import every_stem
from knowledge.vocabulary import Audience, Language, Place, Sector, Stage, SupportKind

Member = TypeVar("Member", bound=StrEnum)
Phrase = tuple[str, ...]

_LISTS: tuple[type[StrEnum], ...] = (SupportKind, Sector, Stage, Place, Audience)
# A passage's length: a longer question is slower and blurs the need.
MAX_TOKENS = 128
_SHORT = 4
_SUMMARY = 120
_LONG_ENOUGH_TO_COMPOUND = 6
_LONGEST_PHRASE = 4
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")
_NEEDING = re.compile(
    r"\b(behöv|sök|letar|önsk|vill|var kan|hur får|hur kan|vem|finns det|hjälp|stöd"
    r"|need|look|seek|want|where|who|how|help|support|can we|is there)",
    re.IGNORECASE,
)
_TRL = re.compile(r"\bTRL[\s:-]*([1-9])\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?:(?P<before>SEK|kr)\s*)?(?P<number>\d{1,3}(?:[ \u00a0.,]\d{3})+|\d+(?:[.,]\d+)?)\s*"
    r"(?P<scale>miljoner|miljon|million|mkr|msek|milj|mn|m|tusen|thousand|tkr|k)?\s*(?P<after>kronor|kr|sek|mkr|msek)?\b",
    re.IGNORECASE,
)
_MILLION = {"miljoner", "miljon", "million", "mkr", "msek", "milj", "mn", "m"}
_THOUSAND = {"tusen", "thousand", "tkr", "k"}


def understand(question: str, language: Language) -> Need:
    """The need in one question; what is not said is left unknown."""
    kinds = _named(SupportKind, question, language)
    sectors = _named(Sector, question, language)
    stages = _named(Stage, question, language)
    places = _narrowest(_named(Place, question, language))
    return Need(
        summary=summary(kinds, sectors, places, question, language),
        kinds=kinds,
        sectors=sectors,
        audience=_named(Audience, question, language),
        stage=stages[0] if stages else None,
        place=places[0] if places else None,
        trl=_trl(question),
        amount_sek=_amount(question),
    )


def summary(
    kinds: Iterable[StrEnum],
    sectors: Iterable[StrEnum],
    places: Iterable[StrEnum],
    question: str,
    language: Language,
) -> str:
    """One line on what was understood; the question's own beginning when nothing was."""
    said = [label(member).in_(language) for member in (*kinds, *sectors, *places)]
    if said:
        return ", ".join(dict.fromkeys(said))
    return shorten(question, _SUMMARY, placeholder=" …")


def need_bearing(question: str, count_tokens: Callable[[str], int], limit: int = MAX_TOKENS) -> str:
    """The part of a long question that carries the need: whole sentences, in their order, within the limit."""
    if len(question) < limit or count_tokens(question) <= limit:
        return question
    sentences = [part for part in _SENTENCE.split(question) if part.strip()]
    ranked = sorted(range(len(sentences)), key=lambda place: (-_worth(sentences[place]), place))
    chosen: list[int] = []
    left = limit
    for place in ranked:
        # A word is at least one token: what is too long in words need not be counted.
        if len(sentences[place].split()) <= left and (tokens := count_tokens(sentences[place])) <= left:
            chosen.append(place)
            left -= tokens
    return " ".join(sentences[place] for place in sorted(chosen)) or question[:limit]


def _worth(sentence: str) -> int:
    known = sum(bool(_said(sentence, language).get(SupportKind)) for language in Language)
    return 2 * len(_NEEDING.findall(sentence)) + 2 * known + ("?" in sentence)


def _named(members: type[Member], question: str, language: Language) -> tuple[Member, ...]:
    found = _said(question, language).get(members, {})
    other = _said(question, language.other, shortest=_SHORT).get(members, {})
    first = sorted({**other, **found}.items(), key=lambda item: item[1])
    return tuple(members(value) for value, _ in first)


@lru_cache(maxsize=512)
def _said(question: str, language: Language, shortest: int = 0) -> dict[type[StrEnum], dict[str, int]]:
    """Which values of each list are named, and at which word they are named first."""
    phrases = _phrases(language)
    found: dict[type[StrEnum], dict[str, int]] = {}
    for place, phrase in _possible(question, language):
        if phrase in phrases and len(" ".join(phrase)) > shortest:
            for members, value in phrases[phrase]:
                places = found.setdefault(members, {})
                places[value] = min(place, places.get(value, place))
    return found


def _possible(question: str, language: Language) -> Iterator[tuple[int, Phrase]]:
    """Every run of stems that could be a phrase, and the beginnings of long words.

    Swedish writes compounds in one word: "hälsodataprojekt" names hälsodata.
    """
    wanted = every_stem(question, language)
    for length in range(1, _LONGEST_PHRASE + 1):
        yield from enumerate(zip(*(wanted[start:] for start in range(length)), strict=False))
    for place, word in enumerate(wanted if language is Language.SV else []):
        for end in range(_LONG_ENOUGH_TO_COMPOUND, len(word)):
            yield place, (word[:end],)


@cache
def _phrases(language: Language) -> dict[Phrase, list[tuple[type[StrEnum], str]]]:
    phrases: dict[Phrase, list[tuple[type[StrEnum], str]]] = {}
    for members in _LISTS:
        for member in members:
            for wording in entry(member).words.in_(language):
                phrases.setdefault(tuple(every_stem(wording, language)), []).append((members, member.value))
    return phrases


def _narrowest(places: tuple[Place, ...]) -> tuple[Place, ...]:
    wide = {Place.STOCKHOLM, Place.STOCKHOLM_COUNTY, Place.SWEDEN, Place.EU, Place.NORDICS, Place.WORLD}
    return tuple(sorted(places, key=lambda place: place in wide))


def _trl(question: str) -> int | None:
    match = _TRL.search(question)
    return int(match[1]) if match else None


def _amount(question: str) -> int | None:
    """An amount of Swedish money that is named as such, in whole kronor."""
    for match in _AMOUNT.finditer(question):
        scale = (match["scale"] or "").lower()
        if match["before"] or match["after"] or scale in {"mkr", "msek", "tkr", "miljoner", "miljon"}:
            return _kronor(match["number"], scale, (match["after"] or "").lower())
    return None


def _kronor(number: str, scale: str, after: str) -> int:
    grouped = re.fullmatch(r"\d{1,3}(?:[ \u00a0.,]\d{3})+", number)
    value = float(re.sub(r"[ \u00a0.,]", "", number) if grouped else number.replace(",", "."))
    if scale in _MILLION or after in {"mkr", "msek"}:
        value *= 1_000_000
    elif scale in _THOUSAND:
        value *= 1_000
    return int(value)

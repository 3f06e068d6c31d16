"""What a company says it needs, and what it says about itself, in the catalogue's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from textwrap import shorten
from typing import TypeVar

from bot.company import Said, facts_in
from bot.mentions import Mention, denied_in, mentions, said_beside
from bot.models import Need
from bot.pieces import says_a_need
from bot.sentences import sentences
from bot.wordings import MONEY, kinds_worded
from knowledge.labels import label
from knowledge.lexicon import stems
from knowledge.vocabulary import Audience, Language, SupportKind

Member = TypeVar("Member", bound=StrEnum)

_FACTS = (
    "sectors",
    "stage",
    "place",
    "trl",
    "amount_sek",
    "employees",
    "age_years",
    "turnover_msek",
    "legal_form",
    "country",
    "device_class",
    "data",
)
# A passage's length: a longer question is slower and blurs the need.
MAX_TOKENS = 128
_SUMMARY = 120
LONG = 1_200
LONG_TOKENS = 64
# Each of several needs says itself, and a little of the story around it.
NEED_TOKENS = 64
_NEAR = 200
_BRIEF = 2
# "Right now" says no more than "now", which is a stop word.
_LIGHT = {"right"}
# The pieces of a message are read again and again, and so are the names of services.
_REMEMBERED = 512
_DONE = re.compile(
    r"(?:märkta?|marked|godkända?|godkänt|approved|cleared|certified|certifiera(?:d|t|de))$", re.IGNORECASE
)
_CLASSED = re.compile(r"\s*\(?(?:class|klass)\b", re.IGNORECASE)
# What comes later only says by when: "before we raise capital".
_UNTIL = re.compile(r"\b(?:innan (?:vi|man|ni)|before (?:we|you|raising))\b[^.!?,;:\n]*$", re.IGNORECASE)
# What a need is for, which law it falls under, and what somebody is.
_FOR = re.compile(
    r"\b(?:inför|till|före|before|for (?:our|the|a|an)|to our)\s+(?:(?:vår|våra|en|den|our|the|a|first|första)\s+)*$",
    re.IGNORECASE,
)
_UNDER = re.compile(r"\b(?:under|enligt|enl\.?|according to|acc\.? to|in line with)\s+(?:the\s+)?$", re.IGNORECASE)
_WE = re.compile(
    r"^\W*(?:(?:vi är|we are|we're|jag driver|i run)\s+)?(?:(?:en|ett|an?|liten|litet|small|little)\s+)*$",
    re.IGNORECASE,
)
_NEEDING = re.compile(
    r"\b(behöv|sök|letar|önsk|vill|var kan|hur får|hur kan|vem|finns det|hjälp|stöd"
    r"|need|look|seek|want|where|who|how|help|support|can we|is there)",
    re.IGNORECASE,
)


def understand(question: str, language: Language) -> Need:
    """The need in one question; what is not said is left unknown."""
    facts = facts_in(question, language)
    kinds = named_kinds(question, language)
    places = (facts.place,) if facts.place else ()
    return Need(
        summary=summary(kinds, facts.sectors, places, question, language),
        kinds=kinds,
        unwanted=unwanted_kinds(question, language),
        sectors=facts.sectors,
        audience=_named(Audience, question, language),
        stage=facts.stage,
        place=facts.place,
        trl=facts.trl,
        amount_sek=facts.amount_sek,
        employees=facts.employees,
        age_years=facts.age_years,
        turnover_msek=facts.turnover_msek,
        legal_form=facts.legal_form,
        country=facts.country,
        device_class=facts.device_class,
        data=facts.data,
        said=facts.said,
        denied=facts.denied,
    )


def filled(need: Need, known: Need | None) -> Need:
    """A need with what the company has said about itself elsewhere, where it says nothing itself."""
    if known is None:
        return need
    missing = {name: getattr(known, name) for name in _FACTS if not getattr(need, name)}
    return replace(need, **missing)


def says_plainly(question: str, language: Language) -> bool:
    """Whether a sentence needs, or looks for, a kind of support that it names, and says no more."""
    for sentence in sentences(question):
        beside = said_beside(sentence, SupportKind, language) if says_a_need(sentence) else None
        if beside is not None and set(stems(beside, language)) <= _LIGHT:
            return True
    return False


def is_brief(question: str, language: Language) -> bool:
    """Whether a question has hardly more words than it takes to name a kind of support."""
    return len(stems(question, language)) <= _BRIEF


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
    own = shorten(question, _SUMMARY, placeholder=" …").rstrip(" .,:;!-–")
    return own[:1].upper() + own[1:]


def condensed(question: str) -> str:
    """A long question without the sentences that say least of a need: about 1,200 characters, in their order."""
    if len(question) <= LONG:
        return question
    said = sentences(question)
    worth = [2 * len(_NEEDING.findall(sentence)) + ("?" in sentence) for sentence in said]
    chosen: list[int] = []
    left = LONG
    for place in sorted(range(len(said)), key=lambda place: (-worth[place], place)):
        if len(said[place]) <= left:
            chosen.append(place)
            left -= len(said[place])
    return "".join(said[place] for place in sorted(chosen)).strip() or question[:LONG]


def need_bearing(question: str, count_tokens: Callable[[str], int], limit: int = MAX_TOKENS) -> str:
    """The part of a long question that carries the need: whole sentences, in their order, within the limit."""
    if len(question) < limit or count_tokens(question) <= limit:
        return question
    said = sentences(question)
    ranked = sorted(range(len(said)), key=lambda place: (-_worth(said[place]), place))
    chosen: list[int] = []
    left = limit
    for place in ranked:
        # A word is at least one token: what is too long in words need not be counted.
        if len(said[place].split()) <= left and (tokens := count_tokens(said[place])) <= left:
            chosen.append(place)
            left -= tokens
    return "".join(said[place] for place in sorted(chosen)).strip() or question[:limit]


@lru_cache(maxsize=_REMEMBERED)
def _worth(sentence: str) -> int:
    known = sum(bool(_named(SupportKind, sentence, language)) for language in Language)
    return 2 * len(_NEEDING.findall(sentence)) + 2 * known + ("?" in sentence)


@lru_cache(maxsize=_REMEMBERED)
def named_kinds(question: str, language: Language) -> tuple[SupportKind, ...]:
    """The kinds of support that are named.

    A denied kind ("no wet lab") is none where another is named; alone it may be what is missing, and where money is
    wanted, but not as a loan, the other kinds of money are meant.
    """
    worded = kinds_worded(question)
    named, no = _named_and_denied(question, language)
    wanted = [one.value for one in named if one not in no]
    unwanted = {one.value for one in no}
    if not wanted and unwanted and unwanted < set(MONEY):
        return tuple(kind for kind in MONEY if kind not in unwanted)
    return tuple(dict.fromkeys([*map(SupportKind, wanted or (one.value for one in named)), *worded]))


def unwanted_kinds(question: str, language: Language) -> tuple[SupportKind, ...]:
    """The kinds of money that are named only to say that they are not wanted: "but no loan"."""
    named, no = _named_and_denied(question, language)
    wanted = {one.value for one in named if one not in no}
    return tuple(kind for kind in MONEY if kind not in wanted and kind in {one.value for one in no})


@lru_cache(maxsize=_REMEMBERED)
def _named_and_denied(question: str, language: Language) -> tuple[list[Mention], list[Mention]]:
    """Every mention of a kind of support, and those of them that the text denies."""
    found = [one for one in mentions(question, language) if isinstance(one.value, SupportKind)]
    said = facts_in(question, language).said if found else ()
    named = _without_purposes([one for one in found if not _is_aside(one, question, said)], question)
    denied = denied_in(question, [(one.start, one.end) for one in named])
    return named, [one for one in named if (one.start, one.end) in denied]


def _without_purposes(named: list[Mention], question: str) -> list[Mention]:
    """The kinds that are asked for, not what they are for: "who makes the material for our phase 1?"."""
    for_later = [one for one in named if one.value is SupportKind.CLINICAL_TRIAL and _FOR.search(question[: one.start])]
    others = [one for one in named if one not in for_later and one.value is not SupportKind.CLINICAL_TRIAL]
    return [one for one in named if one not in for_later] if others else named


def _is_aside(one: Mention, question: str, said: Sequence[Said]) -> bool:
    """Whether a word names a fact ("MDR class I"), something done ("CE-marked") or what comes later, and no need."""
    longer = (fact for fact in said if fact.end - fact.start > one.end - one.start)
    if any(fact.start <= one.start and one.end <= fact.end for fact in longer):
        return True
    done, classed = _DONE.search(question[one.start : one.end]), _CLASSED.match(question, one.end)
    if _UNDER.search(question[: one.start]) or (
        question[one.start : one.end] == "CRO" and _WE.search(question[: one.start])
    ):
        return True
    return bool(done or classed or _UNTIL.search(question[max(0, one.start - _NEAR) : one.start]))


def _named(members: type[Member], question: str, language: Language) -> tuple[Member, ...]:
    found = (one.value for one in mentions(question, language))
    return tuple(dict.fromkeys(value for value in found if isinstance(value, members)))

"""What the catalogue says about one detail of a service, in a sentence or two."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.follow_words import About
from bot.mentions import fold
from knowledge.models import Funding, Round, Service
from knowledge.vocabulary import Bilingual, Language

_UNKNOWN = Bilingual("Det står inte i de källor som vi har sett.", "The sources we have seen do not say.")
_LINKED = Bilingual("Se kontakterna på kortet.", "See the contacts on the card.")
_PHRASES = {
    "funding": Bilingual("Stöd", "Support"),
    "opens": Bilingual("öppnar", "opens"),
    "closes": Bilingual("stänger", "closes"),
    "share": Bilingual("högst {} procent", "at most {} per cent"),
    "between": Bilingual("{} till {} {}", "{} to {} {}"),
    "least": Bilingual("från {} {}", "from {} {}"),
    "most": Bilingual("högst {} {}", "at most {} {}"),
}


# What is asked for beside the need itself: "who runs it, and what is the lead time?".
_BESIDE = {
    About.TIME: re.compile(
        r"\b(?:hur (?:lang tid|lange)|(?:led|svars|vante|handlaggnings)tid\w*"
        r"|how (?:long|soon) (?:does|do|will|would|is|can)|lead times?|turnaround|waiting times?)\b"
    ),
    About.COST: re.compile(
        r"\b(?:(?:vad|hur mycket) (?:kostar|skulle det kosta)|kostnaden|prislista\w*"
        r"|what (?:does|do|would|will) \w+ cost|how much (?:does|do|would|will|is)|price list"
        r"|what are the (?:fees|costs|prices))\b"
    ),
}
ASKED = {About.TIME: Bilingual("Tid", "Time"), About.COST: Bilingual("Kostnad", "Cost")}


def asked_beside(question: str) -> tuple[About, ...]:
    """The details that a question asks for together with its need."""
    folded = fold(question)
    return tuple(about for about, pattern in _BESIDE.items() if pattern.search(folded))


def detail(service: Service, about: About, language: Language) -> str:
    """The answer to "what does it cost?", "how do we apply?" and the like; unknown is said to be unknown."""
    return " ".join(_sentence(one) for one in _said_of(service, about, language) if one) or _UNKNOWN.in_(language)


def _said_of(service: Service, about: About, language: Language) -> Iterable[str]:
    if about is About.COST:
        return _cost(service, language)
    if about is About.TIME:
        return [_round(one, language) for one in service.rounds]
    if about is About.CONTACT:
        return [_LINKED.in_(language)] if service.contacts else []
    texts = {
        About.HOW_TO_APPLY: (service.how_to_apply,),
        About.DOCUMENTS: service.required_documents,
        About.ELIGIBILITY: (service.eligibility.text,),
        About.MORE: (service.description,),
    }
    return [text.in_(language) for text in texts[about] if text]


def _cost(service: Service, language: Language) -> Iterable[str]:
    fees = [service.fees.in_(language)] if service.fees else []
    return [*fees, *(_funding(service.funding, language) if service.funding else [])]


def _funding(funding: Funding, language: Language) -> Iterable[str]:
    amounts = []
    if funding.min and funding.max:
        amounts.append(_said("between", language, _number(funding.min), _number(funding.max), funding.currency))
    elif funding.min or funding.max:
        word, amount = ("least", funding.min) if funding.min else ("most", funding.max)
        amounts.append(_said(word, language, _number(amount or 0), funding.currency))
    if funding.share:
        amounts.append(_said("share", language, funding.share))
    year = f" ({funding.year})" if funding.year else ""
    if amounts:
        yield f"{_PHRASES['funding'].in_(language)}: {', '.join(amounts)}{year}"
    if funding.note:
        yield funding.note.in_(language)


def _round(one: Round, language: Language) -> str:
    dates = [
        f"{_PHRASES[word].in_(language)} {day}" for word, day in (("opens", one.opens), ("closes", one.closes)) if day
    ]
    told = [", ".join(dates), one.note.in_(language) if one.note else ""]
    return " ".join(_sentence(text) for text in told if text)


def _said(phrase: str, language: Language, *values: object) -> str:
    return _PHRASES[phrase].in_(language).format(*values)


def _number(amount: int) -> str:
    return f"{amount:,}".replace(",", "\u00a0")


def _sentence(text: str) -> str:
    text = text.strip()
    return (text[0].upper() + text[1:] if text else text) + ("" if text.endswith((".", "!", "?", ":")) else ".")

"""Reads turns that point: at somebody by name, at one suggestion by its number, or away from the first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.follow_merging import Replaced, joined, swap
from bot.follow_reading import Before, Turn
from bot.follow_words import INSTEAD, NTH, WHICH, About
from bot.standing import Pointed
from knowledge.lexicon import words
from knowledge.vocabulary import Language

# In more words than these something else is told.
_STORY = 18
_SHORT = 10
# So many services have a name of their own in common; and so long are abbreviations.
_FEW_NAMES, _SHORT_NAME = 3, 4
# What was told of oneself, and whether it stands in the way: "I only work half time, does that matter?"
_DOES_IT_MATTER = re.compile(
    r"\b(?:(?:does|would|will) (?:that|it|this) (?:matter|count|disqualify|work|be a problem|be ok(?:ay)?)"
    r"|(?:is|are) (?:that|it|this|we) (?:a problem|an issue|ok(?:ay)?|enough|too (?:small|big|late|early|old|young))"
    r"|(?:do|can|could|will|would) (?:we|i) still (?:apply|qualify|get|join|use)"
    r"|(?:spelar|har) det (?:nan |nagon )?(?:roll|betydelse)"
    r"|gar det (?:anda|ocksa|bra)|ar det (?:ett problem|ok(?:ej)?)"
    r"|duger det|racker det|(?:kan|far) (?:vi|jag|man) anda|ar vi for (?:sma|stora|sena|tidiga|gamla|unga))\b"
)
# What is asked of all that was suggested, whatever it is for: "how much does it cost to get the data?"
_WHAT_IT_TAKES = re.compile(
    r"^\W*(?:(?:and|och|ok|okay),? )?(?:how (?:much|long) (?:does it|do they|would it|will it|is it)|what does it cost"
    r"|vad kostar det|hur mycket kostar det|hur lang tid tar det|who owns|vem ager)\b"
)
# Who is about to turn to those who were suggested.
_TURNS_TO_THEM = re.compile(
    r"\b(?:i'?ll|i will|we'?ll|we will|i'm going to|let me|let us|(?:jag|vi)(?: (?:ska|kommer att|tar och))?|da|then) "
    r"(?:(?:i|we|jag|vi|then|da|nu|now) )?"
    r"(?:call|contact|email|mail|write|try|ask|reach out|get in touch|ring(?:a|er)?|mejlar?|mailar?|kontaktar?"
    r"|skriv(?:a|er)|testar?|provar?|fragar?|hor(?:a)? av)\b(?: (?:mig|oss))?(?: (?:to|with|till|med))?"
    r" ?(?:them|it|that one|the first(?: one)?|her|him|dem|dom|dit|det|dig|dar|honom|henne|den)?\W*"
    r"(?:$|(?:thanks|thank you|tack|today|idag|imorgon|tomorrow|now|nu|first|forst|then|da)\b)"
)
_NOT_IT = re.compile(
    r"^\W*(?:(?:hmm|nej|no|men|but),? )?"
    r"(?:not|inte) (?:that one|this one|that|it|the first(?: one)?|den forsta|den|det|dem)\b"
    r"|\b(?:de|dom|they) (?:\w+ ){0,2}(?:sa(?:de|gt)?(?: redan)? nej|said no|turned us down|rejected us"
    r"|(?:told|asked) us to (?:come back|wait)|(?:bad|ber) oss (?:att )?(?:vanta|aterkomma)|ar fulla?|are full"
    r"|tar inte (?:in|emot))\b"
    r"|\b(?:fully ?booked|fullbokade?|too expensive|for dyr(?:t|a)?|too far(?: away)?|for langt(?: bort)?)\b(?!\?)"
    r"|\b(?:svara(?:r|de|t) (?:inte|aldrig)|inte svarat|ingen (?:svarar|svarade)"
    r"|(?:no one|nobody) (?:answers|answered|replied)"
    r"|(?:don't|didn't|never|not) (?:answer|answered|reply|replied|responded))\b"
)
# What follows a number that means a suggestion, and no thing: "the second one sounds good", not "the first thing".
_NO_THING = re.compile(
    r"\W*$|[,.?!:;]| (?:sounds?|looks?|seems?|is|was|does|do|did|can|will|lat|later|ser|verkar|ar|var|tar|kan|har|gor"
    r"|ger|hjalper|then|da|please|tack|instead|i)\b"
)


class Relation(StrEnum):
    """How a turn belongs to what was said before."""

    NEW = "new"
    NAMED = "named"
    DETAIL = "detail"
    CORRECTION = "correction"
    LANGUAGE = "language"
    ADDED = "added"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Followed:
    """A turn made whole: what to search and in which language, what to answer in, and what is asked about it.

    `seen` are the services that are not to be shown again, `only` those that it may lead to, if there are any.
    """

    question: str
    language: Language
    relation: Relation
    asked_in: Language
    about: About | None = None
    replaced: tuple[Replaced, ...] = ()
    service_ids: tuple[str, ...] = ()
    seen: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()


def pointing(turn: Turn, base: Before, spoken: Language, pointed: Pointed) -> Followed | None:
    """A turn that points, made whole; nothing where it does not."""
    if found := _named(turn, base, spoken, pointed):
        return found
    long = len(words(turn.text))
    begins = WHICH.match(turn.folded.lstrip()) and long <= _SHORT
    if not base.service_ids or (turn.kinds and not begins):
        return None
    if long > _STORY:
        return _but_the_first(turn, base, spoken)
    found = _declined(turn, base, spoken, pointed) or _but_the_first(turn, base, spoken)
    return found or _one_of_them(turn, base, spoken)


def _named(turn: Turn, base: Before, spoken: Language, pointed: Pointed) -> Followed | None:
    """A turn that asks about somebody by name: who was suggested, or somebody else; a name that many have in common
    means those who fit the need.
    """
    only = pointed.only
    if swap(base.question, turn.text) or not (only or (turn.about and not turn.kinds)):
        return None
    shown = tuple(id_ for id_ in base.service_ids if id_ in (only or pointed.named))
    if shown:
        return Followed(base.question, spoken, Relation.DETAIL, base.language, turn.about or About.MORE, (), shown)
    if not only:
        return None
    many = len(only) > _FEW_NAMES
    question = joined(base.question, turn.text) if many else turn.text
    return Followed(question, spoken, Relation.NAMED, turn.language, only=only)


def _declined(turn: Turn, base: Before, spoken: Language, pointed: Pointed) -> Followed | None:
    """A turn that says no to somebody by name, or corrects where the writer is, and says little else."""
    if turn.unwanted:
        return None
    if pointed.refused and not turn.facts.denied:
        return Followed(base.question, spoken, Relation.OTHERS, base.language, seen=base.seen)
    if pointed.home and (INSTEAD.search(turn.folded) or pointed.was_home not in {"", pointed.home}):
        return Followed(_moved(base.question, turn.text, pointed), spoken, Relation.CORRECTION, base.language)
    return None


def _moved(question: str, text: str, pointed: Pointed) -> str:
    """A question with another house in the place of the one where the writer was said to be."""
    if not pointed.was_home:
        return joined(question, text)
    home = pointed.home.upper() if len(pointed.home) <= _SHORT_NAME else pointed.home.title()
    return re.sub(rf"(?<!\w){re.escape(pointed.was_home)}(?!\w)", home, question, flags=re.IGNORECASE)


def _one_of_them(turn: Turn, base: Before, spoken: Language) -> Followed | None:
    """A turn about one suggestion by its number, or about whether something told is an obstacle."""
    about = None if turn.others else _asked_about(turn)
    if about is None:
        return None
    told = joined(base.question, turn.text) if turn.facts.said else base.question
    return Followed(told, spoken, Relation.DETAIL, base.language, about, (), pointed_at(turn, base))


def _asked_about(turn: Turn) -> About | None:
    if _DOES_IT_MATTER.search(turn.folded):
        return About.ELIGIBILITY
    if _TURNS_TO_THEM.search(turn.folded):
        return About.CONTACT
    numbered = any(_NO_THING.match(turn.folded, one.end()) for one in WHICH.finditer(turn.folded))
    return (turn.about or About.MORE) if numbered or _WHAT_IT_TAKES.search(turn.folded) else None


def _but_the_first(turn: Turn, base: Before, spoken: Language) -> Followed | None:
    """A turn that does not want what was suggested first: "not that one, they are fully booked"."""
    if turn.facts.said or not _NOT_IT.search(turn.folded):
        return None
    seen = base.seen.union(base.service_ids[:1])
    return Followed(base.question, spoken, Relation.OTHERS, base.language, seen=seen)


def pointed_at(turn: Turn, base: Before) -> tuple[str, ...]:
    """The services that a turn speaks of: some by their numbers, or all that were suggested."""
    listed = base.listed or base.service_ids
    said = [NTH.get(match["nth"], len(listed) - 1) for match in WHICH.finditer(turn.folded)]
    return tuple(dict.fromkeys(listed[nth] for nth in said if nth < len(listed))) or base.service_ids

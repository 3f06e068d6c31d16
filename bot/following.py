"""Tells a question about what was just said from a new one, and makes it whole by what was said before."""

from __future__ import annotations

from collections.abc import Sequence

from bot import follow_words
from bot.company import Fact, facts_in
from bot.follow_merging import KIND, Replaced, affirmed, carried, facts_replaced, joined, new_facts, substituted, swap
from bot.follow_pointing import Followed, Relation, pointed_at, pointing
from bot.follow_reading import Before, Turn, only_states, read
from bot.follow_words import ASKING, COMMANDS, ELLIPTIC, INSTEAD, OTHERS, SCRAP, STATING, About, is_courtesy
from bot.mentions import fold, mentions
from bot.models import Outcome
from bot.sentences import sentences
from bot.standing import NOBODY, Pointed
from bot.wordings import MONEY
from knowledge.lexicon import STOP_WORDS, words
from knowledge.vocabulary import Bilingual, Language, SupportKind

__all__ = ["About", "Before", "Followed", "Relation", "Replaced", "followed"]

# What is left where one kind of money is not wanted.
_OTHER_MONEY = {
    SupportKind.EQUITY: Bilingual("bidrag eller lån", "a grant or a loan"),
    SupportKind.LOAN: Bilingual("bidrag", "a grant"),
    SupportKind.GRANT: Bilingual("lån eller ägarkapital", "a loan or equity"),
}
_FEW_WORDS = 6
_ADDING = 2
_OWN_STORY = 2
_LONG_STORY = 6
_LONGEST = 60
_ASIDE = 12
_ANSWER = 8


def followed(question: str, language: Language, before: Sequence[Before], pointed: Pointed = NOBODY) -> Followed:
    """Resolve a turn against the conversation, newest turn last; what has its own need is new.

    What is `pointed` at by name tells who is meant, who is refused, and where the writer is at home.
    """
    text, wanted = follow_words.language_wanted(question)
    asked_in = _asked_in(text, language)
    spoken = wanted or asked_in
    base = last_said(before)
    if base and wanted and (is_courtesy(text) or _only_says_why(text, asked_in, base)):
        return Followed(base.question, spoken, Relation.LANGUAGE, base.language, service_ids=base.service_ids)
    if base and not is_courtesy(text) and len(words(text)) <= _LONGEST:
        turn = read(text, asked_in, base)
        ways = (_others, _corrected, _swapped, _detailed, _added)
        found = (one for way in ways if (one := way(turn, base, spoken)))
        if following := pointing(turn, base, spoken, pointed) or next(found, None):
            return following
    return Followed(_without_cue(text) or question, spoken, Relation.NEW, asked_in)


def _only_says_why(text: str, language: Language, base: Before) -> bool:
    """Whether what stands beside a request for a language asks for nothing: "I have to forward it"."""
    turn = read(text, language, base)
    says_more = turn.kinds or turn.facts.said or turn.facts.denied or turn.points or ASKING.search(turn.folded)
    return not says_more and len(words(text)) <= _ASIDE


def last_said(before: Sequence[Before]) -> Before | None:
    """The newest turn that said something; thanks and greetings do not."""
    return next((turn for turn in reversed(before) if not is_courtesy(turn.question)), None)


def _asked_in(text: str, language: Language) -> Language:
    """The language of a turn: a few everyday words tell more than a guess."""
    said = words(text)
    everyday = {one: sum(word in STOP_WORDS[one] for word in said) for one in Language}
    if len(said) <= _FEW_WORDS and everyday[language.other] > everyday[language]:
        return language.other
    return language


def _without_cue(text: str) -> str:
    return "".join(one for one in sentences(text) if not SCRAP.search(fold(one))).strip() or text


def _others(turn: Turn, base: Before, spoken: Language) -> Followed | None:
    """A turn that asks for others than were suggested for the same need."""
    if not turn.others or not base.service_ids or turn.kinds:
        return None
    *story, last = sentences(turn.text)
    at_the_end = bool(story) and bool(OTHERS.search(fold(last))) and len(words(last)) <= _FEW_WORDS
    if len(turn.unexplained) > _ADDING and not at_the_end:
        return None
    if new_facts(turn.facts, base.question, ()) or turn.facts.denied:
        return None
    return Followed(base.question, spoken, Relation.OTHERS, base.language, seen=base.shown)


def _corrected(turn: Turn, base: Before, spoken: Language) -> Followed | None:
    """A turn that replaces a fact or the kind of support, in so many words or by saying another one."""
    then = facts_in(base.question, base.language)
    elliptic = bool(ELLIPTIC.search(turn.folded) or INSTEAD.search(turn.folded))
    replaced = (*facts_replaced(turn.facts, then, elliptic), *_kind_replaced(turn, base))
    new_need = bool(turn.kinds) and not any(one.what == KIND for one in replaced)
    if not replaced or new_need or not _is_about_us(turn):
        return None
    added = new_facts(turn.facts, base.question, replaced)
    moves = not turn.kinds and all(one.what == Fact.PLACE for one in replaced)
    own_story = len(turn.unexplained) >= _OWN_STORY and not moves
    if own_story or (turn.kinds and (turn.unexplained or added)):
        own = affirmed(turn.text, [*turn.facts.denied, *turn.unwanted])
        question, language = joined(own, carried(turn.facts, then, replaced)), turn.language
    else:
        only_denied = any(not one.new and one.what != Fact.PLACE for one in replaced)
        tells = added or len(turn.unexplained) >= _OWN_STORY or only_denied
        more = turn.text if tells else ""
        question, language = joined(substituted(base.question, replaced), more), base.language
    about = turn.about if ASKING.search(turn.folded) else None
    return Followed(question, spoken, Relation.CORRECTION, language, about, replaced, pointed_at(turn, base))


def _swapped(turn: Turn, base: Before, spoken: Language) -> Followed | None:
    """A turn that puts one thing in the place of another that was asked for: "proteins rather than DNA"."""
    swapped = swap(base.question, turn.text)
    if turn.kinds or swapped is None:
        return None
    return Followed(swapped, spoken, Relation.CORRECTION, base.language)


def _is_about_us(turn: Turn) -> bool:
    """Whether every word is explained, or the turn speaks of the company and little else."""
    if not turn.unexplained:
        return True
    if turn.unwanted and not turn.kinds and not ASKING.search(turn.folded):
        return len(turn.unexplained) < _LONG_STORY
    if not STATING.search(turn.folded):
        return False
    if INSTEAD.search(turn.folded):
        return len(turn.unexplained) < _LONG_STORY
    return len(turn.unexplained) < _ADDING and not ASKING.search(turn.folded)


def _kind_replaced(turn: Turn, base: Before) -> tuple[Replaced, ...]:
    """The kind of support that a turn puts in the place of another: "inte låna, bidrag i stället"."""
    asked = [one for one in mentions(base.question, base.language) if isinstance(one.value, SupportKind)]
    unwanted = {one.value for one in turn.unwanted}
    old = next((one for one in asked if one.value in unwanted), None)
    if old is None and asked and turn.kinds and not SCRAP.search(turn.folded):
        both_money = {asked[0].value, turn.kinds[0].value} <= set(MONEY) and len(words(turn.text)) <= _FEW_WORDS
        old = asked[0] if both_money or INSTEAD.search(turn.folded) else None
    if old is None:
        return ()
    said = base.question[old.start : old.end]
    if not turn.kinds:
        other = _OTHER_MONEY.get(SupportKind(old.value))
        return (Replaced(KIND, said, other.in_(base.language)),) if other else ()
    new = turn.kinds[0]
    return (Replaced(KIND, said, turn.text[new.start : new.end]),)


def _detailed(turn: Turn, base: Before, spoken: Language) -> Followed | None:
    """A question about what was suggested, with no word that asks for something else."""
    if not turn.points or turn.unexplained or turn.kinds:
        return None
    added = turn.text if new_facts(turn.facts, base.question, ()) else ""
    question, which = joined(base.question, added), pointed_at(turn, base)
    about = turn.about or (About.MORE if len(which) < len(base.service_ids) else None)
    return Followed(question, spoken, Relation.DETAIL, base.language, about, service_ids=which)


def _added(turn: Turn, base: Before, spoken: Language) -> Followed | None:
    """More facts about the same need; an answer to a question back may be a few words."""
    asks = bool(ASKING.search(turn.folded))
    answers = base.outcome is Outcome.NEEDS_DETAIL and not asks
    if answers and len(words(turn.text)) <= _ANSWER and not COMMANDS.search(turn.folded):
        return Followed(joined(base.question, turn.text), spoken, Relation.ADDED, base.language)
    states = answers or (not asks and bool(STATING.search(turn.folded)))
    if turn.kinds:
        known = bool(facts_in(base.question, base.language).said)
        fits = answers and known and not turn.unexplained and len(words(turn.text)) <= _FEW_WORDS
    else:
        told = bool(turn.facts.said or turn.facts.denied)
        tells = answers and only_states(turn.folded) and len(turn.unexplained) < _LONG_STORY
        terse = states or (not asks and len(words(turn.text)) <= _FEW_WORDS)
        fits = tells or (told and len(turn.unexplained) <= (_ADDING if terse else 0))
    if not fits:
        return None
    return Followed(joined(base.question, turn.text), spoken, Relation.ADDED, base.language)

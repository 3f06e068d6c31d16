"""Tells by what lies nearest whether a turn that no rule could read goes on with what was said before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.follow_merging import joined
from bot.follow_reading import Before, Turn, only_states, read
from bot.follow_words import INSTEAD, About, is_courtesy
from bot.following import Followed, Relation, last_said
from bot.makers import PERSONAL
from bot.mentions import Mention, fold, mentions
from bot.models import Evidence, Outcome
from bot.wordings import MONEY, asks_for_money
from knowledge.lexicon import words
from knowledge.vocabulary import Language, SupportKind

Glance = Callable[[str, Language], Evidence]

FOLLOW_UP = "follow_up"
_LONGEST = 40
# How like what services answer a turn may be that leans on the one before.
_OWN_NEED = 0.6
# By how much more it may be like a refusal where it only states something.
_STATED = 0.1
# How much more like a detail a turn must be that says something of its own.
_OF_ITS_OWN = 0.2
# What somebody tells of himself after an answer mostly belongs to it, though it is like what patients tell.
_OF_PERSONS = 0.15
_FEW, _SHORT = 3, 8
_MORE_OF = re.compile(
    r"^\W*(?:(?:ok|okej|okay|ja|yes|jo),? )?(?:och|and|men|but|na(?:t|n|got|gon|gra)|any(?:thing)?|some(?:thing)?"
    r"|what about|how about|hur ar det med|hur blir det med|pa|in|i)\b|\b(?:da|then)\W*$"
)
_MEANT = re.compile(r"^\W*(?:(?:nej|no|sorry|forlat),? )?(?:i mean(?:t)?|jag mena(?:r|de)),? ")
_VERB = re.compile(
    r"\b(?:vi|jag|man|we|i'?m|you|they|do|does|can|could|is|are|should|kan|maste|behover|behovs|finns|far|gor|gar|de|dom"
    r"|kostar|tar|ska|skulle|har|have|has|need|needs)\b"
)
# Who is asked about stands right after the verb, or before it.
_OF_THEM = re.compile(
    r"(?:^|[.!?,]\s*|\b(?:och|and|vad|hur|when|what|how)\s)"
    r"(?:(?:do|does|did|can|could|will|would|are|is|have|has)\s(?:they|it|this|that|the)\b"
    r"|(?:gor|kan|har|tar|ar|far|hjalper|ingar|finns|vill|brukar)\s(?:de|dom|det|den|dem)\b|(?:de|dom|they|it)\s"
    r"|(?:vilken|vilket|vilka|which)(?: (?:one|av dem|of (?:them|these|those|the \w+)))?\s"
    r"(?:passar|ar|blir|rekommenderar|fits?|suits?|is|are|would|should|do you)\b"
    r"|(?:can|could|may|must|kan|far|maste)\s(?:an? |ett? |any |also )?"
    r"(?:compan(?:y|ies)|firms?|foreigners|bolag|foretag|man|one|anyone|alla)\b)"
)
_LEANS = re.compile(
    r"\b(?:de|dem|dom|dessa|densamma|samma|hellre|i ?stallet|dessutom|ocksa"
    r"|they|them|those|these|ones?|same|rather|instead|either)\b"
    r"|^\W*(?:och|and|men|but) (?:pa|i|hos|fran|med|at|in|on|from|with)\b"
)


def sensed(whole: Followed, before: Sequence[Before], glance: Glance) -> Followed:
    """A turn that seems new: a detail of what was suggested, or more of the same need, where it is like that."""
    base = last_said(before)
    text, language = whole.question, whole.asked_in
    if whole.relation is not Relation.NEW or base is None or not base.service_ids or is_courtesy(text):
        return whole
    turn = read(text, language, base)
    leans = bool(_LEANS.search(turn.folded))
    if len(words(text)) > _LONGEST or (turn.kinds and (not leans or INSTEAD.search(turn.folded))):
        return whole
    if not turn.points and _is_elliptic(turn, base):
        more = joined(base.question, text)
        return replace(
            _same(base, whole), question=more, relation=Relation.ADDED, seen=base.seen.union(base.service_ids[:1])
        )
    evidence = glance(text, language)
    return _like(turn, evidence, base, whole, leans) if Outcome.ANSWERED in evidence.likeness else whole


def _like(turn: Turn, evidence: Evidence, base: Before, whole: Followed, leans: bool) -> Followed:
    """The turn as what it is most like: a detail, more of the same need, or a new one."""
    likeness = {why: one.similarity for why, one in evidence.likeness.items()}
    outside = evidence.likeness.get("out_of_scope")
    apart = outside.similarity - (_OF_PERSONS if outside.group in PERSONAL else 0.0) if outside else 0.0
    others = max(evidence.answerable, apart, likeness.get("no_service", 0.0))
    detail = evidence.likeness.get(FOLLOW_UP)
    money = asks_for_money(turn.text) and not set(base.kinds) & set(MONEY)
    if money and leans:
        return replace(_same(base, whole), question=joined(base.question, turn.text), relation=Relation.ADDED)
    if detail and detail.similarity > others + _own(turn) and not money:
        # What names a kind of support asks if they have that too: no single field answers it.
        about = About.MORE if _names_a_kind(turn) else About(detail.group)
        return replace(_same(base, whole), about=about, service_ids=base.service_ids)
    states = only_states(turn.folded)
    clearly = others <= evidence.answerable + (_STATED if states else 0.0)
    if (leans or states) and clearly and not turn.kinds and evidence.answerable < _OWN_NEED:
        return replace(_same(base, whole), question=joined(base.question, whole.question), relation=Relation.ADDED)
    return whole


def _own(turn: Turn) -> float:
    return 0.0 if not turn.unexplained or _OF_THEM.search(turn.folded) else _OF_ITS_OWN


def _is_elliptic(turn: Turn, base: Before) -> bool:
    """Whether a turn names one thing more, and no verb: "and nationally?", "något på EU-nivå?"."""
    says_more = bool(turn.unexplained) or _names_otherwise(turn, base)
    few = says_more and len(turn.unexplained) <= _FEW and len(words(turn.text)) <= _SHORT
    said, meant = _MEANT.subn("", turn.folded)
    return few and not turn.kinds and bool(meant or _MORE_OF.search(said)) and not _VERB.search(said)


def _names_otherwise(turn: Turn, base: Before) -> bool:
    """Whether a turn names the same kind of support in words that were not said before."""
    return any(fold(turn.text[one.start : one.end]) not in fold(base.question) for one in _named_kinds(turn))


def _names_a_kind(turn: Turn) -> bool:
    return bool(_named_kinds(turn))


def _named_kinds(turn: Turn) -> list[Mention]:
    return [one for one in mentions(turn.text, turn.language) if isinstance(one.value, SupportKind)]


def _same(base: Before, whole: Followed) -> Followed:
    return Followed(base.question, whole.language, Relation.DETAIL, base.language)

"""Tells by what lies nearest whether a turn that no rule could read goes on with what was said before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.follow_merging import joined
from bot.follow_reading import Before, only_states, read
from bot.follow_words import INSTEAD, About, is_courtesy
from bot.following import Followed, Relation, last_said
from bot.models import Evidence, Outcome
from knowledge.lexicon import words
from knowledge.vocabulary import Language

Glance = Callable[[str, Language], Evidence]

FOLLOW_UP = "follow_up"
_LONGEST = 40
# How like what services answer a turn may be that leans on the one before.
_OWN_NEED = 0.6
# By how much more it may be like a refusal where it only states something.
_STATED = 0.1
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
    evidence = glance(text, language)
    likeness = {why: one.similarity for why, one in evidence.likeness.items()}
    if Outcome.ANSWERED not in likeness:
        return whole
    others = max(evidence.answerable, likeness.get("out_of_scope", 0.0), likeness.get("no_service", 0.0))
    detail = evidence.likeness.get(FOLLOW_UP)
    if detail and detail.similarity > others:
        return replace(_same(base, whole), about=About(detail.group), service_ids=base.service_ids)
    states = only_states(turn.folded)
    clearly = others <= evidence.answerable + (_STATED if states else 0.0)
    if (leans or states) and clearly and not turn.kinds and evidence.answerable < _OWN_NEED:
        return replace(_same(base, whole), question=joined(base.question, text), relation=Relation.ADDED)
    return whole


def _same(base: Before, whole: Followed) -> Followed:
    return Followed(base.question, whole.language, Relation.DETAIL, base.language)

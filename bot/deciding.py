"""Decides how a turn ends, on this turn's evidence alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.asides import wants_what_is_private
from bot.beyond import is_for_another_trade, is_to_be_written
from bot.company import Fact
from bot.follow_words import is_thanks
from bot.makers import PERSONAL, has_made_something, has_somewhere_to_go
from bot.missing import NO_SERVICE, is_surely_missing
from bot.models import Evidence, Likeness, Need, Outcome
from bot.naming import Named
from bot.pieces import is_story
from knowledge.search import Leg

_VAGUE = "vague"
_OUTSIDE = "out_of_scope"
# How much nearer than every service a refusal must lie when the question names one, and when it names a kind of
# support; to name somebody whose private number is wanted is no need.
_SERVICE_NAMED, _KIND_NAMED = 0.2, {_OUTSIDE: 0.2, NO_SERVICE: 0.1}
# The next service's share of the first one's score: with less, the first is clearly what was asked for.
_FAR_BEHIND = 0.5
# It may even lie farther off where another trade is spoken of, or something to be written.
_ELSEWHERE, _WRITTEN = -0.25, -0.1
# A story that wishes nothing names what the company has; it must speak of what services answer.
_TOLD = 0.4
# Hardly more like what we decline than like what says too little: a question back costs less than a refusal.
_ASKS_EASILY = 0.05
_COURTESY = "courtesy"
_NEVER = {"misuse", "code"}
_ENDINGS = {
    _OUTSIDE: Outcome.OUT_OF_SCOPE,
    _VAGUE: Outcome.NEEDS_DETAIL,
    NO_SERVICE: Outcome.NO_MATCH,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """How a turn ends, and which group of exemplars said so."""

    outcome: Outcome
    group: str = ""


def decide(need: Need, evidence: Evidence, named: Named, brief: bool = False) -> Decision:
    """Answer, unless a question that no service should answer lies nearer than every service.

    Who names a service or a kind of support has said enough to be answered; who says nothing that any text of the
    catalogue holds has not. A brief question says nothing but what it names: no example is like it. What one service
    clearly stands out for is not missing.
    """
    plain = _plainly(need, evidence, named, brief)
    if plain:
        return plain
    against = _against(need, evidence, named).items()
    why, likest = max(against, key=lambda item: item[1].similarity, default=("", None))
    if likest and likest.similarity > evidence.answerable + _margin(why, need, evidence, named):
        return Decision(_ENDINGS[why], likest.group)
    told = is_story(evidence.text) and evidence.answerable < _TOLD
    if not (need.kinds or named.services or _speaks_of_anything(evidence)) or (told and not named.services):
        return Decision(Outcome.NEEDS_DETAIL)
    return Decision(Outcome.ANSWERED)


def _plainly(need: Need, evidence: Evidence, named: Named, brief: bool) -> Decision | None:
    """What needs no weighing: thanks, a bare name, nothing found, a kind of support in a word or two."""
    if is_thanks(evidence.text):
        return Decision(Outcome.OUT_OF_SCOPE, _COURTESY)
    if named.only:
        return Decision(Outcome.ANSWERED)
    if not evidence.services:
        return Decision(Outcome.NO_MATCH)
    elsewhere = _is_elsewhere(need, evidence) or is_to_be_written(evidence.text)
    return Decision(Outcome.ANSWERED) if brief and need.kinds and not elsewhere else None


def _margin(why: str, need: Need, evidence: Evidence, named: Named) -> float:
    """How much nearer than every service a refusal must lie."""
    if _is_elsewhere(need, evidence):
        return _ELSEWHERE
    if is_to_be_written(evidence.text):
        return _WRITTEN
    if wants_what_is_private(evidence.text):
        return 0.0
    return _SERVICE_NAMED if named.services else _KIND_NAMED.get(why, 0.0) if need.kinds else 0.0


def _is_elsewhere(need: Need, evidence: Evidence) -> bool:
    speaks_of_ours = any(one.fact is Fact.SECTORS for one in need.said)
    return not speaks_of_ours and is_for_another_trade(evidence.text)


def _against(need: Need, evidence: Evidence, named: Named) -> dict[str, Likeness]:
    passed = {_VAGUE} if need.kinds or has_somewhere_to_go(evidence.text) else set()
    if _is_elsewhere(need, evidence):
        passed = {_VAGUE, NO_SERVICE}
    if named.services:
        passed = {_VAGUE, NO_SERVICE}
    if _stands_out(evidence) and not is_surely_missing(evidence):
        passed.add(NO_SERVICE)
    against = {why: one for why, one in evidence.likeness.items() if why in _ENDINGS and why not in passed}
    outside, vague = against.get(_OUTSIDE), against.get(_VAGUE)
    asks_as_well = outside and vague and outside.similarity < vague.similarity + _ASKS_EASILY
    if outside and (asks_as_well or _tells_of_what_was_made(outside, evidence.text)):
        del against[_OUTSIDE]
    return against


def _tells_of_what_was_made(outside: Likeness, text: str) -> bool:
    """Whether what is like small talk, or like what patients and job seekers tell, tells of an invention."""
    if has_somewhere_to_go(text):
        return outside.group not in _NEVER
    return outside.group in PERSONAL and has_made_something(text)


def _stands_out(evidence: Evidence) -> bool:
    """Whether meaning and words both find one service first, far before the next."""
    if len(evidence.services) == 1:
        return False
    first, second, *_ = evidence.services
    both = first.ranks.get(Leg.DENSE) == first.ranks.get(Leg.LEXICAL) == 1
    return both and second.score < _FAR_BEHIND * first.score


def _speaks_of_anything(evidence: Evidence) -> bool:
    return any(hit.ranks.keys() - {Leg.DENSE} for hit in evidence.services)

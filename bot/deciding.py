"""Decides how a turn ends, on this turn's evidence alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models import Evidence, Likeness, Need, Outcome
from bot.naming import Named
from knowledge.search import Leg

_VAGUE = "vague"
_NO_SERVICE = "no_service"
# How much nearer than every service a refusal must lie when the question names one.
_NAMED = 0.03
# How much farther than the nearest service an example may lie where the whole question leans to it.
_NEARLY = 0.035
_ENDINGS = {
    "out_of_scope": Outcome.OUT_OF_SCOPE,
    _VAGUE: Outcome.NEEDS_DETAIL,
    _NO_SERVICE: Outcome.NO_MATCH,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """How a turn ends, and which group of exemplars said so."""

    outcome: Outcome
    group: str = ""


def decide(need: Need, evidence: Evidence, named: Named, brief: bool = False) -> Decision:
    """Answer, unless a question that no service should answer lies nearer than every service.

    Who names a service or a kind of support has said enough to be answered; who says nothing that any text of the
    catalogue holds has not. A brief question says nothing but what it names: no example is like it.
    """
    if named.only:
        return Decision(Outcome.ANSWERED)
    if not evidence.services:
        return Decision(Outcome.NO_MATCH)
    if brief and need.kinds:
        return Decision(Outcome.ANSWERED)
    why, likest = max(_against(need, evidence, named).items(), key=lambda item: item[1].similarity, default=("", None))
    # A name in a question that leans to the refusal as a whole is only what it plays with: "a poem about Almi".
    margin = _NAMED if named.services and evidence.leaning != why else 0.0
    if likest and likest.similarity > evidence.similarity + margin:
        vague = why == _NO_SERVICE and evidence.leaning == _VAGUE
        return Decision(Outcome.NEEDS_DETAIL if vague else _ENDINGS[why], likest.group)
    if not (need.kinds or named.services or _speaks_of_anything(evidence)):
        return Decision(Outcome.NEEDS_DETAIL)
    return _leaning(need, evidence, named)


def _leaning(need: Need, evidence: Evidence, named: Named) -> Decision:
    """What the whole question leans to, where it names no kind of support and such an example is nearly as near."""
    likest = evidence.likeness.get(evidence.leaning)
    if not likest or named.services or need.kinds or likest.similarity < evidence.similarity - _NEARLY:
        return Decision(Outcome.ANSWERED)
    if evidence.leaning == _NO_SERVICE:
        return Decision(Outcome.ANSWERED)
    return Decision(_ENDINGS[evidence.leaning], likest.group)


def _against(need: Need, evidence: Evidence, named: Named) -> dict[str, Likeness]:
    passed = {_VAGUE} if need.kinds else set()
    if named.services:
        passed = {_VAGUE, _NO_SERVICE}
    return {why: likeness for why, likeness in evidence.likeness.items() if why not in passed}


def _speaks_of_anything(evidence: Evidence) -> bool:
    return any(hit.ranks.keys() - {Leg.DENSE} for hit in evidence.services)

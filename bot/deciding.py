"""Decides how a turn ends, on this turn's evidence alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models import Evidence, Need, Outcome

_VAGUE = "vague"
_ENDINGS = {
    "out_of_scope": Outcome.OUT_OF_SCOPE,
    _VAGUE: Outcome.NEEDS_DETAIL,
    "no_service": Outcome.NO_MATCH,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """How a turn ends, and which group of exemplars said so."""

    outcome: Outcome
    group: str = ""


def decide(need: Need, evidence: Evidence) -> Decision:
    """Answer, unless a question that no service should answer lies nearer than every service.

    Who names a kind of support has said enough to be answered.
    """
    if not evidence.services:
        return Decision(Outcome.NO_MATCH)
    likeness = {why: like for why, like in evidence.likeness.items() if not (why == _VAGUE and need.kinds)}
    why, likest = max(likeness.items(), key=lambda item: item[1].similarity, default=("", None))
    if likest and likest.similarity > evidence.similarity:
        return Decision(_ENDINGS[why], likest.group)
    return Decision(Outcome.ANSWERED)

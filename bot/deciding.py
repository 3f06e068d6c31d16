"""Decides how a turn ends, on this turn's evidence alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models import Outcome
from bot.retrieval import Evidence

_ENDINGS = {
    "out_of_scope": Outcome.OUT_OF_SCOPE,
    "vague": Outcome.NEEDS_DETAIL,
    "no_service": Outcome.NO_MATCH,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """How a turn ends, and which group of exemplars said so."""

    outcome: Outcome
    group: str = ""


def decide(evidence: Evidence) -> Decision:
    """Answer, unless a question that no service should answer lies nearer than every service."""
    if not evidence.services:
        return Decision(Outcome.NO_MATCH)
    why, likest = max(evidence.likeness.items(), key=lambda item: item[1].similarity, default=("", None))
    if likest and likest.similarity > evidence.similarity:
        return Decision(_ENDINGS[why], likest.group)
    return Decision(Outcome.ANSWERED)

"""Decides how a turn ends, on this turn's evidence alone."""

from __future__ import annotations

from dataclasses import dataclass

from bot.models import Need, Outcome
from bot.retrieval import Evidence

_ENDINGS = {
    "out_of_scope": Outcome.OUT_OF_SCOPE,
    "vague": Outcome.NEEDS_DETAIL,
    "no_service": Outcome.NO_MATCH,
}


@dataclass(frozen=True, slots=True)
class Margins:
    """How much nearer than the nearest service an exemplar must be before it decides.

    A question that names a kind of support must be likelier still. Set on the dev suites by `python -m evals tune`.
    """

    plain: float = 0.0
    named: float = 0.03


@dataclass(frozen=True, slots=True)
class Decision:
    """How a turn ends, and which group of exemplars said so."""

    outcome: Outcome
    group: str = ""


def decide(need: Need, evidence: Evidence, margins: Margins = Margins()) -> Decision:
    """Answer, unless something that no service should answer lies nearer than every service."""
    margin = margins.named if need.kinds else margins.plain
    why, nearest = max(evidence.likeness.items(), key=lambda item: item[1].similarity)
    if nearest.similarity > evidence.similarity + margin:
        return Decision(_ENDINGS[why], nearest.group)
    if not evidence.services:
        return Decision(Outcome.NO_MATCH)
    return Decision(Outcome.ANSWERED)

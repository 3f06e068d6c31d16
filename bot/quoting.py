"""Chooses what an answer quotes from guides and documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answering import Passage, choices
from bot.models import Evidence
from knowledge.models import Document
from knowledge.search import Hit
from knowledge.texts import SearchText

LOOKED_AT = 8
_NEAR_ENOUGH = 0.75
# What lies farther from the question speaks of something else, even when nothing lies nearer.
_ON_THE_SUBJECT = 0.06


def quotable(
    evidence: Evidence, texts: Mapping[str, SearchText], documents: Mapping[str, Document]
) -> tuple[Passage, ...]:
    """The passages worth quoting, in the question's language; a document that there is no other version of is
    quoted in its own where nothing else is near.
    """
    known = [(hit, texts[hit.id]) for hit in evidence.passages if hit.id in texts]
    found = [(hit, Passage(text, documents[text.owner_id])) for hit, text in known]
    asked = evidence.asked.language if evidence.asked else None
    own = [(hit, one) for hit, one in found if one.text.language is asked and hit.similarity > _ON_THE_SUBJECT]
    others = [(hit, one) for hit, one in found if one.text.language is not asked and one.document.twin is None]
    return choices(_near(own or others))


def _near(found: Sequence[tuple[Hit, Passage]]) -> list[Passage]:
    best = max((hit.score for hit, _ in found), default=0.0)
    return [one for hit, one in found if hit.score >= _NEAR_ENOUGH * best]

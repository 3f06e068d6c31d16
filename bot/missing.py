"""Tells what companies need and no service gives."""

from __future__ import annotations

from bot.models import Evidence

NO_SERVICE = "no_service"
# How likely that must be, and by how much more than that a service answers.
_ABSENT, _SURELY = 0.45, 0.25


def is_surely_missing(evidence: Evidence) -> bool:
    """Whether words are much more like what no service gives than like anything that one does."""
    missing = evidence.likeness.get(NO_SERVICE)
    return missing is not None and missing.similarity >= max(_ABSENT, evidence.answerable + _SURELY)

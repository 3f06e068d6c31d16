"""Tells which kind of support a sentence speaks of where no word of the vocabulary names one: by what lies nearest."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from bot.kinship import Kinds
from bot.missing import is_surely_missing
from bot.models import Evidence
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import SupportKind


class Heard(NamedTuple):
    """The kinds of support that words speak of, or that they clearly speak of what no service gives."""

    kinds: Kinds = Kinds()
    missing: bool = False


Sense = Callable[[str], Heard]

_SERVICES = 5
# How like what services answer a sentence must be, and by how much more than like all else.
_ANSWERABLE = 0.35
_CLEARLY = 0.1
# A kind's share among the nearest services.
_SHARE = 0.3
_STEEP = 4


def nothing(_: str) -> Heard:
    """No sense: only what words name counts."""
    return Heard()


def sparing(sense: Sense, most: int) -> Sense:
    """The same sense, which hears a text once and only so many texts."""
    found: dict[str, Heard] = {}

    def hear(text: str) -> Heard:
        if text not in found:
            found[text] = sense(text) if len(found) < most else Heard()
        return found[text]

    return hear


def spoken_of(evidence: Evidence, catalogue: Catalogue) -> Heard:
    """The kinds of the services nearest to a sentence, if it clearly speaks of what services answer."""
    # Where nothing was looked for, likeness has nothing to be weighed against.
    if not evidence.services:
        return Heard()
    if is_surely_missing(evidence):
        return Heard(missing=True)
    others = max((one.similarity for why, one in evidence.likeness.items() if why != "answered"), default=0.0)
    if evidence.answerable < max(_ANSWERABLE, others + _CLEARLY):
        return Heard()
    return Heard(_kinds_near(evidence, catalogue))


def _kinds_near(evidence: Evidence, catalogue: Catalogue) -> Kinds:
    near = [hit for hit in evidence.services if hit.id in catalogue.services][:_SERVICES]
    worth: dict[SupportKind, float] = {}
    for hit in near:
        kind = catalogue.services[hit.id].kinds[0]
        worth[kind] = worth.get(kind, 0.0) + (hit.score / near[0].score) ** _STEEP
    return Kinds(kind for kind, own in worth.items() if own >= _SHARE * sum(worth.values()))

"""The needs of one turn with what was found for each, and what a reply says of them together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from bot.deciding import Decision
from bot.known import known, worth_knowing
from bot.models import Evidence, Need, Outcome, Reply, Suggestion, Trace
from bot.naming import Named
from bot.reading import Turn
from bot.routing import Route
from bot.understanding import named_kinds
from knowledge.catalogue import Catalogue
from knowledge.vocabulary import Bilingual, Language, SupportKind

# What a few words are easily mistaken for.
_TOO_SHORT = {Outcome.OUT_OF_SCOPE, Outcome.NEEDS_DETAIL}
_TOO_SHORT_BY = {"out_of_scope", "vague"}
_HARDLY = 0.1
_ASIDE = Bilingual("Något annat", "Something else")


class Wanted(NamedTuple):
    """A need with the words that are searched for it, and the kind of support that it keeps to, if any."""

    text: str
    need: Need
    kind: SupportKind | None


@dataclass(frozen=True, slots=True)
class Part:
    """One need of a turn, with what it names, what was found for it and how it ends."""

    need: Need
    evidence: Evidence
    named: Named
    routed: Route
    decision: Decision

    @property
    def is_answered(self) -> bool:
        """Whether there is a way to show for it."""
        return self.need.outcome is Outcome.ANSWERED


def only_kind(need: Need) -> SupportKind | None:
    """The kind of support that a need names, if it is one."""
    return need.kinds[0] if len(need.kinds) == 1 else None


def beyond_names(need: Need, named: Collection[str], catalogue: Catalogue) -> Need:
    """A need without the kinds that only the names of services say: an "Accelerator" may be a grant."""
    known = [catalogue.services[id_] for id_ in named if id_ in catalogue.services]
    said = {kind for one in known for language in Language for kind in named_kinds(one.name.in_(language), language)}
    offered = {kind for one in known for kind in one.kinds}
    return replace(need, kinds=tuple(kind for kind in need.kinds if kind not in said - offered))


def in_plan(part: Part, language: Language) -> Part:
    """One of several needs that names its kind of support has said enough, however short its words are.

    So has one that is hardly more like a refusal than like what services answer. What is out of scope is not repeated.
    """
    short = part.routed.suggestions and part.need.outcome in _TOO_SHORT
    if short and (part.need.kinds or _is_hardly_refused(part.evidence)):
        return replace(part, need=replace(part.need, outcome=Outcome.ANSWERED))
    aside = part.need.outcome is Outcome.OUT_OF_SCOPE
    return replace(part, need=replace(part.need, summary=_ASIDE.in_(language))) if aside else part


def _is_hardly_refused(evidence: Evidence) -> bool:
    refusals = [one.similarity for why, one in evidence.likeness.items() if why in _TOO_SHORT_BY]
    return bool(refusals) and max(refusals) < evidence.answerable + _HARDLY


def best_first(parts: Sequence[Part]) -> tuple[Suggestion, ...]:
    """Each need's best, then each need's second, and so on; a service comes twice only as the best for two needs."""
    answered = [(place, part.routed.suggestions) for place, part in enumerate(parts) if part.is_answered]
    ranked = [replace(suggestions[0], need=place) for place, suggestions in answered]
    seen = {one.service.id for one in ranked}
    others = zip_longest(*([(place, one) for one in suggestions[1:]] for place, suggestions in answered))
    for place, one in (pair for row in others for pair in row if pair):
        if one.service.id not in seen:
            seen.add(one.service.id)
            ranked.append(replace(one, need=place))
    return tuple(ranked)


def explained(reply: Reply, turn: Turn, parts: Sequence[Part]) -> Reply:
    """A reply with what is known of the company, what would tell more, why not what came next, and its traces."""
    shown = {one.service.id: one.service for one in reply.suggestions}
    asked_for = (rule.field for service in shown.values() for rule in service.eligibility.rules)
    rejected = (
        replace(part.routed.rejected, need=place)
        for place, part in enumerate(parts)
        if part.is_answered and part.routed.rejected and not turn.about
    )
    return replace(
        reply,
        known=known(turn.need) if shown else (),
        unknown=worth_knowing(turn.need, asked_for) if shown else (),
        rejected=tuple(one for one in rejected if one.service.id not in shown),
        traces=tuple(Trace(part.evidence, part.routed.weighed, part.decision.group) for part in parts),
    )

"""Chooses the services that a need is sent to, and says why; pure, no model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot import fitting, rounds
from bot.eligibility import conditions
from bot.geography import is_outside, serves
from bot.models import ContactCard, Met, Need, Reason, Rejected, Suggestion, Weighed
from bot.reasons import amount, fits
from knowledge.catalogue import Catalogue
from knowledge.labels import label
from knowledge.models import Contact, Service
from knowledge.search import Hit
from knowledge.vocabulary import Audience, Bilingual, Channel, State, SupportKind

AT_MOST = 3
_CANDIDATES = 25
_INHERITED = 0.75
_OWN = 0.25
_NAMED = 0.6
_FIRST_WAY = 0.6
_VALID_DAYS: Mapping[Channel, int] = {
    Channel.EMAIL: 180,
    Channel.PHONE: 180,
    Channel.WEB_FORM: 365,
    Channel.PAGE: 365,
}
_LESS = Reason(Bilingual("Tjänsterna ovan passar bättre", "The services above fit better"), Met.NOT_MET)
_OPEN_TO = {Audience.COMPANY, Audience.FOUNDER, Audience.RESEARCHER}


@dataclass(frozen=True, slots=True)
class Route:
    """Where a need is sent, all candidates in order, which near ones are closed, and the nearest that was rejected."""

    suggestions: tuple[Suggestion, ...]
    weighed: tuple[Weighed, ...]
    closed: tuple[Service, ...]
    rejected: Rejected | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    service: Service
    weighed: Weighed
    ruled: tuple[Reason, ...]


def route(
    need: Need,
    hits: Sequence[Hit],
    catalogue: Catalogue,
    today: date,
    named: frozenset[str] = frozenset(),
    kind: SupportKind | None = None,
) -> Route:
    """The services that fit a need best, at most three; a closed one gives its place to what came instead.

    What the question names comes first; where only closed ones are named, their ways instead are all there is.
    A kind that the company has chosen itself leaves the others out.
    """
    known = [hit for hit in hits if hit.id in catalogue.services]
    near = _of_kind(kind, known, catalogue)[:_CANDIDATES]
    found = _named_first(need, _opened(need, near, catalogue), named, catalogue)
    candidates = sorted(
        (_weigh(need, catalogue.services[id_], score, id_ in named) for id_, score in found.items()),
        key=lambda candidate: (-candidate.weighed.score, candidate.service.id),
    )
    there = _where_asked(need, candidates, named)
    return Route(
        tuple(_suggestion(need, candidate, catalogue, today) for candidate in there[:AT_MOST]),
        tuple(candidate.weighed for candidate in there),
        tuple(_closed(need, near, named, catalogue)),
        _rejected(need, there, catalogue),
    )


def _named_first(
    need: Need, found: Mapping[str, float], named: frozenset[str], catalogue: Catalogue
) -> dict[str, float]:
    known = [catalogue.services[id_] for id_ in sorted(named) if id_ in catalogue.services]
    still_open = [one for one in known if is_open(one, need.audience)]
    if known and not still_open:
        ways = [id_ for one in known for id_ in ways_instead(one, catalogue, need.audience)]
        return {id_: found.get(id_, 0.0) + _FIRST_WAY / (place + 1) for place, id_ in enumerate(dict.fromkeys(ways))}
    # A name may say where and not what: "a grant to use that laboratory".
    lifted = {one.id: found.get(one.id, 0.0) + (_NAMED if fitting.kind(need, one) >= 0 else 0.0) for one in still_open}
    if not found.keys() - named:
        # Who asks about an organization and nothing else asks for what it is known for, which bears its name.
        lifted |= {id_: score + _OWN for id_, score in lifted.items() if catalogue.organization_ids[id_] == id_}
    return {**found, **lifted}


def _of_kind(kind: SupportKind | None, hits: Sequence[Hit], catalogue: Catalogue) -> Sequence[Hit]:
    """Services of the kind that was chosen; all of them where there is none."""
    return [hit for hit in hits if kind in catalogue.services[hit.id].kinds] or hits


def _where_asked(need: Need, candidates: Sequence[_Candidate], named: frozenset[str]) -> Sequence[_Candidate]:
    """Outside the region, services of the place that was named, or named themselves; all of them where it has none."""
    wanted = need.place
    if wanted is None or not is_outside(need):
        return candidates
    there = [
        one
        for one in candidates
        if one.service.id in named or any(serves(place, wanted) for place in one.service.places)
    ]
    return there or candidates


def _closed(need: Need, near: Sequence[Hit], named: frozenset[str], catalogue: Catalogue) -> Iterable[Service]:
    """Closed services that the question names, or that all legs find first."""
    found = [catalogue.services[id_] for id_ in sorted(named) if id_ in catalogue.services]
    if not found and near and set(near[0].ranks.values()) == {1}:
        found = [catalogue.services[near[0].id]]
    return [service for service in found if not is_open(service, need.audience)]


def is_open(service: Service, asking: Iterable[Audience] = ()) -> bool:
    """Whether a company, a founder, a researcher, or whoever says to be asking, can turn to a service today."""
    return service.status.state is not State.ENDED and bool({*_OPEN_TO, *asking} & set(service.audience))


def _opened(need: Need, hits: Sequence[Hit], catalogue: Catalogue) -> dict[str, float]:
    """Scores of open services; one that stands in for a closed hit takes over most of that hit's score."""
    found = {hit.id: hit.score for hit in hits if is_open(catalogue.services[hit.id], need.audience)}
    own = dict(found)
    for hit in hits:
        if hit.id not in own:
            for id_ in ways_instead(catalogue.services[hit.id], catalogue, need.audience):
                inherited = _INHERITED * hit.score + _OWN * own.get(id_, 0.0)
                found[id_] = max(found.get(id_, 0.0), inherited)
    return found


def ways_instead(service: Service, catalogue: Catalogue, asking: Iterable[Audience] = ()) -> list[str]:
    """The services, open to whoever is asking, that a closed one names in its place."""
    named = [service.status.successor, *service.instead]
    known = [catalogue.services[id_] for id_ in named if id_ and id_ in catalogue.services]
    return list(dict.fromkeys(one.id for one in known if is_open(one, asking)))


def _weigh(need: Need, service: Service, found: float, named: bool) -> _Candidate:
    ruled = conditions(need, service)
    parts = {
        "kind": fitting.kind(need, service),
        # Where a named service is said to be may be wrong.
        "place": 0.0 if named else fitting.place(need, service),
        "sector": fitting.sector(need, service),
        "stage": fitting.stage(need, service),
        "audience": fitting.audience(need, service),
        "conditions": -0.15 * sum(reason.status is Met.NOT_MET for reason in ruled),
        "amount": -0.15 * (amount(need, service) is not None),
        "uncertain": -0.06 * (service.status.state is State.UNCERTAIN),
    }
    score = max(0.0, found + sum(parts.values()))
    weighed = Weighed(service.id, found, {name: part for name, part in parts.items() if part}, score)
    return _Candidate(service, weighed, tuple(ruled))


def _rejected(need: Need, candidates: Sequence[_Candidate], catalogue: Catalogue) -> Rejected | None:
    """What search found nearest of all that was not suggested, with what spoke against it."""
    beaten = candidates[AT_MOST:]
    if not beaten:
        return None
    best = max(beaten, key=lambda candidate: candidate.weighed.found)
    organization = catalogue.organization_of(best.service.id)
    against = (*_closed_to(best), *fits(need, best.service), *best.ruled)
    said = tuple(one for one in against if one.status is Met.NOT_MET)
    return Rejected(best.service, organization.id, organization.name, said or (_LESS,))


def _closed_to(candidate: _Candidate) -> list[Reason]:
    """What else weighed against a service: that it is for others, or may have ended."""
    against = []
    if "audience" in candidate.weighed.parts:
        meant = [label(one) for one in candidate.service.audience]
        sv, en = ", ".join(one.sv for one in meant), ", ".join(one.en for one in meant)
        against.append(Reason(Bilingual(f"Vänder sig till: {sv}", f"Is for: {en}"), Met.NOT_MET))
    if "uncertain" in candidate.weighed.parts:
        against.append(Reason(label(State.UNCERTAIN), Met.NOT_MET))
    return against


def _suggestion(need: Need, candidate: _Candidate, catalogue: Catalogue, today: date) -> Suggestion:
    service = candidate.service
    organization = catalogue.organization_of(service.id)
    window = rounds.reason(service.rounds, today)
    return Suggestion(
        service=service,
        organization_id=organization.id,
        organization_name=organization.name,
        website=service.website or organization.website,
        website_assured=bool(service.website) or organization.website_seen,
        reasons=(*fits(need, service), *candidate.ruled, *([window] if window else [])),
        contacts=tuple(ContactCard(contact, expired(contact, today)) for contact in service.contacts),
        score=round(min(1.0, candidate.weighed.score), 4),
        window=window,
    )


def expired(contact: Contact, today: date) -> bool:
    """Whether a confirmation has passed its days; what was never confirmed has none to pass."""
    if contact.assured_on is None:
        return False
    days = contact.valid_days or _VALID_DAYS[contact.channel]
    return today > contact.assured_on + timedelta(days=days)

"""Checks one service by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.check_rule import misfit
from ingest.findings import Finding, Kind
from knowledge.models import Contact, Service
from knowledge.vocabulary import Audience, Channel, Language, State

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ID = re.compile(rf"{SLUG.pattern}(--{SLUG.pattern})?")
_URL = re.compile(r"https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#]\S*)?", re.IGNORECASE)
_VALUES = {
    Channel.EMAIL: re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"),
    Channel.PHONE: re.compile(r"\+?\d[\d ()-]{4,18}\d"),
    Channel.WEB_FORM: _URL,
    Channel.PAGE: _URL,
}
_PERSON = re.compile(r"[^\W\d_]{2,}\.[^\W\d_]{2,}@.*")
_FUNCTIONS = {"contact", "funk", "hello", "info", "innovation", "kontakt", "press", "support"}
_DESCRIPTION = range(80, 701)
_ASKS = range(4, 33)
_LONGEST_ASK = 400


def check_service(service: Service) -> Iterator[Finding]:
    """Everything that one service says wrongly about itself."""
    for check in _CHECKS:
        yield from check(service)


def _ids(service: Service) -> Iterator[Finding]:
    if not _ID.fullmatch(service.id):
        yield Finding(Kind.ID, "id", "write a fact id, or a fact id--suffix: a-z, 0-9 and hyphens")
    elif service.id.partition("--")[0] not in service.fact_ids:
        yield Finding(Kind.ID, "fact_ids", "name the fact that the id begins with")
    for fact_id in service.fact_ids:
        if not SLUG.fullmatch(fact_id):
            yield Finding(Kind.ID, "fact_ids", f"{fact_id!r} is not a fact id")


def _status(service: Service) -> Iterator[Finding]:
    state = service.status.state
    if state is not State.ACTIVE and service.status.note is None:
        yield Finding(Kind.STATUS, "status.note", f"say why it is {state}")
    if service.instead or service.status.successor:
        return
    if state is State.ENDED and not service.unverified:
        mend = "it has ended: name the service to go to instead, or say in unverified that none was found"
        yield Finding(Kind.STATUS, "instead", mend)
    elif not {Audience.COMPANY, Audience.FOUNDER} & set(service.audience):
        yield Finding(Kind.STATUS, "instead", "it is not for companies: name the open way instead")


def _contacts(service: Service) -> Iterator[Finding]:
    for number, contact in enumerate(service.contacts):
        yield from _contact(f"contacts.{number}", contact)


def _contact(place: str, contact: Contact) -> Iterator[Finding]:
    if not _URL.fullmatch(contact.source_url):
        mend = f"give the page that showed it (found {contact.source_url!r})"
        yield Finding(Kind.CONTACT, f"{place}.source_url", mend)
    if not _VALUES[contact.channel].fullmatch(contact.value):
        mend = f"{contact.value!r} is not a {contact.channel.replace('_', ' ')} address"
        yield Finding(Kind.CONTACT, f"{place}.value", mend)
    elif _is_personal(contact.value):
        mend = f"make sure that {contact.value} is not a person's own address"
        yield Finding(Kind.PERSON, f"{place}.value", mend)


def _is_personal(value: str) -> bool:
    said = set(value.lower().partition("@")[0].split("."))
    return bool(_PERSON.fullmatch(value)) and not said & _FUNCTIONS


def _rules(service: Service) -> Iterator[Finding]:
    for number, rule in enumerate(service.eligibility.rules):
        if mend := misfit(rule):
            yield Finding(Kind.RULE, f"eligibility.rules.{number}", mend)


def _lengths(service: Service) -> Iterator[Finding]:
    for language in Language:
        length = len(service.description.in_(language))
        if length not in _DESCRIPTION:
            mend = f"{length} characters: write 80 to 700"
            yield Finding(Kind.LENGTH, f"description.{language}", mend)
        yield from _asks(f"asks.{language}", service.asks.in_(language))


def _asks(place: str, asks: tuple[str, ...]) -> Iterator[Finding]:
    if len(asks) not in _ASKS:
        yield Finding(Kind.LENGTH, place, f"{len(asks)} asks: write four to thirty-two")
    for ask in sorted({ask for ask in asks if asks.count(ask) > 1}):
        yield Finding(Kind.LENGTH, place, f"{ask!r} is there twice")
    for ask in asks:
        if len(ask) > _LONGEST_ASK:
            mend = f"{ask!r:.60} has {len(ask)} characters: write at most {_LONGEST_ASK}"
            yield Finding(Kind.LENGTH, place, mend)


def _distinction(service: Service) -> Iterator[Finding]:
    if service.alternatives and service.distinction is None:
        mend = "say what sets it apart from its alternatives"
        yield Finding(Kind.DISTINCTION, "distinction", mend)


_CHECKS: tuple[Callable[[Service], Iterator[Finding]], ...] = (
    _ids,
    _status,
    _contacts,
    _rules,
    _lengths,
    _distinction,
)

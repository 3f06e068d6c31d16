"""The nouns of the catalogue, named as in Open Referral HSDS 3.0.

The organization files in `knowledge/seed/organizations` have the shape of these classes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from knowledge.vocabulary import (
    Audience,
    Bilingual,
    Channel,
    CompanyFact,
    Currency,
    Language,
    Operator,
    Place,
    Sector,
    Stage,
    State,
    SupportKind,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was seen: a page by its address, or a document by its title."""

    title: str
    shows: Bilingual
    url: str | None = None
    publisher: str | None = None
    dated_on: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A functional way in that a source showed; never a private person."""

    channel: Channel
    value: str
    purpose: Bilingual
    source_url: str
    seen_on: date
    source_year: int | None = None
    languages: tuple[Language, ...] = ()
    assured_on: date | None = None
    assured_by: str | None = None
    valid_days: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One condition that can be compared with what a company has said."""

    field: CompanyFact
    operator: Operator
    value: str | int | tuple[str, ...]
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Who may use a service: in words, and as rules where the words allow it."""

    text: Bilingual | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Funding:
    """Money that a company can get; amounts in whole units, share in per cent, with their year."""

    year: int | None
    min: int | None = None
    max: int | None = None
    currency: Currency = Currency.SEK
    share: int | None = None
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One application window; an unknown date is empty."""

    opens: date | None = None
    closes: date | None = None
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What the sources say about whether the service still runs, and the newest year they speak for."""

    state: State
    year: int | None = None
    since: str | None = None
    note: Bilingual | None = None
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class Asks:
    """How companies phrase the need, without naming the organization."""

    sv: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def in_(self, language: Language) -> tuple[str, ...]:
        """The phrasings in one language."""
        return self.sv if language is Language.SV else self.en


@dataclass(frozen=True, slots=True)
class Service:
    """One offer that a company can be matched to."""

    id: str
    name: Bilingual
    description: Bilingual
    kinds: tuple[SupportKind, ...]
    how_to_apply: Bilingual
    status: Status
    sources: tuple[Source, ...]
    fact_ids: tuple[str, ...]
    asks: Asks = Asks()
    contacts: tuple[Contact, ...] = ()
    website: str | None = None
    sectors: tuple[Sector, ...] = ()
    stages: tuple[Stage, ...] = ()
    trl: tuple[int, int] | None = None
    places: tuple[Place, ...] = ()
    languages: tuple[Language, ...] = ()
    audience: tuple[Audience, ...] = (Audience.COMPANY,)
    eligibility: Eligibility = Eligibility()
    required_documents: tuple[Bilingual, ...] = ()
    fees: Bilingual | None = None
    funding: Funding | None = None
    rounds: tuple[Round, ...] = ()
    instead: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    distinction: Bilingual | None = None
    unverified: tuple[Bilingual, ...] = ()
    assured_on: date | None = None
    assured_by: str | None = None


@dataclass(frozen=True, slots=True)
class Organization:
    """Who gives services."""

    id: str
    name: Bilingual
    about: Bilingual
    website: str | None = None
    website_seen: bool = True
    parent: str | None = None
    number: str | None = None
    services: tuple[Service, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Document:
    """A guide or document that answers are quoted from; `twin` is the same text in the other language."""

    id: str
    title: str
    language: Language
    body: str
    publisher: str | None = None
    url: str | None = None
    dated_on: str | None = None
    twin: str | None = None
    sources: tuple[str, ...] = ()

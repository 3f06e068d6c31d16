"""Checks organizations in the catalogue: ids, relations, and asks that name the organization."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.check_language import check_language
from ingest.check_service import SLUG, check_service
from ingest.findings import Finding, Kind
from ingest.relations import named
from knowledge.models import Organization, Service
from knowledge.vocabulary import Language


def check_organization(file: str, organization: Organization, catalogue: Sequence[Organization]) -> Iterator[Finding]:
    """Everything wrong in one file, with the whole catalogue to compare with."""
    found = [*_organization(file, organization, catalogue)]
    found += check_language(replace(organization, services=()))
    for service in organization.services:
        own = [*check_service(service), *check_language(service)]
        own += [*_relations(service, catalogue), *_asks(organization, service)]
        found += [replace(one, field=f"{service.id}.{one.field}") for one in own]
    return (replace(one, file=file) for one in found)


def _organization(file: str, organization: Organization, catalogue: Sequence[Organization]) -> Iterator[Finding]:
    if not SLUG.fullmatch(organization.id):
        yield Finding(Kind.ID, "id", "write a-z, 0-9 and hyphens")
    if file != f"{organization.id}.yaml":
        yield Finding(Kind.ID, "id", f"name the file {organization.id}.yaml, or mend the id")
    if organization.parent not in {None, *(one.id for one in catalogue)}:
        mend = f"there is no organization {organization.parent!r}"
        yield Finding(Kind.RELATION, "parent", mend)
    services = Counter(service.id for one in catalogue for service in one.services)
    for service in organization.services:
        if services[service.id] > 1:
            yield Finding(Kind.ID, service.id, "another service has the same id")


def _relations(service: Service, catalogue: Sequence[Organization]) -> Iterator[Finding]:
    others = [other for one in catalogue for other in one.services if other.id != service.id]
    known = {other.id for other in others}
    for place, name in named(service):
        if name not in known:
            joined = ", ".join(other.id for other in others if name in other.fact_ids)
            hint = f": it is part of {joined}" if joined else ""
            yield Finding(Kind.RELATION, place, f"there is no other service {name!r}{hint}")


def _asks(organization: Organization, service: Service) -> Iterator[Finding]:
    names = _names(organization)
    for language in Language:
        for number, ask in enumerate(service.asks.in_(language)):
            for name in sorted(name for name in names if _says(ask, name)):
                mend = f"put the need without naming {name}: {ask!r}"
                yield Finding(Kind.NAME, f"asks.{language}.{number}", mend)


def _names(organization: Organization) -> set[str]:
    written = (organization.name.in_(language) for language in Language)
    parts = (part.strip() for name in written for part in re.split(r"[(),]", name))
    return {part for part in parts if part}


def _says(ask: str, name: str) -> bool:
    # One word in small letters may be a name typed in haste; several are everyday words.
    flags = re.NOFLAG if name.isupper() or " " in name else re.IGNORECASE
    return re.search(rf"\b{re.escape(name)}\b", ask, flags) is not None

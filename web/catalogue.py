"""The catalogue to read: services with filters, and organizations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Annotated, Any, Literal, TypeVar, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.models import ContactCard
from bot.routing import expired, is_open, ways_instead
from knowledge.catalogue import Catalogue
from knowledge.models import Organization, Service
from knowledge.vocabulary import (
    Language,
    Place,
    Sector,
    Stage,
    State,
    SupportKind,
    within,
)
from web.matching import depth, service_depth
from web.rendering import PagesDep, language_of, today

Noun = TypeVar("Noun")

PAGE_SIZE = 24
_ALPHABET = str.maketrans({"å": "{", "ä": "|", "ö": "}"})

router = APIRouter(include_in_schema=False)


class Filters(BaseModel):
    """What somebody looks for in the catalogue; empty means everything."""

    q: str = ""
    kind: SupportKind | Literal[""] = ""
    sector: Sector | Literal[""] = ""
    place: Place | Literal[""] = ""
    stage: Stage | Literal[""] = ""
    status: State | Literal[""] = ""
    page: Annotated[int, Field(ge=1)] = 1

    def address(self, page: int) -> str:
        """The address of one page of the same list."""
        said = {name: str(value) for name, value in self if value and name != "page"}
        return "/services?" + urlencode({**said, "page": page})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for: the filters that can be read, and what it says of the others."""

    filters: Filters
    unread: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter: its choices, each with how many services it would leave."""

    name: str
    chosen: str
    choices: tuple[tuple[StrEnum, int], ...]


_FITS: Mapping[str, tuple[type[StrEnum], Callable[[Service, Any], bool]]] = {
    "kind": (SupportKind, lambda service, kind: kind in service.kinds),
    # No sectors or stages means all of them, or that the source does not say.
    "sector": (Sector, lambda service, one: not service.sectors or one in service.sectors),
    "stage": (Stage, lambda service, one: not service.stages or one in service.stages),
    "place": (Place, lambda service, area: any(within(one, area) for one in service.places)),
    "status": (State, lambda service, state: service.status.state is state),
}


def catalogue_of(request: Request) -> Catalogue:
    """The catalogue as it is published at this moment."""
    return cast(Catalogue, request.app.state.catalogue.current())


def wanted_of(request: Request) -> Wanted:
    """What the address asks for, without the filters that do not exist."""
    said = dict(request.query_params)
    try:
        return Wanted(Filters.model_validate(said), {})
    except ValidationError as error:
        unread = {name: said[name] for name in (str(one["loc"][0]) for one in error.errors())}
    return Wanted(Filters.model_validate({name: said[name] for name in said.keys() - unread.keys()}), unread)


CatalogueDep = Annotated[Catalogue, Depends(catalogue_of)]


@router.get("/services", response_class=HTMLResponse)
def services(
    request: Request, pages: PagesDep, catalogue: CatalogueDep, wanted: Annotated[Wanted, Depends(wanted_of)]
) -> Response:
    """Services that fit the filters, a page at a time; those whose names hold the words stand first."""
    language, filters = language_of(request), wanted.filters
    found = matching(catalogue, filters)
    found.sort(key=lambda one: (service_depth(filters.q, one, catalogue), *_in_order(one, language)))
    last = max(1, ceil(len(found) / PAGE_SIZE))
    page = min(filters.page, last)
    shown = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    values = {
        "services": [(one, catalogue.organization_of(one.id)) for one in shown],
        "total": len(found),
        "filters": filters,
        "unread": wanted.unread,
        "facets": facets(catalogue, filters),
        "page": page,
        "last": last,
    }
    return pages.render(request, "catalogue/services.html", values, status=422 if wanted.unread else 200)


@router.get("/services/{service_id}", response_class=HTMLResponse)
def service(request: Request, pages: PagesDep, catalogue: CatalogueDep, service_id: str) -> Response:
    """Everything the catalogue knows of one service."""
    found = _known(catalogue.services, service_id)
    contacts = [ContactCard(one, expired(one, today())) for one in found.contacts]
    values = {
        "service": found,
        "organization": catalogue.organization_of(service_id),
        "contacts": contacts,
        "is_open": is_open(found),
        "instead": _named(catalogue, ways_instead(found, catalogue)),
        "before": _named(catalogue, found.after),
        "alternatives": _named(catalogue, found.alternatives),
        "related": _named(catalogue, found.related),
    }
    return pages.render(request, "catalogue/service.html", values)


@router.get("/organizations", response_class=HTMLResponse)
def organizations(request: Request, pages: PagesDep, catalogue: CatalogueDep, q: str = "") -> Response:
    """All organizations by name, or those that words fit: in the name first, then in what is said about them."""
    language = language_of(request)
    depths = {one.id: depth(q, one.name, one.about) for one in catalogue.organizations.values()}
    found = [one for one in catalogue.organizations.values() if depths[one.id] is not None]
    found.sort(key=lambda one: (depths[one.id], in_alphabet(one.name.in_(language))))
    services = _by_organization(catalogue)
    listed = [(one, len(services.get(one.id, ()))) for one in found]
    values = {"organizations": listed, "q": q}
    return pages.render(request, "catalogue/organizations.html", values)


@router.get("/organizations/{organization_id}", response_class=HTMLResponse)
def organization(request: Request, pages: PagesDep, catalogue: CatalogueDep, organization_id: str) -> Response:
    """One organization and its services."""
    found = _known(catalogue.organizations, organization_id)
    language = language_of(request)
    own = _by_organization(catalogue).get(organization_id, [])
    values = {
        "organization": found,
        "parent": catalogue.organizations.get(found.parent or ""),
        "parts": _children(catalogue, organization_id),
        "services": sorted(own, key=lambda one: _in_order(one, language)),
    }
    return pages.render(request, "catalogue/organization.html", values)


def matching(catalogue: Catalogue, filters: Filters, without: str = "") -> list[Service]:
    """Services that fit every filter, or every one but one."""
    chosen = [
        (fits, getattr(filters, name))
        for name, (_, fits) in _FITS.items()
        if name != without and getattr(filters, name)
    ]
    return [
        one
        for one in catalogue.services.values()
        if all(fits(one, value) for fits, value in chosen) and service_depth(filters.q, one, catalogue) is not None
    ]


def facets(catalogue: Catalogue, filters: Filters) -> list[Facet]:
    """The filters with their choices; a choice that would leave nothing is not offered."""
    return [Facet(name, str(getattr(filters, name)), _choices(catalogue, filters, name)) for name in _FITS]


def in_alphabet(name: str) -> str:
    """A key that sorts å, ä and ö last, as Swedish does."""
    return name.casefold().translate(_ALPHABET)


def _choices(catalogue: Catalogue, filters: Filters, name: str) -> tuple[tuple[StrEnum, int], ...]:
    members, fits = _FITS[name]
    others = matching(catalogue, filters, without=name)
    counts = [(member, sum(fits(one, member) for one in others)) for member in members]
    return tuple((one, count) for one, count in counts if count or one == getattr(filters, name))


def _in_order(service: Service, language: Language) -> tuple[bool, str]:
    return service.status.state is State.ENDED, in_alphabet(service.name.in_(language))


def _by_organization(catalogue: Catalogue) -> dict[str, list[Service]]:
    found: dict[str, list[Service]] = {}
    for one in catalogue.services.values():
        found.setdefault(catalogue.organization_ids[one.id], []).append(one)
    return found


def _children(catalogue: Catalogue, organization_id: str) -> list[Organization]:
    return [one for one in catalogue.organizations.values() if one.parent == organization_id]


def _named(catalogue: Catalogue, ids: Iterable[str]) -> list[Service]:
    return [catalogue.services[id_] for id_ in ids if id_ in catalogue.services]


def _known(nouns: Mapping[str, Noun], noun_id: str) -> Noun:
    if noun_id not in nouns:
        raise HTTPException(404)
    return nouns[noun_id]

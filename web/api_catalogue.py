"""Reads the published catalogue for other programs: search, services and organizations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import itemgetter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.datastructures import State
from starlette.exceptions import HTTPException

from bot.guarding import guarded
from bot.language import language_of
from bot.understanding import need_bearing
from knowledge.catalogue import Catalogue
from knowledge.documents import documents_by_id
from knowledge.models import Organization, Service
from knowledge.search import Hit, Question
from knowledge.texts import texts_by_id
from knowledge.vocabulary import Bilingual, Language, SupportKind
from web.api_examples import problems
from web.matching import service_depth
from web.speaking import accepted_language

MOST = 100

router = APIRouter(prefix="/api/v1", tags=["catalogue"])

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many to give.")]
Offset = Annotated[int, Query(ge=0, description="How many to leave out first.")]


class Found(BaseModel):
    """How well something was found: fused score, nearness in meaning, rank in each list."""

    score: float
    similarity: float
    ranks: dict[str, int]


class FoundService(Found):
    """A service that was found."""

    service_id: str
    service_name: Bilingual
    organization_id: str
    organization_name: Bilingual


class FoundPassage(Found):
    """A passage of a guide or document that was found."""

    document_id: str
    title: str
    language: Language
    heading: str | None
    page: int | None
    text: str
    source_url: str | None


class SearchOut(BaseModel):
    """What a question finds, before anything is decided about it."""

    language: Language
    services: list[FoundService]
    passages: list[FoundPassage]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceOut(Service):
    """A service with all its fields, in both languages, and who gives it."""

    organization_id: str
    organization_name: Bilingual


class ServicePage(BaseModel):
    """Some of the services that match, and how many match in all."""

    items: list[ServiceOut]
    total: int


class ServiceName(BaseModel):
    """A service by its name."""

    id: str
    name: Bilingual


class OrganizationOut(BaseModel):
    """Who gives services, and which."""

    id: str
    name: Bilingual
    about: Bilingual
    website: str | None
    parent: str | None
    number: str | None
    services: list[ServiceName]


class OrganizationPage(BaseModel):
    """Some of the organizations that match, and how many match in all."""

    items: list[OrganizationOut]
    total: int


@router.get("/search", responses=problems(422, 503))
async def search(request: Request, q: str, language: Language | None = None, limit: Limit = 10) -> SearchOut:
    """Find services and passages, with the scores that the bot sees."""
    request.state.language = language
    text = guarded(q)
    page_language = accepted_language(request.headers.get("accept-language", ""))
    spoken = language_of(text, page_language, language)
    found: SearchOut = await request.app.state.answers.run(_search, request.app.state, text, spoken, limit)
    return found


@router.get("/services", responses=problems(422))
def services(
    request: Request,
    limit: Limit = 20,
    offset: Offset = 0,
    kind: SupportKind | None = None,
    q: Annotated[str, Query(max_length=200, description="Words that must all occur, each where a word begins.")] = "",
) -> ServicePage:
    """List published services in order of id; with `q`, those whose names hold the words stand first."""
    catalogue: Catalogue = request.app.state.catalogue.current()
    of_kind = [one for one in catalogue.services.values() if kind is None or kind in one.kinds]
    depths = [(one, service_depth(q, one, catalogue)) for one in of_kind]
    wanted = sorted(((one, far) for one, far in depths if far is not None), key=itemgetter(1))
    items = [_service(one, catalogue) for one, _ in wanted[offset : offset + limit]]
    return ServicePage(items=items, total=len(wanted))


@router.get("/services/{service_id}", responses=problems(404, 422))
def service(request: Request, service_id: str) -> ServiceOut:
    """One published service with everything that is known about it."""
    catalogue: Catalogue = request.app.state.catalogue.current()
    if service_id not in catalogue.services:
        raise HTTPException(404)
    return _service(catalogue.services[service_id], catalogue)


@router.get("/organizations", responses=problems(422))
def organizations(request: Request, limit: Limit = 20, offset: Offset = 0) -> OrganizationPage:
    """List organizations in order of id."""
    catalogue: Catalogue = request.app.state.catalogue.current()
    wanted = list(catalogue.organizations.values())
    items = [_organization(one, catalogue) for one in wanted[offset : offset + limit]]
    return OrganizationPage(items=items, total=len(wanted))


@router.get("/organizations/{organization_id}", responses=problems(404, 422))
def organization(request: Request, organization_id: str) -> OrganizationOut:
    """One organization and the services that it gives."""
    catalogue: Catalogue = request.app.state.catalogue.current()
    if organization_id not in catalogue.organizations:
        raise HTTPException(404)
    return _organization(catalogue.organizations[organization_id], catalogue)


def _search(state: State, text: str, language: Language, limit: int) -> SearchOut:
    wanted = need_bearing(text, state.model.count_tokens)
    question = Question(wanted, language, state.model.embed_question(wanted))
    catalogue = state.catalogue.current()
    near = [hit for hit in state.search.services(question).services if hit.id in catalogue.services]
    return SearchOut(
        language=language,
        services=[_found_service(hit, catalogue) for hit in near[:limit]],
        passages=_passages(state, state.search.passages(question)[:limit]),
    )


def _found_service(hit: Hit, catalogue: Catalogue) -> FoundService:
    organization = catalogue.organization_of(hit.id)
    return FoundService(
        **_found(hit),
        service_id=hit.id,
        service_name=catalogue.services[hit.id].name,
        organization_id=organization.id,
        organization_name=organization.name,
    )


def _passages(state: State, hits: Sequence[Hit]) -> list[FoundPassage]:
    with state.engine.connect() as db:
        texts = texts_by_id(db, [hit.id for hit in hits])
        documents = documents_by_id(db, [text.owner_id for text in texts.values()])
    return [
        FoundPassage(
            **_found(hit),
            document_id=text.owner_id,
            title=documents[text.owner_id].title,
            language=text.language,
            heading=text.heading,
            page=text.page,
            text=text.body,
            source_url=documents[text.owner_id].url,
        )
        for hit in hits
        if (text := texts.get(hit.id)) and text.owner_id in documents
    ]


def _found(hit: Hit) -> dict[str, Any]:
    return {
        "score": round(hit.score, 4),
        "similarity": round(hit.similarity, 4),
        "ranks": dict(hit.ranks),
    }


def _service(service: Service, catalogue: Catalogue) -> ServiceOut:
    organization = catalogue.organization_of(service.id)
    known = {one.name: getattr(service, one.name) for one in fields(Service)}
    return ServiceOut(**known, organization_id=organization.id, organization_name=organization.name)


def _organization(organization: Organization, catalogue: Catalogue) -> OrganizationOut:
    own = [
        ServiceName(id=service_id, name=catalogue.services[service_id].name)
        for service_id, owner in catalogue.organization_ids.items()
        if owner == organization.id
    ]
    return OrganizationOut(
        id=organization.id,
        name=organization.name,
        about=organization.about,
        website=organization.website,
        parent=organization.parent,
        number=organization.number,
        services=own,
    )

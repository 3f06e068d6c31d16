"""The pages over a catalogue of the test's own, with real statements and no bot."""

from __future__ import annotations

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.testclient import TestClient

from knowledge import revisions, store
from knowledge.models import Organization
from knowledge.published import PublishedCatalogue
from knowledge.revisions import Revised
from knowledge.store import Record
from web import catalogue, feedback, guides
from web.errors import add_error_handlers
from web.rendering import Pages


def publish(engine: Engine, *organizations: Organization) -> None:
    """Put organizations with their services into the published catalogue."""
    with engine.begin() as db:
        for organization in organizations:
            fields = store.organization_fields(organization)
            store.save_organization(db, Record(organization.id, fields, None, withdrawn=False))
        for organization in organizations:
            for service in organization.services:
                record = Record(service.id, store.service_fields(service), None, False, organization.id)
                store.save_service(db, record)
        revisions.move(db, Revised.CATALOGUE)


def visit(engine: Engine, *organizations: Organization) -> TestClient:
    """A Swedish reader of the catalogue's pages."""
    publish(engine, *organizations)
    app = FastAPI()
    app.state.engine = engine
    app.state.catalogue = PublishedCatalogue(engine)
    app.state.pages = Pages()
    app.include_router(catalogue.router)
    app.include_router(guides.router)
    app.include_router(feedback.router)
    add_error_handlers(app)
    return TestClient(app, headers={"Accept-Language": "sv"})

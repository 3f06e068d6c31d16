"""The nouns of the field: valid by default, one fact overridden by keyword."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from bot.models import Need
from knowledge import store
from knowledge.models import Asks, Contact, Document, Organization, Service, Source, Status
from knowledge.search import Hit, Leg
from knowledge.vocabulary import Bilingual, Channel, Language, State, SupportKind

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Noun = TypeVar("Noun", bound=DataclassInstance)

_CONTACT = Contact(
    channel=Channel.EMAIL,
    value="info@lab.example",
    purpose=Bilingual("Frågor om analyser", "Questions about analyses"),
    source_url="https://lab.example/contact",
    seen_on=date(2026, 11, 21),
)

_SOURCE = Source("Våra analyser", Bilingual("Vad labbet gör", "What the lab does"), "https://lab.example")

_SERVICE = Service(
    id="lab-sequencing",
    name=Bilingual("Sekvensering", "Sequencing"),
    description=Bilingual(
        "Labbet läser av arvsmassan i prover som företag skickar in, och svarar efter tre veckor.",
        "The laboratory reads the genome in samples that companies send, within three weeks.",
    ),
    kinds=(SupportKind.RESEARCH_INFRASTRUCTURE,),
    how_to_apply=Bilingual("Skicka in formuläret.", "Send the form."),
    status=Status(State.ACTIVE, year=2026),
    sources=(_SOURCE,),
    fact_ids=("lab-sequencing",),
    asks=Asks(
        sv=(
            "Vem läser av dna åt oss?",
            "Sekvensera tumörprover",
            "Pris på genomanalys",
            "Helgenom för fyrtio prover",
        ),
        en=(
            "Who can read our dna?",
            "Tumour sample sequencing",
            "Price of a genome",
            "Whole genomes, forty samples",
        ),
    ),
    contacts=(_CONTACT,),
)

_ORGANIZATION = Organization(
    id="lab",
    name=Bilingual("Provlabbet", "The Sample Lab"),
    about=Bilingual("Ett labb som bara finns i prov.", "A laboratory that exists in tests only."),
    website="https://lab.example",
    services=(_SERVICE,),
)

_DOCUMENT = Document(
    id="guide-samples",
    title="Om prover",
    language=Language.SV,
    body="## Frakt\n\nProver skickas på torris.\n\n## Svar\n\nSvaret kommer inom tre veckor.\n",
    publisher="Provlabbet",
    url="https://lab.example/prover",
    dated_on="2026-10-01",
)

_NEED = Need("Sekvensera tumörprover", (SupportKind.RESEARCH_INFRASTRUCTURE,))


def a_contact(**facts: object) -> Contact:
    """A laboratory's e-mail address, seen on its page and not yet confirmed."""
    return _with(_CONTACT, facts)


def a_source(**facts: object) -> Source:
    """The page of a laboratory."""
    return _with(_SOURCE, facts)


def a_service(service_id: str = "lab-sequencing", **facts: object) -> Service:
    """An active sequencing service for companies, with four asks per language and a contact."""
    return _with(_SERVICE, {"id": service_id, "fact_ids": (service_id.partition("--")[0],), **facts})


def an_organization(*services: Service, **facts: object) -> Organization:
    """A laboratory with the given services; with one sequencing service when none are given."""
    return _with(_ORGANIZATION, {"services": services or (_SERVICE,), **facts})


def a_document(document_id: str = "guide-samples", **facts: object) -> Document:
    """A short Swedish guide of two sections."""
    return _with(_DOCUMENT, {"id": document_id, **facts})


def a_need(summary: str = "Sekvensera tumörprover", **facts: object) -> Need:
    """A need for research infrastructure, with nothing said about the company."""
    return _with(_NEED, {"summary": summary, **facts})


def a_hit(service_id: str = "lab-sequencing", **facts: object) -> Hit:
    """A service found first by its Swedish profile."""
    profile = f"svc:{service_id}:profile:sv"
    return _with(Hit(service_id, profile, 1.0, 0.1, {Leg.DENSE: 1}), facts)


def write_organization(folder: Path, organization: Organization, **fields: object) -> Path:
    """The organization as a file in a seed folder, with some fields written otherwise."""
    path = folder / "organizations" / f"{organization.id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    services = [store.service_fields(service) for service in organization.services]
    written = {**store.organization_fields(organization), "services": services, **fields}
    path.write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
    return path


def write_guide(folder: Path, document: Document) -> Path:
    """The document as a guide in a seed folder: front matter, then the text."""
    path = folder / "guides" / f"{document.id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    front: dict[str, object] = {
        "title": document.title,
        "language": document.language.value,
        "date": document.dated_on,
        "publisher": document.publisher,
        "url": document.url,
        "twin": document.twin,
        "sources": list(document.sources),
    }
    written = yaml.safe_dump(front, allow_unicode=True)
    path.write_text(f"---\n{written}---\n{document.body}", "utf-8")
    return path


def _with(noun: Noun, facts: Mapping[str, Any]) -> Noun:
    return replace(noun, **facts)

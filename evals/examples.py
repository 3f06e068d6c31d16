"""Texts whose answer is known: what the catalogue says of its services, and questions that none should answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import TypeAdapter

from bot.scope import Exemplar
from evals.messages import Message
from ingest.publishing import service_texts
from ingest.seeding import Seed
from knowledge.models import Asks
from knowledge.vocabulary import Language

FOLDER = Path(__file__).parent / "asks"
_ASKS = TypeAdapter(dict[str, Asks])


class Example(NamedTuple):
    """A text and what it leads to: a service's id, or why and in which group no service answers."""

    answer: str
    language: Language
    text: str


class UnknownService(Exception):
    """What leads to a service that the catalogue does not have; says which."""


def examples(
    seed: Seed, never: Iterable[Exemplar], folder: Path = FOLDER, labelled: Iterable[Message] = ()
) -> list[Example]:
    """Everything with a known answer, each text once; raises UnknownService."""
    known = {service.id for organization in seed.organizations for service in organization.services}
    found = [
        *_catalogue(seed),
        *_more(known, folder),
        *_needs(known, labelled),
        *(Example(f"{one.why}/{one.group}", one.language, one.text) for one in never),
    ]
    return list(dict.fromkeys(found))


def _catalogue(seed: Seed) -> Iterator[Example]:
    for organization in seed.organizations:
        for service in organization.services:
            for text in service_texts(organization, service):
                yield Example(service.id, text.language, text.searched)


def _more(known: Collection[str], folder: Path) -> Iterator[Example]:
    """Asks that only teach: more of them in the catalogue would make every edit slower."""
    for path in sorted(folder.glob("*.yaml")):
        for service, asks in _ASKS.validate_python(yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)).items():
            if service not in known:
                raise UnknownService(f"{path.name}: the catalogue has no service {service}")
            yield from (Example(service, language, text) for language in Language for text in asks.in_(language))


def _needs(known: Collection[str], labelled: Iterable[Message]) -> Iterator[Example]:
    """Needs of labelled messages, each with the first of its ideal services."""
    for message in labelled:
        for part in message.parts:
            if part.label == "need":
                if part.best[0] not in known:
                    raise UnknownService(f"message {message.id}: the catalogue has no service {part.best[0]}")
                yield from (Example(part.best[0], language, part.in_(language)) for language in Language)

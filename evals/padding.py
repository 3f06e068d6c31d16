"""Pads a catalogue: services and documents made of the seed's own sentences, always the same ones."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.models import Asks, Document, Organization, Service, Status
from knowledge.vocabulary import Bilingual, Language, State

MARK = "padding-"
"""What every id begins with that padding has made; it never enters a real data folder."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LENGTHS = range(25, 300)
_SECTIONS = 20
_ASKS = 6
# A paragraph stays one passage: shorter than what chunking would cut.
_LONGEST = 560


@dataclass(frozen=True, slots=True)
class Pool:
    """What padding is made of: services with their organizations, and all sentences in each language."""

    services: tuple[tuple[Organization, Service], ...]
    sentences: dict[Language, tuple[str, ...]]
    asks: dict[Language, tuple[str, ...]]


def pool(organizations: Sequence[Organization], documents: Sequence[Document]) -> Pool:
    """The material in a seed."""
    services = tuple((one, service) for one in organizations for service in one.services)
    bodies = {
        language: [service.description.in_(language) for _, service in services]
        + [document.body for document in documents if document.language is language]
        for language in Language
    }
    asks = {
        language: tuple(ask for _, service in services for ask in service.asks.in_(language)) for language in Language
    }
    return Pool(services, {language: _sentences(found) for language, found in bodies.items()}, asks)


def padding_services(material: Pool, count: int) -> list[tuple[Organization, Service]]:
    """So many services, each under the organization of the one that it resembles most."""
    return [_service(material, number) for number in range(1, count + 1)]


def padding_documents(material: Pool, passages: int) -> list[Document]:
    """Documents that chunking cuts into exactly so many passages, every other one in English."""
    starts = range(0, passages, _SECTIONS)
    return [
        _document(material, number, min(_SECTIONS, passages - start)) for number, start in enumerate(starts, start=1)
    ]


def long_texts(material: Pool, count: int, characters: int) -> list[tuple[Language, str]]:
    """Texts of exactly so many characters, sentence after sentence, by turns in Swedish and in English."""
    made = []
    for number in range(count):
        language = list(Language)[number % 2]
        draw = _dice(f"question {number}")
        text = ""
        while len(text) < characters:
            text += draw.choice(material.sentences[language]) + " "
        made.append((language, text[:characters].strip().ljust(characters, "?")))
    return made


def _service(material: Pool, number: int) -> tuple[Organization, Service]:
    draw = _dice(f"service {number}")
    organization, like = draw.choice(material.services)
    service_id = f"{MARK}{number:04}"
    padded = replace(
        like,
        id=service_id,
        name=Bilingual(f"{like.name.sv} {number}", f"{like.name.en} {number}"),
        description=Bilingual(*(_paragraph(material, language, draw, 350) for language in Language)),
        asks=Asks(*(_asks(material, language, draw) for language in Language)),
        status=Status(State.ACTIVE, year=2026),
        fact_ids=(service_id,),
    )
    return organization, replace(padded, instead=(), related=(), after=(), alternatives=())


def _document(material: Pool, number: int, sections: int) -> Document:
    language = list(Language)[number % 2]
    draw = _dice(f"document {number}")
    body = "\n".join(
        f"## {draw.choice(material.services)[1].name.in_(language)} {section}\n\n"
        f"{_paragraph(material, language, draw, draw.randint(250, _LONGEST))}\n"
        for section in range(1, sections + 1)
    )
    return Document(f"{MARK}{number:04}", f"Padding {number}", language, body)


def _asks(material: Pool, language: Language, draw: random.Random) -> tuple[str, ...]:
    pairs = (draw.choices(material.asks[language], k=2) for _ in range(_ASKS))
    return tuple(dict.fromkeys(_crossed(*pair) for pair in pairs))


def _crossed(one: str, other: str) -> str:
    """The first half of one text with the second half of another."""
    head, tail = one.split(), other.split()
    return " ".join([*head[: (len(head) + 1) // 2], *tail[len(tail) // 2 :]])


def _paragraph(material: Pool, language: Language, draw: random.Random, longest: int) -> str:
    text = draw.choice(material.sentences[language])
    while len(longer := f"{text} {draw.choice(material.sentences[language])}") <= longest:
        text = longer
    return text


def _sentences(texts: Sequence[str]) -> tuple[str, ...]:
    """Plain sentences without Markdown's signs, each once."""
    lines = (line.strip().lstrip("-*> ") for text in texts for line in text.splitlines())
    prose = (line for line in lines if line and line[0] not in "#|`")
    parts = (part.strip() for line in prose for part in _SENTENCE.split(line))
    return tuple(dict.fromkeys(part for part in parts if len(part) in _LENGTHS))


def _dice(name: str) -> random.Random:
    return random.Random(name)  # noqa: S311 - the same name always throws the same

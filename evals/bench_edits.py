"""An advisor's edit, made in a process beside the server, and how soon the server's answers show it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter, sleep
from typing import Any
from urllib.parse import urlencode

from evals.bench_load import OK, Call, asking, once
from ingest.publishing import Publisher
from knowledge.catalogue import Catalogue
from knowledge.models import Organization, Service
from knowledge.vocabulary import Bilingual, Language

_PATIENCE = 15.0
_PAUSE = 0.005
_SUBJECTS = (
    "plåster av spindelsilke",
    "tandkräm som varnar för feber",
    "skosulor som mäter hjärtats slag",
    "en kudde som räknar andetag",
    "ögondroppar i pulverform",
    "en tröja som lyssnar på lungorna",
    "sugrör som stoppar hicka",
    "glasögon mot sjösjuka",
    "ett halsband som påminner om vatten",
    "handskar som känner svamp i trä",
)


@dataclass(frozen=True, slots=True)
class Edit:
    """Seconds that saving took; and from then on, until answers showed the name and the index the new question."""

    saving: float
    answered: float
    indexed: float


def edits(publisher: Publisher, catalogue: Catalogue, port: int, count: int) -> list[Edit]:
    """Give services that are suggested a new name and a new way to ask for them, one after the other."""
    known = (service for _, service in sorted(catalogue.services.items()) if service.asks.sv)
    suggested = (service for service in known if _is_suggested(port, service))
    return [
        _edit(publisher, port, catalogue.organization_of(service.id), _edited(service, subject))
        for subject, service in zip(_SUBJECTS[:count], suggested, strict=False)
    ]


def _is_suggested(port: int, service: Service) -> bool:
    got = once(port, _ask(service))
    return got.status == OK and suggests(json.loads(got.body), service)


def _edited(service: Service, subject: str) -> Service:
    name = Bilingual(f"{service.name.sv}: {subject}", f"{service.name.en}: {subject}")
    asks = replace(service.asks, sv=(*service.asks.sv, f"Var kan vi prova {subject}?"))
    return replace(service, name=name, asks=asks)


def _edit(publisher: Publisher, port: int, organization: Organization, service: Service) -> Edit:
    find = Call("/api/v1/search?" + urlencode({"q": service.asks.sv[-1]}))
    start = perf_counter()
    publisher.service(organization, service)
    saved = perf_counter()
    _until(port, _ask(service), lambda answer: suggests(answer, service))
    answered = perf_counter()
    _until(port, find, lambda found: finds(found, service))
    return Edit(saved - start, answered - saved, perf_counter() - saved)


def _ask(service: Service) -> Call:
    return asking(Language.SV, service.asks.sv[0])


def suggests(answer: dict[str, Any], service: Service) -> bool:
    """Whether an answer suggests the service by its present name."""
    names: Sequence[str] = [one["service_name"] for one in answer["suggestions"] if one["service_id"] == service.id]
    return service.name.in_(Language(answer["language"])) in names


def finds(found: dict[str, Any], service: Service) -> bool:
    """Whether no vector in the index is nearer than one of the service's."""
    return any(one["service_id"] == service.id and one["ranks"].get("dense") == 1 for one in found["services"])


def _until(port: int, call: Call, holds: Callable[[dict[str, Any]], bool]) -> None:
    """Wait for something to hold; what takes longer than this is slow enough to be seen in the figures."""
    until = perf_counter() + _PATIENCE
    while perf_counter() < until:
        got = once(port, call)
        if got.status == OK and holds(json.loads(got.body)):
            break
        sleep(_PAUSE)

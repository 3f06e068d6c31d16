"""What an advisor publishes or withdraws beside the running service is what companies are told next."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from ingest.publishing import Publisher
from knowledge import generations
from knowledge.assembly import Knowledge, open_knowledge
from knowledge.vocabulary import Bilingual, Channel, Language
from tests.builders import a_contact
from tests.journeys.running import Running
from web.api_models import Answer

ROOT = Path(__file__).parents[2]
AT_ONCE, IN_PEACE = 5.0, 60.0
MUONS = Bilingual("Vem har ett myonmikroskop för titanimplantat?", "Who has a muon microscope for titanium implants?")
PATENT = Bilingual("Hur söker vi patent på vår uppfinning?", "How do we apply for a patent on our invention?")
STRANGE = ["Var kan vi prova plåster av spindelsilke?", "Var kan vi prova handskar som känner svamp i trä?"]
QUESTIONS = [
    *(PATENT.sv, PATENT.en),
    "Vi behöver GMP-produktion för en cellterapi",
    "We are looking for an incubator for our new life science company",
    "Var kan vi testa vår medicintekniska produkt på en vårdavdelning?",
    "Who can sequence the genome in our tumour samples?",
    "Vi behöver en vindtunnel",
]

pytestmark = pytest.mark.model


@pytest.fixture
def desk(own_service: Running) -> Iterator[Knowledge]:
    """The same database as the service's, opened by somebody else."""
    knowledge = open_knowledge(own_service.settings)
    yield knowledge
    knowledge.engine.dispose()


@pytest.fixture
def publisher(desk: Knowledge) -> Publisher:
    """An advisor's publisher, which knows nothing of the running service."""
    return Publisher(desk.engine, desk.lexicon, desk.model)


def test_a_service_published_by_another_process_is_found_in_both_languages(own_service: Running) -> None:
    assert "muon-microscope" not in _suggested(own_service.ask(MUONS.sv))

    command = [sys.executable, "-m", "tests.journeys.other_advisor", str(own_service.settings.data_dir)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=120)

    for question in (MUONS.sv, MUONS.en):
        _becomes(
            partial(_is_first, own_service, question),
            f"the published service is not the first answer to {question!r}",
            AT_ONCE,
        )
    assert own_service.client.get("/services/muon-microscope").status_code == 200


def test_a_mended_contact_is_in_the_very_next_answer_and_the_old_one_is_gone(
    own_service: Running, desk: Knowledge, publisher: Publisher
) -> None:
    old = [card.value for card in own_service.ask(PATENT.sv).suggestions[0].contacts]
    catalogue = desk.catalogue.current()
    mended = a_contact(channel=Channel.EMAIL, value="ny-adress@prv.example")

    publisher.service(catalogue.organization_of("prv"), replace(catalogue.services["prv"], contacts=(mended,)))

    (answered, *_) = own_service.ask(PATENT.sv).suggestions
    assert (answered.service_id, [card.value for card in answered.contacts]) == ("prv", ["ny-adress@prv.example"])
    html = own_service.page(PATENT.sv, Language.SV).html
    assert 'href="mailto:ny-adress@prv.example"' in html
    assert all(value not in html for value in old if "@" in value)


@pytest.mark.parametrize("question", STRANGE)
def test_a_new_ask_leads_to_its_service_however_strange_it_is(
    question: str, own_service: Running, desk: Knowledge, publisher: Publisher
) -> None:
    catalogue = desk.catalogue.current()
    service = catalogue.services["sting"]
    assert _suggested(own_service.ask(question))[:1] != ["sting"]

    asks = replace(service.asks, sv=(*service.asks.sv, question))
    publisher.service(catalogue.organization_of("sting"), replace(service, asks=asks))

    assert _suggested(own_service.ask(question))[:1] == ["sting"]


def test_a_withdrawn_service_is_gone_from_the_very_next_answer(own_service: Running, publisher: Publisher) -> None:
    assert _suggested(own_service.ask(PATENT.sv))[0] == "prv"

    publisher.withdraw_service("prv")

    assert "prv" not in _suggested(own_service.ask(PATENT.sv))
    assert "/services/prv" not in own_service.page(PATENT.sv, Language.SV).page.links
    assert own_service.client.get("/api/v1/services/prv").status_code == 404


def test_after_a_rebuild_of_the_index_the_same_questions_get_the_same_answers(
    own_service: Running, desk: Knowledge
) -> None:
    before = [_scores(own_service.ask(question)) for question in QUESTIONS]
    with desk.engine.begin() as db:
        old = generations.active(db)
        generations.request(db, desk.model.digest)

    _becomes(lambda: _generation(desk) != (old.id if old else None), "no new generation answers", IN_PEACE)

    assert [_scores(own_service.ask(question)) for question in QUESTIONS] == before
    assert own_service.client.get("/health/ready").status_code == 200


def _is_first(service: Running, question: str) -> bool:
    return _suggested(service.ask(question))[:1] == ["muon-microscope"]


def _becomes(true: Callable[[], bool], else_: str, patience: float) -> None:
    """Ask again and again until it is so; never a measure of speed."""
    until = time.monotonic() + patience
    while not true():
        if time.monotonic() > until:
            pytest.fail(f"after {patience:.0f} s: {else_}")
        time.sleep(0.05)


def _generation(desk: Knowledge) -> int | None:
    with desk.engine.connect() as db:
        generation = generations.active(db)
    return generation.id if generation else None


def _suggested(answer: Answer) -> list[str]:
    return [one.service_id for one in answer.suggestions]


def _scores(answer: Answer) -> list[tuple[str, float]]:
    return [(one.service_id, one.score) for one in answer.suggestions]

"""The embedding model learns from what the catalogue says, from more asks, and from what no service answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.scope import Exemplar
from evals.examples import FOLDER, Example, UnknownService, examples
from evals.messages import Message, Part
from ingest.seeding import Seed, read_seed
from knowledge.assembly import SEED
from knowledge.models import Asks
from knowledge.vocabulary import Language
from tests.builders import a_service, an_organization

SERVICE = a_service("lab--microscope", asks=Asks(sv=("vem har ett mikroskop",), en=("who has a microscope",)))
SMALL = Seed((an_organization(SERVICE),), ())
MORE = "lab--microscope:\n  sv:\n    - se en cell\n  en:\n    - look at a cell\n    - who has a microscope\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "more.yaml").write_text(MORE, "utf-8")
    return tmp_path


def test_what_a_service_says_leads_to_it(tmp_path: Path) -> None:
    found = examples(SMALL, [], tmp_path)

    assert {one.answer for one in found} == {SERVICE.id}
    assert Example(SERVICE.id, Language.SV, "vem har ett mikroskop") in found
    assert sum(SERVICE.description.sv in one.text for one in found) == 1


def test_asks_that_only_teach_lead_to_their_service_too_and_none_counts_twice(folder: Path) -> None:
    found = examples(SMALL, [], folder)

    assert Example(SERVICE.id, Language.EN, "look at a cell") in found
    assert found.count(Example(SERVICE.id, Language.EN, "who has a microscope")) == 1


def test_what_no_service_answers_leads_to_its_group(tmp_path: Path) -> None:
    poem = Exemplar("out_of_scope", "poems", Language.EN, "write a poem")

    assert Example("out_of_scope/poems", Language.EN, "write a poem") in examples(SMALL, [poem], tmp_path)


def test_asks_of_a_service_that_is_not_there_are_refused(folder: Path) -> None:
    with pytest.raises(UnknownService, match=r"more\.yaml: the catalogue has no service lab--microscope"):
        examples(Seed((), ()), [], folder)


def a_message(*best: str) -> Message:
    needs = [Part("Vi vill se en cell.", "We want to see a cell.", "need", best=best)]
    return Message("k-01", "short", (Part("Hej!", "Hello!", "story"), *needs, Part("Och en logga.", "A logo.", "gap")))


def test_a_labelled_need_leads_to_the_first_of_its_ideal_services_and_stories_and_gaps_lead_nowhere(
    tmp_path: Path,
) -> None:
    found = examples(SMALL, [], tmp_path, [a_message(SERVICE.id, "another")])

    assert set(found) - set(examples(SMALL, [], tmp_path)) == {
        Example(SERVICE.id, Language.SV, "Vi vill se en cell."),
        Example(SERVICE.id, Language.EN, "We want to see a cell."),
    }


def test_a_labelled_need_of_a_service_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownService, match="message k-01: the catalogue has no service gone"):
        examples(SMALL, [], tmp_path, [a_message("gone")])


def test_the_committed_asks_belong_to_the_catalogue_and_stand_in_it_nowhere() -> None:
    seed = read_seed(SEED)
    own = {(one.id, ask) for organization in seed.organizations for one in organization.services for ask in one.asks.sv}

    found = examples(seed, [])
    without = examples(seed, [], FOLDER / "none")

    assert len(found) > len(without)
    assert not {(one.answer, one.text) for one in set(found) - set(without)} & own

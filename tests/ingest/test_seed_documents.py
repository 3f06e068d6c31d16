"""The five documents that the project started from, where they stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.chunking import passages
from ingest.reading import read_document
from knowledge.vocabulary import Language

FOLDER = Path(__file__).parents[3] / "shared" / "seeds"
DOCUMENTS = [
    ("life-science-strategi-remiss-pm", "Life science-strategi för Stockholmsregionen", "1.3.3 Arbetsmetod"),
    ("life-science-strategi-remiss", "Remiss", "3.2 Ett ekosystem för tillväxt och utveckling av företag"),
    ("life-science-strategi-webbsida", "En Life science-strategi för Stockholm", "Tvärvetenskaplig samverkan"),
    ("life-science-utveckling-webbsida", "Utveckling av life science-sektorn i Stockholm", "Om Cohes3ion"),
    ("remissvar-huddinge-kommun", "Kommunstyrelsen", "Förvaltningens synpunkter"),
]

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the five seed documents are not beside the project")


@pytest.mark.parametrize(("name", "title", "heading"), DOCUMENTS)
def test_a_seed_document_becomes_passages_under_its_own_headings(name: str, title: str, heading: str) -> None:
    document = read_document(FOLDER / f"{name}.sv.txt")
    found = passages(document)

    assert (document.id, document.title, document.language) == (f"{name}-sv", title, Language.SV)
    assert any((passage.heading or "").endswith(heading) for passage in found)
    assert max(len(passage.body) for passage in found) <= 600


def test_a_table_of_contents_is_in_no_passage() -> None:
    found = passages(read_document(FOLDER / "life-science-strategi-remiss-pm.sv.txt"))

    assert [passage.body for passage in found if "....." in passage.body] == []


def test_the_sentence_that_asks_for_a_way_in_can_be_quoted() -> None:
    found = passages(read_document(FOLDER / "life-science-strategi-webbsida.sv.txt"))

    assert [passage.heading for passage in found if "vägen in för företag" in passage.body] == [
        "En Life science-strategi för Stockholm › Tvärvetenskaplig samverkan"
    ]

import json
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.__main__ import main
from ingest.publishing import Publisher
from knowledge.assembly import open_knowledge
from knowledge.embedding_folder import default_cache_dir
from knowledge.embedding_preparation import prepare
from knowledge.settings import KnowledgeSettings
from tests.bot.conftest import publish
from tests.builders import an_organization

pytestmark = pytest.mark.model


@pytest.fixture
def _catalogue(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(default_cache_dir())
    monkeypatch.setenv("VAGEN_DATA_DIR", str(data_dir))
    knowledge = open_knowledge(KnowledgeSettings())
    publish(Publisher(knowledge.engine, knowledge.lexicon, knowledge.model), an_organization())
    knowledge.engine.dispose()


@pytest.mark.usefixtures("_catalogue")
def test_a_question_on_the_command_line_gets_its_contact(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["Vem kan sekvensera tumörprover?"])

    shown = capsys.readouterr().out
    assert code == 0
    assert "Sekvensering" in shown
    assert "info@lab.example" in shown
    assert "https://lab.example/contact, 2026-11-21" in shown


@pytest.mark.usefixtures("_catalogue")
def test_everything_the_answer_stands_on_can_be_had_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["Who can sequence tumours?", "--json", "--language", "en"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (told["language"], told["outcome"]) == ("en", "answered")
    assert told["suggestions"][0]["service"]["id"] == "lab-sequencing"
    assert {"traces", "timings_ms", "citations"} <= told.keys()


@pytest.mark.usefixtures("_catalogue")
def test_a_question_that_cannot_be_read_says_what_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["", "--language", "sv"])

    assert code == 2
    assert "Skriv vad ni behöver" in capsys.readouterr().err


@pytest.mark.usefixtures("_catalogue")
def test_a_catalogue_with_vectors_of_another_model_says_how_to_get_them(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VAGEN_DATA_DIR", str(data_dir))
    knowledge = open_knowledge(KnowledgeSettings())
    with knowledge.engine.begin() as db:
        db.execute(text("UPDATE vectors SET model = 'another'"))
    knowledge.engine.dispose()

    assert main(["Vem kan sekvensera tumörprover?"]) == 1
    assert "python -m ingest seed" in capsys.readouterr().err


def test_an_empty_catalogue_says_how_to_fill_it(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(default_cache_dir())
    monkeypatch.setenv("VAGEN_DATA_DIR", str(data_dir))

    assert main(["Labb?"]) == 1
    assert "python -m ingest seed" in capsys.readouterr().err

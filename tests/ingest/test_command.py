from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.__main__ import main
from knowledge import generations, store
from knowledge.documents import document, document_ids
from knowledge.index import open_folder
from knowledge.texts import Owner, pending
from knowledge.upkeep import FolderLock
from knowledge.vocabulary import Language
from tests.builders import a_document, an_organization, write_guide, write_organization
from tests.fakes import WordEmbedder

TEXT = "Provbädden tar emot företag som vill testa sin produkt tillsammans med vården."


@pytest.fixture(autouse=True)
def _settings(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAGEN_DATA_DIR", str(data_dir))
    monkeypatch.setenv("VAGEN_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("VAGEN_DATABASE_URL", "VAGEN_CHROMA_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(f"# Rapport\n\n{TEXT}\n\n## Mer\n\n{TEXT}\n", "utf-8")
    return path


def _run(*argv: object) -> int:
    return main([str(part) for part in argv], WordEmbedder())


def _indexed(engine: Engine, data_dir: Path, owner: Owner) -> int:
    """How many texts the index holds, as the next owner of the folder sees it."""
    with engine.connect() as db:
        generation = generations.active(db)
    assert generation
    folder = open_folder(data_dir / "chroma")
    count = folder.open(generation.id, generation.means).count(owner)
    folder.close()
    return count


def test_seed_fills_the_database_and_the_index(
    engine: Engine, data_dir: Path, seed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("seed", "--folder", seed) == 0

    with engine.connect() as db:
        assert list(store.published(db).services) == ["lab-sequencing"]
        assert pending(db) == []
    assert _indexed(engine, data_dir, Owner.SERVICE) == 10
    assert capsys.readouterr().out == "The database follows the seed.\nThe index is up to date.\n"


def test_seed_says_when_nothing_has_changed(seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run("seed", "--folder", seed)
    capsys.readouterr()

    assert _run("seed", "--folder", seed) == 0

    assert capsys.readouterr().out == "The database holds this seed already: unchanged.\n"


def test_seed_names_the_file_that_must_be_mended(seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_organization(seed, an_organization(), colour="blue")

    assert _run("seed", "--folder", seed) == 1

    assert "lab.yaml: colour: " in capsys.readouterr().err


def test_add_publishes_documents_and_says_how_many_passages(
    engine: Engine, data_dir: Path, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        _run("add", report, "--publisher", "Provlabbet", "--dated-on", "2026-03", "--url", "https://lab.example") == 0
    )

    with engine.connect() as db:
        added = document(db, "report")
    assert added
    assert (added.title, added.publisher, added.dated_on) == ("Rapport", "Provlabbet", "2026-03")
    assert (added.url, added.language) == ("https://lab.example", Language.SV)
    assert _indexed(engine, data_dir, Owner.DOCUMENT) == 2
    assert capsys.readouterr().out.splitlines() == [
        "added report: 2 passages, sv, “Rapport”",
        "The index is up to date.",
    ]


def test_add_replaces_what_has_the_same_name(engine: Engine, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _run("add", report)
    capsys.readouterr()

    assert _run("add", report, "--title", "Slutrapport", "--language", "en") == 0

    assert capsys.readouterr().out.startswith("replaced report: 2 passages, en, “Slutrapport”\n")
    with engine.connect() as db:
        assert document_ids(db) == {"report"}


def test_a_bad_file_is_named_and_the_others_still_go_in(
    engine: Engine, tmp_path: Path, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, own = tmp_path / "bad.pdf", tmp_path / "guide-own.md"
    bad.write_text("%PDF", "utf-8")
    own.write_text(TEXT, "utf-8")

    assert _run("add", bad, tmp_path / "gone.md", own, report) == 1

    errors = capsys.readouterr().err.splitlines()
    assert [error.partition(": ")[0].rpartition("/")[2] for error in errors] == ["bad.pdf", "gone.md", "guide-own.md"]
    with engine.connect() as db:
        assert document_ids(db) == {"report"}


def test_remove_takes_documents_out_and_names_those_that_are_not_there(
    engine: Engine, data_dir: Path, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run("add", report)
    capsys.readouterr()

    assert _run("remove", "nothing", "report") == 1

    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "removed report"
    assert "there is no document 'nothing'" in err
    assert _indexed(engine, data_dir, Owner.DOCUMENT) == 0


def test_remove_says_that_a_guide_comes_back_with_the_next_seed(seed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_guide(seed, a_document("guide-samples"))
    _run("seed", "--folder", seed)
    capsys.readouterr()

    _run("remove", "guide-samples")

    assert "until the seed changes" in capsys.readouterr().out


def test_list_shows_each_document_with_its_passages(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("list") == 0
    _run("add", report)

    _run("list")

    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], lines[-1]) == ("There are no documents yet.", "report: 2 passages, sv, “Rapport”")


def test_beside_a_running_server_a_change_waits_for_it(
    engine: Engine, data_dir: Path, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = FolderLock(data_dir / "index.lock").take()

    assert _run("add", report) == 0
    assert _run("outbox") == 0
    lock.release()

    assert capsys.readouterr().out.splitlines()[1:] == [
        "A running server has the index and picks this up within a quarter of a second.",
        "2 texts wait to be indexed.",
    ]
    with engine.connect() as db:
        assert len(pending(db)) == 2


def test_reindex_beside_a_running_server_leaves_it_a_wish(
    engine: Engine, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = FolderLock(data_dir / "index.lock").take()

    assert _run("reindex") == 0
    lock.release()

    with engine.connect() as db:
        assert generations.requested(db)
    assert "A running server has the index" in capsys.readouterr().out


def test_reindex_builds_a_new_generation_where_no_server_runs(
    engine: Engine, data_dir: Path, seed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run("seed", "--folder", seed)
    with engine.connect() as db:
        before = generations.active(db)

    assert _run("reindex") == 0

    with engine.connect() as db:
        after = generations.active(db)
        assert not generations.requested(db)
    assert before
    assert after
    assert after.id > before.id
    assert _indexed(engine, data_dir, Owner.SERVICE) == 10
    assert capsys.readouterr().out.endswith("The index is built anew.\n")

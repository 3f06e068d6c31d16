import json
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.models import Outcome
from evals.bench import Place, Plan, bench
from evals.bench_command import written
from evals.bench_edits import finds, suggests
from evals.bench_figures import Figure
from evals.bench_reporting import Measured, figures, machine
from evals.cases import Case
from knowledge.assembly import Knowledge, open_knowledge
from knowledge.embedding_folder import default_cache_dir
from knowledge.embedding_preparation import prepare
from knowledge.lexicon import Lexicon
from knowledge.published import PublishedCatalogue
from knowledge.settings import KnowledgeSettings
from knowledge.terms import Bridge
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_document, a_service, an_organization, write_guide, write_organization
from tests.evals.test_bench_server import SCRATCH
from tests.fakes import WordEmbedder

PLAN = Plan(services=5, passages=30, starts=1, questions=6, clients=3, seconds=0.4, rounds=2, characters=600, edits=2)
CASES = [
    Case("rt-1-sv", Language.SV, "Vem läser av dna åt oss?", Outcome.ANSWERED, "dev", "sequencing"),
    Case("rt-1-en", Language.EN, "Who can read our dna?", Outcome.ANSWERED, "dev", "sequencing"),
]
# The real service over a small seed.
WEB = (
    "import sys, pathlib, web.assembly, web.__main__; "
    "web.assembly.SEED = pathlib.Path(sys.argv[1]); sys.exit(web.__main__.main())"
)


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    folder = tmp_path / "seed"
    write_organization(folder, an_organization(a_service("lab--one"), a_service("lab--two")))
    write_guide(folder, a_document())
    write_guide(folder, a_document("guide-en", language=Language.EN, body="Samples travel on dry ice in a box.\n"))
    return folder


@pytest.fixture
def knowledge(engine: Engine, lexicon: Lexicon, model: WordEmbedder) -> Knowledge:
    return Knowledge(engine, lexicon, Bridge(()), model, PublishedCatalogue(engine))


def test_everything_planned_is_measured(knowledge: Knowledge, tmp_path: Path, seed: Path) -> None:
    said: list[str] = []

    got = bench(knowledge, Place(tmp_path, seed, SCRATCH), PLAN, CASES, said.append)

    assert (got.filled.services.count, got.filled.passages.count) == (3, 27)
    assert got.answered.alone.answers.took.count == 6
    assert got.answered.long.answers.took.count == 6
    assert got.answered.steps == {"total": 2.0}
    assert (len(got.answered.held), len(got.edits), len(got.process.restarts)) == (3, 2, 1)
    assert got.process.data_mb > 0
    assert len(said) == 5
    assert {name: held for name, held in _verdicts(got).items() if "errors" in name} == {
        "1 client: errors and refusals": True,
        "3 clients: errors": True,
        "3 clients, long: errors and refusals": True,
    }


@pytest.mark.model
def test_the_real_service_is_measured(tmp_path: Path, seed: Path) -> None:
    prepare(default_cache_dir())
    place = Place(tmp_path, seed, (sys.executable, "-c", WEB, str(seed)))
    settings = KnowledgeSettings(data_dir=place.data, database_url="", chroma_url="")

    got = bench(open_knowledge(settings), place, PLAN, CASES, lambda _: None)

    assert set(got.answered.steps) == {"total", "understand", "retrieve", "route", "answer"}
    assert [name for name, held in _verdicts(got).items() if "errors" in name and not held] == []
    assert (got.process.peak_mb or 0) > 100


def test_a_report_can_be_read_by_programs(knowledge: Knowledge, tmp_path: Path, seed: Path) -> None:
    got = bench(knowledge, Place(tmp_path, seed, SCRATCH), PLAN, CASES, lambda _: None)

    report = json.loads(written(machine(), PLAN, got))

    assert report["plan"]["clients"] == 3
    assert report["machine"]["cores"] >= 1
    assert [figure["name"] for figure in report["figures"]] == [figure.name for figure in figures(got)]
    assert report["measured"]["answered"]["steps"] == {"total": 2.0}


def test_an_edit_is_seen_when_the_new_name_is_suggested() -> None:
    service = a_service("lab--one", name=Bilingual("Nytt namn", "New name"))
    answer = {"language": "sv", "suggestions": [{"service_id": "lab--one", "service_name": "Gammalt namn"}]}

    assert not suggests(answer, service)
    assert suggests({**answer, "suggestions": [{"service_id": "lab--one", "service_name": "Nytt namn"}]}, service)


def test_an_edit_is_in_the_index_when_nothing_is_nearer() -> None:
    service = a_service("lab--one")

    assert finds({"services": [{"service_id": "lab--one", "ranks": {"dense": 1, "lexical": 4}}]}, service)
    assert not finds({"services": [{"service_id": "lab--one", "ranks": {"lexical": 1}}]}, service)
    assert not finds({"services": [{"service_id": "lab--two", "ranks": {"dense": 1}}]}, service)


def _verdicts(measured: Measured) -> dict[str, bool | None]:
    return {figure.name: figure.holds for figure in figures(measured) if isinstance(figure, Figure)}

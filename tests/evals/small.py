"""A small product to measure: two services, two guides, and eight cases about them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from bot.models import Outcome
from evals.__main__ import main
from evals.cases import Case
from ingest.publishing import Publisher
from ingest.seeding import load_seed
from knowledge.assembly import open_knowledge
from knowledge.embedding_preparation import prepare
from knowledge.models import Asks
from knowledge.settings import KnowledgeSettings
from knowledge.vocabulary import Bilingual, Language, SupportKind
from tests.builders import a_document, a_service, an_organization, write_guide, write_organization

Command = Callable[..., int]

PATENTS = a_service(
    "lab-patents",
    name=Bilingual("Patentråd", "Patent advice"),
    description=Bilingual(
        "Rådgivare går igenom en uppfinning och säger om den kan skyddas med patent.",
        "Advisers look at an invention and say whether a patent can protect it.",
    ),
    kinds=(SupportKind.IP,),
    asks=Asks(
        sv=("Kan vi få patent på vår uppfinning?", "Skydda en idé", "Vem kan patent?", "Råd om patentansökan"),
        en=("Can we patent our invention?", "Protect an idea", "Who knows patents?", "Advice on a patent application"),
    ),
)
CASES = [
    Case("sm-001-sv", Language.SV, "Vem kan sekvensera tumörprover åt oss?", Outcome.ANSWERED, "dev", "sequencing"),
    Case("sm-001-en", Language.EN, "We need whole genomes of forty tumours", Outcome.ANSWERED, "dev", "sequencing"),
    Case("sm-003-sv", Language.SV, "Går vår uppfinning att patentera?", Outcome.ANSWERED, "final", "patents"),
    Case("sm-003-en", Language.EN, "Is our invention worth a patent?", Outcome.ANSWERED, "final", "patents"),
    Case("sm-005-sv", Language.SV, "Skriv en dikt om våren", Outcome.OUT_OF_SCOPE, "dev", "a poem"),
    Case("sm-005-en", Language.EN, "Write a poem about spring", Outcome.OUT_OF_SCOPE, "dev", "a poem"),
    Case("sm-007-sv", Language.SV, "Vi behöver en vindtunnel", Outcome.NO_MATCH, "final", "a gap"),
    Case("sm-007-en", Language.EN, "We need a wind tunnel", Outcome.NO_MATCH, "final", "a gap"),
]
_BEST = {"sequencing": ["lab-sequencing"], "patents": ["lab-patents"], "a poem": [], "a gap": []}


def write_small_seed(folder: Path) -> Path:
    """The catalogue and the guides as a seed folder."""
    write_organization(folder, an_organization(a_service(), PATENTS))
    write_guide(folder, a_document("guide-samples-sv", twin="guide-samples-en"))
    body = "## Shipping\n\nSamples travel on dry ice.\n\n## Answers\n\nAnswers come within three weeks.\n"
    write_guide(folder, a_document("guide-samples-en", language=Language.EN, body=body, twin="guide-samples-sv"))
    return folder


def write_small_suite(folder: Path) -> Path:
    """The cases as a folder of suites."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "small.jsonl").write_text("".join(f"{json.dumps(_line(case))}\n" for case in CASES), "utf-8")
    return folder


def _line(case: Case) -> dict[str, object]:
    return {
        "id": case.id,
        "pair": case.id[:-3],
        "language": case.language,
        "question": case.question,
        "expected": case.expected,
        "split": case.split,
        "why": case.why,
        "best": _BEST[case.why],
    }


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a seed, the data made from it, and a suite, in which one run was kept."""
    folder = tmp_path_factory.mktemp("small")
    settings = KnowledgeSettings(data_dir=folder / "data", database_url="", chroma_url="")
    prepare(settings.cache_dir.expanduser())
    settings.data_dir.mkdir()
    knowledge = open_knowledge(settings)
    publisher = Publisher(knowledge.engine, knowledge.lexicon, knowledge.model)
    load_seed(publisher, write_small_seed(folder / "seed"))
    knowledge.engine.dispose()
    write_small_suite(folder / "evals" / "suites")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VAGEN_DATA_DIR", str(settings.data_dir))
        assert main(["--folder", str(folder / "evals" / "suites"), "run", "--name", "kept"]) == 0
    return folder


@pytest.fixture
def here(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own copy of that folder, which the settings name."""
    folder = copytree(small, tmp_path / "here")
    monkeypatch.setenv("VAGEN_DATA_DIR", str(folder / "data"))
    return folder


@pytest.fixture
def evals(here: Path) -> Command:
    """`python -m evals` over that folder."""

    def command(*arguments: str) -> int:
        return main(["--folder", str(here / "evals" / "suites"), *arguments])

    return command


def line(shown: str, beginning: str) -> list[str]:
    """The columns after the first words of one line."""
    return next(one for one in shown.splitlines() if one.startswith(beginning)).removeprefix(beginning).split()

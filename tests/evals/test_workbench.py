"""What is asked on the workbench is kept apart, can go on where it stopped, and is worth the same each time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from bot.models import Asked, Outcome, Reply
from evals import workbench
from evals.cases import Case
from evals.running import Answers
from evals.runs import OtherRun, load_run
from evals.scoring import known_to
from evals.workbench import Workbench
from ingest.publishing import Publisher
from knowledge.assembly import Knowledge
from knowledge.database import conversations, tasks, turns
from knowledge.embedding_preparation import prepare
from knowledge.lexicon import Lexicon
from knowledge.published import PublishedCatalogue
from knowledge.settings import KnowledgeSettings
from knowledge.terms import Bridge
from knowledge.vocabulary import Bilingual, Language
from tests.bot.conftest import BuildsBot
from tests.builders import a_document, a_service, an_organization
from tests.evals.small import PATENTS, write_small_seed
from tests.fakes import WordEmbedder

SEQUENCING = Case(
    "a-sv", Language.SV, "Sekvensera tumörprover", Outcome.ANSWERED, "dev", "w", "a", best=("lab-sequencing",)
)
GENOMES = replace(SEQUENCING, id="a-en", language=Language.EN, question="Who can read our dna?")
POEM = Case("b-en", Language.EN, "write a poem about spring", Outcome.OUT_OF_SCOPE, "dev", "w")
CASES = [SEQUENCING, GENOMES, POEM]


@dataclass(frozen=True, slots=True)
class Listening:
    """Answers as a bot does, and remembers what was asked."""

    bot: Answers
    heard: list[str | None] = field(default_factory=list)

    def reply(self, asked: Asked) -> Reply:
        """Answer one turn."""
        self.heard.append(asked.question)
        return self.bot.reply(asked)


@pytest.fixture
def bot(build_bot: BuildsBot) -> Listening:
    """A bot that knows two services."""
    return Listening(build_bot(an_organization(a_service(), PATENTS)))


@pytest.fixture
def bench(
    bot: Listening, engine: Engine, lexicon: Lexicon, publisher: Publisher, model: WordEmbedder, data_dir: Path
) -> Workbench:
    """That bot, and a guide."""
    publisher.document(a_document())
    knowledge = Knowledge(engine, lexicon, Bridge(()), model, PublishedCatalogue(engine))
    settings = KnowledgeSettings(data_dir=data_dir, database_url="", chroma_url="", embedding_model="packaged")
    return Workbench(knowledge, bot, known_to(knowledge), settings)


def test_every_case_is_asked_once_and_written_down(bench: Workbench, bot: Listening, tmp_path: Path) -> None:
    asked = workbench.ask(bench, CASES, tmp_path / "run")

    assert bot.heard == [case.question for case in CASES]
    assert list(asked.replies) == ["a-sv", "a-en", "b-en"]
    assert load_run(tmp_path / "run") == asked


def test_a_run_that_was_interrupted_asks_only_what_is_missing(bench: Workbench, bot: Listening, tmp_path: Path) -> None:
    whole = workbench.ask(bench, CASES, tmp_path / "run")
    replies = tmp_path / "run" / "replies.jsonl"
    first, second, _ = replies.read_text("utf-8").splitlines(keepends=True)
    replies.write_text(first + second[:40], "utf-8")
    bot.heard.clear()

    again = workbench.ask(bench, CASES, tmp_path / "run")

    assert bot.heard == [GENOMES.question, POEM.question]
    assert list(again.replies) == list(whole.replies)
    assert replies.read_text("utf-8").startswith(first)
    assert load_run(tmp_path / "run") == again


def test_a_run_does_not_go_on_over_another_catalogue(bench: Workbench, publisher: Publisher, tmp_path: Path) -> None:
    workbench.ask(bench, CASES, tmp_path / "run")
    publisher.service(an_organization(), a_service(name=Bilingual("Helgenom", "Whole genomes")))

    with pytest.raises(OtherRun, match="another catalogue, index:"):
        workbench.ask(bench, CASES, tmp_path / "run")


def test_a_stamp_tells_of_settings_but_not_of_folders_and_passwords(bench: Workbench) -> None:
    elsewhere = bench.settings.model_copy(
        update={"database_url": "postgresql+psycopg://me:secret@db/vagen", "embedding_model": "/models/other"}
    )

    assert workbench.stamped(bench, CASES).settings == {}
    assert workbench.stamped(replace(bench, settings=elsewhere), CASES).settings == {"embedding_model": "/models/other"}


def test_a_run_is_worth_what_its_replies_are_worth(bench: Workbench, tmp_path: Path) -> None:
    kept = workbench.ask(bench, CASES, tmp_path / "run")

    rows, sheet = workbench.scored(load_run(tmp_path / "run"), CASES, bench.known)

    assert [row.got for row in rows] == list(kept.replies.values())
    assert sheet["first"] == {"a-sv": 1.0, "a-en": 1.0}
    assert sheet["declines"] == {"b-en": 1.0}
    assert sheet["contact_integrity"] == dict.fromkeys(["a-sv", "a-en", "b-en"], 1.0)


def test_only_cases_of_the_suites_count(bench: Workbench, tmp_path: Path) -> None:
    kept = workbench.ask(bench, CASES, tmp_path / "run")

    rows, _ = workbench.scored(kept, [POEM, replace(POEM, id="new")], bench.known)

    assert [row.case.id for row in rows] == ["b-en"]


def test_two_runs_differ_by_what_was_published_between_them(
    bench: Workbench, publisher: Publisher, tmp_path: Path
) -> None:
    before = workbench.ask(bench, CASES, tmp_path / "before")
    publisher.withdraw_service("lab-sequencing")
    after = workbench.ask(bench, CASES, tmp_path / "after")

    compared = workbench.compared(before, after, CASES, bench.known)

    assert (compared.name, compared.differing) == ("before", ("catalogue", "index"))
    assert compared.differences["first"].mean == -1.0
    assert compared.differences["declines"].changed == 0
    assert {flip.case_id: flip.better for flip in compared.flips} == {"a-en": False, "a-sv": False}


def test_every_baseline_answers_the_same_cases_over_the_same_texts(bench: Workbench) -> None:
    neighbours = workbench.neighbours(bench, CASES)

    assert [one.name for one in neighbours][:3] == ["BM25", "dense", "fusion"]
    assert len(neighbours) == 4
    for one in neighbours:
        assert one.sheet["first"] == {"a-sv": 1.0, "a-en": 1.0}, one.name
        assert one.sheet["declines"] == {"b-en": 0.0}, "a baseline always answers"


@pytest.mark.model
def test_a_fresh_seed_is_measured_whatever_the_data_folder_holds(tmp_path: Path) -> None:
    settings = KnowledgeSettings(data_dir=tmp_path / "data", database_url="", chroma_url="")
    prepare(settings.cache_dir.expanduser())

    with workbench.freshly_seeded(settings, write_small_seed(tmp_path / "seed")) as bench:
        seeded = bench.settings.data_dir
        rows = workbench.rows_with(bench.bot, CASES)
        with bench.knowledge.engine.connect() as db:
            left = [db.scalar(select(func.count()).select_from(one)) for one in (conversations, turns, tasks)]

    assert [row.services[:1] for row in rows] == [("lab-sequencing",), ("lab-sequencing",), ()]
    assert left == [0, 0, 0]
    assert not seeded.exists()
    assert not settings.data_dir.exists()

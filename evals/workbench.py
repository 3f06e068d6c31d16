"""The product as it stands, with a notebook of its own: nothing that is asked here is kept in its database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from bot.assembly import build_bot
from evals import baseline_chain, runs
from evals.baselines import answers, by_texts, plain, read_corpus
from evals.cases import Case
from evals.comparing import Compared, differences, flips, pairs_of
from evals.measures import Row, rows_of
from evals.page import Neighbour
from evals.running import Answers, run
from evals.runs import Run, Stamp
from evals.scoring import Known, Sheet, known_to, score
from ingest.publishing import Publisher
from ingest.seeding import load_seed
from knowledge.assembly import SEED, Knowledge, open_knowledge
from knowledge.database import open_database
from knowledge.settings import KnowledgeSettings
from knowledge.store import digest_of_catalogue
from knowledge.texts import digest_of_texts


@dataclass(frozen=True, slots=True)
class Workbench:
    """What is measured, and what its answers may stand on."""

    knowledge: Knowledge
    bot: Answers
    known: Known
    settings: KnowledgeSettings


@contextmanager
def opened(settings: KnowledgeSettings) -> Iterator[Workbench]:
    """The product over the data that the settings name."""
    knowledge, notes = open_knowledge(settings), open_database("sqlite://")
    try:
        bot = build_bot(knowledge, knowledge.private_index(), notes)
        yield Workbench(knowledge, bot, known_to(knowledge), settings)
    finally:
        knowledge.engine.dispose()
        notes.dispose()


@contextmanager
def freshly_seeded(settings: KnowledgeSettings, seed: Path = SEED) -> Iterator[Workbench]:
    """The product over a seed alone, in a temporary folder."""
    with TemporaryDirectory(prefix="vagen-evals-") as folder:
        alone = settings.model_copy(update={"data_dir": Path(folder), "database_url": "", "chroma_url": ""})
        knowledge = open_knowledge(alone)
        publisher = Publisher(knowledge.engine, knowledge.lexicon, knowledge.model)
        with tqdm(desc="Embedding", disable=None, unit="text") as bar:
            load_seed(publisher, seed, lambda done, of_all: _show(bar, done, of_all))
        knowledge.engine.dispose()
        with opened(alone) as bench:
            yield bench


def stamped(bench: Workbench, cases: Sequence[Case]) -> Stamp:
    """What answers to these cases depend on at this moment."""
    changed = bench.settings.model_dump(mode="json", exclude_defaults=True, exclude={"data_dir", "cache_dir"})
    with bench.knowledge.engine.connect() as db:
        catalogue, texts = digest_of_catalogue(db), digest_of_texts(db)
    return Stamp(
        code=runs.digest_of_code(),
        catalogue=catalogue,
        index=texts,
        model=bench.knowledge.model.digest,
        prompts=runs.digest_of_prompts(),
        cases=runs.digest_of_cases(cases),
        settings={name: str(value) for name, value in changed.items() if not str(value).startswith("postgres")},
    )


def ask(bench: Workbench, cases: Sequence[Case], folder: Path) -> Run:
    """Ask what has not been asked yet, and write each reply down; raises OtherRun."""
    begun = runs.begin(folder, stamped(bench, cases))
    waiting = [case for case in cases if case.id not in begun.replies]
    progress = tqdm(waiting, disable=None, unit="case")
    fresh = {one.case_id: one for one in runs.record(begun, run(bench.bot, progress))}
    return replace(begun, replies={**begun.replies, **fresh})


def scored(run: Run, cases: Sequence[Case], known: Known) -> tuple[list[Row], Sheet]:
    """A run's rows and what they are worth."""
    rows = rows_of(cases, run.replies)
    return rows, score(rows, known)


def compared(before: Run, after: Run, cases: Sequence[Case], known: Known) -> Compared:
    """The second run beside the first."""
    (one, sheet), (other, other_sheet) = (scored(run, cases, known) for run in (before, after))
    changed = differences(sheet, other_sheet, pairs_of(other))
    differing = tuple(runs.differences(before.stamp, after.stamp))
    return Compared(before.folder.name, differing, changed, tuple(flips(one, other)))


def neighbours(bench: Workbench, cases: Sequence[Case]) -> list[Neighbour]:
    """Every baseline over the same texts and cases, with what it is worth."""
    corpus, model = read_corpus(bench.knowledge), bench.knowledge.model
    chain = baseline_chain.chain(corpus.texts, [one.vector for one in corpus.embedded], model)
    everyone = [*plain(corpus, model), by_texts(baseline_chain.NAME, baseline_chain.ABOUT, chain, corpus)]
    organizations = bench.knowledge.catalogue.current().organization_ids
    found = []
    for baseline in everyone:
        progress = tqdm(cases, disable=None, unit="case", desc=baseline.name)
        replies = {one.case_id: one for one in answers(baseline, progress, organizations)}
        found.append(Neighbour(baseline.name, baseline.about, score(rows_of(cases, replies), bench.known)))
    return found


def rows_with(bot: Answers, cases: Sequence[Case], name: str = "") -> list[Row]:
    """What another way of answering gives; nothing is written down."""
    progress = tqdm(cases, disable=None, unit="case", desc=name)
    replies = {one.case_id: one for one in run(bot, progress)}
    return rows_of(cases, replies)


def _show(bar: tqdm, done: int, of_all: int) -> None:
    bar.total = of_all
    bar.update(done - bar.n)

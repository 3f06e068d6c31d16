"""What machine and libraries do at best: embedding alone and the index alone, with no service around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from bot.understanding import need_bearing
from evals.bench_figures import Work, spread
from evals.bench_questions import Question
from knowledge.assembly import Knowledge
from knowledge.embedding_model import Vector
from knowledge.index import ChromaFolder, ChromaIndex, open_folder
from knowledge.texts import Owner, embedded_page, profile_means, texts_by_id

_THREADS = 2
_PAGE = 500
_NEAREST = 100
_PASSAGES = 200


@dataclass(frozen=True, slots=True)
class Floors:
    """Questions embedded one by one, and the computing time of each; all texts on two threads; and Chroma."""

    question: Work
    question_cpu_ms: float
    questions: Work
    long_questions: Work
    passages: Work
    index: Work


def floors(knowledge: Knowledge, folder: Path, short: Sequence[Question], long: Sequence[Question]) -> Floors:
    """Measure all floors on the texts that the service will be asked; the folder is for a scratch index."""
    model = knowledge.model
    asked = [question.text for question in short]
    bearing = [need_bearing(question.text, model.count_tokens) for question in long]
    computed = process_time()
    alone = embedding(model.embed_question, asked, 1)
    cpu_ms = 1_000 * (process_time() - computed) / len(asked)
    return Floors(
        alone,
        cpu_ms,
        embedding(model.embed_question, asked, _THREADS),
        embedding(model.embed_question, bearing, _THREADS),
        embedding(model.embed_passage, _passages(knowledge), _THREADS),
        _index_alone(knowledge, folder, [model.embed_question(text) for text in asked]),
    )


def embedding(embed: Callable[[str], Vector], texts: Sequence[str], threads: int) -> Work:
    """Embed texts one at a time on some threads."""

    def timed(text: str) -> float:
        start = perf_counter()
        embed(text)
        return 1_000 * (perf_counter() - start)

    start = perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        milliseconds = list(pool.map(timed, texts))
    return Work(len(texts) / (perf_counter() - start), spread(milliseconds))


def _index_alone(knowledge: Knowledge, path: Path, questions: Sequence[Vector]) -> Work:
    folder = open_folder(path)
    index = _filled(knowledge, folder)
    milliseconds = []
    for question in questions:
        start = perf_counter()
        for owner in Owner:
            index.nearest(owner, question, _NEAREST)
        milliseconds.append(1_000 * (perf_counter() - start))
    folder.close()
    return Work(1_000 * len(questions) / sum(milliseconds), spread(milliseconds))


def _filled(knowledge: Knowledge, folder: ChromaFolder) -> ChromaIndex:
    with knowledge.engine.connect() as db:
        index = folder.create(1, profile_means(db, knowledge.model.digest))
        for owner in Owner:
            last = ""
            while page := embedded_page(db, knowledge.model.digest, owner, last, _PAGE):
                index.upsert(page)
                last = page[-1].id
    return index


def _passages(knowledge: Knowledge) -> list[str]:
    with knowledge.engine.connect() as db:
        page = embedded_page(db, knowledge.model.digest, Owner.DOCUMENT, "", _PASSAGES)
        return [text.searched for text in texts_by_id(db, [one.id for one in page]).values()]

"""Owns an index, heals it, says what it found, and then publishes and rebuilds until it is killed.

Run as `python -m tests.kill.worker FOLDER SEED`. Each line on standard output is one JSON value:
`{"healing": …}`, `{"healed": …}`, then `{"try": [id, version]}` before and `{"ack": [id, version]}`
after each committed change; version 0 means withdrawn.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import numpy as np
from numpy.random import Generator
from sqlalchemy import select

from ingest.publishing import Publisher
from knowledge import store
from knowledge.assembly import Knowledge, lexicon_of, owned_index
from knowledge.database import index_generations, open_database
from knowledge.documents import document_ids, documents_by_id
from knowledge.index import ChromaIndex, VectorIndex
from knowledge.models import Asks, Document, Organization, Service
from knowledge.published import PublishedCatalogue
from knowledge.search import Hit, Question
from knowledge.settings import KnowledgeSettings
from knowledge.terms import Bridge
from knowledge.texts import Owner, embedded_page, pending
from knowledge.upkeep import Upkeep
from knowledge.vocabulary import Bilingual, Language
from tests.builders import a_document, a_service, an_organization
from tests.fakes import WordEmbedder

SUBJECTS = "frys lån mikroskop prövning lokal patent export renrum biobank handledning".split()
IDS = [f"{subject}-{number}" for subject in SUBJECTS for number in range(3)]
GUIDES = ["guide-a", "guide-b"]


def said(item_id: str, version: int) -> str:
    """What only this version of a service or guide says."""
    return f"{item_id.replace('-', 'x')}v{version}"


def version_of(words: str) -> int:
    """The version that these words belong to."""
    return int(words.rsplit("v", 1)[1])


def service(item_id: str, version: int) -> Service:
    """A service that says its subject and its version."""
    subject, words = item_id.split("-", maxsplit=1)[0], said(item_id, version)
    name = Bilingual(f"{subject} {words}", f"{subject} {words}")
    asks = Asks((f"behöver {subject} {version}",), (f"need {subject} {version}",))
    return a_service(item_id, name=name, description=Bilingual(subject, subject), asks=asks)


def guide(item_id: str, version: int) -> Document:
    """A guide of three passages that say its version."""
    words = said(item_id, version)
    body = "\n\n".join(f"## Del {part}\n\n{words} del{part}" for part in range(3))
    return a_document(item_id, title=words, body=body)


class Worker:
    """One life of the process."""

    def __init__(self, folder: Path, seed: int) -> None:
        engine = open_database(f"sqlite:///{folder / 'vagen.db'}")
        model, lexicon = WordEmbedder(), lexicon_of(engine)
        self.chance: Generator = np.random.default_rng(seed)
        self.version = seed * 100_000
        self.publisher = Publisher(engine, lexicon, model)
        self.knowledge = Knowledge(engine, lexicon, Bridge(()), model, PublishedCatalogue(engine))
        self.organization: Organization = an_organization()

    def found(self) -> dict[str, int]:
        """The version of everything that is published, as SQL has it."""
        with self.knowledge.engine.connect() as db:
            services = store.published(db).services.items()
            guides = documents_by_id(db, sorted(document_ids(db))).items()
        return {
            **{item_id: version_of(one.name.sv) for item_id, one in services},
            **{item_id: version_of(one.title) for item_id, one in guides},
        }

    def unfindable(self, index: ChromaIndex) -> list[str]:
        """Texts in SQL whose vector the index neither finds, asked for as many as there are, nor holds."""
        lost = []
        for owner in Owner:
            with self.knowledge.engine.connect() as db:
                texts = embedded_page(db, "words", owner, "", 1_000)
            for text in texts:
                if text.id not in index.nearest(owner, text.vector, len(texts)).ids and index.lacks(owner, [text.id]):
                    lost.append(text.id)
        return lost

    def answers(self, index: VectorIndex) -> list[list[Hit]]:
        """What ten questions find."""
        search = self.knowledge.search(index)
        return [search.services(self.question(f"Vi behöver {subject}")).services for subject in SUBJECTS]

    def question(self, text: str) -> Question:
        """A Swedish question."""
        return Question(text, Language.SV, self.knowledge.model.embed_question(text))

    def change(self) -> None:
        """Publish, edit or withdraw something, and say so before and after."""
        item_id = str(self.chance.choice([*IDS, *GUIDES, *GUIDES]))
        self.version += 1
        withdrawn = item_id in IDS and self.chance.random() < 0.1
        version = 0 if withdrawn else self.version
        say(**{"try": [item_id, version]})
        if withdrawn:
            self.publisher.withdraw_service(item_id)
        elif item_id in GUIDES:
            self.publisher.document(guide(item_id, version))
        else:
            self.publisher.service(self.organization, service(item_id, version))
        say(ack=[item_id, version])

    def fill(self) -> None:
        """Publish everything once."""
        with self.knowledge.engine.begin() as db:
            fields = store.organization_fields(self.organization)
            store.save_organization(db, store.Record(self.organization.id, fields, None, withdrawn=False))
        for item_id in IDS:
            self.publisher.service(self.organization, service(item_id, 1))
        for item_id in GUIDES:
            self.publisher.document(guide(item_id, 1))

    def report(self, upkeep: Upkeep, seconds: float) -> dict[str, object]:
        """What this life found when it had healed."""
        published = self.found()
        with self.knowledge.engine.connect() as db:
            rows = db.execute(select(index_generations.c.state)).scalars().all()
        lost = self.unfindable(upkeep.live.index)
        upkeep.rebuild()
        before = self.answers(upkeep.live)
        upkeep.rebuild()
        return {
            "seconds": seconds,
            "published": published,
            "active": rows.count("active"),
            "matches": upkeep.matches(),
            "counts": [upkeep.live.index.count(owner) for owner in Owner],
            "unfindable": lost,
            "same_after_rebuild": self.answers(upkeep.live) == before,
            "same_as_exact": self.answers(self.knowledge.private_index()) == before,
        }

    def left_behind(self) -> dict[str, int]:
        """What the life before this one had begun and not finished."""
        with self.knowledge.engine.connect() as db:
            states = db.execute(select(index_generations.c.state)).scalars().all()
            return {"outbox": len(pending(db)), "builds": states.count("building")}


def say(**line: object) -> None:
    """Put one line on standard output at once."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def live(worker: Worker, folder: Path) -> Iterator[None]:
    """Heal, report, and then change things for ever."""
    say(healing=worker.left_behind())
    started = time.monotonic()
    with owned_index(worker.knowledge, KnowledgeSettings(data_dir=folder)) as upkeep:
        if not isinstance(upkeep, Upkeep):
            raise TypeError("somebody else owns the index")
        say(healed=worker.report(upkeep, time.monotonic() - started))
        Thread(target=rebuild_for_ever, args=[upkeep], daemon=True).start()
        while True:
            worker.change()
            yield


def rebuild_for_ever(upkeep: Upkeep) -> None:
    """One new generation after the other, with a little rest between."""
    while True:
        upkeep.rebuild()
        time.sleep(0.05)


def main(folder: Path, seed: int) -> None:
    """Live until killed; the first life fills the catalogue."""
    worker = Worker(folder, seed)
    if not worker.found():
        worker.fill()
    for _ in live(worker, folder):
        pass


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

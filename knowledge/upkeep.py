"""Keeps Chroma a true shadow of SQL: one owner, an outbox, generations, and one form of healing."""

from __future__ import annotations

import fcntl
import logging
from pathlib import Path
from threading import Event, Lock
from typing import Self

from sqlalchemy import Connection, Engine

from knowledge import generations
from knowledge.embedding_model import Vector
from knowledge.generations import Generation
from knowledge.index import ChromaFolder, ChromaIndex, Found, IndexGone
from knowledge.texts import Owner, count_texts, embedded, embedded_page, pending, profile_means, settle

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.2
_BATCH = 500
_ALL = 1_000_000
_FLIPS = 2


class FolderTaken(Exception):
    """Another process owns the index folder."""


class FolderLock:
    """Held by the one process that may open a Chroma folder."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a")

    def take(self) -> Self:
        """Take the lock for the rest of this process; raises FolderTaken."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise FolderTaken(self._file.name) from error
        return self

    def release(self) -> None:
        """Let another process own the folder."""
        self._file.close()


class LiveIndex:
    """The active generation, wherever it is; a flip is followed without a failed question."""

    def __init__(self, engine: Engine, folder: ChromaFolder) -> None:
        self._engine = engine
        self._folder = folder
        self._current: tuple[int, ChromaIndex] | None = None

    def follow(self) -> ChromaIndex:
        """The index of the generation that is active now; raises IndexGone when there is none."""
        with self._engine.connect() as db:
            generation = generations.active(db)
        if generation is None:
            raise IndexGone("no generation is active")
        current = self._current
        if current is None or current[0] != generation.id:
            current = generation.id, self._folder.open(generation.id, generation.means)
            self._current = current
        return current[1]

    def nearest(self, owner: Owner, question: Vector, limit: int) -> Found:
        """The nearest texts of one kind of owner in the active generation; raises IndexGone."""
        for _ in range(_FLIPS):
            try:
                return self.index.nearest(owner, question, limit)
            except IndexGone:
                self._current = None
        return self.index.nearest(owner, question, limit)

    @property
    def index(self) -> ChromaIndex:
        """The index of the active generation, as far as we know; raises IndexGone."""
        current = self._current
        return current[1] if current else self.follow()


class Upkeep:
    """What the owner of the index does: heal at start, follow the outbox, build new generations."""

    def __init__(self, engine: Engine, folder: ChromaFolder, model: str) -> None:
        self._engine = engine
        self._folder = folder
        self._model = model
        self._lock = Lock()
        self._one_build = Lock()
        self._building: ChromaIndex | None = None
        self.live = LiveIndex(engine, folder)

    def heal(self) -> None:
        """Make the index answer for what SQL holds: keep a sound generation, else build a new one."""
        with self._folder.on_trial():
            try:
                self._heal()
            except IndexGone:
                logger.exception("Chroma cannot read its folder: starting from an empty one")
                self._folder.empty()
                self._heal()

    def rebuild(self) -> None:
        """Build, verify and flip to a new generation from SQL's vectors; nothing is embedded again."""
        with self._one_build:
            with self._engine.begin() as db:
                old = generations.active(db)
                # What is written down now is in the texts that the new generation is filled with.
                done = [number for number, _ in pending(db, _ALL)]
                generation = generations.begin(db, self._model, profile_means(db, self._model))
            self._building = self._folder.create(generation.id, generation.means)
            try:
                self._fill(self._building)
                self._flip(generation, self._building, done)
            finally:
                self._building = None
            if old:
                self._folder.drop(old.id)

    def settle(self) -> int:
        """Carry out the outbox; returns how many rows that were."""
        with self._lock, self._engine.begin() as db:
            rows = pending(db)
            if rows:
                self._carry_out(db, list({text_id for _, text_id in rows}))
                settle(db, [number for number, _ in rows])
        return len(rows)

    def settle_all(self) -> None:
        """Carry out the outbox until it is empty."""
        while self.settle():
            pass

    def tick(self) -> None:
        """One look at what has changed: the outbox, and a wish for a new generation."""
        self.settle_all()
        with self._engine.connect() as db:
            wanted = generations.requested(db)
        if wanted:
            self.rebuild()

    def run(self, stop: Event) -> None:
        """Look again and again until told to stop; a fault is logged and tried again."""
        while not stop.wait(POLL_SECONDS):
            try:
                self.tick()
            except Exception:  # the outbox keeps what failed; the next look tries it again
                logger.exception("index upkeep failed")
                stop.wait(5)

    def matches(self) -> bool:
        """Whether the active generation holds as many texts as SQL and nothing waits."""
        with self._engine.connect() as db:
            waiting = bool(pending(db, 1))
            wanted = {owner: count_texts(db, owner) for owner in Owner}
        try:
            return not waiting and all(self.live.index.count(owner) == wanted[owner] for owner in Owner)
        except IndexGone:
            return False

    def _heal(self) -> None:
        with self._engine.connect() as db:
            generation = generations.active(db)
        there = self._folder.generations()
        for leftover in there - ({generation.id} if generation else set()):
            self._folder.drop(leftover)
        fits = generation is not None and generation.id in there and generation.model == self._model
        if not (fits and self._is_sound()):
            logger.info("the index does not match the catalogue: building a new generation")
            self.rebuild()
            self.settle_all()

    def _is_sound(self) -> bool:
        try:
            self.live.follow()
            self.settle_all()
            return self.matches() and not self._lost(self.live.index)
        except IndexGone:
            return False
        except Exception:  # a damaged folder fails in many ways; all have one cure
            logger.exception("the index cannot be read")
            return False

    def _fill(self, index: ChromaIndex) -> None:
        for owner in Owner:
            last = ""
            while True:
                # Read and written under one lock, so that no newer state from the outbox is overwritten.
                with self._lock, self._engine.connect() as db:
                    page = embedded_page(db, self._model, owner, last, _BATCH)
                    index.upsert(page)
                if not page:
                    break
                last = page[-1].id

    def _flip(self, generation: Generation, index: ChromaIndex, done: list[int]) -> None:
        if self._lost(index):
            raise IndexGone(f"generation {generation.id} does not find its own texts")
        with self._lock:
            with self._engine.begin() as db:
                generations.flip(db, generation)
                settle(db, done)
            self.live.follow()

    def _lost(self, index: ChromaIndex) -> bool:
        # Chroma's counts can be right while vectors are lost: only a query shows it. But HNSW may leave one of many
        # equal texts without a way to it, so what a query for all does not give is looked up by its id. What waits in
        # the outbox, and what is carried out meanwhile, is not lost.
        with self._lock, self._engine.connect() as db:
            for owner in Owner:
                texts = embedded_page(db, self._model, owner, "", _ALL)
                found = set(index.nearest(owner, texts[0].vector, len(texts)).ids) if texts else set()
                missed = [text.id for text in texts if text.id not in found]
                if missed:
                    waiting = {text_id for _, text_id in pending(db, _ALL)}
                    missed = [text_id for text_id in missed if text_id not in waiting]
                if missed and index.lacks(owner, missed):
                    return True
        return False

    def _carry_out(self, db: Connection, changed: list[str]) -> None:
        present = embedded(db, self._model, changed)
        gone = sorted(set(changed) - {text.id for text in present})
        for index in (self.live.index, self._building):
            if index:
                index.upsert(present)
                index.delete(gone)

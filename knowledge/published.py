"""The published catalogue, kept in memory for as long as it holds."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Engine

from knowledge.catalogue import Catalogue
from knowledge.revisions import Revised, revision
from knowledge.store import published


class PublishedCatalogue:
    """Reads the catalogue again only when its revision has moved, in whichever process it moved."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._kept: Catalogue | None = None

    def current(self) -> Catalogue:
        """The catalogue as it is published at this moment."""
        with self._engine.connect() as db, self._lock:
            if self._kept is None or self._kept.revision != revision(db, Revised.CATALOGUE):
                self._kept = published(db)
            return self._kept

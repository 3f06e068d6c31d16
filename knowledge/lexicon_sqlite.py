"""Full text search in SQLite's FTS5."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from knowledge.lexicon import stems
from knowledge.vocabulary import Language

# unicode61 would fold å and ä to a; the stems are already as they should be.
CREATE = """
    CREATE VIRTUAL TABLE lexicon USING fts5(
        stems, scope, text_id UNINDEXED, tokenize = "unicode61 remove_diacritics 0 tokenchars '-.'"
    )
"""
_INSERT = text("INSERT INTO lexicon (rowid, stems, scope, text_id) VALUES (:number, :stems, :scope, :text_id)")
_DELETE = text("DELETE FROM lexicon WHERE rowid IN :numbers").bindparams(bindparam("numbers", expanding=True))
_OPTIMIZE = text("INSERT INTO lexicon (lexicon) VALUES ('optimize')")
# Sorting by `rank` alone lets FTS5 read only the rows that it returns; the scope's column weighs nothing.
_SEARCH = text(
    "SELECT text_id, -rank AS score FROM lexicon"
    " WHERE lexicon MATCH :query AND rank MATCH 'bm25(1.0, 0.0)' ORDER BY rank LIMIT :limit"
)


class SqliteLexicon:
    """FTS5 over stems; bm25 scores."""

    def write(self, db: Connection, text_id: str, owner: str, language: Language, text: str) -> None:
        """Keep a text's stems, in place of those it had."""
        self.delete(db, [text_id])
        found = " ".join(stems(text, language))
        values = {"number": number(text_id), "stems": found, "scope": _scope(owner, language), "text_id": text_id}
        db.execute(_INSERT, values)

    def delete(self, db: Connection, text_ids: Sequence[str]) -> None:
        """Forget texts."""
        if text_ids:
            db.execute(_DELETE, {"numbers": [number(text_id) for text_id in text_ids]})

    def clear(self, db: Connection) -> None:
        """Forget all texts."""
        db.execute(text("DELETE FROM lexicon"))

    def settle(self, db: Connection) -> None:
        """Merge FTS5's segments into one."""
        db.execute(_OPTIMIZE)

    def search(
        self, db: Connection, owner: str, language: Language, wanted: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Ids of texts of one language that hold any of the stems, best first."""
        if not wanted:
            return []
        # Every stem is quoted: nothing that a person typed is read as query syntax.
        any_stem = " OR ".join(f'"{stem.replace(chr(34), "")}"' for stem in dict.fromkeys(wanted))
        query = f"scope : {_scope(owner, language)} AND stems : ({any_stem})"
        rows = db.execute(_SEARCH, {"query": query, "limit": limit}).all()
        return sorted(((text_id, score) for text_id, score in rows), key=lambda found: (-found[1], found[0]))


def _scope(owner: str, language: Language) -> str:
    return f"{owner}{language}"


def number(text_id: str) -> int:
    """A text's row number: FTS5 finds a row by this alone without reading them all."""
    return int.from_bytes(hashlib.sha256(text_id.encode()).digest()[:8]) >> 1

"""Full text search in SQLite's FTS5."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from knowledge.lexicon import stems
from knowledge.vocabulary import Language

# unicode61 would fold å and ä to a; the stems are already as they should be.
CREATE = """
    CREATE VIRTUAL TABLE lexicon USING fts5(
        stems, text_id UNINDEXED, owner UNINDEXED, language UNINDEXED,
        tokenize = "unicode61 remove_diacritics 0 tokenchars '-.'"
    )
"""
_INSERT = text("INSERT INTO lexicon (stems, text_id, owner, language) VALUES (:stems, :text_id, :owner, :language)")
_DELETE = text("DELETE FROM lexicon WHERE text_id IN :ids").bindparams(bindparam("ids", expanding=True))
_SEARCH = text(
    "SELECT text_id, -bm25(lexicon) AS score FROM lexicon WHERE lexicon MATCH :query AND owner = :owner"
    " AND language = :language ORDER BY score DESC, text_id LIMIT :limit"
)


class SqliteLexicon:
    """FTS5 over stems; bm25 scores."""

    def write(self, db: Connection, text_id: str, owner: str, language: Language, text: str) -> None:
        """Keep a text's stems, in place of those it had."""
        self.delete(db, [text_id])
        values = {"stems": " ".join(stems(text, language)), "text_id": text_id, "owner": owner, "language": language.value}
        db.execute(_INSERT, values)

    def delete(self, db: Connection, text_ids: Sequence[str]) -> None:
        """Forget texts."""
        if text_ids:
            db.execute(_DELETE, {"ids": list(text_ids)})

    def search(
        self, db: Connection, owner: str, language: Language, wanted: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Ids of texts of one language that hold any of the stems, best first."""
        if not wanted:
            return []
        # Every stem is quoted: nothing that a person typed is read as query syntax.
        query = " OR ".join(f'"{stem.replace(chr(34), "")}"' for stem in dict.fromkeys(wanted))
        values = {"query": query, "owner": owner, "language": language.value, "limit": limit}
        return [(row.text_id, row.score) for row in db.execute(_SEARCH, values)]

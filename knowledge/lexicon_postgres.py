"""Full text search in PostgreSQL's tsvector; stems come from Python, so both dialects see the same words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, text

from knowledge.lexicon import stems
from knowledge.vocabulary import Language

CREATE = """
    CREATE TABLE lexicon (
        text_id text PRIMARY KEY, owner text NOT NULL, language text NOT NULL, stems tsvector NOT NULL
    );
    CREATE INDEX lexicon_stems ON lexicon USING gin (stems);
"""
_INSERT = text(
    "INSERT INTO lexicon (text_id, owner, language, stems)"
    " VALUES (:text_id, :owner, :language, array_to_tsvector(CAST(:distinct AS text[])))"
)
_DELETE = text("DELETE FROM lexicon WHERE text_id IN :ids").bindparams(bindparam("ids", expanding=True))
# ts_rank knows no rarity of words: each stem found counts by how few texts of that kind and language hold it.
_SEARCH = text(
    """
    WITH pool AS (SELECT count(*) AS size, greatest(avg(length(stems)), 1) AS length FROM lexicon
                  WHERE owner = :owner AND language = :language),
    wanted AS (SELECT unnest(CAST(:stems AS text[])) AS stem),
    found AS (SELECT text_id, stem, length(stems) AS length FROM wanted JOIN lexicon
              ON stems @@ (quote_literal(stem))::tsquery WHERE owner = :owner AND language = :language),
    rarity AS (SELECT stem, ln(1 + (SELECT size FROM pool) / count(*)::float) AS weight FROM found
               GROUP BY stem)
    SELECT text_id, sum(weight) / (0.5 + 0.5 * max(length) / (SELECT length FROM pool)) AS score
    FROM found JOIN rarity USING (stem) GROUP BY text_id ORDER BY score DESC, text_id LIMIT :limit
    """
)
# PostgreSQL keeps and looks for no longer words than this, in bytes.
_LONGEST = 2046


class PostgresLexicon:
    """A tsvector of stems per text; scores weigh rare stems more and long texts less."""

    def write(self, db: Connection, text_id: str, owner: str, language: Language, text: str) -> None:
        """Keep a text's stems, in place of those it had."""
        self.delete(db, [text_id])
        distinct = sorted(_short(stems(text, language)))
        db.execute(_INSERT, {"text_id": text_id, "owner": owner, "language": language.value, "distinct": distinct})

    def delete(self, db: Connection, text_ids: Sequence[str]) -> None:
        """Forget texts."""
        if text_ids:
            db.execute(_DELETE, {"ids": list(text_ids)})

    def clear(self, db: Connection) -> None:
        """Forget all texts."""
        db.execute(text("DELETE FROM lexicon"))

    def settle(self, db: Connection) -> None:
        """Nothing: PostgreSQL keeps its own order."""

    def search(
        self, db: Connection, owner: str, language: Language, wanted: Sequence[str], limit: int
    ) -> list[tuple[str, float]]:
        """Ids of texts of one language that hold any of the stems, best first."""
        sought = _short(wanted)
        if not sought:
            return []
        values = {"stems": sought, "owner": owner, "language": language.value, "limit": limit}
        return [(row.text_id, row.score) for row in db.execute(_SEARCH, values)]


def _short(wanted: Sequence[str]) -> list[str]:
    return [stem for stem in dict.fromkeys(wanted) if 0 < len(stem.encode()) <= _LONGEST]

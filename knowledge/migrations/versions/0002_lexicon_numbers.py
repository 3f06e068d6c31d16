"""lexicon numbers: in SQLite a text is found by its number, not by reading all rows"""

from alembic import op
from sqlalchemy import text

from knowledge.lexicon_sqlite import INSERT, number

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Number the rows that are there."""
    db = op.get_bind()
    if db.dialect.name == "sqlite":
        kept = db.execute(text("SELECT stems, text_id, owner, language FROM lexicon")).mappings().all()
        db.execute(text("DELETE FROM lexicon"))
        for row in kept:
            db.execute(INSERT, {"number": number(row["text_id"]), **row})


def downgrade() -> None:
    """Leave the numbers: they hurt nobody."""

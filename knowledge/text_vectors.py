"""Reads which texts there are, and by their digests the vectors that are not known yet."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, select

from knowledge.database import texts, vectors
from knowledge.vocabulary import Language

_AT_ONCE = 500


class Listed(NamedTuple):
    """A text, whose it is, and the digest of what was embedded of it."""

    text_id: str
    owner_id: str
    language: Language
    digest: str


def listed(db: Connection, owner: str) -> list[Listed]:
    """All texts of one kind of owner in order of id."""
    columns = (texts.c.id, texts.c.owner_id, texts.c.language, texts.c.digest)
    found = select(*columns).where(texts.c.owner == owner).order_by(texts.c.id)
    languages = {str(one): one for one in Language}
    return [Listed(id_, owner_id, languages[language], digest) for id_, owner_id, language, digest in db.execute(found)]


def vectors_by_digest(
    db: Connection, model: str, owner: str, digests: Collection[str]
) -> dict[str, NDArray[np.float32]]:
    """A model's vectors for these digests; of many, those of all texts of their kind of owner are read at once."""
    wanted = select(vectors.c.digest, vectors.c.vector).where(vectors.c.model == model)
    if len(digests) <= _AT_ONCE:
        wanted = wanted.where(vectors.c.digest.in_(list(digests)))
    else:
        joined = vectors.join(texts, and_(texts.c.digest == vectors.c.digest, texts.c.owner == owner))
        wanted = wanted.select_from(joined)
    return {digest: np.frombuffer(raw, dtype="<f4") for digest, raw in db.execute(wanted)} if digests else {}

"""What no service should answer is embedded once on a machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.assembly import embedded
from bot.scope import Exemplar
from knowledge.assembly import Knowledge, lexicon_of
from knowledge.database import open_database
from knowledge.published import PublishedCatalogue
from knowledge.terms import Bridge
from knowledge.vocabulary import Language
from tests.fakes import WordEmbedder

NEVER = [Exemplar("vague", "any", Language.SV if n < 12 else Language.EN, f"question {n}") for n in range(24)]


def over(engine: Engine, model: WordEmbedder, cache_dir: Path | None) -> Knowledge:
    return Knowledge(engine, lexicon_of(engine), Bridge(()), model, PublishedCatalogue(engine), cache_dir)


def test_another_database_on_the_same_machine_embeds_nothing_again(
    engine: Engine, model: WordEmbedder, tmp_path: Path
) -> None:
    embedded(over(engine, model, tmp_path), NEVER)
    other = open_database(f"sqlite:///{tmp_path / 'other.db'}")
    model.embedded.clear()

    embedded(over(other, model, tmp_path), NEVER)

    other.dispose()
    assert model.embedded == []


@pytest.mark.parametrize("cache_dir", [None, Path("no such folder")])
def test_where_nothing_can_be_written_beside_the_model_the_database_keeps_it(
    cache_dir: Path | None, engine: Engine, model: WordEmbedder
) -> None:
    embedded(over(engine, model, cache_dir), NEVER)
    embedded_once = len(model.embedded)

    embedded(over(engine, model, cache_dir), NEVER)

    assert embedded_once == len(model.embedded) > 0

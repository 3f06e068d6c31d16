"""Whatever happened to the index, the next start makes it answer for what SQL holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from numpy.random import Generator
from sqlalchemy import Engine, text

from ingest.publishing import Publisher
from knowledge import generations
from knowledge.generations import Generation
from knowledge.index import ChromaFolder
from knowledge.texts import Changes, Owner, SearchText, apply
from knowledge.upkeep import Upkeep
from knowledge.vocabulary import Language
from tests.builders import a_document
from tests.fakes import WordEmbedder
from tests.knowledge.conftest import WORDS, Ask

Damage = Callable[[Path], None]


def active(engine: Engine) -> Generation:
    with engine.connect() as db:
        found = generations.active(db)
    assert found is not None
    return found


def chroma_folders(chroma: Path) -> list[Path]:
    return [path for path in chroma.iterdir() if path.is_dir()]


def delete_everything(chroma: Path) -> None:
    shutil.rmtree(chroma)


def overwrite_the_database(chroma: Path) -> None:
    (chroma / "chroma.sqlite3").write_bytes(b"no database at all" * 5_000)


def cut_the_database(chroma: Path) -> None:
    path = chroma / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scribble_in_the_database(chroma: Path) -> None:
    path = chroma / "chroma.sqlite3"
    written = bytearray(path.read_bytes())
    for place in range(5_000, len(written), 611):
        written[place] ^= 0xFF
    path.write_bytes(bytes(written))


def delete_the_graphs(chroma: Path) -> None:
    for folder in chroma_folders(chroma):
        shutil.rmtree(folder)


def overwrite_the_graphs(chroma: Path) -> None:
    for path in (path for folder in chroma_folders(chroma) for path in folder.iterdir()):
        path.write_bytes(b"x" * 100)


def nothing(_chroma: Path) -> None:
    """Leave all as it is."""


DAMAGES: list[Damage] = [
    delete_everything,
    overwrite_the_database,
    cut_the_database,
    scribble_in_the_database,
    delete_the_graphs,
    overwrite_the_graphs,
]


def start_again(upkeep: Upkeep, folder: ChromaFolder) -> Upkeep:
    """The same owner after a restart."""
    folder.close()
    again = Upkeep(upkeep.live._engine, folder, "words")
    again.heal()
    return again


def add_passages(publisher: Publisher, bodies: Mapping[str, str]) -> None:
    """Store passages as they are, by their ids."""
    wanted = tuple(SearchText(text_id, Owner.DOCUMENT, "guide", Language.SV, body) for text_id, body in bodies.items())
    publisher.embed(list(bodies.values()))
    with publisher.engine.begin() as db:
        apply(db, publisher.lexicon, Changes(wanted, ()))


def some_words(chance: Generator) -> str:
    """Twelve words that were never said together before."""
    return " ".join("".join(chance.choice(list("abcdefghiklmnoprstuvåäö"), 6)) for _ in range(12))


def test_a_sound_index_is_kept_at_the_next_start(running: Upkeep, engine: Engine, folder: ChromaFolder) -> None:
    before = active(engine)

    start_again(running, folder)

    assert active(engine).id == before.id


def test_an_empty_catalogue_has_an_index_too(upkeep: Upkeep, engine: Engine) -> None:
    upkeep.heal()

    assert upkeep.matches()
    assert active(engine).means == {}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_folder_heals_from_sql_and_embeds_nothing(
    running: Upkeep,
    folder: ChromaFolder,
    data_dir: Path,
    ask: Ask,
    model: WordEmbedder,
    damage: Damage,
) -> None:
    before = {word: ask(running, word) for word in WORDS}
    folder.close()
    damage(data_dir / "chroma")
    model.embedded.clear()

    healed = start_again(running, folder)

    assert healed.matches()
    assert model.embedded == []
    assert {word: ask(healed, word) for word in WORDS} == before


@pytest.mark.parametrize("damage", [nothing, delete_the_graphs])
def test_more_texts_than_chroma_keeps_in_its_log_heal_too(
    running: Upkeep, folder: ChromaFolder, publisher: Publisher, data_dir: Path, damage: Damage
) -> None:
    # From 1,000 texts on, Chroma moves vectors to its graph and forgets its log.
    chance = np.random.default_rng(1)
    bodies = {f"doc:guide:{number}": some_words(chance) for number in range(1_100)}
    add_passages(publisher, bodies)
    running.settle_all()
    before = active(publisher.engine)
    folder.close()
    damage(data_dir / "chroma")

    healed = start_again(running, folder)

    assert healed.matches()
    assert (active(publisher.engine).id == before.id) == (damage is nothing)
    for text_id in list(bodies)[::50]:
        question = publisher.model.embed_question(bodies[text_id])
        assert text_id in healed.live.nearest(Owner.DOCUMENT, question, 100).ids


def test_an_index_of_another_model_is_refused_and_built_anew(
    running: Upkeep, engine: Engine, folder: ChromaFolder, publisher: Publisher
) -> None:
    class OtherEmbedder(WordEmbedder):
        digest = "other words"

    other = OtherEmbedder()
    Publisher(engine, publisher.lexicon, other).refresh()
    folder.close()
    before = active(engine)

    upkeep = Upkeep(engine, folder, other.digest)
    upkeep.heal()

    assert active(engine).model == "other words"
    assert active(engine).id > before.id
    assert upkeep.matches()
    assert upkeep.live.nearest(Owner.SERVICE, other.embed_question("frys"), 1).ids


def test_changes_of_the_time_when_no_owner_ran_are_carried_out_at_start(
    running: Upkeep,
    engine: Engine,
    folder: ChromaFolder,
    publish: Callable[..., None],
    publisher: Publisher,
    ask: Ask,
) -> None:
    before = active(engine)
    publish("synkrotron")
    publisher.document(a_document())
    publisher.withdraw_service("frys")

    healed = start_again(running, folder)

    assert healed.matches()
    assert active(engine).id == before.id
    assert ask(healed, "synkrotron")[0].id == "synkrotron"


def test_leftovers_of_a_build_that_never_ended_are_dropped(
    running: Upkeep, engine: Engine, folder: ChromaFolder
) -> None:
    with engine.begin() as db:
        left = generations.begin(db, "words", {})
    folder.create(left.id, {})

    start_again(running, folder)

    assert folder.generations() == {active(engine).id}


def test_texts_that_the_index_was_never_told_of_are_noticed(
    running: Upkeep, engine: Engine, folder: ChromaFolder, publish: Callable[..., None]
) -> None:
    publish("synkrotron")
    with engine.begin() as db:
        db.execute(text("DELETE FROM outbox"))

    healed = start_again(running, folder)

    assert healed.live.index.count(Owner.SERVICE) == 4 * (len(WORDS) + 1)


def test_texts_that_the_index_should_have_forgotten_are_noticed(
    running: Upkeep, engine: Engine, folder: ChromaFolder, publisher: Publisher
) -> None:
    publisher.withdraw_service("frys")
    with engine.begin() as db:
        db.execute(text("DELETE FROM outbox"))

    healed = start_again(running, folder)

    assert healed.live.index.count(Owner.SERVICE) == 4 * (len(WORDS) - 1)


def test_many_equal_texts_do_not_keep_the_service_from_starting(
    running: Upkeep, folder: ChromaFolder, publisher: Publisher
) -> None:
    add_passages(publisher, {f"doc:guide:{number:03}": "Sidfot" for number in range(140)})

    healed = start_again(running, folder)
    healed.rebuild()

    assert healed.matches()

"""What is particular about each index; what they share is promised in tests/promises."""

from __future__ import annotations

from pathlib import Path

import chromadb
import numpy as np
import pytest

from knowledge.embedding_model import Vector
from knowledge.index import ChromaFolder, ExactIndex, IndexGone, open_folder, open_server
from knowledge.texts import Embedded, Owner
from knowledge.vocabulary import Language


def a_text(text_id: str, vector: Vector) -> Embedded:
    return Embedded(text_id, Owner.SERVICE, text_id, Language.SV, vector)


def vector(*numbers: float) -> Vector:
    return np.array(numbers, np.float32)


def test_an_exact_index_puts_equals_in_the_order_in_which_it_got_them() -> None:
    index = ExactIndex([a_text(name, vector(1, 0)) for name in "cab"], {})

    assert index.nearest(Owner.SERVICE, vector(1, 0), 2).ids == ["c", "a"]


def test_vectors_that_were_read_from_the_database_can_be_indexed(folder: ChromaFolder) -> None:
    read_only = np.frombuffer(vector(0.6, 0.8).tobytes(), dtype="<f4")

    folder.create(1, {}).upsert([a_text("a", read_only)])

    assert folder.open(1, {}).nearest(Owner.SERVICE, read_only, 1).ids == ["a"]


def test_other_collections_in_the_folder_are_left_alone(folder: ChromaFolder, data_dir: Path) -> None:
    client = chromadb.PersistentClient(str(data_dir / "other"))
    client.create_collection("somebody-elses", embedding_function=None)
    beside = ChromaFolder(lambda: client)

    beside.create(4, {})
    beside.empty()

    assert beside.generations() == set()
    assert [collection.name for collection in client.list_collections()] == ["somebody-elses"]
    beside.close()


def test_a_folder_that_is_not_chromas_is_gone_until_it_is_emptied(data_dir: Path) -> None:
    (data_dir / "chroma").mkdir()
    (data_dir / "chroma" / "chroma.sqlite3").write_bytes(b"not a database" * 1_000)
    folder = open_folder(data_dir / "chroma")
    with pytest.raises(IndexGone):
        folder.generations()

    folder.empty()

    assert folder.create(1, {}).count(Owner.SERVICE) == 0
    folder.close()


def test_a_folder_whose_trial_never_ended_is_emptied_at_the_next(data_dir: Path) -> None:
    folder = open_folder(data_dir / "chroma")
    folder.create(1, {})
    with pytest.raises(IndexGone), folder.on_trial():
        folder.open(2, {})

    with folder.on_trial():
        found = folder.generations()

    assert found == set()
    folder.close()


def test_a_folder_that_passed_its_trial_keeps_what_it_has(data_dir: Path) -> None:
    folder = open_folder(data_dir / "chroma")
    with folder.on_trial():
        folder.create(1, {})

    with folder.on_trial():
        found = folder.generations()

    assert found == {1}
    folder.close()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "127.0.0.1:9/", "http://127.0.0.1:9/"])
def test_a_server_that_is_not_there_is_said_to_be_so(url: str) -> None:
    with pytest.raises(ValueError, match="Could not connect to a Chroma server"):
        open_server(url).generations()

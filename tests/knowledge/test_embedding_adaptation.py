"""What was learnt from the catalogue's words is added to the packaged weights, and makes another model of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge import embedding_folder
from knowledge.embedding_adaptation import MATRICES, DoesNotFit, adapted, write_adaptation
from knowledge.embedding_folder import model_digest, prepared_folder
from knowledge.embedding_preparation import source_file
from knowledge.embedding_source import Source, Weights, read_source
from tests.knowledge.tiny_model import FEED_FORWARD, HIDDEN, LAYERS, write_tiny_model

UP: Weights = np.linspace(0, 1, HIDDEN * 2, dtype=np.float32).reshape(HIDDEN, 2)
DOWN: Weights = np.linspace(-1, 1, 2 * HIDDEN, dtype=np.float32).reshape(2, HIDDEN)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    write_tiny_model(tmp_path / "tiny.bin")
    return read_source(tmp_path / "tiny.bin")


def learnt(tmp_path: Path, **matrices: Weights) -> Path:
    file = tmp_path / "learnt.safetensors"
    write_adaptation(file, {name.replace("__", "."): matrix for name, matrix in matrices.items()})
    return file


def test_the_product_of_two_narrow_matrices_is_added_to_a_wide_one(source: Source, tmp_path: Path) -> None:
    file = learnt(tmp_path, l1__q__up=UP, l1__q__down=DOWN)

    change = adapted(source, file).tensors["l1.q.w"] - source.tensors["l1.q.w"]

    assert change.reshape(HIDDEN, HIDDEN) == pytest.approx(UP @ DOWN, abs=1e-3)


def test_what_nothing_was_learnt_for_stays_as_it_was(source: Source, tmp_path: Path) -> None:
    file = learnt(tmp_path, l1__q__up=UP, l1__q__down=DOWN)

    after = adapted(source, file).tensors

    assert after.keys() == source.tensors.keys()
    assert all(np.array_equal(after[name], source.tensors[name]) for name in after if name != "l1.q.w")


@pytest.mark.parametrize("name", ["l1__fi", f"l{LAYERS}__q"])
def test_what_was_learnt_for_another_model_is_refused(name: str, source: Source, tmp_path: Path) -> None:
    file = learnt(tmp_path, **{f"{name}__up": UP, f"{name}__down": DOWN})

    assert FEED_FORWARD != HIDDEN
    with pytest.raises(DoesNotFit, match=name.replace("__", ".")):
        adapted(source, file)


def test_what_is_committed_changes_every_matrix_of_the_packaged_model() -> None:
    packaged = read_source(source_file())

    after = adapted(packaged).tensors

    changed = {name for name, values in packaged.tensors.items() if not np.array_equal(values, after[name])}
    assert changed == {f"l{layer}.{matrix}.w" for layer in range(packaged.shape.layers) for matrix in MATRICES}


def test_another_adaptation_is_another_model_in_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = model_digest(), prepared_folder(tmp_path)

    monkeypatch.setattr(embedding_folder, "ADAPTATION", learnt(tmp_path, l1__q__up=UP, l1__q__down=DOWN))

    assert model_digest() != before[0]
    assert prepared_folder(tmp_path) != before[1]

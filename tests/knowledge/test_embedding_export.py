"""The exported graph gives the vectors of the model that it was made from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np
import onnxruntime
import pytest

from knowledge.embedding_conversion import write_folder
from knowledge.embedding_folder import MODEL, TOKENIZER, read_references, write_references
from knowledge.embedding_packaged import Encoder
from knowledge.embedding_quantisation import GraphsDisagree, quantise
from knowledge.embedding_source import read_source
from tests.knowledge.tiny_model import LAYERS, write_tiny_model

pytestmark = [
    pytest.mark.model,
    # torch warns of its older exporter, whose graphs onnxruntime quantises best.
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the exported graph of a tiny model, its tokenizer and reference vectors."""
    from knowledge.embedding_export import export  # noqa: PLC0415

    write_tiny_model(tmp_path / "tiny.bin")
    write_folder(read_source(tmp_path / "tiny.bin"), tmp_path)
    export(tmp_path, tmp_path / "model.onnx", tmp_path)
    return tmp_path


def test_the_exported_graph_agrees_with_sentence_transformers(folder: Path) -> None:
    encoder = Encoder(folder / "model.onnx", folder / TOKENIZER)

    assert len(read_references(folder)) == 10
    assert encoder.agreement(read_references(folder)) == pytest.approx(1, abs=1e-5)


def test_a_text_alone_and_a_padded_one_get_the_same_vector(folder: Path) -> None:
    session = onnxruntime.InferenceSession(folder / "model.onnx", providers=["CPUExecutionProvider"])
    alone = {"input_ids": [[0, 5, 2]], "attention_mask": [[1, 1, 1]]}
    padded = {"input_ids": [[0, 5, 2, 1, 1]], "attention_mask": [[1, 1, 1, 0, 0]]}

    first, second = (
        session.run(None, {name: np.array(rows, np.int64) for name, rows in feed.items()})[0]
        for feed in (alone, padded)
    )

    assert np.allclose(first, second, atol=1e-5)


def test_a_token_is_told_as_a_middle_layer_has_it(folder: Path) -> None:
    import torch  # noqa: PLC0415
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415

    model = SentenceTransformer(str(folder), device="cpu")
    ids = model.tokenizer("prov ab", return_tensors="pt")["input_ids"]
    transformer = cast(torch.nn.Module, model[0].auto_model)
    layers = transformer(ids, output_hidden_states=True).hidden_states

    read = Encoder(folder / "model.onnx", folder / TOKENIZER).read("", "prov ab")

    assert len(layers) == LAYERS + 1
    assert len(read.tokens) == ids.shape[1] - 2
    assert np.allclose(read.tokens, layers[1][0, 1:-1].detach().numpy(), atol=1e-4)


def test_the_int8_graph_is_compared_before_it_is_used(folder: Path) -> None:
    quantise(folder / "model.onnx", folder)

    assert (folder / MODEL).stat().st_size < (folder / "model.onnx").stat().st_size


def test_a_graph_of_other_weights_is_refused(folder: Path) -> None:
    first, second, *_ = read_references(folder)
    write_references(folder, [replace(first, vector=second.vector)])

    with pytest.raises(GraphsDisagree, match=r"model\.onnx: cosine .* expected 0\.999"):
        quantise(folder / "model.onnx", folder)

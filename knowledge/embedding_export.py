"""Exports a sentence-transformers folder to ONNX, with reference vectors of its own encoding.

Run by the preparation as a child process: it needs torch and 2.3 GB of memory.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal, cast

import torch
from sentence_transformers import SentenceTransformer

from knowledge.embedding_folder import Reference, write_references
from knowledge.embedding_packaged import CONTEXT, EMBEDDING, prompted
from knowledge.embedding_references import REFERENCE_TEXTS

OPSET = 17


class SentenceGraph(torch.nn.Module):
    """Token ids and mask in, mean-pooled unit vectors out, and each token as a middle layer has it.

    Shapes (texts, dimension) and (texts, tokens, dimension).
    """

    def __init__(self, transformer: torch.nn.Module) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Pool what the transformer says of each token."""
        layers = self.transformer(input_ids, attention_mask, output_hidden_states=True).hidden_states
        tokens = layers[-1]
        weights = attention_mask.unsqueeze(-1).to(tokens.dtype)
        mean = (tokens * weights).sum(1) / weights.sum(1).clamp(min=1e-9)
        # Two thirds of the way up a token tells best what its sentence does in the message (`evals needing`).
        return torch.nn.functional.normalize(mean, dim=1), layers[2 * (len(layers) - 1) // 3]


def export(folder: Path, graph: Path, references: Path) -> None:
    """Write the folder's model as an fp32 graph, and its reference vectors into a folder."""
    model = SentenceTransformer(str(folder), device="cpu", model_kwargs={"attn_implementation": "eager"})
    write_references(references, [_reference(model, kind, text) for kind, text in REFERENCE_TEXTS])
    ids = torch.tensor([[0, 5, 6, 7, 2], [0, 5, 2, 1, 1]])
    mask = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
    free = {0: "texts", 1: "tokens"}
    torch.onnx.export(
        SentenceGraph(cast(torch.nn.Module, model[0].auto_model)).eval(),
        (ids, mask),
        str(graph),
        input_names=["input_ids", "attention_mask"],
        output_names=[EMBEDDING, CONTEXT],
        dynamic_axes={"input_ids": free, "attention_mask": free, EMBEDDING: {0: "texts"}, CONTEXT: free},
        opset_version=OPSET,
        dynamo=False,
    )


def _reference(model: SentenceTransformer, kind: Literal["question", "passage"], text: str) -> Reference:
    read = prompted(Reference(kind, text, []))
    vector = model.encode(read, normalize_embeddings=True, show_progress_bar=False)
    return Reference(kind, text, [float(number) for number in vector])


if __name__ == "__main__":
    export(*map(Path, sys.argv[1:]))

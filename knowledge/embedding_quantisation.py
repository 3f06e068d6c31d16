"""Makes the exported graph int8, and compares both graphs with the reference vectors.

Run by the preparation as a child process: it needs 2.5 GB of memory.
"""

from __future__ import annotations

import sys
from pathlib import Path

from onnxruntime.quantization import QuantType, quantize_dynamic

from knowledge.embedding_folder import MODEL, TOKENIZER, read_references
from knowledge.embedding_packaged import AGREEMENT, Encoder

EXACT_AGREEMENT = 0.999


class GraphsDisagree(Exception):
    """A graph does not give the vectors of the model that it was made from."""


def quantise(graph: Path, folder: Path) -> None:
    """Write the int8 graph into the folder, which holds tokenizer and reference vectors."""
    require_agreement(graph, folder, EXACT_AGREEMENT)
    # With all eight bits, processors without VNNI overflow and give other vectors.
    quantize_dynamic(
        graph,
        folder / MODEL,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    require_agreement(folder / MODEL, folder, AGREEMENT)


def require_agreement(graph: Path, folder: Path, lowest: float) -> None:
    """Raise GraphsDisagree when a reference vector's cosine is lower than this."""
    agreement = Encoder(graph, folder / TOKENIZER).agreement(read_references(folder))
    if agreement < lowest:
        raise GraphsDisagree(f"{graph.name}: cosine {agreement:.4f}, expected {lowest}")


if __name__ == "__main__":
    quantise(Path(sys.argv[1]), Path(sys.argv[2]))

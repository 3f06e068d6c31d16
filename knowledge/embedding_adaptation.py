"""Leans the model towards our field, by what `python -m evals adapt` learnt from the catalogue's own words.

Low-rank adaptation (Hu et al. 2021): each matrix of the transformer gets the product of two narrow ones added.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from knowledge.embedding_folder import ADAPTATION
from knowledge.embedding_source import Source, Weights

MATRICES = ("q", "k", "v", "ao", "fi", "fo")


class DoesNotFit(Exception):
    """The adaptation was learnt for a model of another shape."""


def adapted(source: Source, file: Path = ADAPTATION) -> Source:
    """The same model, leant; raises DoesNotFit."""
    learnt = load_file(file)
    changed: dict[str, Weights] = {}
    for name in sorted({key.rpartition(".")[0] for key in learnt}):
        added = product(learnt[f"{name}.up"], learnt[f"{name}.down"])
        before = source.tensors.get(f"{name}.w")
        if before is None or before.size != added.size:
            raise DoesNotFit(f"{file.name} changes {name} by {added.shape}, which this model does not have")
        changed[f"{name}.w"] = before + added.reshape(-1)
    return replace(source, tensors=source.tensors | changed)


def product(up: Weights, down: Weights) -> Weights:
    """What a pair of narrow matrices adds to a wide one; shape (rows of `up`, columns of `down`)."""
    added: Weights = up.astype(np.float32) @ down.astype(np.float32)
    return added


def write_adaptation(file: Path, learnt: dict[str, Weights]) -> None:
    """Keep what was learnt, in half precision: the last digits do not matter beside the model's own four bits."""
    save_file({name: matrix.astype(np.float16) for name, matrix in learnt.items()}, file)

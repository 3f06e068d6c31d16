"""The packaged model: multilingual-e5-small in int8, run by onnxruntime without torch."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from knowledge.embedding_folder import (
    DIMENSION,
    MODEL,
    STAMP,
    TOKENIZER,
    Reference,
    model_digest,
    read_references,
)
from knowledge.embedding_model import ModelDamaged, ModelNotPrepared, Reading, Vector, composed

T = TypeVar("T")

LONGEST = 512
# What the graph tells: the text's vector, and each token in its context.
EMBEDDING, CONTEXT = "embedding", "context"
QUESTION_PROMPT = "query: "
PASSAGE_PROMPT = "passage: "
AGREEMENT = 0.99
# Joined into one step, a sum and its normalisation take four times as long as the two of them.
_SLOWER = ["SkipLayerNormFusion"]
PREPARE = "run `python -m knowledge.embedding_preparation`"


class PackagedModel:
    """The model in a prepared folder; two threads may ask it at the same time."""

    def __init__(self, folder: Path) -> None:
        if not (folder / STAMP).is_file():
            raise ModelNotPrepared(f"no packaged embedding model in {folder}: {PREPARE}")
        self.digest = model_digest()
        self.dimension = DIMENSION
        self._encoder, references = _opened(folder)
        agreement = self._encoder.agreement(references)
        if agreement < AGREEMENT:
            raise ModelDamaged(
                f"the model in {folder} misses its reference vectors "
                f"(cosine {agreement:.3f}, expected {AGREEMENT}): {PREPARE}"
            )

    def embed_question(self, text: str) -> Vector:
        """The vector of something asked."""
        return self._encoder.encode(QUESTION_PROMPT + composed(text))

    def read_question(self, text: str) -> Reading:
        """The same vector, and each token as it is understood two thirds of the way up."""
        return self._encoder.read(QUESTION_PROMPT, composed(text))

    def embed_passage(self, text: str) -> Vector:
        """The vector of something found."""
        return self._encoder.encode(PASSAGE_PROMPT + composed(text))

    def count_tokens(self, text: str) -> int:
        """How many tokens the text itself has, without prompt and uncut."""
        return self._encoder.count(text)


class Encoder:
    """An ONNX graph and its tokenizer: prompted text in, unit vector out."""

    def __init__(self, graph: Path, tokenizer: Path) -> None:
        self._session = onnxruntime.InferenceSession(
            str(graph), _session_options(), providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )
        self._tokenizer = Tokenizer.from_file(str(tokenizer))

    def encode(self, prompted: str) -> Vector:
        """The vector of the text's first LONGEST tokens; shape (DIMENSION,)."""
        [vector] = self._run([EMBEDDING], _first(self._tokenizer.encode(prompted).ids))
        return vector

    def read(self, prompt: str, text: str) -> Reading:
        """The vector of the prompted text's first LONGEST tokens, and those tokens that stand in the text itself."""
        encoded = self._tokenizer.encode(prompt + text)
        places = np.array(_first(encoded.offsets), np.int64) - len(prompt)
        vector, tokens = self._run([EMBEDDING, CONTEXT], _first(encoded.ids))
        inside = places[:, 1] > np.maximum(places[:, 0], 0)
        return Reading(vector, tokens[inside], places[inside])

    def _run(self, outputs: list[str], ids: list[int]) -> list[NDArray[np.float32]]:
        row = np.array([ids], np.int64)
        return [
            found[0] for found in self._session.run(outputs, {"input_ids": row, "attention_mask": np.ones_like(row)})
        ]

    def count(self, text: str) -> int:
        """How many tokens the text has, without the two that frame it."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def agreement(self, references: list[Reference]) -> float:
        """The lowest cosine between a reference vector and what the graph gives now."""
        return min(float(self.encode(prompted(one)) @ one.vector) for one in references)


def _first(tokens: list[T]) -> list[T]:
    """The tokens that are read: of too many the first, and the one that ends the text."""
    return tokens if len(tokens) <= LONGEST else [*tokens[: LONGEST - 1], tokens[-1]]


def prompted(reference: Reference) -> str:
    """The reference's text as the model reads it."""
    prompt = QUESTION_PROMPT if reference.kind == "question" else PASSAGE_PROMPT
    return prompt + composed(reference.text)


def _opened(folder: Path) -> tuple[Encoder, list[Reference]]:
    try:
        return Encoder(folder / MODEL, folder / TOKENIZER), read_references(folder)
    # Both libraries raise bare exceptions.
    except Exception as error:
        raise ModelDamaged(f"cannot read the model in {folder} ({error}): {PREPARE}") from error


def _session_options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options

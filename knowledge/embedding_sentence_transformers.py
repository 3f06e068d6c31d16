"""A sentence-transformers model, from a folder or a hub, behind the same protocol."""

from __future__ import annotations

import hashlib
from pathlib import Path
from threading import Lock

import numpy as np
import torch
from sentence_transformers import SentenceTransformer

from knowledge.embedding_model import Reading, Vector, composed, without_tokens


class SentenceTransformersModel:
    """Any sentence-transformers model on the CPU, with the prompts that it was trained with."""

    def __init__(self, name: str, question_prompt: str, passage_prompt: str) -> None:
        torch.set_num_threads(1)
        # Its tokenizer fails when two threads set how to cut.
        self._one_at_a_time = Lock()
        self._model = SentenceTransformer(name, device="cpu")
        self._question_prompt = question_prompt
        self._passage_prompt = passage_prompt
        self.dimension = len(self._encode("dimension"))
        self.digest = f"{Path(name).name}-{self._content()[:16]}-{self._precision()}-{self.dimension}"

    def embed_question(self, text: str) -> Vector:
        """The vector of something asked."""
        return self._encode(self._question_prompt + composed(text))

    def read_question(self, text: str) -> Reading:
        """The same vector; its words are not told apart."""
        return without_tokens(self.embed_question(text))

    def embed_passage(self, text: str) -> Vector:
        """The vector of something found."""
        return self._encode(self._passage_prompt + composed(text))

    def count_tokens(self, text: str) -> int:
        """How many tokens the text itself has, without prompt and uncut."""
        with self._one_at_a_time:
            read = self._model.tokenizer(text, add_special_tokens=False, verbose=False)
        return len(read["input_ids"])

    def _encode(self, prompted: str) -> Vector:
        # An empty prompt keeps the model's own default prompt from coming first.
        with self._one_at_a_time:
            encoded = self._model.encode(prompted, prompt="", normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(encoded, np.float32)

    def _precision(self) -> str:
        return str(next(self._model.parameters()).dtype).removeprefix("torch.")

    def _content(self) -> str:
        """A checksum of the prompts, the length that is read, and the weights."""
        said = (self._question_prompt, self._passage_prompt, self._model.max_seq_length)
        content = hashlib.sha256(repr(said).encode())
        for name, weights in sorted(self._model.state_dict().items()):
            content.update(name.encode())
            content.update(weights.contiguous().reshape(-1).view(torch.uint8).numpy())
        return content.hexdigest()

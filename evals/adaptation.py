"""Learns narrow matrices that make texts with the same answer lie together; only `evals adapt` loads torch for it.

Low-rank adaptation (Hu et al. 2021) under a normalised softmax with a learnt middle for each answer (Zhai and Wu
2019): a text is drawn to its own middle and away from all others, as a question and as something found.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy, normalize
from transformers import BertModel

from evals.examples import Example
from knowledge.embedding_adaptation import MATRICES, write_adaptation
from knowledge.embedding_conversion import LAYER_PARTS, write_folder
from knowledge.embedding_folder import TOKENIZER
from knowledge.embedding_packaged import PASSAGE_PROMPT, QUESTION_PROMPT
from knowledge.embedding_preparation import source_file
from knowledge.embedding_pruning import pruned
from knowledge.embedding_source import read_source

Matrix = NDArray[np.float32]
Progress = Callable[[int, int, float], None]

PROMPTS = (QUESTION_PROMPT, PASSAGE_PROMPT)
_RANK = 8
_SCALE = 2.0
_EPOCHS = 3
_BATCH = 48
_LONGEST = 96
# How sharp the softmax is, and how sure of its labels: neighbours are often as right.
_SHARPNESS = 16.0
_UNSURE = 0.05
_RATE, _RATE_OF_MIDDLES, _WARM_UP = 5e-4, 5e-3, 50
# Passages of guides, which lead nowhere, stay where they are: looked at at every fourth step.
_STAY_EVERY, _STAY, _STAY_WEIGHT = 4, 8, 40.0


class LowRank(torch.nn.Module):
    """A linear layer that stays as it is, and the product of two narrow matrices beside it."""

    def __init__(self, layer: torch.nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        wide, rows = layer.in_features, layer.out_features
        self.down = torch.nn.Parameter(torch.randn(_RANK, wide) / math.sqrt(wide))
        self.up = torch.nn.Parameter(torch.zeros(rows, _RANK))

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """What the layer gives, and what was learnt."""
        added: torch.Tensor = (values @ self.down.t()) @ self.up.t() * _SCALE
        return cast(torch.Tensor, self.layer(values)) + added


class Encoder:
    """A converted model whose narrow matrices learn."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self._model = BertModel.from_pretrained(folder)
        self._model.requires_grad_(False)
        self._learnt = {
            f"l{number}.{short}": _widened(layer, LAYER_PARTS[short])
            for number, layer in enumerate(self._model.encoder.layer)
            for short in MATRICES
        }

    def parameters(self) -> list[torch.nn.Parameter]:
        """What learns."""
        return [parameter for parameter in self._model.parameters() if parameter.requires_grad]

    def tokens(self, prompt: str, text: str) -> list[int]:
        """The text's first tokens with its prompt."""
        ids = self._tokenizer.encode(prompt + text).ids
        return ids if len(ids) <= _LONGEST else ids[: _LONGEST - 1] + ids[-1:]

    def encode(self, texts: Sequence[list[int]]) -> torch.Tensor:
        """Unit vectors; shape (texts, dimension)."""
        longest = max(map(len, texts))
        ids = torch.tensor([one + [1] * (longest - len(one)) for one in texts])
        mask = torch.tensor([[1] * len(one) + [0] * (longest - len(one)) for one in texts])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            words = self._model(input_ids=ids, attention_mask=mask)[0].float()
        weights = mask.unsqueeze(-1).to(words.dtype)
        return normalize((words * weights).sum(1) / weights.sum(1), dim=1)

    @torch.no_grad()
    def encode_all(self, texts: Sequence[list[int]]) -> torch.Tensor:
        """The same for many texts, as the model stands, without anything to learn from."""
        self._model.train(False)
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        found: list[torch.Tensor] = [torch.empty(0)] * len(texts)
        for start in range(0, len(order), _BATCH):
            some = order[start : start + _BATCH]
            for place, vector in zip(some, self.encode([texts[one] for one in some]), strict=True):
                found[place] = vector
        return torch.stack(found)

    def learns(self) -> None:
        """From now on with dropout."""
        self._model.train()

    def learnt(self) -> dict[str, Matrix]:
        """The narrow matrices by the names of the model file."""
        pairs = {name: (_SCALE * one.up.detach(), one.down.detach()) for name, one in self._learnt.items()}
        return {
            f"{name}.{end}": matrix.numpy()
            for name, pair in pairs.items()
            for end, matrix in zip(("up", "down"), pair, strict=True)
        }


def adapt_packaged(examples: Sequence[Example], passages: Sequence[str], file: Path, progress: Progress) -> None:
    """Fit the packaged model as it comes, and write what it has learnt."""
    with TemporaryDirectory() as work:
        write_folder(pruned(read_source(source_file())), Path(work))
        encoder = Encoder(Path(work))
    fit(encoder, examples, passages, progress)
    write_adaptation(file, encoder.learnt())


@dataclass(frozen=True, slots=True)
class _Lesson:
    """Examples as the model reads them, by prompt, and each answer's middle before anything was learnt."""

    tokens: tuple[list[list[int]], ...]
    answers: torch.Tensor
    taken: torch.Tensor
    middles: torch.Tensor


def fit(
    encoder: Encoder,
    examples: Sequence[Example],
    passages: Sequence[str],
    progress: Progress,
    epochs: int = _EPOCHS,
) -> None:
    """Let the encoder learn from the examples, while the passages stay; the same again on the same machine."""
    torch.manual_seed(1)
    dice = random.Random(1)  # noqa: S311
    lesson = _lesson(encoder, examples)
    stay = [encoder.tokens(PASSAGE_PROMPT, text) for text in passages]
    stood = encoder.encode_all(stay) if stay else torch.empty(0)
    middles = torch.nn.Parameter(lesson.middles)
    steps = math.ceil(epochs * len(examples) / _BATCH)
    learning = encoder.parameters()
    optimizer, pace = _optimizer(learning, middles, steps)
    encoder.learns()
    for step, batch in zip(range(steps), _batches(lesson, dice), strict=False):
        loss = missed = _missed(encoder, lesson, batch, middles, dice)
        if stay and step % _STAY_EVERY == 0:
            some = dice.sample(range(len(stay)), min(_STAY, len(stay)))
            now = encoder.encode([stay[one] for one in some])
            loss = missed + _STAY_WEIGHT * (1 - (now * stood[some]).sum(1)).mean()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        pace.step()
        progress(step + 1, steps, missed.item())


def _lesson(encoder: Encoder, examples: Sequence[Example]) -> _Lesson:
    names = {name: place for place, name in enumerate(sorted({one.answer for one in examples}))}
    answers = torch.tensor([names[one.answer] for one in examples])
    languages = sorted({one.language for one in examples})
    of_language = torch.tensor([languages.index(one.language) for one in examples])
    tokens = tuple([encoder.tokens(prompt, one.text) for one in examples] for prompt in PROMPTS)
    vectors = [encoder.encode_all(some) for some in tokens]
    # Each language and prompt has a place of its own in the model: what is learnt is told from there.
    means = torch.stack(
        [torch.stack([v[of_language == one].mean(0) for one in range(len(languages))]) for v in vectors]
    )
    taken = means[:, of_language]
    middles = torch.zeros(len(names), vectors[0].shape[1])
    for vector, mean in zip(vectors, taken, strict=True):
        middles.index_add_(0, answers, vector - mean)
    return _Lesson(tokens, answers, taken, normalize(middles, dim=1))


def _missed(
    encoder: Encoder, lesson: _Lesson, batch: list[int], middles: torch.Tensor, dice: random.Random
) -> torch.Tensor:
    prompts = [dice.randrange(len(PROMPTS)) for _ in batch]
    vectors = encoder.encode([lesson.tokens[prompt][one] for prompt, one in zip(prompts, batch, strict=True)])
    told = normalize(vectors - lesson.taken[prompts, batch], dim=1)
    likeness = _SHARPNESS * told @ normalize(middles, dim=1).t()
    return cross_entropy(likeness, lesson.answers[batch], label_smoothing=_UNSURE)


def _batches(lesson: _Lesson, dice: random.Random) -> Iterator[list[int]]:
    """All examples, again and again in another order; those of about the same length together."""
    lengths = [len(tokens) for tokens in lesson.tokens[0]]
    order, wide = list(range(len(lengths))), _BATCH * 16
    while True:
        dice.shuffle(order)
        chunks = [sorted(order[at : at + wide], key=lengths.__getitem__) for at in range(0, len(order), wide)]
        batches = [chunk[at : at + _BATCH] for chunk in chunks for at in range(0, len(chunk), _BATCH)]
        dice.shuffle(batches)
        yield from batches


def _optimizer(
    learning: list[torch.nn.Parameter], middles: torch.nn.Parameter, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """What moves the weights, and its pace: soon quick, then ever slower."""
    groups = [{"params": learning, "lr": _RATE}, {"params": [middles], "lr": _RATE_OF_MIDDLES, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups)

    def pace(step: int) -> float:
        return min(1.0, (step + 1) / _WARM_UP) * max(0.02, 1 - step / steps)

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, pace)


def _widened(layer: torch.nn.Module, name: str) -> LowRank:
    where, _, last = name.rpartition(".")
    holder = layer.get_submodule(where)
    learning = LowRank(cast(torch.nn.Linear, getattr(holder, last)))
    setattr(holder, last, learning)
    return learning

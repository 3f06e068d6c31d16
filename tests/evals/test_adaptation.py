"""The embedding model learns to put texts with the same answer together, and to leave the rest where it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import torch

from evals.adaptation import Encoder, fit
from evals.examples import Example
from knowledge.embedding_adaptation import adapted, write_adaptation
from knowledge.embedding_conversion import write_folder
from knowledge.embedding_packaged import PASSAGE_PROMPT, QUESTION_PROMPT
from knowledge.embedding_source import read_source
from knowledge.vocabulary import Language
from tests.knowledge.tiny_model import write_tiny_model

SAMPLES = ("samples", ["prov abc", "prov cab", "ab prov", "prov ac"], ["bac prov", "prov ba", "cc prov", "prov bb"])
MONEY = ("money", ["xyz prov", "zy prov", "prov yx", "prov zz"], ["prov xyx", "prov yz", "yy prov", "prov zx"])
EXAMPLES = [
    Example(answer, language, text)
    for answer, sv, en in (SAMPLES, MONEY)
    for language, texts in ((Language.SV, sv), (Language.EN, en))
    for text in texts
]
PASSAGES = ["mno prov", "prov kl", "lm prov"]
EPOCHS = 900


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """So small a model is slower with two threads, and much slower beside other work."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_tiny_model(tmp_path / "tiny.bin")
    write_folder(read_source(tmp_path / "tiny.bin"), tmp_path / "converted")
    return tmp_path / "converted"


def taught(folder: Path, stay: Sequence[str] = (), epochs: int = EPOCHS) -> Encoder:
    torch.manual_seed(5)
    encoder = Encoder(folder)
    fit(encoder, EXAMPLES, stay, lambda *_: None, epochs)
    return encoder


def vectors(encoder: Encoder, texts: list[str], prompt: str = QUESTION_PROMPT) -> torch.Tensor:
    return encoder.encode_all([encoder.tokens(prompt, text) for text in texts])


def told_apart(encoder: Encoder, prompt: str) -> float:
    """By how much texts lie nearer to those with the same answer than to the others, seen from their middle."""
    found = vectors(encoder, [one.text for one in EXAMPLES], prompt)
    seen = torch.nn.functional.normalize(found - found.mean(0), dim=1)
    alike = seen @ seen.t()
    same = torch.tensor([[one.answer == other.answer for other in EXAMPLES] for one in EXAMPLES])
    return float(alike[same].mean() - alike[~same].mean())


def test_before_it_learns_the_model_is_as_it_was_packaged(folder: Path) -> None:
    learnt = Encoder(folder).learnt()

    assert all(not learnt[name].any() for name in learnt if name.endswith(".up"))


def test_texts_with_the_same_answer_come_together(folder: Path) -> None:
    before, after = Encoder(folder), taught(folder)

    for prompt in (QUESTION_PROMPT, PASSAGE_PROMPT):
        assert told_apart(after, prompt) > 1.3 * told_apart(before, prompt)


def test_passages_that_lead_nowhere_stay(folder: Path) -> None:
    stood = vectors(Encoder(folder), PASSAGES, PASSAGE_PROMPT)

    held, free = (
        float((stood * vectors(taught(folder, stay), PASSAGES, PASSAGE_PROMPT)).sum(1).min()) for stay in (PASSAGES, [])
    )

    assert held > free


def test_what_is_learnt_is_the_same_each_time(folder: Path) -> None:
    first, second = (taught(folder, epochs=60).learnt() for _ in range(2))

    assert all((first[name] == second[name]).all() for name in first)


def test_what_is_written_makes_the_packaged_model_the_one_that_learnt(folder: Path, tmp_path: Path) -> None:
    encoder = taught(folder, epochs=60)
    write_adaptation(tmp_path / "learnt.safetensors", encoder.learnt())

    write_folder(adapted(read_source(tmp_path / "tiny.bin"), tmp_path / "learnt.safetensors"), tmp_path / "adapted")

    texts = [one.text for one in EXAMPLES]
    assert torch.allclose(vectors(Encoder(tmp_path / "adapted"), texts), vectors(encoder, texts), atol=1e-2)


def test_it_says_how_far_it_has_come(folder: Path) -> None:
    said: list[tuple[int, int]] = []

    fit(Encoder(folder), EXAMPLES, [], lambda step, steps, _: said.append((step, steps)), epochs=9)

    assert said == [(1, 3), (2, 3), (3, 3)]

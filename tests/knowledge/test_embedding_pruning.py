"""Pieces of other scripts are left out, and what is left means what it meant."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from knowledge.embedding_pruning import pruned
from knowledge.embedding_source import Source, read_source
from knowledge.embedding_tokenizer import tokenizer_json
from tests.knowledge.tiny_model import HIDDEN, write_tiny_model

FOREIGN = ["▁привет", "中", "مرحبا", "नमस्ते", "٣"]
KEPT = ["α", "β", "µ", "é", "ß", "ł", "▁10²", "–", "😀", "€"]


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """The tiny model with some more pieces, each with a row of its own number."""
    write_tiny_model(tmp_path / "tiny.bin")
    tiny = read_source(tmp_path / "tiny.bin")
    pieces = [*tiny.vocabulary.pieces[:-1], *FOREIGN, *KEPT, tiny.vocabulary.pieces[-1]]
    rows = np.repeat(np.arange(len(pieces), dtype=np.float32), HIDDEN)
    return replace(
        tiny,
        shape=replace(tiny.shape, vocabulary=len(pieces)),
        vocabulary=replace(tiny.vocabulary, pieces=pieces, scores=[-float(place) for place in range(len(pieces))]),
        tensors=tiny.tensors | {"emb.word": rows},
    )


def test_pieces_of_scripts_that_nobody_writes_here_are_left_out(source: Source) -> None:
    smaller = pruned(source)

    assert smaller.vocabulary.pieces == [piece for piece in source.vocabulary.pieces if piece not in FOREIGN]
    assert smaller.shape.vocabulary == len(smaller.vocabulary.pieces)


def test_every_piece_that_is_left_keeps_its_score_and_its_row(source: Source) -> None:
    smaller = pruned(source)

    before = dict(zip(source.vocabulary.pieces, source.vocabulary.scores, strict=True))
    rows = smaller.tensors["emb.word"].reshape(-1, HIDDEN)
    for place, piece in enumerate(smaller.vocabulary.pieces):
        assert smaller.vocabulary.scores[place] == before[piece]
        assert set(rows[place]) == {float(source.vocabulary.pieces.index(piece))}


def test_the_special_pieces_are_found_at_their_new_places(source: Source) -> None:
    vocabulary = pruned(source).vocabulary

    special = (vocabulary.begin, vocabulary.padding, vocabulary.end, vocabulary.unknown)
    assert [vocabulary.pieces[place] for place in special] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert vocabulary.pieces[-1] == "<mask>"


def test_swedish_and_english_texts_are_split_as_before(source: Source) -> None:
    whole, smaller = (
        Tokenizer.from_str(json.dumps(tokenizer_json(one.vocabulary))) for one in (source, pruned(source))
    )

    for text in ("provrör", "ett prov", "alfa α – 10² µ"):
        assert smaller.encode(text).tokens == whole.encode(text).tokens
    assert pruned(source).vocabulary.unknown in smaller.encode("中").ids

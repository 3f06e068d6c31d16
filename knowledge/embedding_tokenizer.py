"""Writes a unigram tokenizer for the `tokenizers` library, replacements of letters included."""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

WORD_START = "\u2581"
MASK = "<mask>"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A unigram tokenizer: pieces with scores, special ids, and letters replaced beforehand."""

    pieces: list[str]
    scores: list[float]
    begin: int
    end: int
    padding: int
    unknown: int
    replacements: dict[str, str]


def tokenizer_json(vocabulary: Vocabulary) -> dict[str, object]:
    """The content of tokenizer.json."""
    special = _special_tokens(vocabulary)
    pieces = [special.get(i, piece) for i, piece in enumerate(vocabulary.pieces)]
    words = {"type": "Metaspace", "replacement": WORD_START, "prepend_scheme": "always"}
    return {
        "version": "1.0",
        "added_tokens": [_added_token(i, text) for i, text in sorted(special.items())],
        "normalizer": _normalizer(vocabulary.replacements),
        "pre_tokenizer": words | {"split": True},
        "post_processor": _frame(vocabulary),
        "decoder": words | {"split": True},
        "model": {
            "type": "Unigram",
            "unk_id": vocabulary.unknown,
            "vocab": list(zip(pieces, vocabulary.scores, strict=True)),
            "byte_fallback": False,
        },
    }


def _special_tokens(vocabulary: Vocabulary) -> dict[int, str]:
    special = {
        vocabulary.begin: "<s>",
        vocabulary.padding: "<pad>",
        vocabulary.end: "</s>",
        vocabulary.unknown: "<unk>",
    }
    if vocabulary.pieces[-1] == MASK:
        special[len(vocabulary.pieces) - 1] = MASK
    return special


def _added_token(id_: int, text: str) -> dict[str, object]:
    return {
        "id": id_,
        "content": text,
        "single_word": False,
        "lstrip": text == MASK,
        "rstrip": False,
        "normalized": False,
        "special": True,
    }


def _normalizer(replacements: dict[str, str]) -> dict[str, object]:
    charsmap = base64.b64encode(precompiled_charsmap(replacements)).decode()
    steps = [
        # The replacements are letter by letter: they cannot join "a" and a combining ring.
        {"type": "NFC"},
        {"type": "Precompiled", "precompiled_charsmap": charsmap},
        {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
    ]
    return {"type": "Sequence", "normalizers": steps}


def _frame(vocabulary: Vocabulary) -> dict[str, object]:
    begin, end = ({"SpecialToken": {"id": text, "type_id": 0}} for text in ("<s>", "</s>"))
    first, second = ({"Sequence": {"id": name, "type_id": 0}} for name in "AB")
    ids = {"<s>": vocabulary.begin, "</s>": vocabulary.end}
    return {
        "type": "TemplateProcessing",
        "single": [begin, first, end],
        "pair": [begin, first, end, end, second, end],
        "special_tokens": {text: {"id": text, "ids": [id_], "tokens": [text]} for text, id_ in ids.items()},
    }


def precompiled_charsmap(replacements: dict[str, str]) -> bytes:
    """SentencePiece's form of the table: a double array over UTF-8, then the texts."""
    texts = bytearray()
    starts: dict[bytes, int] = {}
    for letter, text in sorted(replacements.items()):
        starts[letter.encode()] = len(texts)
        texts += text.encode() + b"\0"
    units = double_array(starts)
    return struct.pack(f"<I{len(units)}I", 4 * len(units), *units) + bytes(texts)


HAS_VALUE = 1 << 8
VALUE = 1 << 31
OFFSET = 10
PAGE = 64


def double_array(values: dict[bytes, int]) -> list[int]:
    """A darts-clone double array for keys that each are one character in UTF-8.

    A unit is its byte, HAS_VALUE, and from bit OFFSET up the xor to the base of what follows it.
    """
    units, places, bases = _prefix_pages(values)
    units += [0] * (len(values) + PAGE * 4)
    # A value on a base would be taken for a prefix by whoever reads on past the key.
    free = (place for place in count(1) if not units[place] and place not in bases)
    for key, value in values.items():
        slot = next(free)
        units[places[key]] |= HAS_VALUE | (places[key] ^ slot) << OFFSET
        units[slot] = VALUE | value
    return units + [0] * (-len(units) % 256)


def _prefix_pages(keys: Iterable[bytes]) -> tuple[list[int], dict[bytes, int], set[int]]:
    """Units without values, the place of each prefix, and the bases in use.

    What follows a byte is a continuation byte, 0x80 to 0xBF, so a prefix needs a page of 64.
    """
    prefixes = sorted({key[:length] for key in keys for length in range(1, len(key) + 1)})
    units = [0] * 256
    places: dict[bytes, int] = {}
    bases = {b"": 0}
    for prefix in prefixes:
        before, byte = prefix[:-1], prefix[-1]
        if before not in bases:
            bases[before] = len(units) ^ 0x80
            units[places[before]] |= (places[before] ^ bases[before]) << OFFSET
            units += [0] * PAGE
        places[prefix] = bases[before] ^ byte
        units[places[prefix]] = byte
    return units, places, set(bases.values())

"""Tells what each part of a message means within the message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from knowledge.embedding_model import Reading, Vector


@dataclass(frozen=True)
class Context:
    """What a part of a message means within it, and what the whole message means; both of unit length."""

    own: Vector
    message: Vector

    @cached_property
    def both(self) -> Vector:
        """The two, one after the other."""
        both: Vector = np.concatenate([self.own, self.message])
        return both

    @cached_property
    def apart(self) -> Vector:
        """What sets the part apart from its message; of unit length, unless it is all of it."""
        apart: Vector = self.own - self.message
        return apart / max(float(np.linalg.norm(apart)), 1e-9)


def contexts(parts: Sequence[str], message: str, reading: Reading) -> list[Context | None]:
    """The context of each part of a message, in their order; nothing where the model did not read so far or so well."""
    whole = reading.meaning(0, len(message))
    means = [reading.meaning(start, end) for start, end in places(parts, message)]
    return [None if own is None or whole is None else Context(own, whole) for own in means]


def places(parts: Sequence[str], message: str) -> Iterator[tuple[int, int]]:
    """Where each part begins and ends in a message, whose spaces may be others; the parts come in their order."""
    bare = [place for place, sign in enumerate(message) if not sign.isspace()]
    squeezed = "".join(message[place] for place in bare)
    at = 0
    for part in parts:
        words = "".join(part.split())
        found = squeezed.find(words, at)
        at = found if found >= 0 else at
        yield bare[at], bare[min(at + len(words), len(bare)) - 1] + 1
        at += len(words)

"""Expressions that are tried only where they can match: nearly all texts lack the words that most of them need."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """An expression, and words of which some one stands, as a part of it, in whatever it matches."""

    expression: re.Pattern[str]
    needs: tuple[str, ...]

    def matches(self, text: str) -> Iterable[re.Match[str]]:
        """Every match in a text, in order."""
        return self.expression.finditer(text) if any(word in text for word in self.needs) else ()


def pattern(expression: str, *needs: str) -> Pattern:
    """A pattern of an expression and the words that it needs."""
    return Pattern(re.compile(expression), needs)

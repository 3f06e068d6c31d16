"""Tells the sentences of a message that begin a need from all others, by their words and their form.

A logistic regression; `python -m evals needing` learns its weights from labelled messages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from math import exp
from pathlib import Path

import yaml

from bot.mentions import fold
from bot.pieces import Opening, Piece, joined
from knowledge.vocabulary import Language

CONSTANT = ""
FILE = Path(__file__).with_suffix(".yaml")
_LENGTHS = (4, 8, 12)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][a-z]+)?|[?!:\u2026]")


def likely(unit: Sequence[Piece], before: Sequence[Piece], names: bool, language: Language) -> float:
    """How likely a sentence or point of a message begins a need, between 0 and 1.

    `before` is the one before it; `names` is whether it names a kind of support.
    """
    weights = _weights()
    told = sum(weights.get(mark, 0.0) for mark in marks(unit, before, names, language))
    return 1 / (1 + exp(-told - weights[CONSTANT]))


def marks(unit: Sequence[Piece], before: Sequence[Piece], names: bool, language: Language) -> Collection[str]:
    """What is looked at: each word with its language, and the form, which both languages share."""
    length = len(joined(unit).split())
    said = {f"{language}:{word}" for word in _WORD.findall(fold(joined(unit)))}
    form = {
        "asks": any(piece.asks for piece in unit),
        "in_question": unit[0].in_question,
        "wishes": any(piece.wishes for piece in unit),
        "troubles": any(piece.troubles for piece in unit),
        "states": all(piece.states for piece in unit),
        "adds": any(piece.adds for piece in unit),
        "item": unit[0].opening is Opening.ITEM,
        "begins": unit[0].opening is Opening.START,
        "names": names,
        "asks after": unit[0].in_question and any(one.wishes for one in before),
        **{f"up to {most} words": length <= most for most in _LENGTHS},
    }
    return said | {name for name, is_so in form.items() if is_so}


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return weights

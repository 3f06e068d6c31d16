"""Tells the sentences of a message that begin a need from all others.

By what they mean in their message, their form and what was said before them, a support vector machine; where they
were not read, a logistic regression over words and form. `python -m evals needing` learns both from labelled messages.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path

import yaml

from bot.contexts import Context
from bot.kinship import Kinds
from bot.machines import Machine, load
from bot.mentions import fold
from bot.pieces import Opening, Piece, joined
from knowledge.vocabulary import Language

CONSTANT = ""
FILE = Path(__file__).with_suffix(".yaml")
MACHINE = FILE.with_suffix(".npz")
_LENGTHS = (4, 8, 12)
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][a-z]+)?|[?!:\u2026]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or a point of a message, the kinds of support that it names, and what it means there if known."""

    pieces: tuple[Piece, ...]
    kinds: Kinds
    context: Context | None = None

    @property
    def text(self) -> str:
        """Its words as they were written."""
        return joined(self.pieces)

    @property
    def is_point(self) -> bool:
        """Whether it stands in a list."""
        return self.pieces[0].opening is Opening.ITEM


@dataclass(frozen=True, slots=True)
class Told:
    """What stands around a unit: the language and number of units of its message, the one before it, and those before
    it that began a need.
    """

    language: Language
    units: int
    last: Unit | None = None
    begun: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign counts."""

    signs: Mapping[str, float]

    def worth(self, signs: Mapping[str, float]) -> float:
        """What the signs tell together; above 0 a need begins, rather than not."""
        return self.signs[CONSTANT] + sum(self.signs.get(sign, 0.0) * much for sign, much in signs.items())


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights where only words and form are known, a machine where the meaning is too, and the model that read it."""

    told: Weights
    read: Machine
    model: str


def likely(unit: Unit, told: Told) -> float:
    """How likely a unit begins a need, between 0 and 1."""
    found, kept = signs(unit, told), learnt()
    worth = kept.read.worth(found, unit.context, told.language) if unit.context else kept.told.worth(found)
    return 1 / (1 + exp(-worth))


def signs(unit: Unit, told: Told) -> dict[str, float]:
    """Everything that is looked at, and how much of it there is."""
    begun = told.begun
    after = {
        "after a need": bool(begun),
        "asks after a need": bool(begun) and unit.pieces[0].in_question,
        "wishes after a need": bool(begun) and any(piece.wishes for piece in unit.pieces),
        "adds after a need": bool(begun) and any(piece.adds for piece in unit.pieces),
        "item after a need": bool(begun) and unit.is_point,
        "a kind again": any(unit.kinds & one.kinds for one in begun),
        "another kind": bool(begun) and bool(unit.kinds) and not any(unit.kinds & one.kinds for one in begun),
    }
    sure = (*marks(unit, told), *(name for name, is_so in after.items() if is_so))
    length = log(max(1, told.units))
    found = {**dict.fromkeys(sure, 1.0), "units": length, "units after a need": length if begun else 0.0}
    return {**found, **_read_with(unit.context, told)} if unit.context else found


def marks(unit: Unit, told: Told) -> Collection[str]:
    """Each word with its language, and the form, which both languages share."""
    pieces, text = unit.pieces, unit.text
    length = len(text.split())
    needs = any(piece.needs for piece in pieces)
    form = {
        "asks": any(piece.asks for piece in pieces),
        "in_question": pieces[0].in_question,
        "wishes": any(piece.wishes for piece in pieces),
        "needs": needs,
        "begins with a need": needs and pieces[0].opening is Opening.START,
        "troubles": any(piece.troubles for piece in pieces),
        "states": all(piece.states for piece in pieces),
        "adds": any(piece.adds for piece in pieces),
        "item": unit.is_point,
        "on the same line": pieces[0].opening < Opening.SENTENCE,
        "begins": pieces[0].opening is Opening.START,
        "names": bool(unit.kinds),
        "asks after": pieces[0].in_question and told.last is not None and any(one.wishes for one in told.last.pieces),
        **{f"up to {most} words": length <= most for most in _LENGTHS},
    }
    said = {f"{told.language}:{word}" for word in _WORD.findall(fold(text))}
    return said | {name for name, is_so in form.items() if is_so}


def _read_with(context: Context, told: Told) -> dict[str, float]:
    """What a unit's place in its message tells beside its meaning: how like it is to what stands right before it."""
    last = told.last.context if told.last else None
    return {f"in {told.language}": 1.0, "like the last": float(context.apart @ last.apart) if last else 0.0}


def knows(model: str) -> bool:
    """Whether the weights of meaning were learnt from this model's vectors."""
    return learnt().model == model


@cache
def learnt() -> Learnt:
    """What `python -m evals needing` has written."""
    kept = yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return Learnt(Weights(kept["told"]), load(MACHINE), kept["model"])

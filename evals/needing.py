"""Learns what tells a sentence that begins a need: from its words and form, and from its form and meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from itertools import combinations, islice
from math import exp, log1p
from pathlib import Path
from statistics import fmean
from typing import NamedTuple, TypeVar

import numpy as np
import yaml
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from bot.machines import STEEP, Features, Machine, save
from bot.needing import CONSTANT, Learnt, Told, Weights, signs
from evals.needing_lessons import Lesson, Row, rows
from knowledge.vocabulary import Language

# How much what is learnt may bend to what it is learnt from.
_BENDS_WORDS, _BENDS_MEANING = 0.6, 10.0
_ROUNDS = 3
_PARTS = 4
# Of a very long message only the first ways in which its needs may begin are compared.
_WAYS = 1_000
_FEWEST = 3
_SMALLEST = 0.02
_PATIENCE = 5_000

Found = TypeVar("Found", Weights, Machine)


class Checked(NamedTuple):
    """What was told right of messages that were not learnt from: the share of their units, and of whole messages."""

    units: float
    messages: float


def weights(taught: Sequence[Lesson]) -> Weights:
    """The weight of each word and form, whatever the units mean; counted needs begin with the likeliest units."""
    return _learnt([lesson.unread for lesson in taught], _weights, _likeliest_units)


def machine(taught: Sequence[Lesson]) -> Machine:
    """What tells units that were read; counted needs begin where the whole message is likeliest."""
    return _learnt(taught, _machine, _likeliest_way)


def checked(taught: Sequence[Lesson], learn: Callable[[Sequence[Lesson]], Found]) -> Checked:
    """How well the rest of the labelled messages tells each quarter of them."""
    known = [lesson for lesson in taught if lesson.begins is not None]
    right: list[list[bool]] = []
    for part in range(_PARTS):
        # A message and its translation stand side by side, and are held back together.
        held_back = [place // len(Language) % _PARTS == part for place in range(len(known))]
        found = learn([lesson for lesson, is_held in zip(known, held_back, strict=True) if not is_held])
        for lesson, is_held in zip(known, held_back, strict=True):
            if is_held:
                right.append([(_worth(found, row) > 0) == row.begins for row in rows(lesson)])
    return Checked(fmean(one for message in right for one in message), fmean(all(message) for message in right))


def write(learnt: Learnt, file: Path) -> None:
    """Keep the weights as YAML, one sign on a line, and the machine beside them."""
    kept = {"model": learnt.model, "told": dict(learnt.told.signs)}
    file.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), "utf-8")
    save(learnt.read, file.with_suffix(".npz"))


def _learnt(
    taught: Sequence[Lesson],
    fit: Callable[[Sequence[Row]], Found],
    likeliest: Callable[[Lesson, Found], Collection[int]],
) -> Found:
    known = [lesson for lesson in taught if lesson.begins is not None]
    found = fit([row for lesson in known for row in rows(lesson)])
    for _ in range(_ROUNDS if len(known) < len(taught) else 0):
        guessed = [_begun(lesson, likeliest(lesson, found)) if lesson.begins is None else lesson for lesson in taught]
        found = fit([row for lesson in guessed for row in rows(lesson)])
    return found


def _begun(lesson: Lesson, chosen: Collection[int]) -> Lesson:
    """A message as if its needs began with these units."""
    return replace(lesson, begins=tuple(place in chosen for place in range(len(lesson.units))))


def _worth(found: Weights | Machine, row: Row) -> float:
    if isinstance(found, Machine) and row.context:
        return found.worth(row.signs, row.context, row.language)
    return found.worth(row.signs) if isinstance(found, Weights) else 0.0


def _likeliest_units(lesson: Lesson, found: Weights) -> Collection[int]:
    # Words and form alone tell too little: what is wrong of one sentence would make the next one wrong.
    lasts = [None, *lesson.units]
    worth = [
        found.worth(signs(unit, Told(lesson.language, len(lesson.units), last)))
        for unit, last in zip(lesson.units, lasts, strict=False)
    ]
    return sorted(range(len(worth)), key=lambda place: -worth[place])[: lesson.needs]


def _likeliest_way(lesson: Lesson, found: Machine) -> Collection[int]:
    def likelihood(chosen: Collection[int]) -> float:
        worth = ((_worth(found, row), row.begins) for row in rows(_begun(lesson, chosen)))
        return -sum(log1p(exp(-much if begins else much)) for much, begins in worth)

    return max(islice(combinations(range(len(lesson.units)), lesson.needs), _WAYS), key=likelihood)


def _weights(told: Sequence[Row]) -> Weights:
    """A logistic regression; rare words and tiny weights are left out."""
    counts = Counter(sign for row in told for sign in row.signs)
    often = {sign for sign, count in counts.items() if count >= _FEWEST or ":" not in sign}
    columns = DictVectorizer()
    table = columns.fit_transform([{sign: much for sign, much in row.signs.items() if sign in often} for row in told])
    found = LogisticRegression(C=_BENDS_WORDS, max_iter=_PATIENCE).fit(table, [row.begins for row in told])
    named = zip(columns.get_feature_names_out(), found.coef_[0].tolist(), strict=True)
    kept = {str(name): round(one, 2) for name, one in named if abs(one) >= _SMALLEST}
    return Weights({CONSTANT: round(float(found.intercept_[0]), 2), **kept})


def _machine(told: Sequence[Row]) -> Machine:
    """A support vector machine over form and meaning; the words themselves count only in what they mean."""
    read = [(row, row.context) for row in told if row.context]
    form = sorted({sign for row, _ in read for sign in row.signs if ":" not in sign})
    of_language = {
        language: [context.both for row, context in read if row.language is language] for language in Language
    }
    nothing = np.zeros(len(read[0][1].both), np.float32)
    middles = {one: np.mean(both, axis=0) if both else nothing for one, both in of_language.items()}
    features = Features(tuple(form), middles)
    table = np.array([features.of(row.signs, context, row.language) for row, context in read])
    found = SVC(C=_BENDS_MEANING, gamma=STEEP).fit(table, [row.begins for row, _ in read])
    kept = found.support_vectors_.astype(np.float32)
    return Machine(features, kept, found.dual_coef_[0].astype(np.float32), float(found.intercept_[0]))

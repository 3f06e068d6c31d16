"""Learns what tells a sentence that begins a need: a logistic regression over its words, its form and its meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from math import exp, log1p
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.contexts import Context, contexts, places
from bot.courtesies import telling, without_courtesies
from bot.kinship import Kinds
from bot.needing import CONSTANT, Learnt, Told, Unit, Weights, signs
from bot.pieces import Piece, pieces_of, units_of
from bot.sections import unread
from bot.understanding import named_kinds
from evals.cases import Case
from evals.messages import Message
from knowledge.embedding_model import Reading
from knowledge.vocabulary import Language

Read = Callable[[str], Reading]

_PENALTY = 0.6
_ROUNDS = 3
_PARTS = 4
# Of a very long message only the first ways in which its needs may begin are compared.
_WAYS = 1_000
_FEWEST = 3
_SMALLEST = 0.02
# Unit vectors differ by little in each dimension: they are learnt from on a larger scale.
_SCALE = 5.0
_PATIENCE = {"maxiter": 2_000, "ftol": 1e-12, "gtol": 1e-6}


@dataclass(frozen=True, slots=True)
class Lesson:
    """The units of a message, and which begin a need; of some only how many do is known."""

    units: tuple[Unit, ...]
    language: Language
    begins: tuple[bool, ...] | None
    needs: int

    @property
    def unread(self) -> Lesson:
        """The same without what its units mean."""
        return replace(self, units=tuple(replace(unit, context=None) for unit in self.units))


class Checked(NamedTuple):
    """What was told right of messages that were not learnt from: the share of their units, and of whole messages."""

    units: float
    messages: float


class _Row(NamedTuple):
    signs: Mapping[str, float]
    context: Context | None
    begins: bool


def lessons(labelled: Sequence[Message], cases: Sequence[Case], read: Read | None = None) -> list[Lesson]:
    """What labelled messages teach, and cases of which only the number of their needs is known."""
    return [
        *(_of_message(message, language, read) for message in labelled for language in Language),
        *(lesson for case in cases if (lesson := _of_case(case, read))),
    ]


def learnt(taught: Sequence[Lesson]) -> Weights:
    """The weight of each sign; of a message whose needs are only counted, the likeliest units begin them."""
    known = [lesson for lesson in taught if lesson.begins is not None]
    weights = _fit([row for lesson in known for row in _rows(lesson)])
    for _ in range(_ROUNDS if len(known) < len(taught) else 0):
        weights = _fit([row for lesson in taught for row in _rows(_guessed(lesson, weights))])
    return weights


def checked(taught: Sequence[Lesson]) -> Checked:
    """How well the rest of the labelled messages tells each quarter of them."""
    known = [lesson for lesson in taught if lesson.begins is not None]
    right: list[list[bool]] = []
    for part in range(_PARTS):
        # A message and its translation stand side by side, and are held back together.
        held_back = [place // len(Language) % _PARTS == part for place in range(len(known))]
        weights = learnt([lesson for lesson, is_held in zip(known, held_back, strict=True) if not is_held])
        for lesson, is_held in zip(known, held_back, strict=True):
            if is_held:
                right.append([(weights.worth(row.signs, row.context) > 0) == row.begins for row in _rows(lesson)])
    return Checked(fmean(one for message in right for one in message), fmean(all(message) for message in right))


def write(told: Learnt, file: Path) -> None:
    """Keep the weights as YAML, one sign on a line."""
    kept = {
        "model": told.model,
        "told": dict(told.told.signs),
        "read": dict(told.read.signs),
        "meaning": [round(float(one), 2) for one in told.read.meaning],
    }
    file.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), "utf-8")


def _of_message(message: Message, language: Language, read: Read | None) -> Lesson:
    whole, spans = message.written(language)
    text = telling(without_courtesies(whole), language)
    seen: set[int] = set()
    begins = []
    units = tuple(_units(units_of(pieces_of(text)), text, language, read))
    for start, end in places([unit.text for unit in units], whole):
        inside = [min(end, span.end) - max(start, span.start) for span in spans]
        part = inside.index(max(inside))
        begins.append(spans[part].needs and part not in seen)
        seen.add(part)
    return Lesson(units, language, tuple(begins), sum(begins))


def _of_case(case: Case, read: Read | None) -> Lesson | None:
    text = telling(without_courtesies(case.question), case.language)
    cut = list(units_of(pieces_of(text)))
    needs = len(case.needs) or 1
    if case.turns or len(cut) < max(2, needs):
        return None
    return Lesson(tuple(_units(cut, text, case.language, read)), case.language, None, needs)


def _units(cut: Iterable[Sequence[Piece]], text: str, language: Language, read: Read | None) -> Iterator[Unit]:
    units = [Unit(tuple(pieces), _named(pieces, language)) for pieces in cut]
    said = [unit.text for unit in units]
    for unit, context in zip(units, contexts(said, text, read(text)) if read else unread(said), strict=True):
        yield replace(unit, context=context)


def _named(pieces: Sequence[Piece], language: Language) -> Kinds:
    return frozenset(kind for piece in pieces if piece.meant for kind in named_kinds(piece.meant, language))


def _rows(lesson: Lesson) -> Iterator[_Row]:
    told = Told(lesson.language, len(lesson.units))
    for unit, begins in zip(lesson.units, lesson.begins or (), strict=True):
        yield _Row(signs(unit, told), unit.context, begins)
        told = replace(told, last=unit, begun=(*told.begun, unit) if begins else told.begun)


def _guessed(lesson: Lesson, weights: Weights) -> Lesson:
    """A message of which only the number of needs is known, as if they began where that is likeliest."""
    if lesson.begins is not None:
        return lesson
    # Words and form alone tell too little: what is wrong of one sentence would make the next one wrong.
    likeliest = _likeliest_way if lesson.units[0].context else _likeliest_units
    chosen = likeliest(lesson, weights)
    return replace(lesson, begins=tuple(place in chosen for place in range(len(lesson.units))))


def _likeliest_units(lesson: Lesson, weights: Weights) -> Collection[int]:
    lasts = [None, *lesson.units]
    worth = [
        weights.worth(signs(unit, Told(lesson.language, len(lesson.units), last)), unit.context)
        for unit, last in zip(lesson.units, lasts, strict=False)
    ]
    return sorted(range(len(worth)), key=lambda place: -worth[place])[: lesson.needs]


def _likeliest_way(lesson: Lesson, weights: Weights) -> Collection[int]:
    places = range(len(lesson.units))

    def likelihood(chosen: Collection[int]) -> float:
        way = replace(lesson, begins=tuple(place in chosen for place in places))
        worth = ((weights.worth(row.signs, row.context), row.begins) for row in _rows(way))
        return -sum(log1p(exp(-much if begins else much)) for much, begins in worth)

    return max(islice(combinations(places, lesson.needs), _WAYS), key=likelihood)


def _fit(rows: Sequence[_Row]) -> Weights:
    """Weights by L-BFGS with an L2 penalty on all but the constant; rare words and tiny weights are left out."""
    counts = Counter(sign for row in rows for sign in row.signs)
    names = sorted(sign for sign, count in counts.items() if count >= _FEWEST or ":" not in sign)
    table = _table(rows, {name: place for place, name in enumerate(names)})
    sign = np.array([1.0 if row.begins else -1.0 for row in rows])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        agrees = sign * (table @ weights[:-1] + weights[-1])
        wrong = sign / (1 + np.exp(agrees))
        free = np.append(weights[:-1], 0.0)
        slope = -np.append(table.T @ wrong, wrong.sum()) + free / _PENALTY
        return float(np.logaddexp(0, -agrees).sum() + free @ free / (2 * _PENALTY)), slope

    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B", options=_PATIENCE).x
    kept = {name: round(float(one), 2) for name, one in zip(names, found, strict=False) if abs(one) >= _SMALLEST}
    meaning = (_SCALE * found[len(names) : -1]).astype(np.float32)
    return Weights({CONSTANT: round(float(found[-1]), 2), **kept}, meaning)


def _table(rows: Sequence[_Row], places: Mapping[str, int]) -> csr_matrix:
    """A line for each row: how much there is of each sign, and the meaning."""
    wide = max((len(row.context.both) for row in rows if row.context), default=0)
    values, columns, starts = [], [], [0]
    for row in rows:
        own = [(places[sign], much) for sign, much in row.signs.items() if sign in places]
        columns += [place for place, _ in own]
        values += [much for _, much in own]
        if row.context:
            columns += range(len(places), len(places) + wide)
            values += (_SCALE * row.context.both).tolist()
        starts.append(len(values))
    return csr_matrix((values, columns, starts), shape=(len(rows), len(places) + wide))

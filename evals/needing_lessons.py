"""What messages teach of where their needs begin: sentence by sentence, or only how many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.contexts import Context, contexts, places
from bot.courtesies import telling, without_courtesies
from bot.kinship import Kinds
from bot.needing import Told, Unit, signs
from bot.pieces import Piece, pieces_of, units_of
from bot.sections import unread
from bot.understanding import named_kinds
from evals.cases import Case
from evals.messages import Message
from knowledge.embedding_model import Reading
from knowledge.vocabulary import Language

Read = Callable[[str], Reading]


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


class Row(NamedTuple):
    """A unit of a message, and whether a need begins with it."""

    signs: Mapping[str, float]
    context: Context | None
    language: Language
    begins: bool


def lessons(labelled: Sequence[Message], cases: Sequence[Case], read: Read | None = None) -> list[Lesson]:
    """What labelled messages teach, and cases of which only the number of their needs is known."""
    return [
        *(_of_message(message, language, read) for message in labelled for language in Language),
        *(lesson for case in cases if (lesson := _of_case(case, read))),
    ]


def rows(lesson: Lesson) -> Iterator[Row]:
    """The units of a message, each told what began before it."""
    told = Told(lesson.language, len(lesson.units))
    for unit, begins in zip(lesson.units, lesson.begins or (), strict=True):
        yield Row(signs(unit, told), unit.context, lesson.language, begins)
        told = replace(told, last=unit, begun=(*told.begun, unit) if begins else told.begun)


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

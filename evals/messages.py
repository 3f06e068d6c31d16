"""Messages of several needs, of which every part is labelled: a need, a gap or a story."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import ConfigDict, Field, TypeAdapter, with_config

from knowledge.vocabulary import Language

FOLDER = Path(__file__).parent / "plans"


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a message in both languages, what they are, and what stands before them (a space)."""

    sv: str
    en: str
    label: Annotated[Literal["need", "gap", "story"], Field(alias="is")]
    before: str | dict[Language, str] | None = None
    best: tuple[str, ...] = ()
    fine: tuple[str, ...] = ()

    def in_(self, language: Language) -> str:
        """Its words in a language."""
        return self.sv if language is Language.SV else self.en


class Span(NamedTuple):
    """Where a part stands in the message, and whether it says a need."""

    start: int
    end: int
    needs: bool


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Message:
    """A message in both languages, part by part."""

    id: str
    style: Literal["prose", "list", "short", "mail"]
    parts: tuple[Part, ...]

    def written(self, language: Language) -> tuple[str, list[Span]]:
        """The message as somebody would type it, and where its parts stand."""
        text, spans = "", []
        for part in self.parts:
            text += _between(part, language, "" if not text else " ")
            start = len(text)
            text += part.in_(language)
            spans.append(Span(start, len(text), part.label != "story"))
        return text, spans


def messages(folder: Path = FOLDER) -> list[Message]:
    """All labelled messages of a folder."""
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    return [_message.validate_json(line) for line in lines if line.strip()]


def _between(part: Part, language: Language, usual: str) -> str:
    if part.before is None:
        return usual
    return part.before if isinstance(part.before, str) else part.before[language]


_message = TypeAdapter(Message)

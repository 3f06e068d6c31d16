"""Cases of the suites: what is asked, and what a good answer is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config

from bot.models import Outcome
from knowledge.vocabulary import Language, SupportKind

SUITES = Path(__file__).parent / "suites"


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Case:
    """What is asked, and what a good answer is: see `suites/README.md` for every field."""

    id: str
    language: Language
    question: str
    expected: Outcome
    split: Literal["dev", "final"]
    why: str
    pair: str | None = None
    twin: str | None = None
    group: str = ""
    area: SupportKind | None = None
    noise: str | None = None
    turns: tuple[str, ...] = ()
    best: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    documents: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    no_echo: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """Every question of the conversation, in order; the last one is judged."""
        return (self.question, *self.turns)


_case = TypeAdapter(Case)


class InvalidSuite(Exception):
    """A suite that somebody must mend; names each file, line and problem."""


def load(folder: Path = SUITES, split: str | None = None) -> list[Case]:
    """All cases of a folder's suites, or those of one split; raises InvalidSuite."""
    cases: list[Case] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.jsonl")):
        # A question may hold other line breaks than ours.
        for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
            if line.strip():
                _read(line, path, number, cases, problems)
    ids = [case.id for case in cases]
    problems += [f"{id_}: the id stands twice" for id_ in sorted(set(ids)) if ids.count(id_) > 1]
    problems += [f"{case.id}: no case is called {case.twin}" for case in cases if case.twin and case.twin not in ids]
    if problems:
        raise InvalidSuite("\n".join(problems))
    return [case for case in cases if split in (None, case.split)]


def _read(line: str, path: Path, number: int, cases: list[Case], problems: list[str]) -> None:
    place = f"{path.name}:{number}"
    try:
        cases.append(_case.validate_python({"group": path.stem, **json.loads(line)}))
    except json.JSONDecodeError as error:
        problems.append(f"{place}: not JSON: {error}")
    except ValidationError as error:
        for fault in error.errors():
            field = ".".join(str(part) for part in fault["loc"])
            problems.append(f"{place}: {field}: {fault['msg']}")

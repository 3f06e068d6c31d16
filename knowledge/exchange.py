"""Reads organization files; every fault is named by file, field and what to mend."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError, with_config
from pydantic_core import ErrorDetails

from knowledge.models import Organization


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class _File(Organization):
    """An organization as its file writes it: no field that we do not know."""


_file = TypeAdapter(_File)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file: where it is and how to mend it."""

    file: str
    field: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.mend}"


class InvalidFile(Exception):
    """A catalogue file that somebody must mend; names each field and its problem."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_organization(path: Path) -> Organization:
    """The organization in one file; raises InvalidFile."""
    try:
        written = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        read = _file.validate_python(written)
    except UnicodeDecodeError as error:
        raise InvalidFile([Problem(path.name, "file", "save it as UTF-8")]) from error
    except yaml.YAMLError as error:
        raise InvalidFile([Problem(path.name, "YAML", f"mend the syntax: {error}")]) from error
    except ValidationError as error:
        faults = [Problem(path.name, _place(fault), _mend(fault)) for fault in error.errors()]
        raise InvalidFile(faults) from error
    return Organization(**{field.name: getattr(read, field.name) for field in fields(Organization)})


def _place(fault: ErrorDetails) -> str:
    return ".".join(str(part) for part in fault["loc"]) or "file"


def _mend(fault: ErrorDetails) -> str:
    given = fault.get("input")
    shown = f" (found {given!r:.60})" if isinstance(given, str | int | float) else ""
    return fault["msg"] + shown

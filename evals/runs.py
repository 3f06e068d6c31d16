"""A run on disk: what was asked of which state of the product, and every reply, so that it can be scored again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from pydantic import TypeAdapter

from evals.cases import Case
from evals.replies import Answered, as_line, read_replies, write_replies

ROOT = Path(__file__).parents[1]
_CODE = ("*.py", "*.yaml", "*.txt", "*.jinja")
_ANSWERING = ("bot", "knowledge", "ingest")
_STAMP = "run.json"
_REPLIES = "replies.jsonl"


@dataclass(frozen=True, slots=True)
class Stamp:
    """Digests of everything that an answer depends on, and the settings that were not the defaults."""

    code: str
    catalogue: str
    index: str
    model: str
    prompts: str
    cases: str
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """A finished or half finished run."""

    folder: Path
    stamp: Stamp
    replies: Mapping[str, Answered]


class NoRun(Exception):
    """A folder that holds no run; says what to do."""


class OtherRun(Exception):
    """A folder that holds a run of another state of the product; names what differs."""


_stamp = TypeAdapter(Stamp)


def begin(folder: Path, stamp: Stamp) -> Run:
    """Begin a run in a folder, or go on with the one that was interrupted there; raises OtherRun."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / _STAMP).exists():
        (folder / _STAMP).write_bytes(_stamp.dump_json(stamp, indent=1))
        (folder / _REPLIES).touch()
        return Run(folder, stamp, {})
    run = load_run(folder)
    if differing := differences(run.stamp, stamp):
        raise OtherRun(f"{folder} holds a run with another {', '.join(differing)}: give another name, or remove it")
    # An interruption may have left half a line.
    write_replies(folder / _REPLIES, run.replies.values())
    return run


def load_run(folder: Path) -> Run:
    """Read a run; raises NoRun."""
    try:
        stamp = _stamp.validate_json((folder / _STAMP).read_bytes())
        replies = {one.case_id: one for one in read_replies(folder / _REPLIES)}
    except (OSError, ValueError) as error:
        raise NoRun(f"{folder} holds no run that can be read: python -m evals run --name {folder.name}") from error
    return Run(folder, stamp, replies)


def record(run: Run, replies: Iterable[Answered]) -> Iterator[Answered]:
    """Write each reply down as it comes, and pass it on."""
    with (run.folder / _REPLIES).open("a", encoding="utf-8") as file:
        for one in replies:
            file.write(as_line(one))
            file.flush()
            yield one


def differences(one: Stamp, other: Stamp) -> list[str]:
    """Names of what two states of the product do not share."""
    return [field.name for field in fields(Stamp) if getattr(one, field.name) != getattr(other, field.name)]


def digest_of_cases(cases: Sequence[Case]) -> str:
    """Moves when any case does."""
    return _digest(repr(case) for case in sorted(cases, key=lambda case: case.id))


def digest_of_code(root: Path = ROOT) -> str:
    """Moves when anything that answers does; the seed is told by the catalogue's own digest."""
    found = (path.relative_to(root) for room in _ANSWERING for kind in _CODE for path in (root / room).rglob(kind))
    return _digest(f"{path}\n{(root / path).read_text('utf-8')}" for path in sorted(found) if "seed" not in path.parts)


def digest_of_prompts(root: Path = ROOT) -> str:
    """Moves when the words of answers do."""
    return _digest(path.read_text("utf-8") for path in sorted((root / "bot" / "prompts").glob("*.jinja")))


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:16]

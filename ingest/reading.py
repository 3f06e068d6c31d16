"""Reads Markdown and plain text files into documents."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from knowledge.language import likelier_language
from knowledge.models import Document
from knowledge.vocabulary import Language

MAX_BYTES = 5_000_000
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_SUFFIXES = {".md", ".txt"}


class UnreadableDocument(Exception):
    """A file that cannot become a document; says what to mend."""


@dataclass(frozen=True, slots=True)
class _Front:
    title: str | None = None
    language: Language | None = None
    publisher: str | None = None
    url: str | None = None
    date: str | None = None
    twin: str | None = None
    sources: tuple[str, ...] = ()


def read_document(path: Path, **said: str | None) -> Document:
    """The document in one file; what is `said` counts before the file's own front matter.

    Raises UnreadableDocument.
    """
    front, body = _parted(path.name, _text(path))
    front = replace(front, **{key: value for key, value in said.items() if value})
    if not body.strip():
        raise UnreadableDocument(f"{path.name}: the file has no text")
    return Document(
        _slug(path.name),
        front.title or _first_heading(body) or path.stem,
        Language(front.language) if front.language else likelier_language(body),
        body,
        front.publisher,
        front.url,
        front.date,
        front.twin,
        front.sources,
    )


def _text(path: Path) -> str:
    if path.suffix.lower() not in _SUFFIXES:
        raise UnreadableDocument(f"{path.name}: only {' and '.join(sorted(_SUFFIXES))} can be read")
    if not path.is_file():
        raise UnreadableDocument(f"{path}: there is no such file")
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableDocument(f"{path.name}: larger than {MAX_BYTES // 1_000_000} MB; split it")
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(f"{path.name}: not UTF-8; save it as UTF-8") from error
    return unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\r\n", "\n")


def _parted(name: str, text: str) -> tuple[_Front, str]:
    match = _FRONT.match(text)
    if not match:
        return _Front(), text
    try:
        written: dict[str, Any] = yaml.safe_load(match[1]) or {}
        dated = {key: str(value) if key == "date" else value for key, value in written.items()}
        return TypeAdapter(_Front).validate_python(dated), text[match.end() :]
    except (yaml.YAMLError, ValidationError, AttributeError) as error:
        raise UnreadableDocument(f"{name}: front matter: {error}") from error


def _first_heading(body: str) -> str | None:
    match = re.search(r"^#+\s+(.+)$", body, re.MULTILINE)
    return match[1].strip("* ") if match else None


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower().rsplit(".", 1)[0].replace(".", "-")).strip("-")

"""Reads Markdown and plain text files into documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from ingest.headings import with_headings
from knowledge.language import likelier_language
from knowledge.models import Document
from knowledge.vocabulary import Language

MAX_BYTES = 5_000_000
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_SUFFIXES = {".md", ".txt"}
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u00ad]")
_LONGEST_TITLE = 120


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
    text = _text(path)
    front, body = _front(path.name, text, said)
    if not re.search(r"\w", body):
        raise UnreadableDocument(f"{path.name}: the file has no text")
    return Document(
        _slug(path),
        front.title or _title(body) or path.stem,
        front.language or likelier_language(body),
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
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    # Letters of private use are bullets in the fonts of Word.
    return re.sub("[\ue000-\uf8ff]", "•", _CONTROLS.sub("", composed))


def _front(name: str, text: str, said: Mapping[str, str | None]) -> tuple[_Front, str]:
    match = _FRONT.match(text)
    try:
        written: dict[str, Any] = (yaml.safe_load(match[1]) if match else None) or {}
        fields = {key: value for key, value in {**written, **_given(said)}.items() if value}
        if "date" in fields:
            fields["date"] = str(fields["date"])
        front = TypeAdapter(_Front).validate_python(fields)
    except (yaml.YAMLError, ValidationError, TypeError) as error:
        raise UnreadableDocument(f"{name}: front matter: {_brief(error)}") from error
    return (front, text[match.end() :]) if match else (front, with_headings(text))


def _given(said: Mapping[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in said.items() if value}


def _brief(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "mend the syntax: " + " ".join(str(error).split())
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())


def _title(body: str) -> str | None:
    heading = re.search(r"^#+\s+(.+)$", body, re.MULTILINE)
    first = heading[1] if heading else body.strip().partition("\n")[0]
    return first.strip("#* ") if len(first) <= _LONGEST_TITLE else None


def _slug(path: Path) -> str:
    plain = unicodedata.normalize("NFKD", path.stem.lower()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if not slug:
        raise UnreadableDocument(f"{path.name}: name the file with letters from a to z")
    return slug

"""Cuts a document into passages, each with the headings that it stands under."""

from __future__ import annotations

import re

from langchain_text_splitters import MarkdownHeaderTextSplitter, RecursiveCharacterTextSplitter

from knowledge.models import Document
from knowledge.texts import Owner, SearchText

# About 150 tokens: small enough that one fact is not hidden among others.
_LENGTH = 600
_HEADINGS = [("#" * depth, str(depth)) for depth in range(1, 5)]


def passages(document: Document) -> list[SearchText]:
    """The passages of a document in order; the same document always gives the same passages."""
    found = [(heading, part) for heading, section in _sections(document) for part in _parts(section)]
    return [
        SearchText(
            f"doc:{document.id}:{number}",
            Owner.DOCUMENT,
            document.id,
            document.language,
            part,
            heading,
        )
        for number, (heading, part) in enumerate(found, start=1)
    ]


def _sections(document: Document) -> list[tuple[str, str]]:
    splitter = MarkdownHeaderTextSplitter(_HEADINGS, strip_headers=True)
    # The splitter drops what is not printable, and would join words around a tab or hard space.
    body = re.sub(r"[^\S\n]", " ", document.body)
    return [(_path(document.title, section.metadata), section.page_content) for section in splitter.split_text(body)]


def _path(title: str, headings: dict[str, str]) -> str:
    own = (heading.strip("* ") for _, heading in sorted(headings.items()))
    return " › ".join(dict.fromkeys([title, *own]))


def _parts(section: str) -> list[str]:
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_LENGTH,
        chunk_overlap=0,
        separators=["\n\n", "\n", r"(?<=[.!?]) ", " "],
        is_separator_regex=True,
    )
    plain = re.sub(r"\*\*|</?su[bp]>", "", section)
    parts = (re.sub(" +", " ", part).strip() for part in splitter.split_text(plain))
    return [part for part in parts if re.search(r"\w{2}", part)]

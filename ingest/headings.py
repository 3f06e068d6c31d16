"""Finds the headings of a plain text, and leaves out its table of contents."""

from __future__ import annotations

import re

_MARKED = re.compile(r"^#{1,6}\s", re.MULTILINE)
_NUMBER = re.compile(r"^(\d+(?:\.\d+)+)\.?\s+\S")
_CONTENTS = re.compile(r"^.*(\.{4,}\s*|\t)\d{1,3}$")
_LONGEST = 100
_LONGEST_ABOVE_TEXT = 60


def with_headings(text: str) -> str:
    """The text as Markdown: one with headings is left as it is, in another they are marked."""
    lines = [line.strip() for line in text.split("\n")]
    if _MARKED.search(text):
        return text
    kept = [line for line in lines if not _CONTENTS.match(line)]
    around = zip(["", *kept], kept, [*kept[1:], ""], strict=False)
    return "\n".join(_marked(*three) for three in around)


def _marked(before: str, line: str, after: str) -> str:
    numbered = _NUMBER.match(line)
    if numbered and _is_short(line, after):
        return f"{'#' * min(numbered[1].count('.') + 2, 4)} {line}"
    return f"## {line}" if not before and _opens_a_section(line, after) else line


def _opens_a_section(line: str, after: str) -> bool:
    starts = line[:1].isupper() or (line[:1].isdigit() and not after)
    return starts and line[-1].isalnum() and _is_short(line, after) and not after[:1].islower()


def _is_short(line: str, after: str) -> bool:
    return len(line) <= (_LONGEST_ABOVE_TEXT if after else _LONGEST)

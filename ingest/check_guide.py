"""Checks a guide: dated, sourced, and there in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.findings import Finding, Kind
from knowledge.language import likelier_language
from knowledge.models import Document

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def check_guide(guide: Document, guides: Mapping[str, Document]) -> Iterator[Finding]:
    """Everything wrong with one guide, with the others to compare with."""
    if not guide.id.startswith("guide-") or not guide.id.endswith(f"-{guide.language}"):
        mend = f"name the file guide-<subject>.{guide.language}.md"
        yield Finding(Kind.GUIDE, "file name", mend)
    if not _DATE.fullmatch(guide.dated_on or ""):
        yield Finding(Kind.GUIDE, "date", "write the day when it was last gone through")
    if not guide.publisher:
        yield Finding(Kind.GUIDE, "publisher", "say who publishes it")
    if not guide.sources:
        yield Finding(Kind.GUIDE, "sources", "list the pages and documents that it builds on")
    if likelier_language(guide.body) is not guide.language:
        yield Finding(Kind.GUIDE, "language", f"the text is not in {guide.language}")
    yield from _twin(guide, guides)


def _twin(guide: Document, guides: Mapping[str, Document]) -> Iterator[Finding]:
    twin = guides.get(guide.twin or "")
    if twin is None:
        mend = f"name the guide with the same text in {guide.language.other}"
        yield Finding(Kind.GUIDE, "twin", mend)
    elif twin.twin != guide.id or twin.language is guide.language:
        mend = f"{twin.id} is not this guide in {guide.language.other}"
        yield Finding(Kind.GUIDE, "twin", mend)

from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.check_guide import check_guide
from knowledge.models import Document
from knowledge.vocabulary import Language
from tests.ingest.catalogue import ENGLISH_GUIDE, SWEDISH_GUIDE


def _fields(guide: Document, twin: Document = ENGLISH_GUIDE) -> list[str]:
    return [finding.field for finding in check_guide(guide, {guide.id: guide, twin.id: twin})]


def test_a_sound_guide_and_its_twin_have_nothing_to_mend() -> None:
    assert _fields(SWEDISH_GUIDE) == []
    assert _fields(ENGLISH_GUIDE, SWEDISH_GUIDE) == []


@pytest.mark.parametrize(
    ("guide", "field"),
    [
        (replace(SWEDISH_GUIDE, dated_on=None), "date"),
        (replace(SWEDISH_GUIDE, dated_on="i våras"), "date"),
        (replace(SWEDISH_GUIDE, publisher=None), "publisher"),
        (replace(SWEDISH_GUIDE, sources=()), "sources"),
        (replace(SWEDISH_GUIDE, twin=None), "twin"),
        (replace(SWEDISH_GUIDE, twin="guide-nothing"), "twin"),
        (replace(SWEDISH_GUIDE, body=ENGLISH_GUIDE.body), "language"),
    ],
)
def test_a_guide_that_lacks_something_is_a_problem(guide: Document, field: str) -> None:
    assert _fields(guide) == [field]


@pytest.mark.parametrize("name", ["guide-samples", "samples-sv", "guide-samples-en-2"])
def test_a_guide_is_named_for_its_subject_and_language(name: str) -> None:
    twin = replace(ENGLISH_GUIDE, twin=name)

    assert _fields(replace(SWEDISH_GUIDE, id=name), twin) == ["file name"]


@pytest.mark.parametrize(
    "twin",
    [replace(ENGLISH_GUIDE, twin="guide-prices-sv"), replace(ENGLISH_GUIDE, language=Language.SV)],
    ids=["names another", "has the same language"],
)
def test_a_twin_is_the_same_guide_in_the_other_language(twin: Document) -> None:
    assert _fields(SWEDISH_GUIDE, twin) == ["twin"]

"""An answer quotes what is on the subject, and in the language that was asked in."""

from __future__ import annotations

import numpy as np

from bot.models import Evidence
from bot.quoting import quotable
from knowledge.models import Document
from knowledge.search import Hit, Question
from knowledge.texts import Owner, SearchText
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN


def a_document(id_: str, language: Language, twin: str | None = None) -> Document:
    return Document(id_, id_, language, "", twin=twin)


def a_passage(document: Document, number: int) -> SearchText:
    id_ = f"doc:{document.id}:{number}"
    return SearchText(id_, Owner.DOCUMENT, document.id, document.language, "Text", heading=f"Part {number}")


def a_hit(text: SearchText, score: float, similarity: float) -> Hit:
    return Hit(text.id, text.id, score, similarity, {})


LAB_SV, LAB_EN = a_document("lab-sv", SV, "lab-en"), a_document("lab-en", EN, "lab-sv")
UPLOADED = a_document("report", SV)
DOCUMENTS = {one.id: one for one in (LAB_SV, LAB_EN, UPLOADED)}


def quoted(*found: tuple[SearchText, float, float], asked: Language = EN) -> list[str]:
    texts = {text.id: text for text, _, _ in found}
    question = Question("Where is there a lab?", asked, np.zeros(4, np.float32))
    evidence = Evidence((), tuple(a_hit(*one) for one in found), {}, question)
    return [one.text.id for one in quotable(evidence, texts, DOCUMENTS)]


def test_a_guide_is_quoted_in_the_language_that_was_asked_in_and_not_in_both() -> None:
    swedish, english = a_passage(LAB_SV, 1), a_passage(LAB_EN, 1)

    assert quoted((swedish, 0.9, 0.0), (english, 0.5, 0.1)) == [english.id]
    assert quoted((english, 0.9, 0.0), (swedish, 0.5, 0.1), asked=SV) == [swedish.id]


def test_what_is_off_the_subject_is_not_quoted_though_nothing_lies_nearer() -> None:
    assert quoted((a_passage(LAB_EN, 1), 0.9, 0.03)) == []


def test_a_guide_that_has_another_version_is_never_quoted_in_the_wrong_language() -> None:
    assert quoted((a_passage(LAB_SV, 1), 0.9, 0.0)) == []


def test_a_document_in_one_language_only_is_quoted_in_it_where_nothing_else_is_near() -> None:
    report, guide = a_passage(UPLOADED, 1), a_passage(LAB_EN, 1)

    assert quoted((report, 0.9, 0.0)) == [report.id]
    assert quoted((report, 0.9, 0.0), (guide, 0.5, 0.1)) == [guide.id]


def test_two_passages_at_most_are_quoted_none_far_behind_the_best() -> None:
    near = [a_passage(LAB_EN, number) for number in (1, 2, 3)]

    assert quoted(*((one, 0.9, 0.1) for one in near)) == [near[0].id, near[1].id]
    assert quoted((near[0], 0.9, 0.1), (near[1], 0.5, 0.1)) == [near[0].id]

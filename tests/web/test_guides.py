"""The guides that answers quote from can be read whole."""

from __future__ import annotations

from sqlalchemy import Engine

from knowledge.documents import save_document
from knowledge.vocabulary import Language
from tests.builders import a_document
from tests.web.reading import whole
from tests.web.site import visit


def test_a_guide_shows_its_sections_date_and_sources(engine: Engine) -> None:
    sources = ("Prislista, Provlabbet, 2026. https://lab.example/pris", "Muntlig uppgift")
    guide = a_document(body="# Om prover\n\n## Frakt\n\nTorris.\n\n## Svar\n\nTre veckor.\n", sources=sources)
    client = visit(engine)
    with engine.begin() as db:
        save_document(db, guide)

    page = whole(client.get("/guides/guide-samples").text, "sv")

    assert page.faults == []
    assert {"frakt", "svar"} <= page.ids.keys()
    assert "https://lab.example/pris" in page.links
    assert "daterad 2026-10-01" in page.text
    assert "Muntlig uppgift" in page.text


def test_a_guide_leads_to_its_twin_in_the_other_language(engine: Engine) -> None:
    client = visit(engine)
    with engine.begin() as db:
        save_document(db, a_document("guide-sv", twin="guide-en"))
        save_document(db, a_document("guide-en", language=Language.EN, title="On samples", twin="guide-sv"))

    assert "/guides/guide-en?lang=en" in whole(client.get("/guides/guide-sv").text, "sv").links
    assert '<article class="page guide wide" lang="en">' in client.get("/guides/guide-en").text

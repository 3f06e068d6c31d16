"""A wrong contact reaches the advisors with one press, with and without scripts."""

from __future__ import annotations

from sqlalchemy import Engine, select

from knowledge.database import feedback, tasks
from tests.builders import an_organization
from tests.web.reading import piece, whole
from tests.web.site import visit


def test_a_wrong_contact_becomes_a_task_and_is_thanked_for(engine: Engine) -> None:
    client = visit(engine, an_organization())

    response = client.post("/feedback", data={"service_id": "lab-sequencing", "turn_id": ""})

    assert whole(response.text, "sv").faults == []
    with engine.connect() as db:
        assert [row.subject for row in db.execute(select(tasks))] == ["lab-sequencing"]
        assert [row.service_id for row in db.execute(select(feedback))] == ["lab-sequencing"]


def test_htmx_gets_the_thanks_alone(engine: Engine) -> None:
    client = visit(engine, an_organization())

    response = client.post("/feedback", data={"service_id": "lab-sequencing"}, headers={"HX-Request": "true"})

    assert "Tack" in piece(response.text).text
    assert piece(response.text).faults == []


def test_an_unknown_turn_does_not_lose_the_report(engine: Engine) -> None:
    client = visit(engine, an_organization())

    client.post("/feedback", data={"service_id": "lab-sequencing", "turn_id": "nobody's"})

    with engine.connect() as db:
        assert [row.turn_id for row in db.execute(select(feedback))] == [None]


def test_nothing_is_kept_for_a_service_that_does_not_exist(engine: Engine) -> None:
    client = visit(engine, an_organization())

    response = client.post("/feedback", data={"service_id": "nope"})

    assert response.status_code == 404
    with engine.connect() as db:
        assert db.execute(select(tasks)).first() is None

from sqlalchemy import Engine, select

from bot.models import Asked
from bot.transcripts import is_known, new_id, report_contact
from knowledge.database import feedback, tasks, turns
from tests.bot.conftest import BuildsBot
from tests.builders import an_organization


def test_a_turn_keeps_ids_question_outcome_language_and_time(build_bot: BuildsBot, engine: Engine) -> None:
    reply = build_bot(an_organization()).reply(Asked("Sekvensera tumörprover åt oss"))

    with engine.connect() as db:
        row = db.execute(select(turns)).one()
        assert is_known(db, reply.conversation_id)
    assert (row.id, row.conversation_id) == (reply.turn_id, reply.conversation_id)
    assert (row.language, row.outcome, row.suggested) == ("sv", "answered", ["lab-sequencing"])
    assert row.question == "Sekvensera tumörprover åt oss"
    assert row.total_ms > 0


def test_a_wrong_contact_becomes_feedback_and_a_task(build_bot: BuildsBot, engine: Engine) -> None:
    reply = build_bot(an_organization()).reply(Asked("Sekvensera tumörprover"))

    with engine.begin() as db:
        report_contact(db, reply.turn_id, "lab-sequencing")

    with engine.connect() as db:
        kept, task = db.execute(select(feedback)).one(), db.execute(select(tasks)).one()
    assert (kept.turn_id, kept.service_id, kept.kind) == (reply.turn_id, "lab-sequencing", "wrong_contact")
    assert (task.kind, task.subject) == ("wrong_contact", "lab-sequencing")


def test_a_report_about_a_turn_that_is_not_known_is_kept_all_the_same(engine: Engine) -> None:
    with engine.begin() as db:
        report_contact(db, "made-up", "lab-sequencing")

    with engine.connect() as db:
        assert db.execute(select(feedback)).one().turn_id is None


def test_ids_are_128_random_bits() -> None:
    assert len({new_id() for _ in range(100)}) == 100
    assert all(len(new_id()) == 32 for _ in range(10))

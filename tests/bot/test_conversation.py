from datetime import date

import pytest
from sqlalchemy import Engine, select, text

from bot.conversation import InvalidChoice, UnknownConversation
from bot.guarding import Fault, InvalidQuestion
from bot.models import Asked, Outcome
from ingest.publishing import Publisher
from knowledge.database import metadata, tasks, turns
from knowledge.models import Asks, Status
from knowledge.vocabulary import Bilingual, Language, State, SupportKind
from tests.bot.conftest import BuildsBot
from tests.builders import a_document, a_service, an_organization

SEQUENCING = a_service()
LOAN = a_service(
    "lab--loan",
    name=Bilingual("Labblån", "Lab loan"),
    description=Bilingual("Lån till små bolag.", "Loans to small companies."),
    kinds=(SupportKind.LOAN,),
    asks=Asks(sv=("vi vill låna pengar till ett labb",), en=("we want to borrow money",)),
)
LAB = an_organization(SEQUENCING, LOAN)


def test_a_company_gets_the_service_its_contact_its_reasons_and_its_source(build_bot: BuildsBot) -> None:
    reply = build_bot(LAB).reply(Asked("Vem kan sekvensera tumörprover?"))

    first = reply.suggestions[0]
    assert reply.outcome is Outcome.ANSWERED
    assert first.service.id == "lab-sequencing"
    assert [card.contact.value for card in first.contacts] == ["info@lab.example"]
    assert first.reasons
    assert [citation.source_url for citation in reply.citations][:1] == ["https://lab.example"]
    assert reply.as_of == date(2026, 11, 22)


def test_the_answer_speaks_the_questions_language(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)

    swedish = bot.reply(Asked("Vem kan sekvensera våra tumörprover åt oss?"))
    english = bot.reply(Asked("Who can do tumour sample sequencing for us?"))

    assert (swedish.language, english.language) == (Language.SV, Language.EN)
    assert "Skicka in formuläret" in swedish.text
    assert "Send the form" in english.text


def test_the_same_question_gets_the_same_answer(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)

    first, second = (bot.reply(Asked("Vem kan sekvensera tumörprover?")) for _ in range(2))

    assert (first.text, first.suggestions, first.citations) == (second.text, second.suggestions, second.citations)


def test_a_vague_question_is_asked_back_and_the_choice_is_routed(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    asked = bot.reply(Asked("Vi vill testa vår produkt"))
    assert asked.outcome is Outcome.NEEDS_DETAIL
    assert asked.question_back is not None
    assert "kind:loan" in {choice.id for choice in asked.question_back.choices}

    answered = bot.reply(Asked(choice="kind:loan", conversation_id=asked.conversation_id))

    assert answered.outcome is Outcome.ANSWERED
    assert answered.suggestions[0].service.id == "lab--loan"
    assert answered.needs[0].kinds == (SupportKind.LOAN,)


def test_a_question_back_can_be_skipped(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    asked = bot.reply(Asked("Vi vill testa vår produkt"))

    skipped = bot.reply(Asked(choice="skip", conversation_id=asked.conversation_id))

    assert skipped.outcome is Outcome.ANSWERED
    assert skipped.suggestions


def test_a_choice_works_although_what_it_answered_is_forgotten(build_bot: BuildsBot) -> None:
    asked = build_bot(LAB).reply(Asked("Vi vill testa vår produkt"))
    after_a_restart = build_bot()

    answered = after_a_restart.reply(Asked(choice="kind:loan", conversation_id=asked.conversation_id))

    assert answered.suggestions[0].service.id == "lab--loan"


def test_skipping_what_was_never_asked_needs_a_question(build_bot: BuildsBot) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        build_bot(LAB).reply(Asked(choice="skip"))

    assert refused.value.fault is Fault.EMPTY


def test_a_question_about_a_cough_is_sent_to_1177_without_any_contact(build_bot: BuildsBot) -> None:
    reply = build_bot(LAB).reply(Asked("Vilken läkare ska jag söka för min hosta?"))

    assert reply.outcome is Outcome.OUT_OF_SCOPE
    assert reply.suggestions == ()
    assert "1177" in reply.text


def test_the_third_turn_declines_as_firmly_as_the_first(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked("Vem kan sekvensera tumörprover?"))
    bot.reply(Asked("Write a poem about spring", conversation_id=first.conversation_id))

    third = bot.reply(Asked("write a poem about spring", conversation_id=first.conversation_id))

    assert third.outcome is Outcome.OUT_OF_SCOPE
    assert third.suggestions == ()


def test_a_need_with_no_service_is_said_and_becomes_a_task(build_bot: BuildsBot, engine: Engine) -> None:
    reply = build_bot(LAB).reply(Asked("Where is a wind tunnel?"))

    assert reply.outcome is Outcome.NO_MATCH
    assert reply.suggestions == ()
    with engine.connect() as db:
        assert db.execute(select(tasks.c.kind)).scalars().all() == ["no_service"]


def test_an_ended_service_is_named_as_ended_and_never_offered(build_bot: BuildsBot) -> None:
    over = Status(State.ENDED, 2023, "2023", Bilingual("Projektet är slut.", "The project is over."), "lab--loan")

    reply = build_bot(an_organization(a_service(status=over), LOAN)).reply(Asked("Sekvensera tumörprover?"))

    assert "lab-sequencing" not in [suggestion.service.id for suggestion in reply.suggestions]
    assert reply.suggestions[0].service.id == "lab--loan"
    assert "har avslutats" in reply.text
    assert "Projektet är slut" in reply.text


def test_a_withdrawn_service_is_gone_from_the_next_answer(build_bot: BuildsBot, publisher: Publisher) -> None:
    bot = build_bot(LAB)
    assert bot.reply(Asked("Sekvensera tumörprover?")).suggestions[0].service.id == "lab-sequencing"

    publisher.withdraw_service("lab-sequencing")

    later = bot.reply(Asked("Sekvensera tumörprover?"))
    assert "lab-sequencing" not in [suggestion.service.id for suggestion in later.suggestions]


def test_a_guide_is_quoted_under_its_heading(build_bot: BuildsBot, publisher: Publisher) -> None:
    publisher.document(a_document(url=None))

    reply = build_bot(LAB).reply(Asked("Hur skickas prover, på torris?"))

    quoted = [citation for citation in reply.citations if citation.title == "Om prover › Frakt"]
    assert [citation.quote for citation in quoted] == ["Prover skickas på torris."]
    assert quoted[0].source_url == "/guides/guide-samples"
    assert quoted[0].dated_on == "2026-10-01"


def test_a_guide_that_lies_nearer_than_every_service_leads_the_answer(
    build_bot: BuildsBot, publisher: Publisher
) -> None:
    publisher.document(a_document(url=None))
    bot = build_bot(LAB)

    assert bot.reply(Asked("Prover skickas på torris")).text.startswith("> Prover skickas på torris.")
    assert not bot.reply(Asked("Vem kan sekvensera tumörprover?")).text.startswith(">")


def test_where_a_kind_of_support_is_named_the_service_leads(build_bot: BuildsBot, publisher: Publisher) -> None:
    publisher.document(a_document(url=None))

    assert not build_bot(LAB).reply(Asked("Lån: prover skickas på torris")).text.startswith(">")


def test_an_unknown_conversation_is_refused(build_bot: BuildsBot) -> None:
    with pytest.raises(UnknownConversation):
        build_bot(LAB).reply(Asked("Labb?", conversation_id="0" * 32))


def test_a_choice_that_was_never_offered_is_refused(build_bot: BuildsBot) -> None:
    with pytest.raises(InvalidChoice):
        build_bot(LAB).reply(Asked(choice="kind:gold"))


def test_a_question_is_stored_with_its_turn_alone_and_without_personal_data(
    build_bot: BuildsBot, engine: Engine
) -> None:
    bot = build_bot(LAB)
    for question in (
        "Sekvensera xylofonprover åt oss, ring 070-1740605",
        "Vi vill testa vår xylofon produkt, ring 070-1740605",
        "wind tunnel xylofon where, call 070-1740605",
    ):
        bot.reply(Asked(question))

    with engine.connect() as db:
        stored = db.execute(select(turns.c.question).order_by(turns.c.created_at)).scalars().all()
        others = [table for table in metadata.sorted_tables if table is not turns]
        rows = [str(row) for table in others for row in db.execute(select(table))]
        rows += [str(row) for row in db.execute(text("SELECT * FROM lexicon"))]
    assert stored == [
        "Sekvensera xylofonprover åt oss, ring [telefonnummer]",
        "Vi vill testa vår xylofon produkt, ring [telefonnummer]",
        "wind tunnel xylofon where, call [phone number]",
    ]
    assert not [row for row in rows if "xylofon" in row.lower() or "1740605" in row]


def test_every_step_is_timed(build_bot: BuildsBot) -> None:
    times = build_bot(LAB).reply(Asked("Sekvensera tumörprover")).timings_ms

    assert set(times) == {"total", "understand", "retrieve", "route", "answer"}
    assert times["total"] >= times["retrieve"] >= 0

"""A company sees what is known of it and puts it right: the last question is answered anew."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from bot.company import Fact
from bot.conversation import UnknownConversation
from bot.guarding import Fault, InvalidQuestion
from bot.known import InvalidFact
from bot.models import Asked, Known, Met, Outcome, Reason, Reply
from bot.transcripts import new_id
from knowledge.database import conversations, now, turns
from knowledge.models import Asks, Eligibility, Rule, Service
from knowledge.vocabulary import Bilingual, CompanyFact, Language, Operator, Place, SupportKind
from tests.bot.conftest import BuildsBot
from tests.builders import a_service, an_organization

PHONE = "070-1740605"
SMALL = Rule(CompanyFact.EMPLOYEES, Operator.AT_MOST, 50, Bilingual("Högst 50 anställda", "At most 50 employees"))
LAB_SPACE = "Vi behöver labbplats i Solna"


def a_kind(kind: SupportKind, sv: str, en: str, number: int = 1, **facts: object) -> Service:
    """A service of one kind that is found by one Swedish and one English word."""
    return a_service(
        f"{kind.replace('_', '-')}-{number}",
        name=Bilingual(f"{sv.title()} {number}", f"{en.title()} {number}"),
        description=Bilingual(f"Provlabbet ger {sv} till bolag.", f"The Sample Lab gives {en} to companies."),
        kinds=(kind,),
        asks=Asks(sv=(f"vi behöver {sv}",), en=(f"we need {en}",)),
        **facts,
    )


SOLNA = a_kind(SupportKind.LAB_SPACE, "labbplats", "lab space", 1, places=(Place.SOLNA,))
UPPSALA = a_kind(SupportKind.LAB_SPACE, "labbplats", "lab space", 2, places=(Place.UPPSALA,))
LOAN = a_kind(SupportKind.LOAN, "lån", "a loan", eligibility=Eligibility(rules=(SMALL,)))
SKANE = a_kind(SupportKind.LAB_SPACE, "labbplats", "lab space", 3, places=(Place.SKANE,))
LAB = an_organization(SOLNA, UPPSALA, LOAN)


def suggested(reply: Reply) -> list[str]:
    return [one.service.id for one in reply.suggestions]


def put_right(reply: Reply, fact: Fact, *values: str) -> Asked:
    return Asked(facts={fact: values}, conversation_id=reply.conversation_id)


def test_a_changed_place_brings_the_service_there_and_a_new_turn(build_bot: BuildsBot, engine: Engine) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(LAB_SPACE))

    reply = bot.reply(put_right(first, Fact.PLACE, "uppsala"))

    assert (suggested(first)[0], suggested(reply)[0]) == (SOLNA.id, UPPSALA.id)
    assert (first.known, reply.known) == (
        (Known(Fact.PLACE, ("solna",), Bilingual("Solna", "Solna"), "Solna"),),
        (Known(Fact.PLACE, ("uppsala",), Bilingual("Uppsala", "Uppsala")),),
    )
    assert reply.question == "Vi behöver labbplats i Uppsala"
    with engine.connect() as db:
        stored = db.execute(select(turns.c.id, turns.c.conversation_id, turns.c.question)).all()
    assert (reply.turn_id, first.conversation_id, reply.question) in stored
    assert len(stored) == 2


def test_a_removed_fact_is_unknown_and_can_be_told_again(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(LAB_SPACE))

    reply = bot.reply(put_right(first, Fact.PLACE))

    assert (reply.known, reply.needs[0].place) == ((), None)
    assert Fact.PLACE in reply.unknown
    assert "Solna" not in reply.question


def test_a_condition_is_met_or_not_once_its_fact_is_told(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked("Vi behöver lån"))

    few, many = (bot.reply(put_right(first, Fact.EMPLOYEES, number)) for number in ("12", "120"))

    assert first.unknown[0] is Fact.EMPLOYEES
    assert [
        reason.status
        for reply in (first, few, many)
        for reason in reply.suggestions[0].reasons
        if reason.text == SMALL.text
    ] == [Met.UNKNOWN, Met.MET, Met.NOT_MET]
    assert Fact.EMPLOYEES not in few.unknown


def test_a_fact_put_right_holds_in_the_questions_that_follow(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked("Vi behöver lån och har 12 anställda i Solna"))
    bot.reply(put_right(first, Fact.EMPLOYEES, "120"))
    bot.reply(put_right(first, Fact.PLACE))

    reply = bot.reply(Asked("Vi behöver labbplats också", conversation_id=first.conversation_id))

    assert [(one.fact, one.values) for one in reply.known] == [(Fact.EMPLOYEES, ("120",))]
    assert (reply.needs[0].employees, reply.needs[0].place) == (120, None)


def test_what_a_later_turn_says_counts_before_what_was_put_right(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(LAB_SPACE))
    bot.reply(put_right(first, Fact.PLACE, "uppsala"))

    reply = bot.reply(Asked("Nej, vi sitter i Solna", conversation_id=first.conversation_id))

    assert (reply.needs[0].place, suggested(reply)[0]) == (Place.SOLNA, SOLNA.id)


def test_every_need_of_a_message_is_answered_anew(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked("We need:\n- lab space in Solna\n- a loan"))

    reply = bot.reply(put_right(first, Fact.PLACE, "uppsala"))

    assert len(first.needs) == len(reply.needs) == len(reply.traces) == 2
    assert {need.place for need in reply.needs} == {Place.UPPSALA}
    assert UPPSALA.id in suggested(reply)[:2]


@pytest.mark.parametrize(
    ("fact", "values"), [(Fact.PLACE, ["atlantis"]), (Fact.TRL, ["10"]), (Fact.STAGE, ["idea", "growth"])]
)
def test_a_value_that_is_none_is_refused_and_leaves_the_conversation_as_it_was(
    build_bot: BuildsBot, engine: Engine, fact: Fact, values: list[str]
) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(LAB_SPACE))

    with pytest.raises(InvalidFact):
        bot.reply(put_right(first, fact, *values))

    with engine.connect() as db:
        assert db.execute(select(turns.c.id)).scalars().all() == [first.turn_id]
    assert bot.reply(put_right(first, Fact.TRL, "5")).needs[0].place is Place.SOLNA


def test_facts_of_an_unknown_conversation_are_refused(build_bot: BuildsBot) -> None:
    with pytest.raises(UnknownConversation):
        build_bot(LAB).reply(Asked(facts={Fact.PLACE: ["solna"]}, conversation_id="0" * 32))


def test_facts_of_a_conversation_without_a_remembered_turn_need_a_question(
    build_bot: BuildsBot, engine: Engine
) -> None:
    begun = new_id()
    with engine.begin() as db:
        db.execute(conversations.insert().values(id=begun, created_at=now()))

    for conversation_id in (begun, None):
        with pytest.raises(InvalidQuestion) as refused:
            build_bot(LAB).reply(Asked(facts={Fact.PLACE: ["solna"]}, conversation_id=conversation_id))
        assert refused.value.fault is Fault.EMPTY


def test_what_came_next_is_told_with_what_speaks_against_it(build_bot: BuildsBot) -> None:
    reply = build_bot(an_organization(SOLNA, UPPSALA, LOAN, SKANE)).reply(Asked(LAB_SPACE))

    (rejected,) = reply.rejected
    assert (rejected.service.id, rejected.organization_id, rejected.need) == (LOAN.id, "lab", 0)
    assert rejected.reasons == (Reason(Bilingual("Erbjuder: Lån", "Offers: Loan"), Met.NOT_MET),)
    assert rejected.service.id not in suggested(reply)


@pytest.mark.parametrize("question", ["Write a poem about spring", "Where is a wind tunnel?"])
def test_an_answer_without_a_way_shows_no_facts_and_nothing_left_out(build_bot: BuildsBot, question: str) -> None:
    reply = build_bot(an_organization(SOLNA, UPPSALA, LOAN, SKANE)).reply(Asked(question))

    assert (reply.suggestions, reply.known, reply.unknown, reply.rejected) == ((), (), (), ())


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("Ligger Labbplats 2 i Solna?", Language.SV, "Labbplats 2 finns i Uppsala."),
        ("Is Lab Space 2 located in Solna?", Language.EN, "Lab Space 2 is in Uppsala."),
        ("vi behöver lån ur Södra fonden", Language.SV, "Katalogen känner ingen som heter ”Södra fonden”."),
        ("we need a loan from Alfa accelerator", Language.EN, "The catalogue knows nobody called “Alfa accelerator”."),
    ],
)
def test_what_a_question_has_wrong_is_put_right_before_the_answer(
    build_bot: BuildsBot, question: str, language: Language, said: str
) -> None:
    reply = build_bot(LAB).reply(Asked(question, language=language))

    assert reply.outcome is Outcome.ANSWERED
    assert reply.text.startswith(said)
    assert reply.suggestions


def test_a_question_that_has_its_place_and_its_names_right_is_not_put_right(build_bot: BuildsBot) -> None:
    bot = build_bot(an_organization(SOLNA, UPPSALA, name=Bilingual("Södra fonden", "Southern fund")))

    for question in ("Ligger Labbplats 2 i Uppsala?", "finns det labbplats hos Södra fonden?"):
        reply = bot.reply(Asked(question))
        assert reply.text.startswith("Börja med")


def test_personal_data_stays_hidden_when_facts_are_put_right(build_bot: BuildsBot, engine: Engine) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(f"{LAB_SPACE}, ring mig på {PHONE}"))

    reply = bot.reply(put_right(first, Fact.PLACE, "uppsala"))

    with engine.connect() as db:
        stored = db.execute(select(turns.c.question)).scalars().all()
    assert reply.question.startswith("Vi behöver labbplats i Uppsala")
    assert not [text for text in (*stored, repr(first), repr(reply)) if PHONE in text or "1740605" in text]


def test_a_place_said_in_an_earlier_turn_is_known_without_words_and_puts_nothing_right(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(LAB_SPACE))

    reply = bot.reply(Asked("Vem svarar på Labbplats 2?", conversation_id=first.conversation_id))

    assert [(one.values, one.words) for one in reply.known] == [(("solna",), "")]
    assert reply.text.startswith("Börja med")


@pytest.mark.parametrize("choice", ["skip", "kind:loan"])
def test_an_answered_question_back_stays_answered(build_bot: BuildsBot, choice: str) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked("Vi vill testa vår produkt"))
    answered = bot.reply(Asked(choice=choice, conversation_id=first.conversation_id))

    reply = bot.reply(put_right(answered, Fact.EMPLOYEES, "12"))

    assert (reply.outcome, suggested(reply)) == (Outcome.ANSWERED, suggested(answered))


def test_a_question_that_said_one_fact_only_survives_its_removal(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)

    assert bot.reply(put_right(bot.reply(Asked("Solna")), Fact.PLACE)).known == ()

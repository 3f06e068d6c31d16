"""A conversation goes on: several needs in one message, and turns that lean on the one before."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import Engine, select

from bot.models import Asked, Outcome, Reply
from bot.routing import AT_MOST
from knowledge.database import tasks, turns
from knowledge.models import Asks, Service
from knowledge.vocabulary import Bilingual, Language, Place, SupportKind
from tests.bot.conftest import BuildsBot
from tests.builders import a_service, an_organization
from tests.fakes import WordEmbedder

PHONE = "070-1740605"


def a_kind(kind: SupportKind, sv: str, en: str, number: int = 1, **facts: object) -> Service:
    """A service of one kind that is found by one Swedish and one English word."""
    return a_service(
        f"lab--{kind.replace('_', '-')}-{number}",
        name=Bilingual(f"{sv.title()} {number}", f"{en.title()} {number}"),
        description=Bilingual(f"Provlabbet ger {sv} till bolag.", f"The Sample Lab gives {en} to companies."),
        kinds=(kind,),
        asks=Asks(sv=(f"vi behöver {sv}",), en=(f"we need {en}",)),
        **facts,
    )


PATENT = a_kind(SupportKind.IP, "patent", "patents")
SEED = a_kind(SupportKind.EQUITY, "såddkapital", "seed capital", fees=Bilingual("Kostar inget.", "Free of charge."))
SOLNA, UPPSALA = (
    a_kind(SupportKind.LAB_SPACE, "labbplats", "lab space", number, places=(place,))
    for number, place in enumerate((Place.SOLNA, Place.UPPSALA), 1)
)
LAB = an_organization(PATENT, SEED, SOLNA, UPPSALA)
THREE_NEEDS = "Vi behöver såddkapital, hjälp med patent och labbplats."
LAB_SPACE = "Vi behöver labbplats i Solna"


def suggested(reply: Reply) -> list[str]:
    return [one.service.id for one in reply.suggestions]


def test_several_needs_give_a_plan_in_the_order_to_take_them(build_bot: BuildsBot) -> None:
    reply = build_bot(LAB).reply(Asked(THREE_NEEDS))

    assert reply.outcome is Outcome.ANSWERED
    assert [need.kinds for need in reply.needs] == [(SupportKind.IP,), (SupportKind.EQUITY,), (SupportKind.LAB_SPACE,)]
    assert "Jag ser 3 behov" in reply.text
    assert "Skyddet kommer före möten med andra" in reply.text


@pytest.mark.parametrize("before", ["Hej! ", "Hej! Mitt nummer är 19811218-9876. "])
def test_a_list_keeps_its_lines_all_the_way_to_the_plan(before: str, build_bot: BuildsBot) -> None:
    reply = build_bot(LAB).reply(Asked(f"{before}Vi behöver:\n- såddkapital\n- patent\n- labbplats"))

    assert {need.kinds for need in reply.needs} == {one.kinds for one in (PATENT, SEED, SOLNA)}


def test_a_need_of_a_plan_that_names_no_kind_is_told_by_its_words_and_not_by_where_all_of_them_are(
    build_bot: BuildsBot,
) -> None:
    reply = build_bot(LAB).reply(Asked("Medicinteknik i Solna. Vi behöver:\n- patent\n- någon som kan sortera celler"))

    patent, cells = (need.summary for need in reply.needs)
    assert patent == "Immaterialrätt, Medicinteknik, Solna"
    assert cells.startswith("Någon som kan sortera celler")


def test_one_of_several_needs_is_sent_only_to_services_of_the_kind_it_names(build_bot: BuildsBot) -> None:
    costs_of_patents = a_kind(SupportKind.GRANT, "patent", "patents")
    bot = build_bot(an_organization(PATENT, SEED, costs_of_patents))

    alone = bot.reply(Asked("Vi behöver patent"))
    planned = bot.reply(Asked("Vi behöver såddkapital och patent"))

    assert set(suggested(alone)) >= {PATENT.id, costs_of_patents.id}
    assert set(suggested(planned)) == {PATENT.id, SEED.id}


def test_each_need_s_best_comes_first_and_none_has_more_than_three(build_bot: BuildsBot) -> None:
    more = [a_kind(SupportKind.LAB_SPACE, "labbplats", "lab space", number) for number in range(3, 7)]

    reply = build_bot(an_organization(PATENT, SEED, SOLNA, *more)).reply(Asked(THREE_NEEDS))

    first = reply.suggestions[:3]
    assert [(one.need, one.service.kinds[0]) for one in first] == [
        (0, SupportKind.IP),
        (1, SupportKind.EQUITY),
        (2, SupportKind.LAB_SPACE),
    ]
    assert max(Counter(one.need for one in reply.suggestions).values()) == AT_MOST


def test_in_a_plan_a_few_words_that_name_a_kind_of_support_are_enough(build_bot: BuildsBot) -> None:
    bot = build_bot(an_organization(PATENT, a_kind(SupportKind.GRANT, "bidrag", "grants")))

    alone = bot.reply(Asked("write a poem about grants"))
    planned = bot.reply(Asked("We need:\n- patents\n- a poem about grants"))

    assert alone.outcome is Outcome.OUT_OF_SCOPE
    assert [need.outcome for need in planned.needs] == [Outcome.ANSWERED, Outcome.ANSWERED]


def test_a_need_in_a_plan_that_nothing_meets_is_said_to_be_unmatched(build_bot: BuildsBot, engine: Engine) -> None:
    reply = build_bot(LAB).reply(Asked("We need:\n- patents\n- where is a wind tunnel"))

    assert reply.outcome is Outcome.ANSWERED
    assert {need.outcome for need in reply.needs} == {Outcome.ANSWERED, Outcome.NO_MATCH}
    assert "The catalogue has no service for this need. The advisors will learn that it exists." in reply.text
    with engine.connect() as db:
        task = db.execute(select(tasks)).one()
    assert (task.kind, task.subject, task.details["kinds"]) == ("no_service", reply.turn_id, [])


@pytest.mark.parametrize(
    ("asked", "question", "said"),
    [
        ("Vi behöver såddkapital", "och vad kostar det?", "Kostar inget."),
        ("We need seed capital", "and what does it cost?", "Free of charge."),
        ("Vi behöver patent", "vad kostar det?", "Det står inte i de källor som vi har sett."),
    ],
)
def test_a_question_about_cost_tells_what_the_catalogue_says_of_what_was_suggested(
    build_bot: BuildsBot, asked: str, question: str, said: str
) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(asked))

    reply = bot.reply(Asked(question, conversation_id=first.conversation_id))

    assert reply.outcome is Outcome.ANSWERED
    assert suggested(reply) == suggested(first)
    name = first.suggestions[0].service.name.in_(first.language)
    assert f"**{name}**" in reply.text.split(said)[0]
    assert said in reply.text


def test_a_correction_of_the_place_routes_anew(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(LAB_SPACE))

    reply = bot.reply(Asked("Nej, vi sitter i Uppsala", conversation_id=first.conversation_id))

    assert (suggested(first)[0], suggested(reply)[0]) == (SOLNA.id, UPPSALA.id)
    assert (reply.needs[0].place, reply.needs[0].kinds) == (Place.UPPSALA, (SupportKind.LAB_SPACE,))


def test_a_new_need_keeps_what_the_company_has_said_about_itself(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(LAB_SPACE))

    reply = bot.reply(Asked("Vi behöver såddkapital också", conversation_id=first.conversation_id))

    assert suggested(reply)[0] == SEED.id
    assert reply.needs[0].place is Place.SOLNA


def test_the_language_can_be_changed_in_so_many_words_and_stays(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    swedish = bot.reply(Asked(LAB_SPACE))

    english = bot.reply(Asked("and in English please", conversation_id=swedish.conversation_id))

    assert (swedish.language, english.language) == (Language.SV, Language.EN)
    assert suggested(english) == suggested(swedish)
    assert "Start with **Lab Space 1**" in english.text


def test_personal_data_is_hidden_in_the_reply_the_turn_and_the_search(
    build_bot: BuildsBot, engine: Engine, model: WordEmbedder
) -> None:
    reply = build_bot(LAB).reply(Asked(f"{LAB_SPACE}, ring mig på {PHONE}"))

    with engine.connect() as db:
        stored = db.execute(select(turns.c.question)).scalar_one()
    assert (reply.question, reply.masked) == (f"{LAB_SPACE}, ring mig på [telefonnummer]", ("phone",))
    assert stored == reply.question
    assert PHONE not in repr(reply)
    searched = [text for text in model.embedded if "ring mig" in text]
    assert searched
    assert not any(PHONE in text or "telefonnummer" in text for text in searched)


def test_personal_data_stays_hidden_in_the_turns_that_follow(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(f"{LAB_SPACE}, ring mig på {PHONE}"))

    reply = bot.reply(Asked("vad kostar det?", conversation_id=first.conversation_id))

    assert PHONE not in repr(reply)
    assert reply.masked == ()


def test_two_questions_back_in_a_row_are_enough(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    vague = "Vi vill testa vår produkt"
    first = bot.reply(Asked(vague))

    second, third = (bot.reply(Asked(vague, conversation_id=first.conversation_id)) for _ in range(2))

    assert [one.outcome for one in (first, second, third)] == [Outcome.NEEDS_DETAIL] * 3
    assert first.question_back
    assert second.question_back
    assert third.question_back is None
    assert "Beskriv vad ni behöver" in third.text


def test_who_asks_for_others_sees_none_twice(build_bot: BuildsBot) -> None:
    labs = [a_kind(SupportKind.LAB_SPACE, "labbplats", "lab space", number) for number in range(1, 8)]
    bot = build_bot(an_organization(*labs))

    first = bot.reply(Asked("Vi behöver labbplats"))
    second = bot.reply(Asked("finns det fler?", conversation_id=first.conversation_id))
    third = bot.reply(Asked("någon annan?", conversation_id=first.conversation_id))

    assert "Fler vägar för samma behov. Priser jämför vi inte." in second.text
    seen = suggested(first) + suggested(second) + suggested(third)
    assert sorted(seen) == sorted(one.id for one in labs)


def test_more_about_one_of_them_tells_of_that_one_alone(build_bot: BuildsBot) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked("Vi behöver labbplats"))

    more = bot.reply(Asked("berätta mer om den andra", conversation_id=first.conversation_id))

    assert suggested(more) == suggested(first)[1:2]
    assert more.suggestions[0].service.description.sv in more.text


@pytest.mark.parametrize(("thanks", "said"), [("tack!", "Varsågod"), ("great, thank you so much", "You are welcome")])
def test_thanks_are_welcome(build_bot: BuildsBot, thanks: str, said: str) -> None:
    bot = build_bot(LAB)
    first = bot.reply(Asked(LAB_SPACE))

    reply = bot.reply(Asked(thanks, conversation_id=first.conversation_id))

    assert (reply.outcome, reply.suggestions) == (Outcome.OUT_OF_SCOPE, ())
    assert said in reply.text

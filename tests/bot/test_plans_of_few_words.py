"""A plan of few words: money of whatever kind, what was refused, and what is no need at all."""

from __future__ import annotations

import pytest

from bot.models import Asked, Outcome, Reply
from knowledge.models import Asks, Status
from knowledge.vocabulary import Bilingual, State, SupportKind
from tests.bot.conftest import BuildsBot
from tests.bot.test_plans_and_follow_ups import LAB, SEED, SOLNA
from tests.builders import a_service, an_organization

VECURA = a_service(
    "vecura",
    name=Bilingual("Vecura", "Vecura"),
    kinds=(SupportKind.PRODUCTION,),
    asks=Asks(sv=("vi behöver GMP-tillverkning",), en=("we need GMP manufacturing",)),
)
NORTH = a_service(
    "north",
    name=Bilingual("Northern cells", "Northern cells"),
    kinds=(SupportKind.PRODUCTION,),
    asks=Asks(sv=("vem gör GMP-tillverkning åt oss",), en=("who does GMP manufacturing for us",)),
)
MAKERS = an_organization(VECURA, NORTH, id="makers")


def suggested(reply: Reply) -> list[str]:
    return [one.service.id for one in reply.suggestions]


@pytest.mark.parametrize("question", ["Behöver labbplats i Solna och pengar", "labbplats i Solna + 2 mkr"])
def test_money_of_whatever_kind_is_a_need_of_a_plan(question: str, build_bot: BuildsBot) -> None:
    reply = build_bot(LAB).reply(Asked(question))

    assert {SOLNA.id, SEED.id} <= set(suggested(reply))
    assert [need.outcome for need in reply.needs] == [Outcome.ANSWERED, Outcome.ANSWERED]


def test_words_before_a_list_are_no_need(build_bot: BuildsBot) -> None:
    reply = build_bot(LAB).reply(Asked("Vi behöver 1) såddkapital 2) labbplats i Solna. Hudkräm."))

    assert [need.kinds for need in reply.needs] == [(SupportKind.EQUITY,), (SupportKind.LAB_SPACE,)]


@pytest.mark.parametrize(
    "question",
    ["Vecura said no. Who else does GMP manufacturing?", "we need GMP manufacturing, but not from Vecura"],
)
def test_who_has_refused_is_not_suggested(question: str, build_bot: BuildsBot) -> None:
    assert suggested(build_bot(MAKERS).reply(Asked(question))) == ["north"]


def test_who_is_asked_about_by_name_is_all_that_is_shown(build_bot: BuildsBot) -> None:
    assert suggested(build_bot(MAKERS).reply(Asked("How do I reach Vecura?"))) == ["vecura"]


def test_who_refuses_after_the_answer_is_left_out_of_the_next(build_bot: BuildsBot) -> None:
    bot = build_bot(MAKERS)
    first = bot.reply(Asked("we need GMP manufacturing"))
    after = bot.reply(Asked("hmm, not Vecura, they already rejected us", conversation_id=first.conversation_id))

    assert "vecura" in suggested(first)
    assert suggested(after) == ["north"]


def test_nothing_leads_to_who_has_refused_not_even_what_has_ended(build_bot: BuildsBot) -> None:
    ended = a_service(
        "old",
        name=Bilingual("Cellhuset", "Cell house"),
        kinds=(SupportKind.PRODUCTION,),
        status=Status(State.ENDED, note=Bilingual("Slut.", "Over.")),
        instead=("vecura",),
        asks=Asks(sv=("vem gör GMP-tillverkning i liten skala",), en=("who does small GMP manufacturing",)),
    )
    bot = build_bot(an_organization(VECURA, NORTH, ended, id="makers"))

    assert "vecura" in suggested(bot.reply(Asked("who does small GMP manufacturing")))
    assert "vecura" not in suggested(bot.reply(Asked("Vecura said no. Who does small GMP manufacturing?")))


def test_what_has_ended_with_nothing_in_its_place_is_said_to_be_missing(build_bot: BuildsBot) -> None:
    over = a_service(
        "rats",
        name=Bilingual("Råttlabbet", "The rat lab"),
        kinds=(SupportKind.RESEARCH_INFRASTRUCTURE,),
        status=Status(State.ENDED, note=Bilingual("Slut 2025.", "Over since 2025.")),
        asks=Asks(sv=("vem gör toxstudier på råtta",), en=("who does toxicology in rats",)),
    )

    reply = build_bot(an_organization(VECURA, over, id="makers")).reply(Asked("who does toxicology in rats"))

    assert (reply.outcome, suggested(reply)) == (Outcome.NO_MATCH, [])
    assert "Over since 2025." in reply.text

from dataclasses import replace

import pytest

from bot.company import Fact
from bot.deciding import Decision
from bot.following import About
from bot.models import Evidence, Likeness, Met, Need, Outcome, Reason, Rejected, Suggestion, Trace, Weighed
from bot.naming import Named
from bot.parts import Part, best_first, beyond_names, explained, in_plan, only_kind
from bot.reading import Turn
from bot.routing import Route
from knowledge.catalogue import Catalogue
from knowledge.models import Eligibility, Rule
from knowledge.vocabulary import Bilingual, CompanyFact, Language, Operator, Place, SupportKind
from tests.builders import a_hit, a_need, a_service
from tests.web.replies import a_reply, a_suggestion

FARTHER = (Reason(Bilingual("Längre bort", "Farther"), Met.NOT_MET),)


def suggestion(service_id: str) -> Suggestion:
    return a_suggestion(service=a_service(service_id))


def rejected(service_id: str, need: int = 0) -> Rejected:
    return Rejected(a_service(service_id), "lab", Bilingual("Provlabbet", "The Sample Lab"), FARTHER, need)


def a_part(
    *services: str,
    outcome: Outcome = Outcome.ANSWERED,
    near: str = "",
    kinds: tuple[SupportKind, ...] = (SupportKind.LAB_SPACE,),
) -> Part:
    """A need with what it is sent to, best first, and what came nearest after that."""
    found = tuple(suggestion(one) for one in services)
    weighed = tuple(Weighed(one, 0.5, {}, 0.5) for one in services)
    return Part(
        a_need(kinds=kinds, outcome=outcome),
        Evidence(tuple(a_hit(one) for one in services), (), {}),
        Named(),
        Route(found, weighed, (), rejected(near) if near else None),
        Decision(outcome, f"group of {services}"),
    )


def a_turn(need: Need | None = None, about: About | None = None) -> Turn:
    return Turn("Labb?", "Labb?", need or a_need(), Language.SV, Language.SV, about=about)


def ranked(*parts: Part) -> list[tuple[int, str]]:
    return [(one.need, one.service.id) for one in best_first(parts)]


def test_each_need_s_best_comes_before_any_need_s_second() -> None:
    assert ranked(a_part("a", "b", "c"), a_part("d", "e"), a_part("f")) == [
        (0, "a"),
        (1, "d"),
        (2, "f"),
        (0, "b"),
        (1, "e"),
        (0, "c"),
    ]


def test_the_best_for_two_needs_is_shown_for_both_and_never_again() -> None:
    assert ranked(a_part("a", "b"), a_part("a", "b", "c")) == [(0, "a"), (1, "a"), (0, "b"), (1, "c")]
    assert ranked(a_part("a", "b"), a_part("b", "a")) == [(0, "a"), (1, "b")]


def test_a_need_without_a_way_keeps_its_number_in_the_plan() -> None:
    assert ranked(a_part("a", outcome=Outcome.NO_MATCH), a_part("b", "c")) == [(1, "b"), (1, "c")]
    assert ranked(a_part(outcome=Outcome.NO_MATCH)) == []


def test_a_kind_that_only_a_name_says_is_not_asked_for() -> None:
    accelerator = a_service("eic", name=Bilingual("EIC Accelerator", "EIC Accelerator"), kinds=(SupportKind.GRANT,))
    catalogue = Catalogue(1, {}, {"eic": accelerator}, {})
    need = a_need(kinds=(SupportKind.INCUBATOR, SupportKind.GRANT))

    assert beyond_names(need, {"eic"}, catalogue).kinds == (SupportKind.GRANT,)
    assert beyond_names(need, set(), catalogue).kinds == need.kinds


def test_a_need_keeps_to_its_kind_only_when_it_names_one() -> None:
    assert only_kind(a_need(kinds=(SupportKind.GRANT,))) is SupportKind.GRANT
    assert only_kind(a_need(kinds=(SupportKind.GRANT, SupportKind.LOAN))) is None
    assert only_kind(a_need(kinds=())) is None


@pytest.mark.parametrize("outcome", [Outcome.OUT_OF_SCOPE, Outcome.NEEDS_DETAIL])
def test_in_a_plan_a_need_that_names_its_kind_is_answered_however_short(outcome: Outcome) -> None:
    short = a_part("a", outcome=outcome)

    assert in_plan(short, Language.EN) == replace(short, need=replace(short.need, outcome=Outcome.ANSWERED))


@pytest.mark.parametrize(("refusal", "expected"), [(0.45, Outcome.ANSWERED), (0.6, Outcome.OUT_OF_SCOPE)])
def test_in_a_plan_a_need_that_is_hardly_like_a_refusal_is_answered(refusal: float, expected: Outcome) -> None:
    likeness = {"answered": Likeness(0.4, ""), "out_of_scope": Likeness(refusal, "general")}
    short = a_part("a", outcome=Outcome.OUT_OF_SCOPE, kinds=())

    assert (
        in_plan(replace(short, evidence=replace(short.evidence, likeness=likeness)), Language.EN).need.outcome
        is expected
    )


@pytest.mark.parametrize(
    "part",
    [
        a_part("a"),
        a_part("a", outcome=Outcome.NO_MATCH),
        a_part("a", outcome=Outcome.BLOCKED),
        a_part("a", outcome=Outcome.NEEDS_DETAIL, kinds=()),
    ],
)
def test_a_plan_changes_no_other_ending(part: Part) -> None:
    assert in_plan(part, Language.EN) == part


def test_in_a_plan_what_is_out_of_scope_is_not_repeated() -> None:
    aside = a_part(outcome=Outcome.OUT_OF_SCOPE)

    assert in_plan(aside, Language.SV).need.summary == "Något annat"
    assert in_plan(aside, Language.EN).need.summary == "Something else"


def test_a_reply_tells_what_is_known_and_what_the_conditions_of_what_is_shown_ask_for() -> None:
    rule = Rule(CompanyFact.EMPLOYEES, Operator.AT_MOST, 50, Bilingual("Högst 50", "At most 50"))
    strict = a_suggestion(service=a_service(eligibility=Eligibility(rules=(rule,))))

    reply = explained(a_reply(suggestions=(strict,)), a_turn(a_need(place=Place.SOLNA)), [a_part("lab-sequencing")])

    assert [one.fact for one in reply.known] == [Fact.PLACE]
    assert reply.unknown == (Fact.EMPLOYEES, Fact.STAGE, Fact.SECTORS)


def test_where_nothing_is_shown_nothing_is_asked_of_the_company() -> None:
    part = a_part(outcome=Outcome.NO_MATCH)

    reply = explained(a_reply(suggestions=()), a_turn(a_need(place=Place.SOLNA)), [part])

    assert (reply.known, reply.unknown, reply.rejected) == ((), (), ())


def test_what_came_next_is_told_for_each_answered_need_unless_it_is_shown_for_another() -> None:
    parts = [
        a_part("a", near="shown"),
        a_part("b", near="second"),
        a_part("c", near="declined", outcome=Outcome.OUT_OF_SCOPE),
        a_part("d"),
    ]

    reply = explained(a_reply(suggestions=(suggestion("a"), suggestion("shown"))), a_turn(), parts)

    assert reply.rejected == (rejected("second", need=1),)


def test_a_question_about_a_detail_is_not_told_what_was_left_out() -> None:
    assert explained(a_reply(), a_turn(about=About.COST), [a_part("a", near="b")]).rejected == ()


def test_every_need_has_its_trace_in_the_plans_order() -> None:
    parts = [a_part("a", kinds=(SupportKind.IP,)), a_part("b", outcome=Outcome.NO_MATCH)]

    reply = explained(a_reply(), a_turn(), parts)

    assert reply.traces == tuple(Trace(one.evidence, one.routed.weighed, one.decision.group) for one in parts)


def test_nothing_else_in_a_reply_changes() -> None:
    reply = a_reply()

    told = explained(reply, a_turn(), [a_part("a", near="b")])

    assert replace(told, known=(), unknown=(), rejected=(), traces=()) == reply

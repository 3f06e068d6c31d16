from dataclasses import replace

from bot.models import Outcome
from evals.replies import Candidate
from evals.scoring import score
from evals.tracing import trace
from knowledge.vocabulary import SupportKind
from tests.evals.builders import a_candidate, a_row, a_suggestion

NEAR = (
    Candidate("other", 0.71, {"kind": 0.2}, 0.91, {"dense": 1, "lexical": 4}, "svc:other:ask:sv:1a", 0.55),
    Candidate("good", 0.8, {"kind": -0.25, "stage": -0.1}, 0.45, {"lexical": 2}, "svc:good:profile:sv", 0.41),
    Candidate("so-so", 0.0, {}, 0.2, {}, None, 0.3),
)
FOUND = a_row(
    "other",
    accepted=("so-so",),
    got={
        "suggestions": (a_suggestion("other"),),
        "candidates": NEAR,
        "kinds": ((SupportKind.GRANT, SupportKind.LOAN), ()),
        "passages": ("guide-a", "guide-b"),
        "similarity": 0.55,
        "likeness": {"vague": 0.1, "out_of_scope": 0.25},
    },
)


def line(shown: str, beginning: str) -> str:
    return next(one for one in shown.splitlines() if one.startswith(beginning))


def test_a_trace_says_what_was_asked_expected_got_understood_and_decided() -> None:
    assert trace(FOUND, {}).splitlines()[:5] == [
        "c: Labb?",
        "expected  answered; ideal good, fine; acceptable so-so",
        "got       answered in sv: other",
        "understood grant, loan; no kind named",
        "decided   by the services found; nearest service 0.550, nearest refusals vague 0.100, out_of_scope 0.250",
    ]


def test_each_candidate_shows_its_scores_its_legs_what_facts_added_and_its_text() -> None:
    shown = trace(FOUND, {})

    assert line(shown, ">  other").split() == (
        "> other 0.910 0.710 0.550 dense 1, lexical 4; kind +0.2; svc:other:ask:sv:1a".split()
    )


def test_a_rejected_candidate_says_why_and_whether_it_was_the_ideal_one() -> None:
    shown = trace(FOUND, {})

    assert line(shown, " * good").split() == (
        "* good 0.450 0.800 0.410 lexical 2; kind -0.25, stage -0.1; svc:good:profile:sv".split()
    )
    assert line(shown, " + so-so").split() == "+ so-so 0.200 0.000 0.300 named; -; -".split()


def test_an_ideal_candidate_is_shown_however_far_down_it_stands() -> None:
    near = tuple(a_candidate(f"near-{number}", 0.9) for number in range(12))

    shown = trace(a_row("near-0", got={"candidates": (*near, a_candidate("good", 0.1))}), {})

    assert line(shown, " * good")
    assert "near-9" in shown
    assert "near-10" not in shown


def test_each_need_shows_its_own_candidates() -> None:
    near = (a_candidate("lab", 0.9), a_candidate("other", 0.4), replace(a_candidate("fund", 0.8), need=1))
    kinds = ((SupportKind.BIOBANK,), (SupportKind.GRANT,), ())

    shown = trace(a_row("lab", "fund", got={"candidates": near, "kinds": kinds}), {})

    first, second, third = shown[shown.index("need 1") : shown.index("passages")].split("\n\n")[:3]
    assert [one.split()[:3] for one in (first, second, third)] == [
        ["need", str(number), "service"] for number in (1, 2, 3)
    ]
    assert [one.split()[-7] for one in first.splitlines()[1:]] == ["lab", "other"]
    assert [one.split()[1] for one in second.splitlines()[1:]] == ["fund"]
    assert third.splitlines()[1:] == []


def test_a_turn_of_one_need_has_no_number_on_it() -> None:
    assert "need 1" not in trace(a_row("lab"), {})


def test_a_trace_ends_with_the_passages_and_what_the_answer_is_worth() -> None:
    shown = trace(FOUND, score([FOUND]))

    assert line(shown, "passages") == "passages  guide-a, guide-b"
    assert line(shown, "worth").startswith("worth     first +0, among_three +0, false_alarms +0, outcome +1, cost +4")


def test_a_measure_of_other_cases_is_left_out() -> None:
    assert line(trace(FOUND, {"first": {"c": 0.0}, "needs": {"d": 1.0}}), "worth") == "worth     first +0"


def test_a_refusal_names_the_group_that_decided_and_has_dashes_for_what_is_not_there() -> None:
    refused = a_row(
        outcome=Outcome.OUT_OF_SCOPE, best=(), turns=("En dikt?",), got={"decided_by": "poems", "similarity": 0.0}
    )

    shown = trace(refused, {}).splitlines()

    assert shown[:5] == [
        "c: Labb? / En dikt?",
        "expected  answered; ideal -; acceptable -",
        "got       out_of_scope in sv: -",
        "understood no kind named",
        "decided   poems; nearest service 0.000, nearest refusals -",
    ]
    assert shown[-2:] == ["passages  -", "worth     "]

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.models import Outcome
from evals.cases import InvalidSuite, load
from evals.writing import CannotWrite, Draft, write_case
from knowledge.vocabulary import Language, SupportKind

KNOWN = ["lab", "clinic", "closed"]
DRAFT = Draft(
    {Language.SV: "Var kan vi mäta?", Language.EN: "Who measures this?"},
    Outcome.ANSWERED,
    "a measurement",
    area="lab_space",
    best=("lab",),
    accepted=("clinic",),
    must_not=("closed",),
)


def a_line(id_: str, question: str) -> str:
    fields = {"id": id_, "pair": id_.rpartition("-")[0], "language": id_[-2:], "question": question}
    return json.dumps({**fields, "expected": "answered", "split": "dev", "why": "w", "best": ["lab"]}) + "\n"


@pytest.fixture
def suites(tmp_path: Path) -> Path:
    """Two suites that count together, and one that nobody has written in."""
    routing = a_line("rt-001-sv", "Ett?") + a_line("rt-001-en", "One?") + a_line("rt-002-sv", "Två?")
    (tmp_path / "routing.jsonl").write_text(routing, "utf-8")
    (tmp_path / "routing_more.jsonl").write_text(a_line("rt-009-sv", "Nio?").rstrip("\n"), "utf-8")
    (tmp_path / "vague.jsonl").touch()
    return tmp_path


def held(suites: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in suites.iterdir()}


def test_a_new_case_stands_last_in_its_suite_in_both_languages_with_every_fact(suites: Path) -> None:
    before = held(suites)["routing.jsonl"]

    lines = write_case("routing", DRAFT, KNOWN, suites)

    swedish, english = [case for case in load(suites) if case.group == "routing"][-2:]
    assert (swedish.id, english.id, swedish.pair, english.pair) == ("rt-010-sv", "rt-010-en", "rt-010", "rt-010")
    assert (swedish.question, english.question) == ("Var kan vi mäta?", "Who measures this?")
    assert (swedish.expected, swedish.area, swedish.why) == (Outcome.ANSWERED, SupportKind.LAB_SPACE, "a measurement")
    assert (swedish.best, swedish.accepted, swedish.must_not) == (("lab",), ("clinic",), ("closed",))
    assert held(suites)["routing.jsonl"] == before + "".join(f"{line}\n" for line in lines)
    assert "mäta" in lines[0]


def test_a_number_is_taken_once_among_all_suites_that_count_together(suites: Path) -> None:
    write_case("routing", DRAFT, KNOWN, suites)
    other = replace(DRAFT, questions={Language.SV: "Var finns en klinik?", Language.EN: "Which clinic?"})
    write_case("routing_more", other, KNOWN, suites)

    assert [case.id for case in load(suites)][-2:] == ["rt-011-sv", "rt-011-en"]


def test_every_second_pair_is_final_and_a_pair_is_never_divided(suites: Path) -> None:
    for number in range(4):
        asked = {Language.SV: f"Fråga {number}?", Language.EN: f"Question {number}?"}
        write_case("routing", replace(DRAFT, questions=asked), KNOWN, suites)

    written = [(case.pair, case.split) for case in load(suites) if case.pair and case.pair >= "rt-010"]
    assert written == [
        *[("rt-010", "final")] * 2,
        *[("rt-011", "dev")] * 2,
        *[("rt-012", "final")] * 2,
        *[("rt-013", "dev")] * 2,
    ]


def test_the_first_case_of_a_suite_takes_its_letters_from_the_suite(suites: Path) -> None:
    vague = replace(DRAFT, expected=Outcome.NEEDS_DETAIL, area=None, best=(), accepted=(), must_not=())

    write_case("vague", vague, KNOWN, suites)

    assert [case.id for case in load(suites) if case.group == "vague"] == ["va-001-sv", "va-001-en"]
    assert held(suites)["vague.jsonl"].startswith("{")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"best": ("lab", "labb")}, "no such service in the catalogue: labb"),
        ({"accepted": ("klinik", "annan")}, "no such service in the catalogue: annan, klinik"),
        ({"must_not": ("open",)}, "no such service in the catalogue: open"),
        ({"best": ()}, "an answered case needs the service that is ideal: --best ID"),
        ({"expected": Outcome.NO_MATCH}, "a case that ends as no_match has no ideal service: leave --best out"),
        ({"area": "grants"}, "no such kind of support: grants; there are research_infrastructure, lab_space"),
        ({"questions": {Language.SV: "ett? ", Language.EN: "Which?"}}, "this is asked already: ett?"),
        ({"questions": {Language.SV: "Vilken?", Language.EN: "NIO?"}}, "this is asked already: NIO?"),
        ({"questions": {Language.SV: "Demo?", Language.EN: "demo?"}}, "this is asked already: Demo?"),
        ({"questions": {Language.SV: "Vilken?", Language.EN: " "}}, "a case needs a question in both languages"),
        ({"why": ""}, "a case needs a question in both languages, and the need behind them"),
    ],
)
def test_a_case_that_cannot_be_kept_says_what_to_mend_and_leaves_the_suites_alone(
    suites: Path, facts: dict[str, object], said: str
) -> None:
    before = held(suites)

    with pytest.raises(CannotWrite) as refusal:
        write_case("routing", replace(DRAFT, **facts), KNOWN, suites)  # type: ignore[arg-type]

    assert str(refusal.value).startswith(said)
    assert held(suites) == before


def test_a_suite_that_there_is_not_names_those_that_there_are(suites: Path) -> None:
    before = held(suites)

    with pytest.raises(CannotWrite, match="there is no suite rooting: routing, routing_more, vague"):
        write_case("rooting", DRAFT, KNOWN, suites)

    assert held(suites) == before


def test_no_case_is_added_to_suites_that_must_be_mended_first(suites: Path) -> None:
    (suites / "vague.jsonl").write_text("{", "utf-8")
    before = held(suites)

    with pytest.raises(InvalidSuite, match=r"vague\.jsonl:1: not JSON"):
        write_case("routing", DRAFT, KNOWN, suites)

    assert held(suites) == before

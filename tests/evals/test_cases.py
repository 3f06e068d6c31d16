from pathlib import Path

import pytest

from bot.models import Outcome
from evals.cases import InvalidSuite, load
from knowledge.assembly import SEED
from knowledge.exchange import read_organization
from knowledge.vocabulary import Language

LINE = (
    '{{"id": "{id}", "language": "sv", "question": "Labb?", "expected": "answered", "split": "{split}",'
    ' "why": "w", "best": ["lab"]}}'
)


def a_suite(folder: Path, *lines: str) -> Path:
    (folder / "one.jsonl").write_text("\n".join(lines), "utf-8")
    return folder


def test_cases_are_read_from_every_suite_in_order(tmp_path: Path) -> None:
    a_suite(tmp_path, LINE.format(id="a", split="dev"), "", LINE.format(id="b", split="final"))

    cases = load(tmp_path)

    assert [case.id for case in cases] == ["a", "b"]
    assert (cases[0].language, cases[0].expected, cases[0].best) == (Language.SV, Outcome.ANSWERED, ("lab",))


def test_a_question_may_hold_line_breaks_of_other_kinds(tmp_path: Path) -> None:
    a_suite(tmp_path, LINE.format(id="a", split="dev").replace("Labb?", "Labb\u2028och\x85mer?"))

    assert [case.question for case in load(tmp_path)] == ["Labb\u2028och\x85mer?"]


def test_one_split_is_read_alone(tmp_path: Path) -> None:
    a_suite(tmp_path, LINE.format(id="a", split="dev"), LINE.format(id="b", split="final"))

    assert [case.id for case in load(tmp_path, "final")] == ["b"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "one.jsonl:1: not JSON"),
        ('{"id": "a"}', "one.jsonl:1: language: "),
        (LINE.format(id="a", split="dev").replace('"sv"', '"fi"'), "one.jsonl:1: language: "),
        (LINE.format(id="a", split="dev").replace('"why"', '"because"'), "one.jsonl:1: because: "),
    ],
)
def test_a_fault_is_named_by_file_line_and_field(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(InvalidSuite, match=said):
        load(a_suite(tmp_path, line))


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    line = LINE.format(id="a", split="dev")

    with pytest.raises(InvalidSuite, match="a: the id stands twice"):
        load(a_suite(tmp_path, line, line))


def test_a_translation_names_the_case_that_it_translates(tmp_path: Path) -> None:
    twin = LINE.format(id="b", split="dev").replace('"why"', '"twin": "a", "why"')

    with pytest.raises(InvalidSuite, match="b: no case is called a"):
        load(a_suite(tmp_path, twin))

    assert load(a_suite(tmp_path, twin, LINE.format(id="a", split="dev")))[0].twin == "a"


def test_our_translations_are_in_the_other_language_of_the_same_need_and_split() -> None:
    cases = {case.id: case for case in load()}
    twins = [(case, cases[case.twin]) for case in cases.values() if case.twin]

    assert len(twins) >= 240
    for one, other in twins:
        assert one.language is other.language.other
        assert (one.pair, one.split, one.best, one.accepted) == (other.pair, other.split, other.best, other.accepted)


def test_our_suites_name_services_that_the_seed_has() -> None:
    seeded = {
        service.id for path in (SEED / "organizations").glob("*.yaml") for service in read_organization(path).services
    }
    named = {id_ for case in load() for id_ in (*case.best, *case.accepted, *case.must_not)}

    assert named - seeded == set()


def test_our_suites_ask_every_pair_in_both_languages() -> None:
    pairs: dict[str, set[Language]] = {}
    for case in load():
        if case.best and case.pair:
            pairs.setdefault(case.pair, set()).add(case.language)

    assert len(pairs) >= 60
    assert {pair for pair, languages in pairs.items() if languages != set(Language)} == set()

from dataclasses import replace

import pytest

from bot.models import Outcome
from evals.measures import Row
from evals.perturbing import Kind, flips, perturbations, perturbed
from knowledge.terms import Term
from knowledge.vocabulary import Language
from tests.evals.builders import a_case, an_answer

TERMS = (
    Term(("renrum", "renrumslokal"), ("cleanroom", "clean room")),
    Term(("klinisk prövning", "läkemedelsprövning"), ("clinical trial", "drug trial")),
    Term(("läkemedel",), ("medicine", "drug")),
    Term(("prövning",), ("trial",)),
    Term(("bolag", "företag"), ("company",)),
    Term(("skola",), ("school",)),
)


def rewritten(question: str, kind: Kind, language: Language = Language.SV) -> str | None:
    other = perturbed(a_case(question=question, language=language), kind, TERMS)
    return other.question if other else None


def edits(one: str, other: str) -> int:
    """How many letters must be put in, taken away or replaced to go from one text to the other."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, row = row, [place]
        for column, got in enumerate(other, start=1):
            row.append(min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != got)))
    return row[-1]


@pytest.mark.parametrize("case_id", [f"c{number}" for number in range(20)])
def test_typos_touch_one_or_two_long_words_lightly(case_id: str) -> None:
    case = a_case(id=case_id, question="Vem hyr ut renrumslokal till medicinteknik i Solna?")

    other = perturbed(case, Kind.TYPOS, TERMS)

    assert other
    words = list(zip(case.question.split(), other.question.split(), strict=True))
    changed = [(one, got) for one, got in words if one != got]
    assert 1 <= len(changed) <= 2
    for one, got in changed:
        assert one in {"renrumslokal", "medicinteknik"}
        assert (one[0], one[-1]) == (got[0], got[-1])
        assert edits(one, got) <= 2


def test_case_and_diacritics_are_taken_away() -> None:
    assert rewritten("Får Åsa öl?", Kind.UPPER) == "FÅR ÅSA ÖL?"
    assert rewritten("Får Åsa öl?", Kind.LOWER) == "får åsa öl?"
    assert rewritten("Får Åsa öl?", Kind.NO_DIACRITICS) == "Far Asa ol?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("We are two. Who helps?", "Who helps? We are two."),
        ("In Solna, who helps?", "who helps, In Solna?"),
        ("Who helps?", "helps Who?"),
    ],
)
def test_neighbours_change_places_and_the_end_stays(question: str, expected: str) -> None:
    assert rewritten(question, Kind.WORD_ORDER, Language.EN) == expected


def test_only_two_neighbours_change_places() -> None:
    question = "one two three four five six"

    got = rewritten(question, Kind.WORD_ORDER, Language.EN)

    assert got
    assert sorted(got.split()) == sorted(question.split())
    assert sum(one != other for one, other in zip(got.split(), question.split(), strict=True)) == 2


@pytest.mark.parametrize("language", Language)
def test_small_talk_says_who_asks_before_the_question_and_asks_for_whom_after_it(language: Language) -> None:
    got = rewritten("Renrum?", Kind.SMALL_TALK, language)

    assert got
    before, after = got.split("Renrum?")
    assert before.strip().endswith(".")
    assert after.strip().startswith(("Vem", "Who"))


@pytest.mark.parametrize(("language", "polite"), [(Language.SV, "hej god"), (Language.EN, "hello hi, good")])
def test_politeness_is_put_around_the_question_in_its_own_language(language: Language, polite: str) -> None:
    got = rewritten("Renrum?", Kind.POLITE, language)

    assert got
    before, _, after = got.partition(" Renrum? ")
    assert after
    assert before.lower().split()[0].rstrip("!,") in polite.replace(",", "").split()


def test_the_longest_plain_terms_come_in_the_other_language() -> None:
    assert rewritten("Var finns Renrum?", Kind.MIXED) == "Var finns cleanroom?"
    assert rewritten("Vem gör klinisk prövning?", Kind.MIXED) == "Vem gör clinical trial?"
    assert rewritten("Who runs a clinical trial?", Kind.MIXED, Language.EN) == "Who runs a klinisk prövning?"


def test_synonyms_stay_since_their_counterpart_is_not_known() -> None:
    assert rewritten("Var finns renrumslokal?", Kind.MIXED) is None


def test_no_more_than_two_terms_are_replaced() -> None:
    got = rewritten("renrum bolag skola läkemedel", Kind.MIXED)

    assert got
    assert sum(word in {"cleanroom", "company", "school", "medicine"} for word in got.split()) == 2


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Ett läkemedelsbolag?", "Ett läkemedels bolag?"),
        ("En läkemedelsprövning?", "En läkemedels prövning?"),
        ("Vårt skolföretag", "Vårt skol företag"),
        ("Våra läkemedelsbolagen", "Våra läkemedels bolagen"),
    ],
)
def test_a_compound_of_two_known_words_is_written_apart(question: str, expected: str) -> None:
    assert rewritten(question, Kind.APART) == expected


@pytest.mark.parametrize(
    "question", ["Våra personliga skolorna", "Bolagens läkemedlen", "Ett lastbilsbolag", "skoleller"]
)
def test_endings_and_unknown_parts_are_not_cut_off(question: str) -> None:
    assert rewritten(question, Kind.APART) is None


def test_english_is_not_written_apart() -> None:
    assert rewritten("läkemedelsbolag", Kind.APART, Language.EN) is None


def test_what_would_not_change_is_no_case() -> None:
    assert rewritten("öl", Kind.TYPOS) is None
    assert rewritten("labb", Kind.LOWER) is None
    assert rewritten("labb", Kind.NO_DIACRITICS) is None
    assert rewritten("labb", Kind.WORD_ORDER) is None


def test_every_turn_is_rewritten_and_what_is_expected_stays() -> None:
    case = a_case(question="Renrum?", turns=("I Solna",), best=("good",))

    got = perturbed(case, Kind.UPPER, TERMS)

    assert got == replace(case, id="c~upper", pair="p~upper", question="RENRUM?", turns=("I SOLNA",))


def test_the_same_case_is_always_rewritten_alike() -> None:
    cases = [
        a_case(id=f"c{number}", question="Vem hyr ut renrum, till ett läkemedelsbolag i Solna?") for number in range(5)
    ]

    once, again = perturbations(cases, TERMS), perturbations(cases, TERMS)

    assert once == again
    assert [one.id for one in once[: len(Kind)]] == [f"c0~{kind}" for kind in Kind]
    assert len({one.question for one in once if one.id.endswith("~typos")}) > 1


def a_pair(kind: Kind, before: Row, *services: str, outcome: Outcome = Outcome.ANSWERED) -> Row:
    """What the rewritten case of a row got."""
    case = replace(before.case, id=f"{before.case.id}~{kind}")
    return Row(case, an_answer(*services, case_id=case.id, outcome=outcome))


def a_row(case_id: str, *services: str) -> Row:
    case = a_case(id=case_id)
    return Row(case, an_answer(*services, case_id=case_id))


def test_a_flip_is_another_outcome_or_another_first_suggestion() -> None:
    before = [a_row("a", "good", "bad"), a_row("b", "good"), a_row("c", "good"), a_row("d", "bad")]
    after = [
        a_pair(Kind.TYPOS, before[0], "good", "worse"),
        a_pair(Kind.TYPOS, before[1], "fine"),
        a_pair(Kind.TYPOS, before[2], outcome=Outcome.NO_MATCH),
        a_pair(Kind.TYPOS, before[3], "worse"),
        a_pair(Kind.UPPER, before[0], "good"),
    ]

    typos, upper = flips(before, after)

    assert (typos.kind, typos.asked, typos.share) == (Kind.TYPOS, 4, 3 / 4)
    assert [(flip.before.case.id, flip.after.case.id) for flip in typos.flipped] == [
        ("b", "b~typos"),
        ("c", "c~typos"),
        ("d", "d~typos"),
    ]
    # From one ideal service to another, and from wrong to wrong, nothing is lost.
    assert typos.lost == pytest.approx(1 / 4)
    assert (upper.asked, upper.share, upper.flipped) == (1, 0.0, ())


def test_a_case_that_was_asked_in_one_wording_only_says_nothing() -> None:
    assert flips([], [a_pair(Kind.TYPOS, a_row("a", "good"), "bad")]) == []

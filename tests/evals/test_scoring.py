from dataclasses import replace

from sqlalchemy import Engine

from bot.models import Outcome
from evals.cases import Case
from evals.integrity import known
from evals.measures import Row
from evals.running import run
from evals.scoring import MEASURES, Measure, figures, groups, known_to, language_gap, score
from ingest.publishing import Publisher
from knowledge.assembly import Knowledge
from knowledge.catalogue import Catalogue
from knowledge.lexicon import Lexicon
from knowledge.published import PublishedCatalogue
from knowledge.terms import Bridge
from knowledge.vocabulary import Language, SupportKind
from tests.bot.conftest import BuildsBot
from tests.builders import a_document, an_organization
from tests.evals.builders import a_case, a_row, a_suggestion, an_email
from tests.fakes import WordEmbedder

NOTHING = known(Catalogue(1, {}, {}, {}), [])


def pair(name: str, swedish: str, english: str) -> list[Row]:
    return [
        a_row(service, id=f"{name}-{language}", pair=name, language=language)
        for language, service in zip(Language, (swedish, english), strict=True)
    ]


def test_a_sheet_holds_each_measure_for_the_cases_that_it_can_be_measured_in() -> None:
    vague = a_row(outcome=Outcome.NEEDS_DETAIL, id="v", expected=Outcome.NEEDS_DETAIL, best=())

    sheet = score([*pair("q", "good", "bad"), vague])

    assert sheet["first"] == {"q-sv": 1.0, "q-en": 0.0}
    assert sheet["outcome"] == {"q-sv": 1.0, "q-en": 1.0, "v": 1.0}
    assert sheet["asks_back"] == {"v": 1.0}
    assert sheet["parity_of_needs"] == {"q-sv": 1.0, "q-en": 1.0}
    assert sheet["parity"] == {}
    assert sheet["cost"] == {"q-sv": 0.0, "q-en": 4.0, "v": 0.0}
    assert sheet["needs"] == sheet["declines"] == {}


def test_integrity_is_measured_against_what_is_known() -> None:
    shown = a_row(got={"suggestions": (a_suggestion("good", an_email("chef@lab.example")),)})

    assert score([shown], NOTHING)["contact_integrity"] == {"c": 0.0}
    assert "contact_integrity" not in score([shown])


def test_every_measure_has_a_value_and_every_value_a_measure() -> None:
    sheet = score([a_row("good")], NOTHING)

    assert list(sheet) == list(MEASURES)


def test_what_the_design_promises_is_a_floor() -> None:
    floors = {name: measure.floor for name, measure in MEASURES.items() if measure.floor is not None}

    assert floors == {
        "first": 0.85,
        "among_three": 0.95,
        "parity": 0.90,
        "needs": 0.90,
        "asks_back": 0.90,
        "declines": 0.90,
        "says_none": 0.90,
        "false_alarms": 0.03,
        "contact_integrity": 1.0,
        "echo": 1.0,
    }


def test_a_floor_is_kept_on_its_own_side() -> None:
    assert Measure("right", floor=0.9).holds(0.9)
    assert Measure("right", floor=0.9).holds(0.89) is False
    assert Measure("wrong", more_is_better=False, floor=0.03).holds(0.03)
    assert Measure("wrong", more_is_better=False, floor=0.03).holds(0.04) is False
    assert Measure("plain").holds(0.0) is None


def test_a_case_is_counted_under_its_language_suite_area_and_noise() -> None:
    assert groups(a_case(group="routing", area=SupportKind.GRANT, noise="typo")) == {
        "language": "sv",
        "group": "routing",
        "area": "grant",
        "noise": "typo",
    }
    assert set(groups(a_case()).values()) == {"sv", "none"}


def test_figures_are_means_over_each_group() -> None:
    rows = [*pair("q", "good", "bad"), *pair("r", "fine", "good")]
    cases = [one.case for one in rows]

    by_language = figures(cases, score(rows), "language")
    overall = figures(cases, score(rows))

    assert {value: found["first"].value for value, found in by_language.items()} == {"en": 0.5, "sv": 1.0}
    assert (overall["all"]["first"].value, overall["all"]["first"].count) == (0.75, 4)
    assert "needs" not in overall["all"]


def test_the_questions_of_a_pair_do_not_count_twice_for_certainty() -> None:
    pairs = [row for number in range(10) for row in pair(str(number), *["good" if number else "bad"] * 2)]
    alone = [replace(row, case=replace(row.case, pair=None)) for row in pairs]

    wide, narrow = (figures([one.case for one in rows], score(rows))["all"]["first"] for rows in (pairs, alone))

    assert wide.value == narrow.value == 0.9
    assert wide.high - wide.low > narrow.high - narrow.low


def test_the_gap_between_languages_is_taken_over_pairs() -> None:
    rows = [*pair("q", "good", "bad"), *pair("r", "good", "good"), a_row("bad", id="alone", pair=None)]

    gap = language_gap([one.case for one in rows], score(rows)["first"])

    assert (gap.mean, gap.changed, gap.count) == (0.5, 1, 2)


def test_several_questions_of_a_pair_in_one_language_count_as_their_mean() -> None:
    rows = [*pair("q", "good", "bad"), a_row("bad", id="q-sv-again", pair="q", language=Language.SV)]

    assert language_gap([one.case for one in rows], score(rows)["first"]).mean == 0.5


def test_an_answer_of_the_bot_stands_on_what_its_database_holds(
    engine: Engine, lexicon: Lexicon, publisher: Publisher, model: WordEmbedder, build_bot: BuildsBot
) -> None:
    publisher.document(a_document(body="Sekvensera tumörprover: mejla prov@lab.example, så skickas ett rör.\n"))
    case = Case("a", Language.SV, "Sekvensera tumörprover", Outcome.ANSWERED, "dev", "w", best=("lab-sequencing",))
    (got,) = run(build_bot(an_organization()), [case])

    facts = known_to(Knowledge(engine, lexicon, Bridge(()), model, PublishedCatalogue(engine)))
    sheet = score([Row(case, got)], facts)

    assert "prov@lab.example" in got.text
    assert len(got.citations) == 2
    assert (sheet["contact_integrity"], sheet["citation_support"]) == ({"a": 1.0}, {"a": 1.0})
    assert score([Row(case, got)], NOTHING)["contact_integrity"] == {"a": 0.0}

import pytest

from bot import figures


def values(found: object) -> list[int | str]:
    return [one.value for one in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("said", "kronor"),
    [
        ("Vi behöver 500 000 kr", [500_000]),
        ("SEK 500,000 for a pilot", [500_000]),
        ("2,5 miljoner kronor", [2_500_000]),
        ("10 mkr i riskkapital", [10_000_000]),
        ("300 tkr", [300_000]),
        ("60 miljoner i nästa emission", [60_000_000]),
        ("2 miljoner patienter", []),
        ("2 miljoner euro", []),
        ("5 000 patienter", []),
        ("45 000 kr styck", []),
        ("12 000 kr i månaden", []),
        ("200 m2 labb", []),
    ],
)
def test_an_amount_is_swedish_money_that_is_wanted(said: str, kronor: list[int]) -> None:
    assert values(figures.amounts(said)) == kronor


@pytest.mark.parametrize(
    ("said", "turnover"),
    [
        ("Vi omsätter 5 mkr", [5]),
        ("Omsättningen är ca 9,5 miljoner kronor", [9]),
        ("2 500 000 kr i omsättning", [2]),
        ("with a turnover of SEK 20 million", [20]),
        ("vi söker 5 mkr", []),
    ],
)
def test_a_turnover_is_no_amount_that_is_wanted(said: str, turnover: list[int]) -> None:
    assert values(figures.turnovers(said)) == turnover
    assert bool(values(figures.amounts(said))) is not bool(turnover)


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Vi har 12 anställda", [12]),
        ("fem anställda i Kista", [5]),
        ("seven full-time employees", [7]),
        ("a team of three", [3]),
        ("vi är ungefär tjugo personer", [20]),
        ("We're six people", [6]),
        ("a twelve-person company", [12]),
        ("a start-up, six people, based in Solna", [6]),
        ("1 200 anställda", [1_200]),
        ("inga anställda än", [0]),
        ("no employees", [0]),
        ("färre än 50 anställda", []),
        ("more than 50 employees", []),
        ("studien har 40 personer", []),
        ("vi ska anställa 3 nya medarbetare", []),
        ("two founders", []),
    ],
)
def test_employees_are_counted_only_where_a_number_is_said(said: str, people: list[int]) -> None:
    assert values(figures.employees(said)) == people


@pytest.mark.parametrize(
    ("said", "years"),
    [("bolaget är 3 år gammalt", [3]), ("a 4-year-old company", [4]), ("patienter som är 3 år gamla", [])],
)
def test_the_age_is_that_of_the_company(said: str, years: list[int]) -> None:
    assert values(figures.ages(said)) == years


@pytest.mark.parametrize(
    ("said", "levels"),
    [("TRL 4", [4]), ("trl4", [4]), ("inte TRL 4 utan 5", [4, 5]), ("TRL 4 men 5 anställda", [4]), ("nivå 4", [])],
)
def test_a_technology_readiness_level_is_read(said: str, levels: list[int]) -> None:
    assert values(figures.trls(said)) == levels


@pytest.mark.parametrize(
    ("said", "classes"),
    [
        ("en produkt i klass IIa", {"IIa"}),
        ("class 2b device", {"IIb"}),
        ("riskklass III", {"III"}),
        ("medical device of class I", {"I"}),
        ("IVDR class C test", {"C"}),
        ("klass B", set()),
        ("ISO class 3 clean room", set()),
        ("laser class 3 product", set()),
        ("säkerhetsklass 3", set()),
        ("In class I have a product", set()),
        ("phase IIb trial", set()),
        ("fas I/IIa-studie", set()),
        ("vår IIb-produkt", {"IIb"}),
        ("it's class I actually", {"I"}),
        ("nej, den är klass 1", {"I"}),
        ("the office is in a class 1 building", set()),
    ],
)
def test_a_device_class_is_told_from_other_classes(said: str, classes: set[str]) -> None:
    assert set(values(figures.device_classes(said))) == classes


def test_a_figure_stands_where_its_words_stand() -> None:
    text = "Vi är ett bolag med 12 anställda i Kista"

    (one,) = figures.employees(text)

    assert text[one.start : one.end] == "12 anställda"

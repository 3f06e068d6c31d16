from datetime import date, timedelta
from itertools import permutations

import pytest

from bot.models import Met, Reason
from bot.rounds import Rounds, on_day, reason
from knowledge.models import Round
from knowledge.vocabulary import Bilingual

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
SPRING = Round(date(2026, 2, 1), date(2026, 3, 1))
SUMMER = Round(date(2026, 6, 1), date(2026, 7, 1))
NOW = Round(date(2026, 11, 1), date(2026, 12, 1))
NEXT = Round(date(2027, 2, 1), date(2027, 3, 1))
LATER = Round(date(2027, 6, 1), date(2027, 7, 1))


def test_the_last_closed_the_open_and_the_next_round_are_told_apart() -> None:
    assert on_day([SPRING, SUMMER, NOW, NEXT, LATER], TODAY) == Rounds(closed=SUMMER, open=NOW, coming=NEXT)


def test_the_order_in_which_rounds_are_written_changes_nothing() -> None:
    assert {on_day(rounds, TODAY) for rounds in permutations([SPRING, SUMMER, NOW, NEXT, LATER])} == {
        Rounds(SUMMER, NOW, NEXT)
    }


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Round(TODAY, TODAY), "open"),
        (Round(TODAY, TODAY + DAY), "open"),
        (Round(TODAY - DAY, TODAY), "open"),
        (Round(TODAY - DAY, None), "open"),
        (Round(TODAY, None), "open"),
        (Round(None, TODAY), "open"),
        (Round(None, TODAY + DAY), "open"),
        (Round(TODAY + DAY, None), "coming"),
        (Round(TODAY + DAY, TODAY + DAY), "coming"),
        (Round(None, TODAY - DAY), "closed"),
        (Round(TODAY - DAY, TODAY - DAY), "closed"),
    ],
)
def test_a_round_holds_from_its_first_day_through_its_last(one: Round, expected: str) -> None:
    stand = on_day([one], TODAY)

    assert {name: getattr(stand, name) for name in ("closed", "open", "coming")} == {
        "closed": None,
        "open": None,
        "coming": None,
        expected: one,
    }


def test_of_two_open_rounds_the_one_that_closes_first_is_told() -> None:
    longer, unknown = Round(NOW.opens, date(2026, 12, 24)), Round(NOW.opens)

    assert on_day([longer, unknown, NOW], TODAY).open == NOW
    assert on_day([unknown, longer], TODAY).open == longer


@pytest.mark.parametrize(
    ("rounds", "sv", "en", "status"),
    [
        ([NOW], "Går att söka till 2026-12-01", "Open for applications until 2026-12-01", Met.MET),
        ([SPRING, NOW, NEXT], "Går att söka till 2026-12-01", "Open for applications until 2026-12-01", Met.MET),
        (
            [Round(date(2026, 11, 1))],
            "Öppnade 2026-11-01; sista dag är inte känd",
            "Opened on 2026-11-01; no last day is known",
            Met.UNKNOWN,
        ),
        (
            [SUMMER, NEXT, LATER],
            "Stängd nu; öppnar 2027-02-01 och stänger 2027-03-01",
            "Closed now; opens on 2027-02-01 and closes on 2027-03-01",
            Met.NOT_MET,
        ),
        (
            [SUMMER, Round(date(2027, 2, 1))],
            "Stängd nu; öppnar 2027-02-01",
            "Closed now; opens on 2027-02-01",
            Met.NOT_MET,
        ),
        (
            [SPRING, SUMMER],
            "Stängde 2026-07-01; senare datum är inte kända",
            "Closed on 2026-07-01; later dates are not known",
            Met.NOT_MET,
        ),
    ],
)
def test_a_company_reads_whether_it_can_apply_today(rounds: list[Round], sv: str, en: str, status: Met) -> None:
    assert reason(rounds, TODAY) == Reason(Bilingual(sv, en), status)


@pytest.mark.parametrize("rounds", [[], [Round()], [Round(note=Bilingual("Två gånger om året.", "Twice a year."))]])
def test_nothing_is_said_where_no_day_is_known(rounds: list[Round]) -> None:
    assert on_day(rounds, TODAY) == Rounds()
    assert reason(rounds, TODAY) is None


def test_a_round_without_days_hides_none_that_has_them() -> None:
    assert on_day([Round(), SUMMER, NEXT], TODAY) == Rounds(closed=SUMMER, coming=NEXT)


def test_a_round_without_a_last_day_is_over_once_a_later_one_has_closed() -> None:
    assert on_day([Round(date(2024, 1, 1)), SUMMER], TODAY) == Rounds(closed=SUMMER)

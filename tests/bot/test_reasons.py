import pytest

from bot.models import Met, Need
from bot.reasons import fits
from knowledge.models import Service
from knowledge.vocabulary import Bilingual, Place, Sector, Stage, SupportKind
from tests.builders import a_need, a_service

LOAN = a_service(kinds=(SupportKind.LOAN, SupportKind.GRANT, SupportKind.EQUITY))


def told(need: Need, service: Service) -> list[tuple[str, Met]]:
    return [(reason.text.sv, reason.status) for reason in fits(need, service)]


def test_a_kind_that_was_asked_for_is_the_only_one_told() -> None:
    assert told(a_need(kinds=(SupportKind.GRANT,)), LOAN) == [("Erbjuder: Bidrag", Met.MET)]


def test_a_service_of_another_kind_says_so() -> None:
    assert told(a_need(kinds=(SupportKind.IP,)), LOAN) == [("Erbjuder: Lån, Bidrag", Met.NOT_MET)]


def test_where_no_kind_was_asked_for_what_is_offered_speaks_for_it() -> None:
    (reason,) = fits(a_need(kinds=()), LOAN)

    assert (reason.text, reason.status) == (Bilingual("Erbjuder: Lån, Bidrag", "Offers: Loan, Grant"), Met.MET)


@pytest.mark.parametrize(
    ("wanted", "there", "expected"),
    [
        (Place.SOLNA, Place.SOLNA, ("Finns i: Solna", Met.MET)),
        (Place.SOLNA, Place.SWEDEN, ("Finns i: Hela Sverige", Met.MET)),
        (Place.SOLNA, Place.UPPSALA, ("Finns i regionen: Uppsala", Met.MET)),
        (Place.SOLNA, Place.SKANE, ("Finns i: Skåne", Met.NOT_MET)),
        (Place.SKANE, Place.SOLNA, ("Finns i: Solna", Met.NOT_MET)),
    ],
)
def test_a_place_fits_where_it_was_asked_for_and_elsewhere_in_the_region(
    wanted: Place, there: Place, expected: tuple[str, Met]
) -> None:
    assert told(a_need(place=wanted), a_service(places=(there,)))[1:] == [expected]


def test_branch_and_stage_are_told_where_both_have_said_them() -> None:
    service = a_service(sectors=(Sector.MEDTECH,), stages=(Stage.IDEA,))

    fitting = told(a_need(sectors=(Sector.MEDTECH,), stage=Stage.IDEA), service)[1:]
    other = told(a_need(sectors=(Sector.PHARMA,), stage=Stage.GROWTH), service)[1:]

    assert [status for _, status in fitting] == [Met.MET, Met.MET]
    assert [status for _, status in other] == [Met.NOT_MET, Met.NOT_MET]
    assert [text for text, _ in fitting] == [text for text, _ in other]


def test_what_either_has_not_said_is_no_reason() -> None:
    assert len(fits(a_need(place=Place.SOLNA, stage=Stage.IDEA), a_service())) == 1
    assert len(fits(a_need(), a_service(places=(Place.SOLNA,), stages=(Stage.IDEA,)))) == 1

import pytest

from bot.missing import is_surely_missing
from bot.models import Evidence, Likeness


@pytest.mark.parametrize(
    ("answered", "no_service", "expected"), [(0.3, 0.6, True), (0.3, 0.5, False), (0.1, 0.4, False), (0.5, 0.7, False)]
)
def test_what_is_far_more_like_what_no_service_gives_is_missing(
    answered: float, no_service: float, expected: bool
) -> None:
    likeness = {"answered": Likeness(answered, ""), "no_service": Likeness(no_service, "insurance")}

    assert is_surely_missing(Evidence((), (), likeness)) is expected


def test_without_examples_nothing_is_missing() -> None:
    assert not is_surely_missing(Evidence((), (), {}))

"""How a company stands to somebody whom it names."""

import pytest

from bot.standing import corrects, is_asked, is_home, is_refused, may_refuse


@pytest.mark.parametrize(
    "sentence",
    [
        "vecura svarade att de inte tar in fler företag",
        "vecura sa att de inte ger råd",
        "we talked to vecura s innovation people and they told us to come back in a year",
        "vecura can t help us",
        "vecura told us that they no longer take companies",
        "vecura bad oss återkomma",
        "inte vecura vi har historia ihop",
        "avslag från vecura",
        "vecura is full",
    ],
)
def test_who_has_sent_somebody_away_is_refused(sentence: str) -> None:
    assert may_refuse(sentence)
    assert is_refused("vecura", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "vecura is great but vinnova said no",
        "kan vecura ta emot oss",
        "does vecura not take small companies",
        "jag är inte på vecura längre",
        "i m not at vecura anymore",
        "we work with vecura and need a grant",
        "vecura told us about you",
    ],
)
def test_who_only_is_spoken_of_is_not_refused(sentence: str) -> None:
    assert not is_refused("vecura", sentence)


@pytest.mark.parametrize(
    "sentence",
    ["jag har bytt till kth", "forskare vid kth", "i m a student at kth", "i lead a small research group at kth"],
)
def test_somebody_is_at_home_where_he_works_or_has_moved(sentence: str) -> None:
    assert is_home("kth", sentence)
    assert not is_home("kth", "vi vill hyra labb av kth")
    assert not is_home("kth", "we want to run a study at kth")


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("kan man få råd av prv om vår app", True),
        ("can we get advice from prv", True),
        ("how do we set up a meeting with prv", True),
        ("vi har fått pengar från prv", False),
    ],
)
def test_who_is_asked_for_advice_is_meant(sentence: str, asked: bool) -> None:
    assert is_asked("prv", sentence) is asked


def test_a_correction_is_heard() -> None:
    assert corrects("Nej, jag jobbar på KI.")
    assert corrects("jag skrev fel")
    assert not corrects("jag jobbar på KI")

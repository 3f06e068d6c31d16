from bot.models import Outcome
from evals.cases import Case
from evals.running import run
from knowledge.vocabulary import Language
from tests.bot.conftest import BuildsBot
from tests.builders import an_organization


def test_every_case_gets_what_the_bot_answered(build_bot: BuildsBot) -> None:
    routed = Case("a", Language.SV, "Sekvensera tumörprover", Outcome.ANSWERED, "dev", "w", best=("lab-sequencing",))
    refused = Case("b", Language.EN, "write a poem about spring", Outcome.OUT_OF_SCOPE, "dev", "w")

    found, declined = run(build_bot(an_organization()), [routed, refused])

    assert [(one.case_id, one.outcome) for one in (found, declined)] == [
        ("a", Outcome.ANSWERED),
        ("b", Outcome.OUT_OF_SCOPE),
    ]
    assert found.suggestions[0].service_id == "lab-sequencing"
    assert [contact.value for contact in found.suggestions[0].contacts] == ["info@lab.example"]
    assert found.candidates[0].service_id == "lab-sequencing"
    assert set(found.candidates[0].ranks) == {"dense", "lexical"}
    assert declined.suggestions == ()
    assert found.milliseconds > 0


def test_a_conversation_is_judged_by_its_last_turn(build_bot: BuildsBot) -> None:
    case = Case(
        "a",
        Language.SV,
        "Vi behöver hjälp",
        Outcome.ANSWERED,
        "dev",
        "w",
        turns=("Sekvensera tumörprover",),
        best=("lab-sequencing",),
    )

    (got,) = run(build_bot(an_organization()), [case])

    assert got.turn == 2
    assert got.suggestions[0].service_id == "lab-sequencing"

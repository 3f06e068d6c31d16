from bot.models import Outcome
from evals.cases import Case
from evals.running import run
from knowledge.vocabulary import Language
from tests.bot.conftest import BuildsBot
from tests.builders import an_organization


def test_every_case_gets_a_row_with_what_the_bot_answered(build_bot: BuildsBot) -> None:
    routed = Case("a", Language.SV, "Sekvensera tumörprover", Outcome.ANSWERED, "dev", "w", best=("lab-sequencing",))
    refused = Case("b", Language.EN, "write a poem about spring", Outcome.OUT_OF_SCOPE, "dev", "w")

    rows = list(run(build_bot(an_organization()), [routed, refused]))

    assert [(row.case.id, row.outcome) for row in rows] == [("a", Outcome.ANSWERED), ("b", Outcome.OUT_OF_SCOPE)]
    assert (rows[0].services[0], rows[0].contacts) == ("lab-sequencing", ("info@lab.example",))
    assert rows[1].services == ()
    assert rows[0].milliseconds > 0

"""The gate lets an unchanged product through, and names what broke when something did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copytree

import pytest

from bot.assembly import build_bot
from bot.models import Asked, ContactCard, Outcome, Reply
from evals import workbench
from evals.ablating import variants
from evals.cases import Case, load
from evals.gate import Limits, accept, breaches, read_limits
from evals.measures import Row, gains, rows_of
from evals.running import Answers
from evals.scoring import MEASURES, Sheet, score
from evals.workbench import Workbench
from ingest.publishing import Publisher
from knowledge.assembly import open_knowledge, owned_index
from knowledge.models import Asks
from knowledge.settings import KnowledgeSettings
from knowledge.upkeep import Upkeep
from knowledge.vocabulary import Bilingual
from tests.builders import a_contact
from tests.journeys.running import settings_for

# It asks every case of `dev`, several of them in changed products.
pytestmark = [pytest.mark.model, pytest.mark.timeout(1_800)]

CASES = load(split="dev")
ROUTED = [case for case in CASES if case.group.startswith(("routing", "translated"))]
STORIES = [case for case in CASES if case.group.startswith(("single", "several"))]
INVENTED = "hjalp@pahittad.example"
# The approximate index orders a near tie otherwise from one generation to the next.
BY_CHANCE = 2
UNSAID = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Good:
    """A run that was accepted, and what later runs must hold."""

    rows: Sequence[Row]
    sheet: Sheet
    limits: Limits

    def with_again(self, bot: Answers, cases: Sequence[Case]) -> list[Row]:
        """The run with these cases asked of another bot."""
        again = {row.case.id: row.got for row in workbench.rows_with(bot, cases)}
        return rows_of(CASES, {row.case.id: row.got for row in self.rows} | again)

    def breaches_with(self, bot: Answers, cases: Sequence[Case], bench: Workbench) -> list[str]:
        """What does not hold when another bot answers these cases, and all others get what they got."""
        rows = self.with_again(bot, cases)
        return breaches(rows, score(rows, bench.known), self.limits)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Answers as a bot does, and changes each reply."""

    bot: Answers
    change: Callable[[Reply], Reply]

    def reply(self, asked: Asked) -> Reply:
        """Answer one turn."""
        return self.change(self.bot.reply(asked))


@pytest.fixture(scope="module")
def bench(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """The product over the full seed."""
    with workbench.opened(_copy(filled, tmp_path_factory.mktemp("measured"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def good(bench: Workbench, tmp_path_factory: pytest.TempPathFactory) -> Good:
    """What the product answers today, accepted as it is."""
    rows = workbench.rows_with(bench.bot, CASES)
    sheet = score(rows, bench.known)
    reference = tmp_path_factory.mktemp("accepted") / "reference.jsonl"
    accept(sheet, reference, rows)
    return Good(rows, sheet, read_limits(reference=reference))


def test_an_unchanged_product_answers_the_same_and_passes(good: Good, filled: Path, tmp_path: Path) -> None:
    with workbench.opened(_copy(filled, tmp_path)) as another:
        rows = workbench.rows_with(another.bot, CASES)
        sheet = score(rows, another.known)

    assert _timeless(sheet) == _timeless(good.sheet)
    assert breaches(rows, sheet, good.limits) == []


def test_a_new_generation_of_the_index_passes(good: Good, filled: Path, tmp_path: Path, bench: Workbench) -> None:
    settings = _copy(filled, tmp_path)
    knowledge = open_knowledge(settings)
    with owned_index(knowledge, settings) as index:
        assert isinstance(index, Upkeep)
        index.rebuild()
        rows = good.with_again(build_bot(knowledge, index.live), ROUTED)
    knowledge.engine.dispose()
    sheet = score(rows, bench.known)

    assert breaches(rows, sheet, good.limits) == []
    assert sheet["outcome"] == good.sheet["outcome"]
    for name in ("first", "among_three"):
        assert sum(value != good.sheet[name][id_] for id_, value in sheet[name].items()) <= BY_CHANCE


def test_a_service_that_lost_its_texts_is_missed(good: Good, filled: Path, tmp_path: Path) -> None:
    settings = _copy(filled, tmp_path)
    wanted = Counter(service_id for case in CASES for service_id in case.best)
    ((emptied, _),) = wanted.most_common(1)
    _empty([emptied], settings)
    touched = [row.case for row in good.rows if emptied in {*gains(row.case), *row.services}]

    with workbench.opened(settings) as worse:
        found = good.breaches_with(worse.bot, touched, worse)

    assert any("suggested to nobody any more" in one and emptied in one for one in found)


# In a story few words are those of a service: there its words count for more than in a plain question. With as many
# asks as there are, meaning alone finds the ideal service first a little less often, which could be chance; that it
# orders the others worse could not.
@pytest.mark.parametrize(
    ("off", "cases", "measures"),
    [("without dense leg", ROUTED, ("first", "ndcg")), ("without lexical leg", STORIES, ("ndcg",))],
    ids=["dense", "lexical"],
)
def test_a_search_without_one_of_its_legs_is_stopped(
    good: Good, bench: Workbench, off: str, cases: Sequence[Case], measures: tuple[str, ...]
) -> None:
    legless = variants(bench.knowledge)[off]

    found = good.breaches_with(legless, cases, bench)

    assert [name for name in measures if not _named(found, name)] == []


@pytest.mark.parametrize("where", ["text", "card"])
def test_a_single_invented_contact_is_stopped(good: Good, bench: Workbench, where: str) -> None:
    one = next(row.case for row in good.rows if row.outcome is Outcome.ANSWERED)
    invent = {"text": _invented_in_text, "card": _invented_on_a_card}[where]

    found = good.breaches_with(Otherwise(bench.bot, invent), [one], bench)

    assert len(found) == 1
    assert _named(found, "contact_integrity")


@pytest.mark.parametrize(
    ("outcome", "measure"), [(Outcome.NEEDS_DETAIL, "asks_back"), (Outcome.OUT_OF_SCOPE, "declines")]
)
def test_answers_in_place_of_another_ending_are_stopped(
    good: Good, bench: Workbench, outcome: Outcome, measure: str
) -> None:
    ended_so = [row.case for row in good.rows if row.outcome is outcome]

    found = good.breaches_with(Otherwise(bench.bot, _always_answered), ended_so, bench)

    assert _named(found, measure)
    assert _named(found, "outcome")


def _copy(filled: Path, folder: Path) -> KnowledgeSettings:
    return settings_for(copytree(filled, folder / "data"))


def _empty(service_ids: Sequence[str], settings: KnowledgeSettings) -> None:
    """Publish services so that nobody can find them by what they do."""
    knowledge = open_knowledge(settings)
    catalogue = knowledge.catalogue.current()
    publisher = Publisher(knowledge.engine, knowledge.lexicon, knowledge.model)
    for one in service_ids:
        silent = replace(catalogue.services[one], name=UNSAID, description=UNSAID, asks=Asks())
        publisher.service(catalogue.organization_of(one), silent)
    knowledge.engine.dispose()


def _invented_in_text(reply: Reply) -> Reply:
    return replace(reply, text=f"{reply.text}\n\nSkriv till {INVENTED}.")


def _invented_on_a_card(reply: Reply) -> Reply:
    first, *others = reply.suggestions
    card = ContactCard(a_contact(value=INVENTED), expired=False)
    return replace(reply, suggestions=(replace(first, contacts=(*first.contacts, card)), *others))


def _always_answered(reply: Reply) -> Reply:
    return replace(reply, outcome=Outcome.ANSWERED)


def _named(found: Sequence[str], measure: str) -> bool:
    return any(one.startswith(f"{MEASURES[measure].title}: ") for one in found)


def _timeless(sheet: Sheet) -> Sheet:
    return {name: values for name, values in sheet.items() if name != "latency"}

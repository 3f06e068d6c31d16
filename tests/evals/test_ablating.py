import pytest
from sqlalchemy import Engine

from bot.models import Asked, Evidence, Need, Reply
from bot.naming import PublishedNames
from evals.ablating import FACTS, WHOLE, Deaf, Forgetting, Weighing, no_names, remember, variants
from evals.running import Answers
from ingest.publishing import Publisher
from knowledge.assembly import Knowledge
from knowledge.lexicon import Lexicon
from knowledge.models import Asks
from knowledge.published import PublishedCatalogue
from knowledge.search import PLAIN, Hits, Leg, Question
from knowledge.terms import Bridge
from knowledge.vocabulary import Bilingual, Language, Place, Sector, Stage, SupportKind
from tests.bot.conftest import BuildsBot, publish
from tests.builders import a_document, a_service, an_organization
from tests.fakes import WordEmbedder

ASKED = "Vem odlar celler åt oss?"
CELLS = a_service(
    "cells",
    name=Bilingual("Cellodling", "Cell culture"),
    description=Bilingual("Vi har flaskor och skåp.", "We have bottles and cupboards."),
    asks=Asks(sv=(ASKED, "Flaskor till vem?"), en=("Who grows cells?", "Bottles for whom?")),
)
GENES = a_service("genes")


@pytest.fixture
def knowledge(engine: Engine, lexicon: Lexicon, publisher: Publisher, model: WordEmbedder) -> Knowledge:
    """A catalogue of two services and a guide."""
    publish(publisher, an_organization(CELLS, GENES))
    publisher.document(a_document())
    return Knowledge(engine, lexicon, Bridge(()), model, PublishedCatalogue(engine))


def evidence(bot: Answers, question: str) -> Evidence:
    (trace,) = bot.reply(Asked(question)).traces
    return trace.evidence


def suggested(reply: Reply) -> list[str]:
    return [one.service.id for one in reply.suggestions]


def test_every_part_of_the_product_is_turned_off_once(knowledge: Knowledge) -> None:
    assert set(variants(knowledge)) == {
        WHOLE,
        "without dense leg",
        "without lexical leg",
        "without bridged leg",
        "without closeness",
        "without closeness and language offset",
        "without spelling",
        "without hearing",
        "without asks",
        "without kind",
        "without place",
        "without sector",
        "without stage",
        "without names",
    }


def test_each_variant_answers(knowledge: Knowledge) -> None:
    bots = variants(knowledge)
    del bots["without asks"]

    assert {name: suggested(bot.reply(Asked(ASKED)))[0] for name, bot in bots.items()} == dict.fromkeys(bots, "cells")


def test_without_asks_nobody_is_found_by_the_words_of_one(knowledge: Knowledge) -> None:
    bots = variants(knowledge)

    whole, profiles = (evidence(bots[name], ASKED) for name in (WHOLE, "without asks"))

    assert whole.services[0].text_id.startswith("svc:cells:ask:sv:")
    assert {hit.text_id.split(":")[2] for hit in profiles.services} == {"profile"}
    assert evidence(bots["without asks"], "Cellodling i flaskor").passages, "guides are still searched"


def test_without_closeness_and_language_offset_likeness_is_the_bare_cosine(knowledge: Knowledge) -> None:
    bots = variants(knowledge)

    whole, bare = (
        evidence(bots[name], "Vem har flaskor?")
        for name in ("without closeness", "without closeness and language offset")
    )

    # Two of three words are those of the ask "Flaskor till vem?".
    assert bare.similarity == pytest.approx(2 / 3)
    assert whole.similarity < 0.6
    assert all(bare.likeness[why].similarity > one.similarity for why, one in whole.likeness.items())


@pytest.mark.parametrize(("off", "left"), [(Leg.DENSE, Leg.LEXICAL), (Leg.LEXICAL, Leg.DENSE)])
def test_a_leg_that_is_turned_off_gives_no_score(knowledge: Knowledge, off: Leg, left: Leg) -> None:
    search = knowledge.search(knowledge.private_index())
    # The words of one service's ask with the vector of the other's.
    asked = Question(ASKED, Language.SV, knowledge.model.embed_question("Sekvensera tumörprover"))

    weighings = (Weighing(search, PLAIN), Weighing(search, {**PLAIN, off: 0.0}))
    whole, without = (weighing.services(asked).services for weighing in weighings)

    assert without[0].id == {Leg.LEXICAL: "cells", Leg.DENSE: "genes"}[left]
    assert without[0].score == 1.0
    assert all(hit.score < 1.0 for hit in whole)


@pytest.mark.parametrize(
    "question",
    [ASKED, "Sekvensera tumörprover", "Ring Provlabbet", "vilken läkare ska jag söka för min hosta", "vi vill testa"],
)
def test_who_forgets_nothing_answers_as_the_bot_does(build_bot: BuildsBot, engine: Engine, question: str) -> None:
    bot = build_bot(an_organization(CELLS, GENES))
    catalogue = PublishedCatalogue(engine)

    got = Forgetting(bot, catalogue, remember, PublishedNames().named).reply(Asked(question))
    expected = bot.reply(Asked(question))

    assert (got.outcome, suggested(got)) == (expected.outcome, suggested(expected))
    assert len(got.traces) == 1
    assert got.traces == expected.traces


def test_a_bot_that_forgets_the_place_does_not_prefer_it(build_bot: BuildsBot, engine: Engine) -> None:
    near = a_service("near", places=(Place.UPPSALA,))
    far = a_service("far", places=(Place.HUDDINGE,))
    bot = build_bot(an_organization(near, far))
    asked = Asked("Sekvensera tumörprover i Uppsala")

    got = Forgetting(bot, PublishedCatalogue(engine), FACTS["place"], PublishedNames().named).reply(asked)

    assert suggested(bot.reply(asked))[0] == "near"
    assert suggested(got)[0] == "far"
    assert got.needs[0].place is None


def test_a_bot_that_knows_no_names_goes_by_what_is_said(build_bot: BuildsBot, engine: Engine) -> None:
    vecura = a_service("vecura", name=Bilingual("Vecura", "Vecura"), asks=Asks(("Gör celler",), ("Makes cells",)))
    bot = build_bot(an_organization(vecura, GENES))
    asked = Asked("Tumörprover till Vecura")

    got = Forgetting(bot, PublishedCatalogue(engine), remember, no_names).reply(asked)

    assert suggested(bot.reply(asked))[0] == "vecura"
    assert suggested(got)[0] == "genes"


def test_what_is_said_again_has_no_text_of_the_first_routing(build_bot: BuildsBot, engine: Engine) -> None:
    got = Forgetting(
        build_bot(an_organization(GENES)), PublishedCatalogue(engine), remember, PublishedNames().named
    ).reply(Asked("Sekvensera tumörprover"))

    assert suggested(got) == ["genes"]
    assert (got.text, got.citations) == ("", ())


@pytest.mark.parametrize("fact", list(FACTS))
def test_a_forgotten_fact_is_gone_and_the_others_stay(fact: str) -> None:
    whole = Need("s", (SupportKind.NETWORK,), (Sector.MEDTECH,), stage=Stage.IDEA, place=Place.SOLNA)

    got = FACTS[fact](whole)

    said = {"kind": got.kinds, "place": got.place, "sector": got.sectors, "stage": got.stage}
    assert [name for name, value in said.items() if not value] == [fact]


def test_without_hearing_only_words_make_a_need_of_its_own(knowledge: Knowledge) -> None:
    question = Question("Cellodling", Language.SV, knowledge.model.embed_question("Cellodling"))
    search = knowledge.search(knowledge.private_index())

    deaf = Deaf(search)

    assert deaf.meaning(question) == Hits([])
    assert deaf.services(question) == search.services(question)
    assert deaf.passages(question) == search.passages(question)

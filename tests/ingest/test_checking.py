from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from ingest.checking import Report, check
from ingest.findings import ADVICE, Kind
from ingest.vectors import VectorCache
from knowledge.models import Asks, Eligibility, Organization, Rule, Service, Status
from knowledge.vocabulary import Audience, Bilingual, Channel, CompanyFact, Language, Operator, State
from tests.builders import (
    a_contact,
    a_document,
    a_service,
    an_organization,
    write_guide,
    write_organization,
)
from tests.fakes import WordEmbedder

NOTE = Bilingual("Avslutat 2024.", "Ended in 2024.")
IMAGING = a_service(
    "lab-imaging",
    name=Bilingual("Avbildning", "Imaging"),
    description=Bilingual(
        "Mikroskop och kameror för den som vill se hur celler rör sig under behandling, dygnet runt hela året.",
        "Microscopes and cameras for whoever wants to watch how cells move under treatment, around the clock.",
    ),
    asks=Asks(
        sv=("Filma levande celler", "Mikroskop att hyra", "Se vävnad i tre dimensioner", "Bildanalys åt bolag"),
        en=("Film living cells", "Microscope hire", "Look at tissue in three dimensions", "Image analysis firm"),
    ),
)
TRIALS = a_service(
    "lab-trials",
    name=Bilingual("Studier", "Studies"),
    description=Bilingual(
        "En mottagning planerar och genomför studier på friska frivilliga, från protokoll till slutlig rapport.",
        "A ward plans and carries out studies in healthy volunteers, from the protocol to the final report.",
    ),
    asks=Asks(
        sv=("Första dosen till människa", "Fas ett", "Friska frivilliga sökes", "Vem skriver protokoll?"),
        en=("First dose to humans", "Phase one", "Recruit healthy volunteers", "Who writes protocols?"),
    ),
)


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """A seed folder with nothing to mend: three services unlike each other, and a guide with its twin."""
    folder = tmp_path / "seed"
    write_organization(folder, an_organization(a_service(), IMAGING, TRIALS))
    _write_guides(folder)
    return folder


@pytest.fixture
def cache(engine: Engine, model: WordEmbedder) -> VectorCache:
    return VectorCache(engine, model)


def _write_guides(folder: Path, **facts: object) -> None:
    swedish = {"sources": ("Provlabbet, 2026",), "twin": "guide-samples-en", **facts}
    english = "## Freight\n\nThe samples are sent on dry ice and the answer comes within three weeks.\n"
    write_guide(folder, a_document("guide-samples-sv", **swedish))
    write_guide(
        folder,
        a_document(
            "guide-samples-en",
            language=Language.EN,
            body=english,
            twin="guide-samples-sv",
            sources=("Provlabbet, 2026",),
        ),
    )


def _found(seed: Path, cache: VectorCache, *services: Service, **facts: object) -> list[tuple[Kind, str]]:
    """What is found when the laboratory has these services beside the two that nothing is wrong with."""
    organization = an_organization(*services, IMAGING, TRIALS, **facts)
    write_organization(seed, organization)
    return _kinds(check(seed, cache))


def _kinds(report: Report) -> list[tuple[Kind, str]]:
    return [(finding.kind, finding.field) for finding in report.findings if finding.kind is not Kind.CROSSED]


def test_a_sound_seed_has_nothing_to_mend(seed: Path, cache: VectorCache) -> None:
    assert _kinds(check(seed, cache)) == []


def test_a_file_that_does_not_fit_the_schema_is_named_with_its_field(seed: Path, cache: VectorCache) -> None:
    write_organization(seed, an_organization(id="other"), colour="blue", website_seen="perhaps")

    report = check(seed, cache)

    assert {(finding.file, finding.field) for finding in report.problems} == {
        ("other.yaml", "colour"),
        ("other.yaml", "website_seen"),
    }


def test_the_other_files_are_checked_though_one_cannot_be_read(seed: Path, cache: VectorCache) -> None:
    (seed / "organizations" / "broken.yaml").write_text("id: [", "utf-8")
    (seed / "guides" / "guide-broken.md").write_bytes(b"\xff")

    found = {(finding.file, finding.kind) for finding in check(seed, cache).problems}

    assert found == {("broken.yaml", Kind.SCHEMA), ("guide-broken.md", Kind.GUIDE)}


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (a_service("Lab_1", fact_ids=("lab-1",)), (Kind.ID, "Lab_1.id")),
        (a_service(fact_ids=()), (Kind.ID, "lab-sequencing.fact_ids")),
        (a_service(fact_ids=("lab-sequencing", "Lab 2")), (Kind.ID, "lab-sequencing.fact_ids")),
        (a_service(related=("lab-nothing",)), (Kind.RELATION, "lab-sequencing.related")),
        (a_service(after=("lab-sequencing",)), (Kind.RELATION, "lab-sequencing.after")),
        (
            a_service(status=Status(State.RENAMED, note=NOTE, successor="lab-gone")),
            (Kind.RELATION, "lab-sequencing.status.successor"),
        ),
        (a_service(status=Status(State.UNCERTAIN)), (Kind.STATUS, "lab-sequencing.status.note")),
        (a_service(status=Status(State.ENDED, note=NOTE)), (Kind.STATUS, "lab-sequencing.instead")),
        (a_service(audience=(Audience.REGION_STAFF,)), (Kind.STATUS, "lab-sequencing.instead")),
        (a_service(fees=Bilingual("Gratis", " ")), (Kind.LANGUAGE, "lab-sequencing.fees.en")),
        (
            a_service(fees=Bilingual("The company has to pay for the whole of the analysis", "Free")),
            (Kind.LANGUAGE, "lab-sequencing.fees.sv"),
        ),
        (
            a_service(fees=Bilingual("Gratis", "Det kostar inget för små företag som har ett avtal")),
            (Kind.LANGUAGE, "lab-sequencing.fees.en"),
        ),
        (
            a_service(asks=replace(a_service().asks, en=(*a_service().asks.en, " "))),
            (Kind.LANGUAGE, "lab-sequencing.asks.en.4"),
        ),
    ],
)
def test_a_fault_in_a_service_is_a_problem(
    seed: Path, cache: VectorCache, service: Service, expected: tuple[Kind, str]
) -> None:
    assert _found(seed, cache, service) == [expected]
    assert expected[0] not in ADVICE


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (a_service(status=Status(State.ENDED, note=NOTE), instead=("lab-imaging",)), "an ended one with a way instead"),
        (a_service("lab-sequencing--rush"), "a part of a fact entry"),
        (a_service(name=Bilingual("The Solution Enabler of the Life Sciences", "Solutions")), "an English name"),
        (
            a_service(fees=Bilingual("Life Science Park Stockholm Uppsala Flemingsberg", "Free")),
            "names in a row, which are in no language",
        ),
        (a_service(related=("lab-imaging",), after=("lab-trials",)), "relations within the catalogue"),
    ],
)
def test_a_service_is_not_faulted_for(seed: Path, cache: VectorCache, service: Service, expected: str) -> None:
    assert _found(seed, cache, service) == [], expected


@pytest.mark.parametrize(
    ("channel", "value"),
    [
        (Channel.EMAIL, "info@lab"),
        (Channel.EMAIL, "https://lab.example"),
        (Channel.PHONE, "ring växeln"),
        (Channel.PAGE, "lab.example/contact"),
        (Channel.WEB_FORM, "mailto:info@lab.example"),
        (Channel.PAGE, "https://lab.example/två ord"),
    ],
)
def test_a_malformed_contact_value_is_a_problem(seed: Path, cache: VectorCache, channel: Channel, value: str) -> None:
    service = a_service(contacts=(a_contact(channel=channel, value=value),))

    assert _found(seed, cache, service) == [(Kind.CONTACT, "lab-sequencing.contacts.0.value")]


@pytest.mark.parametrize(
    ("channel", "value"),
    [
        (Channel.EMAIL, "RIC@lab.example"),
        (Channel.EMAIL, "info.stockholm@lab.example"),
        (Channel.PHONE, "+46 8 123 700 00"),
        (Channel.PHONE, "0771-55 85 00"),
        (Channel.PAGE, "HTTPS://www.lab.example/en/?id=1#top"),
        (Channel.WEB_FORM, "https://lab.example"),
    ],
)
def test_a_functional_contact_is_fine(seed: Path, cache: VectorCache, channel: Channel, value: str) -> None:
    assert _found(seed, cache, a_service(contacts=(a_contact(channel=channel, value=value),))) == []


def test_a_contact_without_source_is_a_problem(seed: Path, cache: VectorCache) -> None:
    service = a_service(contacts=(a_contact(source_url=""),))

    assert _found(seed, cache, service) == [(Kind.CONTACT, "lab-sequencing.contacts.0.source_url")]


def test_an_address_that_may_be_a_persons_own_is_warned_of(seed: Path, cache: VectorCache) -> None:
    service = a_service(contacts=(a_contact(value="anna.berg@lab.example"),))

    assert _found(seed, cache, service) == [(Kind.PERSON, "lab-sequencing.contacts.0.value")]


@pytest.mark.parametrize(
    ("field", "operator", "value", "fits"),
    [
        (CompanyFact.PLACE, Operator.IN, ("solna", "kista"), True),
        (CompanyFact.PLACE, Operator.IN, ("narnia",), False),
        (CompanyFact.STAGE, Operator.IS, "idea", False),
        (CompanyFact.COUNTRY, Operator.NOT_IN, ("SE", "NO"), True),
        (CompanyFact.COUNTRY, Operator.IN, ("Sweden",), False),
        (CompanyFact.TRL, Operator.AT_LEAST, 5, True),
        (CompanyFact.TRL, Operator.AT_LEAST, "five", False),
        (CompanyFact.EMPLOYEES, Operator.IN, ("250",), False),
        (CompanyFact.DEVICE_CLASS, Operator.IN, ("IIa", "D"), True),
        (CompanyFact.LEGAL_FORM, Operator.IN, ("AB",), False),
        (CompanyFact.OTHER, Operator.IS, "consortium", True),
        (CompanyFact.OTHER, Operator.IN, ("consortium",), False),
    ],
)
def test_a_rules_value_fits_its_field_or_is_a_problem(
    seed: Path,
    cache: VectorCache,
    field: CompanyFact,
    operator: Operator,
    value: str | int | tuple[str, ...],
    fits: bool,
) -> None:
    rule = Rule(field, operator, value, Bilingual("Villkor", "Condition"))

    found = _found(seed, cache, a_service(eligibility=Eligibility(rules=(rule,))))

    assert found == ([] if fits else [(Kind.RULE, "lab-sequencing.eligibility.rules.0")])


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (
            a_service(description=Bilingual("För kort.", a_service().description.en)),
            (Kind.LENGTH, "lab-sequencing.description.sv"),
        ),
        (a_service(asks=replace(a_service().asks, sv=("Läsa dna",))), (Kind.LENGTH, "lab-sequencing.asks.sv")),
        (
            a_service(asks=replace(a_service().asks, sv=("Läsa dna",) * 4)),
            (Kind.LENGTH, "lab-sequencing.asks.sv"),
        ),
        (
            a_service(asks=replace(a_service().asks, en=(*a_service().asks.en, "dna " * 41))),
            (Kind.LENGTH, "lab-sequencing.asks.en"),
        ),
        (
            a_service(asks=replace(a_service().asks, sv=(*a_service().asks.sv, "Vad kostar provlabbet?"))),
            (Kind.NAME, "lab-sequencing.asks.sv.4"),
        ),
        (a_service(alternatives=("lab-imaging",)), (Kind.DISTINCTION, "lab-sequencing.distinction")),
    ],
)
def test_what_could_be_better_is_advice(
    seed: Path, cache: VectorCache, service: Service, expected: tuple[Kind, str]
) -> None:
    assert _found(seed, cache, service) == [expected]
    assert expected[0] in ADVICE


@pytest.mark.parametrize(
    ("organization", "expected"),
    [
        (an_organization(id="other", parent="nobody"), (Kind.RELATION, "parent")),
        (an_organization(id="other", about=Bilingual("", "A laboratory")), (Kind.LANGUAGE, "about.sv")),
        (an_organization(id="An Other"), (Kind.ID, "id")),
    ],
)
def test_a_fault_in_an_organization_is_a_problem(
    seed: Path, cache: VectorCache, organization: Organization, expected: tuple[Kind, str]
) -> None:
    write_organization(seed, replace(organization, services=()))

    assert _kinds(check(seed, cache)) == [expected]


def test_a_file_is_named_as_its_organization(seed: Path, cache: VectorCache) -> None:
    path = write_organization(seed, replace(an_organization(id="other"), services=()))
    path.rename(path.with_name("another.yaml"))

    (problem,) = check(seed, cache).problems

    assert str(problem) == "another.yaml: id: name the file other.yaml, or mend the id"


def test_an_id_is_used_once(seed: Path, cache: VectorCache) -> None:
    write_organization(seed, an_organization(IMAGING, id="other"))

    assert (Kind.ID, "lab-imaging") in _kinds(check(seed, cache))


def test_a_relation_to_a_fact_that_was_joined_to_another_service_says_to_which(seed: Path, cache: VectorCache) -> None:
    joined = replace(IMAGING, fact_ids=("lab-imaging", "lab-microscopy"))
    write_organization(seed, an_organization(a_service(related=("lab-microscopy",)), joined, TRIALS))

    (problem,) = check(seed, cache).problems

    assert problem.mend == "there is no other service 'lab-microscopy': it is part of lab-imaging"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"dated_on": None}, "date"),
        ({"publisher": None}, "publisher"),
        ({"sources": ()}, "sources"),
        ({"twin": "guide-nothing"}, "twin"),
        ({"twin": None}, "twin"),
    ],
)
def test_a_guide_that_lacks_something_is_a_problem(
    seed: Path, cache: VectorCache, facts: dict[str, object], field: str
) -> None:
    _write_guides(seed, **facts)

    assert (Kind.GUIDE, field) in _kinds(check(seed, cache))


def test_a_guide_is_named_for_its_language(seed: Path, cache: VectorCache) -> None:
    write_guide(seed, a_document("guide-prices", twin="guide-samples-en", sources=("Provlabbet, 2026",)))

    assert (Kind.GUIDE, "file name") in _kinds(check(seed, cache))


def test_a_guides_twin_names_it_in_turn(seed: Path, cache: VectorCache) -> None:
    write_guide(seed, a_document("guide-prices-sv", twin="guide-samples-en", sources=("Provlabbet, 2026",)))

    assert _kinds(check(seed, cache)) == [(Kind.GUIDE, "twin")]


def test_a_seed_without_organizations_has_no_figures(tmp_path: Path, cache: VectorCache) -> None:
    _write_guides(tmp_path)

    report = check(tmp_path, cache)

    assert (report.findings, report.figures) == ((), {})


def test_a_guide_in_the_wrong_language_is_a_problem(seed: Path, cache: VectorCache) -> None:
    _write_guides(seed, body="The samples are sent on dry ice and the answer comes within three weeks.")

    assert _kinds(check(seed, cache)) == [(Kind.GUIDE, "language")]


def test_services_that_are_hard_to_tell_apart_are_named(seed: Path, cache: VectorCache) -> None:
    double = replace(a_service("lab-genomes"), description=a_service().description)

    assert (Kind.TWIN, "lab-genomes") in _found(seed, cache, a_service(), double)


def test_services_that_name_each_other_may_be_alike(seed: Path, cache: VectorCache) -> None:
    double = a_service("lab-genomes", related=("lab-sequencing",))

    assert (Kind.TWIN, "lab-genomes") not in _found(seed, cache, a_service(), double)


def test_an_ask_that_finds_another_service_first_is_listed_with_that_service(seed: Path, cache: VectorCache) -> None:
    astray = a_service(asks=replace(a_service().asks, sv=(*a_service().asks.sv, "Filma levande celler i mikroskop")))
    write_organization(seed, an_organization(astray, IMAGING, TRIALS))

    found = [finding.mend for finding in check(seed, cache).advice if finding.kind is Kind.CROSSED]

    assert "'Filma levande celler i mikroskop' finds lab-imaging first" in found


def test_an_ask_may_find_a_service_that_its_own_names(seed: Path, cache: VectorCache) -> None:
    asks = replace(a_service().asks, sv=(*a_service().asks.sv, "Filma levande celler i mikroskop"))
    write_organization(seed, an_organization(a_service(asks=asks, related=("lab-imaging",)), IMAGING, TRIALS))

    found = [finding.mend for finding in check(seed, cache).advice]

    assert not any("Filma levande celler i mikroskop" in mend for mend in found)


def test_the_figures_count_own_services_and_equal_ones(seed: Path, cache: VectorCache) -> None:
    asks = Asks(sv=("Sekvensering av dna", "Filma levande celler i mikroskop"), en=("Sequencing",))
    service = a_service(asks=asks, alternatives=("lab-imaging",))
    bare = [replace(one, asks=Asks()) for one in (TRIALS,)]
    quiet = replace(IMAGING, asks=Asks(sv=("Filma levande celler",)))
    write_organization(seed, an_organization(service, quiet, *bare))

    figures = check(seed, cache).figures

    assert (figures[Language.SV].asks, figures[Language.EN].asks) == (3, 1)
    assert (figures[Language.SV].first, figures[Language.SV].among) == (1.0, 1.0)


def test_only_the_files_asked_for_are_reported(seed: Path, cache: VectorCache) -> None:
    write_organization(seed, an_organization(a_service(fact_ids=()), IMAGING, TRIALS))
    other = write_organization(seed, an_organization(id="other", parent="nobody", services=()))

    report = check(seed, cache, [other])

    assert {finding.file for finding in report.problems} == {"other.yaml"}


def test_a_draft_counts_in_place_of_the_file_with_its_name(seed: Path, cache: VectorCache, tmp_path: Path) -> None:
    draft = write_organization(tmp_path / "drafts", an_organization(a_service(fact_ids=()), IMAGING, TRIALS))

    assert [finding.kind for finding in check(seed, cache, [draft]).problems] == [Kind.ID]


def test_a_second_check_embeds_nothing(seed: Path, cache: VectorCache, model: WordEmbedder) -> None:
    first = check(seed, cache)
    model.embedded.clear()

    assert check(seed, cache) == first
    assert model.embedded == []

import pytest

from bot.masking import Masked, Personal, masked

PATIENT = (Personal.PATIENT,)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("min patient Anna Svensson med bröstcancer", "min patient [namn] med bröstcancer"),
        ("Karl Exempelgren med ALS", "[namn] med ALS"),
        ("our patient John Smith, 61, has COPD", "our patient [namn], 61, has COPD"),
        ("We treated Maja Fiktivsson, 54, glioblastoma", "We treated [namn], 54, glioblastoma"),
        ("Min granne Rut Skenlund har bröstcancer", "Min granne [namn] har bröstcancer"),
        ("my father, Olof Hittepåsson, got Parkinson's", "my father, [namn], got Parkinson's"),
        ("pappa Olof von Sydow har Parkinsons sjukdom", "pappa [namn] har Parkinsons sjukdom"),
        ("min mamma Karin fick stroke", "min mamma [namn] fick stroke"),
        ("my wife Sarah was diagnosed with something rare", "my wife [namn] was diagnosed with something rare"),
        ("min dotter Maja, 7 år, har typ 1-diabetes", "min dotter [namn], 7 år, har typ 1-diabetes"),
        ("en patient som heter Xu Wei", "en patient som heter [namn]"),
        ("a patient named Will Turner", "a patient named [namn]"),
        ("patienten Fatima Al-Hassan", "patienten [namn]"),
        ("patienten Exempelgren", "patienten [namn]"),
        ("patient nr 12 Anna Ek", "patient nr 12 [namn]"),
        ("Patienten (Anna Svensson) mår bra", "Patienten ([namn]) mår bra"),
        ("patienterna Anna Svensson och Karl Berg", "patienterna [namn] och [namn]"),
        ("Patienter: Anna Ek, Karl Berg", "Patienter: [namn], [namn]"),
        ("vår patient med svår ALS, Karl Ek", "vår patient med svår ALS, [namn]"),
        ("Karl Ek, vår patient i studien", "[namn], vår patient i studien"),
        ("bröstcancerpatienten Eva Lind", "bröstcancerpatienten [namn]"),
        ("Anna Svenssons bröstcancer", "[namn] bröstcancer"),
        ("Wei Zhang with glioblastoma", "[namn] with glioblastoma"),
        ("Jag heter Anna Svensson och har bröstcancer", "Jag heter [namn] och har bröstcancer"),
        ("Vår vd Eva Lind fick själv bröstcancer", "Vår vd [namn] fick själv bröstcancer"),
        ("Namn: Karl Ek. Diagnos: ALS", "Namn: [namn]. Diagnos: ALS"),
        ("Patienten Bosse Påhittqvist, prostatacancer", "Patienten [namn], prostatacancer"),
        ("kund Sven-Erik Låtsaslund (dement)", "kund [namn] (dement)"),
        ("Pat. Gudrun Fejkman f. 1940", "Pat. [namn] f. 1940"),
        ("hjälpa patient Blomgren, KOL", "hjälpa patient [namn], KOL"),
        ("vår patient K. Exempelgren", "vår patient [namn]"),
        ("Granne Rut Skenlund har cancer", "Granne [namn] har cancer"),
        ("behandlade Eva Lind på avdelning 4", "behandlade [namn] på avdelning 4"),
    ],
)
def test_the_name_beside_an_illness_or_care_is_masked_and_the_illness_left(said: str, expected: str) -> None:
    assert masked(said) == Masked(expected, PATIENT)


@pytest.mark.parametrize(
    "said",
    [
        "min patient anna svensson har astma",
        "MIN PATIENT ANNA SVENSSON HAR ASTMA",
        "Min patient\u00a0Anna\u2009Svensson har astma",
        "Min patient Anna\nSvensson har astma",
        "Min patient\nAnna Svensson\nhar astma",
    ],
)
def test_a_name_is_known_without_its_capitals_and_across_lines(said: str) -> None:
    assert "svensson" not in masked(said).text.lower()
    assert "astma" in masked(said).text.lower()


def test_a_patients_name_is_masked_wherever_it_is_said_again() -> None:
    got = masked("Patienten Anna mår bra. Anna Svensson bor i Solna. Annas värden, och anna själv.")

    assert got.text == "Patienten [namn] mår bra. [namn] bor i Solna. [namn] värden, och [namn] själv."


@pytest.mark.parametrize(
    "kept",
    [
        "Anna Svensson, VD",
        "Hej! Anna Svensson här på Alva Diagnostics. Vi har en cancerdiagnostik.",
        "Anna Svensson forskar om bröstcancer",
        "Anna Svensson har en cancerstudie",
        "Anna Svensson has a breast cancer app",
        "Dr Anna Svensson med bröstcancer som område",
        "Prof Anna Svensson with breast cancer research",
        "Jag är Anna Svensson, onkolog med bröstcancer",
        "Jag heter Anna Svensson, vi utvecklar läkemedel mot bröstcancer",
        "Name: Anna Svensson, title: CEO. Product: diabetes app",
        "min kollega Anna Svensson forskar om ALS",
        "Anna Svensson, patient representative",
        "för patienter, Anna Svensson är VD",
        "Läkare Eva Lind behandlar ALS",
        "behandlas av Eva Lind för ALS",
        "Lars, cancer",
        "Anna Svensson (MS)",
        "forskare Anna Ek (ALS)",
        "Mitt namn är Eva Ek, vi har en app för patienter med diabetes",
        "Vår patient har ALS. Eva Ek leder bolaget.",
        "Kontakta Eva Ek för patienter med ALS",
        "Eva Ek har cancer-appen som vi säljer",
        "min bror Per Ek startade bolaget",
        "Malmgren med cancer",
        "Karl Ek är vår patients vd",
        "Karolinska",
        "Astra Zeneca med cancer",
        "Vi på Novo Nordisk med diabetes",
        "Vi på Elsa Science med reumatism",
        "Region Stockholm har diabetes som fokus",
        "Science for Life Laboratory with cancer",
        "Cancer Research KI with breast cancer",
        "Eli Lilly has obesity drugs",
        "patients at Karolinska University Hospital with cancer",
        "Patient Safety Act",
        "our patient Advisory Board",
        "kontakta patientansvarig Eva Lind",
        "vi är klara med MS studien",
        "Våra patienter i Lund har astma",
    ],
)
def test_names_of_colleagues_and_houses_are_kept(kept: str) -> None:
    assert masked(kept) == Masked(kept)

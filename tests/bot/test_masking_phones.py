import pytest

from bot.masking import Masked, Personal, masked

PHONE = (Personal.PHONE,)


@pytest.mark.parametrize(
    "number",
    [
        "070-174 06 05",
        "0701740605",
        "070 174 06 05",
        "070-1740605",
        "070 1740 605",
        "0701-74 06 05",
        "070-174-06-05",
        "070 - 174 06 05",
        "070.174.06.05",
        "07 01 74 06 05",
        "(070) 174 06 05",
        "070–174 06 05",
        "070\u00a0174\u200906\u202f05",
        "０７０－１７４　０６　０５",
        "070-174\n06 05",
        "+46701740605",
        "+46 70 174 06 05",
        "+46 (0)70-174 06 05",
        "(+46) 70-174 06 05",
        "0046 70 174 06 05",
        "0046701740605",
        "46701740605",
        "08-123 45 67",
        "08-465 004 12",
        "(08) 123 45 67",
        "08/123 45 67",
        "018-17 46 00",
        "0120-123 45",
        "+46 8 123 45 67",
        "+1 (415) 555-2671",
        "+44 20 7946 0958",
        "+358 40 1234567",
        "+49 30 901820",
    ],
)
def test_phone_numbers_are_known_in_every_way_they_are_written(number: str) -> None:
    assert masked(f"Nås: {number}, gärna efter sex.") == Masked("Nås: [telefonnummer], gärna efter sex.", PHONE)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("tel0701740605", "tel[telefonnummer]"),
        ("tel:+46-70-174-06-05", "tel:[telefonnummer]"),
        ("mitt nummer är 70 174 06 05", "mitt nummer är [telefonnummer]"),
        ("ring mig på 123 45 67", "ring mig på [telefonnummer]"),
        ("Call me on 555-2671 after six", "Call me on [telefonnummer] after six"),
        ("tfn 081234567", "tfn [telefonnummer]"),
        ("0701740605/0701740606", "[telefonnummer]/[telefonnummer]"),
        ("0701740605 och 070-1740606, 0701740607", "[telefonnummer] och [telefonnummer], [telefonnummer]"),
        ("vår växel (070-174 06 05) svarar", "vår växel ([telefonnummer]) svarar"),
        ("referens 070-174 06 05", "referens [telefonnummer]"),
        ("+46 70 174 06 05 12 000 kr", "[telefonnummer] 12 000 kr"),
        ("171 65 Solna 070-174 06 05", "171 65 Solna [telefonnummer]"),
    ],
)
def test_the_words_and_numbers_beside_a_phone_number_are_left(said: str, expected: str) -> None:
    assert masked(said) == Masked(expected, PHONE)


@pytest.mark.parametrize(
    "kept",
    [
        "1 000 000 kr",
        "SEK 5,000,000",
        "2 500 000",
        "+5 000 000 kr",
        "12 070 174 kr",
        "ring om 1 000 000 kr",
        "070 prover",
        "013 500 000 celler",
        "0,05 - 0,10",
        "0.123456789",
        "+20 %",
        "171 65 Solna",
        "2024-2026",
        "call 2026-2027",
        "EU call 101057777",
        "tel 2026-01523",
        "01-02-2024",
        "08-12-2024",
        "08 12 2024",
        "öppet 08-12 13-17",
        "kl. 0800-1700",
        "08.00-17.00",
        "TRL 4-6",
        "ISO 13485:2016",
        "IEC 62304",
        "CAS 50-00-0",
        "CAS 7732-18-5",
        "artikelnr 0123-456789",
        "kat.nr 08-123 45 67",
        "GTIN 07312345678901",
        "UDI (01)07312345678901(17)250101(10)A213B1",
        "ORCID 0000-0002-1825-0097",
        "https://doi.org/10.1000/0701740605",
        "https://lab.example/0701740605",
        "IMG_0701740605",
        "ABC-0701740605",
        "ISBN 978-0-306-40615-7",
        "59.3293, 18.0686",
        "+59.329323, +18.068581",
        "bankgiro 5050-1055",
        "IBAN SE35 5000 0000 0549 1000 0003",
        "192.168.0.1",
        "112 eller 1177",
        "NCT07654321",
        "WO 2025/123456",
        "SE 1234567 C2",
    ],
)
def test_what_only_looks_like_a_phone_number_is_kept(kept: str) -> None:
    assert masked(f"Vi skriver {kept} i ansökan") == Masked(f"Vi skriver {kept} i ansökan")

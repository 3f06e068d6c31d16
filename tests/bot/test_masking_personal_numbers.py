import pytest

from bot.masking import Masked, Personal, masked

NUMBER = (Personal.PERSONAL_NUMBER,)


@pytest.mark.parametrize(
    "number",
    [
        "18900101-9802",
        "189001019802",
        "18900101 9802",
        "18900101 - 9802",
        "18 900101-9802",
        "1890-01-01-9802",
        "900101-9802",
        "9001019802",
        "900101 9802",
        "90 01 01 9802",
        "90-01-01-9802",
        "930214+2394",
        "111224+9808",
        "900177-2392",
        "19900177-2392",
    ],
)
def test_personal_and_coordination_numbers_are_known_in_every_way_they_are_written(number: str) -> None:
    assert masked(f"Hej, {number} behöver en labbplats.") == Masked("Hej, [personnummer] behöver en labbplats.", NUMBER)


@pytest.mark.parametrize(
    "number",
    [
        "18900101–9802",
        "18900101\u20119802",
        "18900101\u22129802",
        "18900101\u00ad-9802",
        "1890\u200b0101-9802",
        "１８９００１０１－９８０２",
        "18900101\u00a09802",
        "18900101\u20099802",
        "18900101\n-9802",
        "18900101-\n9802",
    ],
)
def test_typography_hides_no_number(number: str) -> None:
    assert masked(number) == Masked("[personnummer]", NUMBER)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("personnummer 850709-1234", "personnummer [personnummer]"),
        ("Pnr: 8507091234.", "Pnr: [personnummer]."),
        ("pnr900101-9802", "pnr[personnummer]"),
        ("mitt personnummer är 19850709-1234", "mitt personnummer är [personnummer]"),
        ("samordningsnummer 850769-1234", "samordningsnummer [personnummer]"),
        ("personnummer 123456-7890", "personnummer [personnummer]"),
        ("Personnummer:\n123456-7890", "Personnummer:\n[personnummer]"),
        ("my personal number is 19850709 1234", "my personal number is [personnummer]"),
        ("social security number 850709-1234", "social security number [personnummer]"),
    ],
)
def test_a_number_that_is_called_a_personal_number_needs_no_right_check_digit(said: str, expected: str) -> None:
    assert masked(said) == Masked(expected, NUMBER)


def test_a_mistyped_number_that_speaks_of_someone_is_masked() -> None:
    assert masked("Jag heter Bo, född 850709-1234").text == "Jag heter Bo, född [personnummer]"
    assert masked("Se 850709-1234").kinds == ()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("(18900101-9802)", "([personnummer])"),
        ("”18900101-9802”.", "”[personnummer]”."),
        ("18900101-9802/930214+2394", "[personnummer]/[personnummer]"),
        ("https://lab.example/?p=18900101-9802", "https://lab.example/?p=[personnummer]"),
        ("18900101-9802, 250 000 kr", "[personnummer], 250 000 kr"),
    ],
)
def test_signs_around_a_number_hide_it_not(said: str, expected: str) -> None:
    assert masked(said).text == expected


@pytest.mark.parametrize(
    "kept",
    [
        "org.nr 556677-8899",
        "556000-0001",
        "5566778899",
        "16556677-8899",
        "VAT SE556677889901",
        "2026-01523",
        "dnr 2024-04444-01",
        "5.8.18-12345/2024",
        "RS 2026-0457",
        "20260115-0001",
        "order 9001019802",
        "batch 900101 9802",
        "lot nr 9001019802",
        "9001019802 kr",
        "SEK 9001019802",
        "2024 01 15 1234",
        "202401151234",
        "2024-01-15 12:34",
        "850709-9806",
        "8507099806",
        "850732-1234",
        "851309-1234",
        "A18900101-9802",
        "18900101-9802-01",
        "123-900101-9802",
        "189001019802345",
        "18900101-98023",
        "NCT01234567",
        "EudraCT 2020-001234-56",
        "personnummer saknas men 1234567890 prover finns",
        "patientens ålder: 54, 1 200 000 celler",
    ],
)
def test_numbers_of_things_are_kept(kept: str) -> None:
    assert masked(f"Vi skriver {kept} i ansökan") == Masked(f"Vi skriver {kept} i ansökan")

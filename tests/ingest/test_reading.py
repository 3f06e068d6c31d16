from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from ingest.reading import MAX_BYTES, UnreadableDocument, read_document
from knowledge.vocabulary import Language
from tests.builders import a_document, write_guide

SWEDISH = "Provbädden tar emot företag som vill testa sin produkt tillsammans med vården."
ENGLISH = "The test bed receives companies that want to try their product together with nurses."


def _written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_guide_is_read_as_it_was_written(tmp_path: Path) -> None:
    guide = a_document(twin="guide-samples-en", sources=("Provlabbet, 2026",))

    assert read_document(write_guide(tmp_path, guide)) == guide


def test_what_is_said_counts_before_the_front_matter(tmp_path: Path) -> None:
    path = write_guide(tmp_path, a_document())

    document = read_document(path, title="Annan titel", date="2027", publisher=None)

    assert (document.title, document.dated_on) == ("Annan titel", "2027")
    assert document.publisher == a_document().publisher


@pytest.mark.parametrize(("text", "expected"), [(SWEDISH, Language.SV), (ENGLISH, Language.EN)])
def test_the_language_is_seen_from_the_text(tmp_path: Path, text: str, expected: Language) -> None:
    assert read_document(_written(tmp_path, "report.txt", text)).language is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# **Rapport**\n\n{SWEDISH}", "Rapport"),
        (f"\nRapport om testbäddar\n\n{SWEDISH}", "Rapport om testbäddar"),
        (f"{SWEDISH} " * 3, "report"),
    ],
    ids=["a heading", "a first line", "the file's name"],
)
def test_a_title_is_found(tmp_path: Path, text: str, expected: str) -> None:
    assert read_document(_written(tmp_path, "report.txt", text)).title == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Årsrapport 2026.sv.md", "arsrapport-2026-sv"),
        ("guide-samples.en.md", "guide-samples-en"),
        ("plan.txt", "plan"),
    ],
)
def test_the_id_is_the_name_of_the_file_in_plain_letters(tmp_path: Path, name: str, expected: str) -> None:
    assert read_document(_written(tmp_path, name, SWEDISH)).id == expected


def test_letters_have_one_form_and_what_cannot_be_seen_is_gone(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "Provbädd på sjuk\u00adhus\r\nför\x00 företag\r\uf0b7 en punkt")

    body = read_document(_written(tmp_path, "report.txt", text)).body

    assert body == "Provbädd på sjukhus\nför företag\n• en punkt"


def test_headings_of_plain_text_are_marked_and_its_contents_left_out(tmp_path: Path) -> None:
    text = f"Rapport\n\n1.1\tMål.....\t3\n1.2\tMedel\t4\n\n1.1 Mål\n\n{SWEDISH}\n\n1.2 Medel\n{SWEDISH}\n"

    body = read_document(_written(tmp_path, "report.txt", text)).body

    assert [line for line in body.splitlines() if line.startswith("#")] == [
        "## Rapport",
        "### 1.1 Mål",
        "### 1.2 Medel",
    ]
    assert "....." not in body


@pytest.mark.parametrize(
    ("name", "content", "mend"),
    [
        ("report.pdf", b"%PDF", "only .md and .txt"),
        ("report.md", "Provbädd".encode("latin-1"), "save it as UTF-8"),
        ("report.md", b" \n\n", "no text"),
        ("report.md", b"---\ntitle: [\n---\ntext", "mend the syntax"),
        ("report.md", b"---\n- title\n---\ntext", "front matter"),
        ("report.md", b"---\nlanguage: fr\n---\ntext", "language: Input should be 'sv' or 'en'"),
        ("---.md", b"text", "name the file"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_mend(tmp_path: Path, name: str, content: bytes, mend: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(UnreadableDocument, match=f"{name}.*{mend}"):
        read_document(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match=r"gone\.md: there is no such file"):
        read_document(tmp_path / "gone.md")


def test_a_file_that_is_too_large_is_to_be_split(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"a" * (MAX_BYTES + 1))

    with pytest.raises(UnreadableDocument, match="split it"):
        read_document(path)

"""Full text search keeps the same promises in SQLite and in PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, Engine

from knowledge.lexicon import Lexicon, stems
from knowledge.vocabulary import Language

SV, EN = Language.SV, Language.EN
Find = Callable[..., list[str]]

TYPED = [
    '"',
    '"labb',
    "labb*",
    "*",
    "NEAR(labb solna)",
    "NEAR labb",
    "labb AND NOT solna",
    "stems: labb",
    "text_id: labb",
    "labb OR",
    "^labb",
    "-labb",
    "{labb",
    "labb)",
    "labb & !",
    "labb | <->",
    "'labb':*A",
    "labb\\",
    "labb'; DROP TABLE lexicon; --",
    "%(labb)s :labb",
    "labb\x00",
]
SIGNS = ['"', '""', "'", "\\", "a b", "*", "lab*", "", "(", "-", ":*", "E'", "$$", "%s", ":stems"]


@pytest.fixture
def write(engine: Engine, lexicon: Lexicon) -> Callable[..., None]:
    """Keeps texts of services by their ids, in Swedish unless said otherwise."""

    def write(language: Language = SV, owner: str = "service", **said: str) -> None:
        with engine.begin() as db:
            for text_id, text in said.items():
                lexicon.write(db, text_id, owner, language, text)

    return write


@pytest.fixture
def find(engine: Engine, lexicon: Lexicon) -> Find:
    """Ids of the texts that a question finds, best first."""

    def find(question: str, language: Language = SV, owner: str = "service", limit: int = 10) -> list[str]:
        with engine.connect() as db:
            found = lexicon.search(db, owner, language, stems(question, language), limit)
        assert [score for _, score in found] == sorted((one[1] for one in found), reverse=True)
        return [text_id for text_id, _ in found]

    return find


def test_a_text_is_found_by_any_of_its_words_in_any_form(write: Callable[..., None], find: Find) -> None:
    write(bed="Testbädd i vården", loan="Lån till tillväxtbolag")

    assert find("Finns det testbäddar?") == ["bed"]
    assert find("lån eller testbädd") == ["bed", "loan"]
    assert find("rymdraket") == []


def test_swedish_letters_are_letters_of_their_own(write: Callable[..., None], find: Find) -> None:
    write(farad="Fårad panna", shelf="Hylla i fort", front="Prov av björk")

    assert find("farad") == []
    assert find("fårad") == ["farad"]
    assert find("fört") == []
    assert find("bjork") == []


def test_a_text_is_found_in_its_own_language_only(write: Callable[..., None], find: Find) -> None:
    write(SV, sv="Lab i Solna")
    write(EN, en="Lab in Solna")

    assert find("solna", SV) == ["sv"]
    assert find("solna", EN) == ["en"]


def test_a_services_text_is_not_a_documents_text(write: Callable[..., None], find: Find) -> None:
    write(owner="service", profile="Lab i Solna")
    write(owner="document", passage="Lab i Solna")

    assert find("solna", owner="service") == ["profile"]
    assert find("solna", owner="document") == ["passage"]


def test_a_rare_word_counts_more_than_a_common_one(write: Callable[..., None], find: Find) -> None:
    write(**{f"common{number}": "bidrag" for number in range(8)}, rare="synkrotron")

    assert find("bidrag synkrotron")[0] == "rare"


def test_two_words_count_more_than_one(write: Callable[..., None], find: Find) -> None:
    write(one="bidrag fastighet", two="bidrag forskning", none="skatt export")

    assert find("bidrag till forskning") == ["two", "one"]


def test_a_short_text_counts_more_than_a_long_one(write: Callable[..., None], find: Find) -> None:
    padding = " ".join(f"utfyllnad{number}" for number in range(60))
    write(long=f"synkrotron {padding}", short="synkrotron", other="skatt")

    assert find("synkrotron") == ["short", "long"]


def test_equals_come_in_order_of_id_and_no_more_than_were_asked_for(write: Callable[..., None], find: Find) -> None:
    write(c="synkrotron", a="synkrotron", b="synkrotron", other="skatt")

    assert find("synkrotron") == ["a", "b", "c"]
    assert len(find("synkrotron", limit=2)) == 2


def test_a_rewritten_text_is_no_longer_found_by_its_old_words(write: Callable[..., None], find: Find) -> None:
    write(a="synkrotron")
    write(a="biobank")

    assert (find("synkrotron"), find("biobank")) == ([], ["a"])


def test_a_deleted_text_is_not_found(write: Callable[..., None], find: Find, engine: Engine, lexicon: Lexicon) -> None:
    write(a="synkrotron", b="synkrotron")
    with engine.begin() as db:
        lexicon.delete(db, ["a", "never there"])
        lexicon.delete(db, [])

    assert find("synkrotron") == ["b"]


def test_what_is_rolled_back_was_never_written(find: Find, engine: Engine, lexicon: Lexicon) -> None:
    def write_and_fail(db: Connection) -> None:
        lexicon.write(db, "a", "service", SV, "synkrotron")
        raise InterruptedError

    with pytest.raises(InterruptedError), engine.begin() as db:
        write_and_fail(db)

    assert find("synkrotron") == []


def test_typed_query_syntax_is_only_words(write: Callable[..., None], find: Find) -> None:
    write(lab="labb", stop="biobank")

    found = {typed: find(typed) for typed in TYPED}

    assert found == {typed: ["lab"] if "labb" in typed else [] for typed in TYPED}


def test_a_stem_with_signs_in_it_finds_nothing_and_breaks_nothing(
    write: Callable[..., None], engine: Engine, lexicon: Lexicon
) -> None:
    write(lab="labb")

    with engine.connect() as db:
        found = {sign: lexicon.search(db, "service", SV, [sign], 10) for sign in SIGNS}

    assert found == {sign: [] for sign in SIGNS}


def test_nothing_asked_for_finds_nothing(write: Callable[..., None], find: Find) -> None:
    write(lab="labb", empty="")

    assert find("och att det") == []


def test_a_hyphenated_word_is_found_whole_and_by_its_parts(write: Callable[..., None], find: Find) -> None:
    write(mark="CE-märkning enligt MDR 2.0", other="Märkning av el")

    assert find("ce-märkning")[0] == "mark"
    assert find("märkning") == ["other", "mark"]
    assert find("2.0") == ["mark"]


def test_a_question_of_four_thousand_characters_is_answered(write: Callable[..., None], find: Find) -> None:
    write(lab="labb", long="z" * 4_000)

    assert find("labb " + " ".join(f"a{number}b" for number in range(650))) == ["lab"]
    assert find("labb " + "z" * 3_990) == ["lab"]
    assert find("labb " + "å" * 3_990) == ["lab"]

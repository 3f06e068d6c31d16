import pytest

from bot.pieces import Opening, is_story, pieces_of


def test_a_message_is_cut_where_the_writer_sets_things_off() -> None:
    pieces = pieces_of("Hej! Två saker: labb, patent + lån\n\n1) export 2) skatt")

    assert [(piece.text, piece.opening) for piece in pieces] == [
        ("Hej!", Opening.START),
        ("Två saker:", Opening.SENTENCE),
        ("labb", Opening.LEAD),
        ("patent", Opening.WORD),
        ("lån", Opening.PLUS),
        ("export", Opening.ITEM),
        ("skatt", Opening.ITEM),
    ]


@pytest.mark.parametrize(
    ("message", "points"),
    [
        ("We want: (i) a lab, (ii) a loan, (iii) a patent", ["a lab", "a loan", "a patent"]),
        ("Two asks. 1. Somebody who lends. 2. Somebody who rents.", ["Somebody who lends.", "Somebody who rents."]),
        ("Två saker. Det ena är ett labb. Det andra är att ingen ger lån.", ["ett labb.", "ingen ger lån."]),
        ("The first one is a lab, and the other is that nobody lends", ["a lab", "nobody lends"]),
    ],
)
def test_what_is_numbered_in_whatever_manner_is_a_point(message: str, points: list[str]) -> None:
    assert [piece.text for piece in pieces_of(message) if piece.opening is Opening.ITEM] == points


def test_the_name_of_a_species_ends_no_sentence() -> None:
    assert [piece.text for piece in pieces_of("Who grows E. coli? We do not.")] == ["Who grows E. coli?", "We do not."]


def test_a_line_after_the_points_of_a_list_is_a_sentence_of_its_own() -> None:
    pieces = pieces_of("We need\n- a lab\n- a loan\nWhom do we ask?\nThanks")

    assert [(piece.text, piece.sentence) for piece in pieces] == [
        ("We need", 0),
        ("a lab", 0),
        ("a loan", 0),
        ("Whom do we ask?", 1),
        ("Thanks", 2),
    ]


@pytest.mark.parametrize(
    ("text", "troubles"),
    [
        ("Nobody has made it pure enough", True),
        ("Ingen vet var bakterierna kommer ifrån", True),
        ("The doses have to be made somewhere", True),
        ("Det räcker inte", True),
        ("Nobody minds since the permit is already granted", False),
        ("Vi fick inga avslag", False),
        ("We make sensors", False),
    ],
)
def test_what_is_in_the_way_is_told_from_what_is_settled(text: str, troubles: bool) -> None:
    assert pieces_of(text)[0].troubles is troubles


def test_what_stands_in_brackets_or_quotation_marks_stays_whole() -> None:
    pieces = pieces_of('a lab (wet, not dry) and "search, and find"')

    assert [piece.text for piece in pieces] == ["a lab (wet, not dry)", '"search, and find"']


@pytest.mark.parametrize("text", ["lån och/eller bidrag", "24/7", "R&D", "kl 10:30", "surplus"])
def test_signs_inside_an_expression_cut_nothing(text: str) -> None:
    assert "".join(piece.between + piece.text for piece in pieces_of(text)) == text
    assert all(piece.text != "eller bidrag" for piece in pieces_of(text))


def test_all_pieces_of_a_question_are_in_it() -> None:
    assert [piece.in_question for piece in pieces_of("We are five. Who lends, and who gives?")] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "wishes", "states"),
    [
        ("Vi behöver labbplats", True, False),
        ("We want a lab", True, False),
        ("who has a lab", True, False),
        ("Vi har ett labb", False, True),
        ("The company is two years old", False, True),
        ("labbplats i Solna", False, False),
    ],
)
def test_a_wish_a_statement_and_a_fragment_are_told_apart(text: str, wishes: bool, states: bool) -> None:
    piece = pieces_of(text)[0]

    assert (piece.wishes, piece.states) == (wishes, states)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("vi vill inte ha lån", ""),
        ("we already hold a patent", ""),
        ("vi vet inte hur MDR fungerar", "vi vet inte hur MDR fungerar"),
        ("a search before filing a patent", "a search "),
        ("labbplats", "labbplats"),
    ],
)
def test_what_is_denied_or_only_says_when_names_no_need(text: str, meant: str) -> None:
    assert pieces_of(text)[0].meant == meant


def test_the_words_for_needing_are_found_at_the_beginning() -> None:
    assert pieces_of("Nu söker vi hjälp")[0].need_verb == "Nu söker"
    assert pieces_of("We need help with MDR")[0].need_verb == "We need help with"
    assert pieces_of("labbplats")[0].need_verb == ""


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (
            "Two founders, one lab technician, a shared desk in Uppsala. Preclinical. Project: Dandelion.",
            True,
        ),
        ("Two founders, one lab technician, a shared desk in Uppsala, and we need a lab of our own.", False),
        ("Two founders, one lab technician, a shared desk in Uppsala. Who rents out a lab there?", False),
        ("A shared desk in Uppsala", False),
    ],
)
def test_a_story_wishes_nothing_and_is_of_some_length(text: str, tells: bool) -> None:
    assert is_story(text) is tells

from datetime import date
from pathlib import Path

from bot.models import Choice, Evidence, Likeness, Outcome, QuestionBack, Trace, Weighed
from evals.replies import Answered, Candidate, Cited, Contact, Suggested, answered, as_line, read_replies, write_replies
from knowledge.search import Leg
from knowledge.vocabulary import Bilingual, Channel, Language, SupportKind
from tests.builders import a_hit, a_need
from tests.evals.builders import a_citation, an_answer
from tests.web.replies import a_reply

FULL = Answered(
    case_id="rt-001-sv",
    turn=2,
    outcome=Outcome.ANSWERED,
    language=Language.SV,
    text='Börja med "labbet".\nSedan:\u2028\u0085 kliniken 🧪',
    kinds=((SupportKind.BIOBANK, SupportKind.GRANT), ()),
    suggestions=(
        Suggested("lab", "ki", 1, 1 / 3, (Contact(Channel.PHONE, "08-123", None), Contact(Channel.EMAIL, "a@b", "c"))),
    ),
    citations=(Cited("Källan", None, "Ett ord."),),
    candidates=(Candidate("lab", 0.1, {"kind": -0.25}, 0.7, {"dense": 1, "lexical": 12}, "svc:lab:ask:sv:1", 0.4),),
    passages=("guide-sv",),
    masked=("phone",),
    choices=("yes", "no"),
    decided_by="vague",
    likeness={"vague": 0.123456},
    similarity=0.1 + 0.2,
    milliseconds=12.345678901234567,
)

A_REPLY = a_reply(
    needs=(a_need(kinds=(SupportKind.BIOBANK,)), a_need(kinds=())),
    masked=("email",),
    question_back=QuestionBack(Bilingual("Vilket?", "Which?"), (Choice("lab", Bilingual("Labb", "Lab")),)),
    timings_ms={"retrieve": 4.0, "total": 5.5},
    traces=(
        Trace(
            Evidence(
                (a_hit("far", similarity=0.2), a_hit("near", similarity=0.6, ranks={Leg.DENSE: 3, Leg.LEXICAL: 1})),
                (a_hit("doc:guide-b:4"), a_hit("doc:guide-a:0"), a_hit("doc:guide-b:1")),
                {"vague": Likeness(0.12345678, "greeting")},
            ),
            (Weighed("near", 0.9, {"kind": 0.1}, 1.0), Weighed("named", 0.0, {}, 0.5)),
            "greeting",
        ),
        Trace(
            Evidence((a_hit("second"),), (a_hit("doc:guide-a:2"), a_hit("doc:guide-c:0")), {}),
            (Weighed("second", 1.0, {}, 1.0),),
        ),
    ),
)


def test_a_reply_comes_back_from_a_file_exactly_as_it_was_written(tmp_path: Path) -> None:
    replies = [FULL, an_answer("good", case_id="b"), an_answer(case_id="c", outcome=Outcome.NO_MATCH)]

    write_replies(tmp_path / "replies.jsonl", replies)

    assert list(read_replies(tmp_path / "replies.jsonl")) == replies


def test_a_reply_takes_one_line_whatever_its_text_holds() -> None:
    assert as_line(FULL).count("\n") == 1
    assert as_line(FULL).endswith("}\n")


def test_a_reply_that_was_cut_short_is_passed_over_even_within_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    within_a_letter = as_line(an_answer(case_id="b", text="ö")).encode().partition("ö".encode()[1:])[0]

    path.write_bytes(as_line(FULL).encode() + within_a_letter)

    assert list(read_replies(path)) == [FULL]


def test_what_is_written_takes_the_place_of_what_the_file_held(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    write_replies(path, [FULL, an_answer(case_id="b")])

    write_replies(path, [an_answer(case_id="c")])

    assert [one.case_id for one in read_replies(path)] == ["c"]


def test_what_is_kept_of_a_reply_is_what_was_shown() -> None:
    got = answered("rt-001-sv", 1, A_REPLY)

    (suggested,) = got.suggestions
    assert (got.case_id, got.turn, got.outcome, got.language) == ("rt-001-sv", 1, Outcome.ANSWERED, Language.SV)
    assert got.text == A_REPLY.text
    assert got.kinds == ((SupportKind.BIOBANK,), ())
    assert (suggested.service_id, suggested.organization_id, suggested.score) == ("lab-sequencing", "lab", 0.9)
    assert [(one.channel, one.value) for one in suggested.contacts] == [(Channel.EMAIL, "info@lab.example")]
    assert got.citations == (a_citation("Vad labbet gör"),)
    assert (got.masked, got.choices, got.milliseconds) == (("email",), ("lab",), 5.5)


def test_candidates_come_need_by_need_in_the_order_of_the_scales_and_say_which_leg_found_them() -> None:
    got = answered("c", 1, A_REPLY)

    assert got.candidates == (
        Candidate("near", 0.9, {"kind": 0.1}, 1.0, {"dense": 3, "lexical": 1}, "svc:near:profile:sv", 0.6),
        Candidate("named", 0.0, {}, 0.5, {}, None, 0.0),
        Candidate("second", 1.0, {}, 1.0, {"dense": 1}, "svc:second:profile:sv", 0.1, need=1),
    )
    assert (got.decided_by, got.likeness, got.similarity) == ("greeting", {"vague": 0.123457}, 0.6)


def test_a_document_is_counted_once_where_its_nearest_passage_stands() -> None:
    assert answered("c", 1, A_REPLY).passages == ("guide-b", "guide-a", "guide-c")


def test_a_reply_without_a_trace_has_no_candidates() -> None:
    got = answered("c", 1, a_reply(timings_ms={"total": 1.0}))

    assert (got.candidates, got.passages, got.likeness, got.decided_by, got.choices) == ((), (), {}, "", ())


def test_the_same_answer_is_kept_alike_in_every_run() -> None:
    other = a_reply(conversation_id="another", turn_id="another", as_of=date(2027, 1, 1), timings_ms={"total": 1.0})

    assert answered("c", 1, other) == answered("c", 1, a_reply(timings_ms={"total": 1.0}))

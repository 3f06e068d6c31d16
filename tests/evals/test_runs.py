from dataclasses import replace
from pathlib import Path

import pytest

from evals.replies import as_line
from evals.runs import (
    NoRun,
    OtherRun,
    Stamp,
    begin,
    differences,
    digest_of_cases,
    digest_of_code,
    digest_of_prompts,
    load_run,
    record,
)
from tests.evals.builders import a_case, an_answer

STAMP = Stamp("code", "catalogue", "index", "model", "prompts", "cases", {"language_model": "none"})
REPLIES = [an_answer("good", case_id="a", text="Ring labbet.\n"), an_answer("bad", case_id="b"), an_answer(case_id="c")]


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A product of five files, in a folder that is called as the seed is."""
    folder = tmp_path / "seed" / "product"
    write(folder, "bot/routing.py", "weigh()")
    write(folder, "bot/prompts/greeting.jinja", "Hej!")
    write(folder, "knowledge/words/vocabulary.yaml", "grant: bidrag")
    write(folder, "knowledge/seed/organizations/lab.yaml", "id: lab")
    write(folder, "web/app.py", "app()")
    return folder


def test_a_run_comes_back_with_its_stamp_and_every_reply(tmp_path: Path) -> None:
    written = list(record(begin(tmp_path / "runs" / "one", STAMP), REPLIES))

    kept = load_run(tmp_path / "runs" / "one")

    assert written == REPLIES
    assert (kept.folder, kept.stamp) == (tmp_path / "runs" / "one", STAMP)
    assert list(kept.replies.items()) == [(one.case_id, one) for one in REPLIES]


def test_a_reply_is_on_disk_before_the_next_question_is_asked(tmp_path: Path) -> None:
    answering = record(begin(tmp_path, STAMP), REPLIES)

    next(answering)

    assert list(load_run(tmp_path).replies) == ["a"]


def test_an_interrupted_run_goes_on_after_its_last_whole_reply(tmp_path: Path) -> None:
    list(record(begin(tmp_path, STAMP), REPLIES[:1]))
    with (tmp_path / "replies.jsonl").open("a", encoding="utf-8") as file:
        file.write(as_line(REPLIES[1])[:70])

    begun = begin(tmp_path, STAMP)
    list(record(begun, REPLIES[1:]))

    assert list(begun.replies) == ["a"]
    assert list(load_run(tmp_path).replies.values()) == REPLIES
    assert len((tmp_path / "replies.jsonl").read_text("utf-8").splitlines()) == 3


def test_a_run_of_another_state_is_refused_by_what_differs_and_left_alone(tmp_path: Path) -> None:
    list(record(begin(tmp_path, STAMP), REPLIES))
    held = (tmp_path / "replies.jsonl").read_bytes()

    with pytest.raises(OtherRun, match="holds a run with another model, settings: give another name, or remove it"):
        begin(tmp_path, replace(STAMP, model="other", settings={}))

    assert (tmp_path / "replies.jsonl").read_bytes() == held
    assert load_run(tmp_path).stamp == STAMP


@pytest.mark.parametrize(("file", "text"), [("run.json", "{"), ("run.json", "{}"), ("replies.jsonl", "{}\n")])
def test_a_run_that_cannot_be_read_says_how_to_make_one(tmp_path: Path, file: str, text: str) -> None:
    list(record(begin(tmp_path / "mine", STAMP), REPLIES))
    (tmp_path / "mine" / file).write_text(text, "utf-8")

    with pytest.raises(NoRun, match="holds no run that can be read: python -m evals run --name mine"):
        load_run(tmp_path / "mine")


def test_a_folder_without_a_run_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoRun, match="python -m evals run --name nowhere"):
        load_run(tmp_path / "nowhere")


def test_two_states_differ_in_what_they_do_not_share() -> None:
    assert differences(STAMP, replace(STAMP)) == []
    assert differences(STAMP, replace(STAMP, code="x", cases="y")) == ["code", "cases"]


def test_the_digest_of_cases_moves_with_any_fact_of_a_case_and_not_with_their_order() -> None:
    cases = [a_case(id="a"), a_case(id="b")]
    digest = digest_of_cases(cases)

    assert digest_of_cases(cases[::-1]) == digest
    assert digest_of_cases([a_case(id="a"), a_case(id="b")]) == digest
    for changed in ({"question": "Labb"}, {"best": ("good",)}, {"turns": ("Och?",)}, {"split": "final"}):
        assert digest_of_cases([cases[0], a_case(id="b", **changed)]) != digest
    assert digest_of_cases(cases[:1]) != digest


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("bot/routing.py", "weigh(twice)"),
        ("bot/prompts/greeting.jinja", "Tjena!"),
        ("knowledge/words/vocabulary.yaml", "grant: stöd"),
        ("ingest/stopwords.txt", "och"),
        ("bot/moved.py", "weigh()"),
    ],
)
def test_the_digest_of_code_moves_with_every_file_that_answers(root: Path, path: str, text: str) -> None:
    digest = digest_of_code(root)

    write(root, path, text)

    assert digest_of_code(root) != digest


@pytest.mark.parametrize("path", ["web/app.py", "knowledge/seed/organizations/lab.yaml", "bot/README.md", "evals/x.py"])
def test_the_digest_of_code_stays_when_nothing_that_answers_has_moved(root: Path, path: str) -> None:
    digest = digest_of_code(root)

    write(root, path, "otherwise")

    assert digest_of_code(root) == digest


def test_the_digest_of_code_moves_when_a_file_takes_another_name(root: Path) -> None:
    digest = digest_of_code(root)

    (root / "bot" / "routing.py").rename(root / "bot" / "weighing.py")

    assert digest_of_code(root) != digest


def test_the_digest_of_code_is_the_same_wherever_the_product_lies(root: Path, tmp_path: Path) -> None:
    digest = digest_of_code(root)

    assert digest_of_code(root.rename(tmp_path / "elsewhere")) == digest


def test_the_digest_of_prompts_moves_with_the_words_of_answers_alone(root: Path) -> None:
    digest = digest_of_prompts(root)

    write(root, "bot/routing.py", "weigh(twice)")
    assert digest_of_prompts(root) == digest

    write(root, "bot/prompts/greeting.jinja", "Tjena!")
    assert digest_of_prompts(root) != digest

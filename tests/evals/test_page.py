from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import yaml

from bot.models import Outcome
from evals.confusion import Mistake
from evals.page import Report, change, table, verdict, write_report
from evals.scoring import MEASURES, Measure, score
from evals.statistics import Difference, Estimate
from tests.evals.builders import a_row
from tests.evals.reports import a_report

WORDS = Path("evals/templates/words.yaml")


def written(report: Report, folder: Path) -> str:
    write_report(report, folder)
    return (folder / "report.html").read_text("utf-8")


def test_a_report_is_a_page_a_summary_and_a_table(tmp_path: Path) -> None:
    write_report(a_report(), tmp_path / "new" / "folder")

    assert {path.name for path in (tmp_path / "new" / "folder").iterdir()} == {"report.html", "summary.md", "rows.csv"}


def test_the_same_run_gives_the_same_files_and_another_day_changes_the_date_only(tmp_path: Path) -> None:
    once = written(a_report(), tmp_path / "one")
    twice = written(a_report(), tmp_path / "two")
    later = written(a_report(made_on=date(2027, 1, 2)), tmp_path / "three")

    assert once == twice
    assert once != later
    assert once == later.replace("2027-01-02", "2026-11-22")


def test_the_page_needs_no_network_and_no_script(tmp_path: Path) -> None:
    page = written(a_report(), tmp_path)

    assert "://" not in page
    assert re.findall(r"<(?:script|link|iframe|img)\b|@import", page) == []
    assert set(re.findall(r'(?:href|src)="([^"#]*)', page)) == {""}


def test_what_people_wrote_is_never_read_as_html(tmp_path: Path) -> None:
    said = "<script>alert(1)</script> {{ 7 * 7 }}"
    row = a_row("other", id="x", question=said, why="<b>need</b>", pair=None)

    page = written(a_report(row), tmp_path)

    assert "<script>" not in page
    assert "<b>" not in page
    assert said in unescape(page)


def test_each_id_stands_once_and_each_link_leads_somewhere(tmp_path: Path) -> None:
    page = written(a_report(), tmp_path)

    ids = Counter(re.findall(r'\sid="([^"]+)"', page))
    links = set(re.findall(r'(?:href="#|labelledby="|describedby="|url\(#)([^")]+)', page))
    assert [name for name, count in ids.items() if count > 1] == []
    assert links - set(ids) == set()


def test_each_table_has_a_caption_and_headers_that_say_what_they_head(tmp_path: Path) -> None:
    page = written(a_report(), tmp_path)

    tables = re.findall(r"<table>.*?</table>", page, re.DOTALL)
    assert len(tables) >= 10
    assert [one[:200] for one in tables if "<caption>" not in one or 'scope="col"' not in one] == []
    assert re.findall(r"<th(?! scope=)[^e>]*>", page) == []


def test_each_drawing_has_its_numbers_in_a_table_and_a_description(tmp_path: Path) -> None:
    page = written(a_report(), tmp_path)

    drawn = re.findall(r'<svg[^>]*aria-describedby="([^"]+)"', page)
    assert len(drawn) == 6
    assert all(re.search(rf'<desc id="{name}">[^<]*in the table', page) for name in drawn)


def test_both_languages_tell_the_same_figures(tmp_path: Path) -> None:
    page = written(a_report(), tmp_path)

    swedish, english = page[page.index("Kort på svenska</h2>") :].split("In short</h2>")
    english = english[: english.index("</section>")]
    told = re.findall(r"(\d+),(\d)\N{NO-BREAK SPACE}%", swedish)
    assert ("60", "0") in told
    assert told == re.findall(r"(\d+)\.(\d)%", english)


def test_a_target_is_told_in_words(tmp_path: Path) -> None:
    page = written(a_report(), tmp_path)

    line = page[page.index('href="#meaning-first"') :]
    assert line.index("at least 85.0%") < line.index(">missed, but it may be chance<") < line.index("</tr>")


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (0.95, 0.91, 0.99, "met"),
        (0.92, 0.85, 0.97, "just_met"),
        (0.88, 0.80, 0.94, "just_missed"),
        (0.80, 0.70, 0.88, "missed"),
    ],
)
def test_a_verdict_says_whether_it_may_be_chance(value: float, low: float, high: float, said: str) -> None:
    more, less = Measure("Right", floor=0.9), Measure("Wrong", more_is_better=False, floor=0.1)

    assert verdict(more, Estimate(value, low, high, 50)) == said
    assert verdict(less, Estimate(1 - value, 1 - high, 1 - low, 50)) == said


def test_a_promise_of_all_is_met_when_all_are_and_missed_by_one() -> None:
    promise = Measure("Never", floor=1.0)

    assert verdict(promise, Estimate(1.0, 0.97, 1.0, 100)) == "met"
    assert verdict(promise, Estimate(0.99, 0.95, 1.0, 100)) == "just_missed"
    assert verdict(Measure("Whatever"), Estimate(0.5, 0.4, 0.6, 100)) == "no_target"


@pytest.mark.parametrize(
    ("name", "mean", "p", "said"),
    [
        ("first", 0.1, 0.01, "surely better"),
        ("first", -0.1, 0.01, "surely worse"),
        ("cost", 0.1, 0.01, "surely worse"),
        ("latency", -9.0, 0.01, "surely better"),
        ("first", -0.1, 0.2, "no sure change"),
    ],
)
def test_a_change_is_sure_only_when_chance_is_unlikely(name: str, mean: float, p: float, said: str) -> None:
    assert change(name, Difference(mean, p, 4, 20)) == said


def test_the_confusion_of_outcomes_is_a_table_with_what_was_right_in_bold(tmp_path: Path) -> None:
    page = written(a_report(a_row(id="lost", pair=None, outcome=Outcome.NO_MATCH)), tmp_path)

    line = re.search(r'<th scope="row">answered</th>(.*?)</tr>', page, re.DOTALL)
    assert line
    assert re.findall(r'<td class="figure">(.*?)</td>', line[1])[:3] == ["<strong>10</strong>", "0", "1"]


def test_a_final_case_that_went_wrong_is_counted_and_not_shown(tmp_path: Path) -> None:
    secret = a_row("other", id="kept-back", question="Hemligt?", split="final", pair=None)

    page = written(a_report(secret), tmp_path)

    assert "1 more went wrong in the split <em>final</em>" in page
    assert "Hemligt?" not in page
    assert "kept-back" not in page


def test_the_costliest_cases_come_first(tmp_path: Path) -> None:
    wrong = a_row("other", id="costly", pair=None, best=("good",))

    page = written(a_report(wrong), tmp_path)

    assert re.findall(r'id="case-([^"]+)"', page)[0] == "costly"


def test_what_changed_is_told_only_beside_another_run(tmp_path: Path) -> None:
    beside = written(a_report(), tmp_path)
    alone = written(a_report(compared=None), tmp_path)

    assert "What changed since main" in beside
    assert re.search(r"pair-3-sv</th>\s*<td>good</td>\s*<td>other</td>\s*<td>worse</td>", beside)
    assert 'href="#compared"' not in alone
    assert "What changed since" not in alone


def test_each_way_to_answer_stands_in_the_table_with_its_name(tmp_path: Path) -> None:
    page = written(a_report(), tmp_path)

    assert re.search(r'<th scope="row">BM25 <small>words alone</small></th>\s*<td class="figure">0\.0%', page)


def test_a_run_without_answers_gives_a_report_all_the_same(tmp_path: Path) -> None:
    page = written(a_report(rows=[], sheet=score([]), neighbours=(), compared=None), tmp_path)

    assert "0 questions asked" in page
    assert "Nothing to measure." in page


def test_the_table_has_a_row_per_case_and_values_only_where_there_are_any() -> None:
    told = list(csv.DictReader(table(a_report()).splitlines()))

    assert len(told) == 12
    assert told[0]["id"] == "pair-0-sv"
    assert (told[0]["first"], told[0]["expected"], told[0]["first_suggestion"]) == ("1.0", "answered", "good")
    assert (told[-1]["first"], told[-1]["asks_back"], told[-1]["first_suggestion"]) == ("", "1.0", "")


def test_the_table_keeps_whatever_a_question_holds(tmp_path: Path) -> None:
    said = 'Vi söker "labb", helst\nnära; Solna'

    write_report(a_report(a_row("good", id="x", question=said, turns=("Och?",), pair=None)), tmp_path)

    with (tmp_path / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.DictReader(file))[-1]["question"] == f"{said} / Och?"


def test_the_summary_fits_a_pull_request(tmp_path: Path) -> None:
    write_report(a_report(), tmp_path)

    summary = (tmp_path / "summary.md").read_text("utf-8")

    assert 15 <= len(summary.splitlines()) <= 25
    assert "| Ideal contact first | 60.0% " in summary
    assert "−25.0 points (0.031) |" in summary
    assert "2 cases ended in another way: pair-3-sv (worse), pair-0-en (better)." in summary
    assert re.search(r"^\| BM25 \| 0\.0%", summary, re.MULTILINE)


def test_every_line_of_a_table_in_the_summary_has_as_many_cells(tmp_path: Path) -> None:
    report = a_report()
    named = replace(report.neighbours[0], name="a|b\n@c")

    write_report(replace(report, neighbours=[named]), tmp_path)

    summary = (tmp_path / "summary.md").read_text("utf-8")
    tables = [part.splitlines() for part in summary.split("\n\n") if part.startswith("|")]
    assert len(tables) == 2
    assert [len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) for lines in tables] == [1, 1]
    assert r"| a\|b \@c |" in summary


def test_each_measure_and_each_ending_has_its_words_in_both_languages() -> None:
    words = yaml.safe_load(WORDS.read_text("utf-8"))

    assert words["measures"].keys() == MEASURES.keys()
    assert all(one["sv"] and one["means"].keys() == {"sv", "en"} for one in words["measures"].values())
    assert all(one.keys() == {"sv", "en"} for one in words["verdicts"].values())
    assert {*Outcome, *Mistake} <= words["called"].keys()

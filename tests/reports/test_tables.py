"""The table of scores: numbers as they are, text that cannot start a formula."""

import csv
import io

import pytest

from autograder.reports.tables import scores_csv

from .samples import a_class, one_test, result_of, summary_of


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_has_the_scores_in_the_order_of_the_questions():
    results = [result_of([one_test(score=0.5), one_test(question="im2col")])]

    [row] = rows_of(scores_csv(summary_of(results)))

    assert row == {"name": "ada", "status": "graded", "score": "2.5", "max_score": "4", "conv1d": "0.5", "im2col": "2"}


def test_a_score_that_is_not_settled_is_an_empty_field():
    rows = {row["name"]: row for row in rows_of(scores_csv(summary_of(a_class())))}

    assert rows["grace"]["score"] == ""
    assert rows["edsger"]["score"] == "0"
    assert rows["O'Brien, Seán"]["score"] == "4"


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", " =1"])
def test_no_name_starts_a_formula(name):
    [row] = rows_of(scores_csv(summary_of([result_of([one_test()], name)])))

    assert row["name"].startswith("'")


def test_a_negative_number_stays_a_number():
    [row] = rows_of(scores_csv(summary_of([result_of([one_test(score=-1.0)])])))

    assert row["score"] == "-1"


def test_a_semicolon_starts_no_field():
    """A spreadsheet that splits at semicolons found "=cmd" in a field of its own when names were not quoted."""
    text = scores_csv(summary_of([result_of([one_test()], "a;=cmd")]))

    assert text.splitlines()[1].startswith('"a;=cmd",')

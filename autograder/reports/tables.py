"""Write the scores of a class as a table for a spreadsheet.

Text only; no field of it can start a formula.
"""

import csv
import io

from autograder.reports.text import one_line
from autograder.results import Summary

# What makes spreadsheets compute: OWASP, "CSV Injection". The wide forms are read like the narrow ones.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def scores_csv(summary: Summary) -> str:
    """One line a submission: name, status, score, max_score, then the score of each question.

    A score that is not settled is an empty field.
    """
    questions = list(dict.fromkeys(name for submission in summary.submissions for name in submission.questions))
    table = io.StringIO()
    # Quoted text, because a spreadsheet that splits at semicolons would find fields of its own in a bare name.
    writer = csv.writer(table, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writerow([_field(text) for text in ("name", "status", "score", "max_score", *questions)])
    for submission in summary.submissions:
        scores = [submission.questions[name].score if name in submission.questions else None for name in questions]
        numbers = [submission.score, submission.max_score, *scores]
        writer.writerow([_field(submission.name), submission.status.value, *map(_number, numbers)])
    return table.getvalue()


def _field(text: str) -> str:
    """Text that a spreadsheet takes for text: an apostrophe goes before what would start a formula."""
    shown = one_line(text)
    return f"'{shown}" if text.startswith(_FORMULA_STARTS) or shown.startswith(_FORMULA_STARTS) else shown


def _number(score: float | None) -> float | str:
    if score is None:
        return ""
    return int(score) if score == int(score) else score

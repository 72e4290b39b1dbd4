"""What staff read about failures: cause, call, and how many share it."""

import io

import pytest
from rich.console import Console

from autograder.errors import InputError
from autograder.model import Status
from autograder.reports.explanation import explain, show_explanation
from autograder.results import SubmissionResult, TestResult

from .samples import mistaken, one_test, result_of, typical, unreadable

CALL = """import numpy as np

x = np.array([[1.0, 2.0]])  # a line that is longer than the terminal is wide, and must run
f("[red]", x)"""


def shown(found) -> str:
    console = Console(file=io.StringIO(), width=60)
    show_explanation(found, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


def failed(name: str, misconception: str | None = None, **changes: object) -> TestResult:
    return one_test(Status.FAILED, id=name, title=name, misconception=misconception, **changes)


def submission(*mistakes: str | None) -> SubmissionResult:
    return result_of([failed(f"t{i}", name) for i, name in enumerate(mistakes)])


def test_each_submission_that_shares_a_mistake_counts_once():
    others = [submission("flipped", "flipped"), submission("flipped"), submission("other"), submission(None)]

    found = explain(submission("flipped", None), others, {"flipped": "Turned round."})

    assert [(f.test.id, f.explanation, f.others) for f in found.failures] == [("t0", "Turned round.", 2), ("t1", "", 0)]


def test_one_question_alone():
    found = explain(typical(), [], {}, "conv2d_backward")

    assert {f.test.question for f in found.failures} == {"conv2d_backward"}
    assert (found.passed, found.not_begun, len(found.failures)) == (0, 0, 4)


def test_what_is_not_written_is_counted_and_not_explained():
    found = explain(typical(), [], {})

    assert (found.passed, found.not_begun, len(found.failures)) == (5, 3, 4)
    assert shown(found).endswith("5 passed, 3 not written yet, 4 to explain\n")


def test_an_unknown_question_is_one_sentence():
    with pytest.raises(InputError, match="ada has no question 'pool'; it has: conv1d, "):
        explain(typical(), [], {}, "pool")


def test_the_call_can_be_pasted():
    text = shown(explain(result_of([failed("t", call=CALL)]), [], {}))

    assert f"\n{CALL}\n" in text


def test_a_mistake_is_explained_once():
    text = shown(explain(mistaken(), [mistaken("b"), mistaken("c")], {"crop_always_one": "Cuts one row too many."}))

    assert text.count("Mistake: crop_always_one, shared by 2 other submissions") == 1
    assert text.count("Mistake: crop_always_one, as above") == 3
    assert text.count("Cuts one row too many.") == 1
    assert "Mistake: not recognised" in text


def test_what_fits_without_a_name_is_told():
    text = shown(explain(result_of([failed("t", fits=["a", "b"])]), [], {}))

    assert "Mistake: not recognised; what fits: a, b" in text


def test_the_output_obeys_nothing():
    hostile = "\x1b[31m[red]\n::error::owned"

    text = shown(explain(result_of([failed("t", message=hostile, exception=hostile)], "[bold]x"), [], {}))

    assert "\x1b" not in text
    assert "│ ::error::owned" in text
    assert "[bold]x" in text
    assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]


def test_an_unreadable_submission_says_why():
    assert "hand in one of them" in " ".join(shown(explain(unreadable(), [], {})).split())

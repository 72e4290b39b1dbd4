"""A class from files to results: who is in it, what each scores, and that no hidden value comes back to a student."""

import json

import pytest

from autograder.batch.run import ClassGrader, Request
from autograder.errors import InputError
from autograder.model import Isolation, SubmissionStatus
from autograder.results import Feedback, SubmissionResult, Summary, from_json


def of(graded_class, name):
    return next(s for s in graded_class.summary.submissions if s.name == name)


def test_every_submission_is_in_the_summary_in_order_of_names(graded_class):
    names = [s.name for s in graded_class.summary.submissions]

    assert names == sorted(names)
    assert len(set(names)) == len(list(graded_class.submissions.iterdir()))
    assert sorted(graded_class.done) == names


@pytest.mark.parametrize("name", ["ada.py", "ada.zip", "chloe", "dmitri"])
def test_the_same_work_scores_the_same_in_every_form(graded_class, name):
    found = of(graded_class, name)

    assert (found.status, found.score, found.max_score) == (SubmissionStatus.GRADED, 5.0, 5.0)
    assert {q: s.score for q, s in found.questions.items()} == {"double": 2.0, "total": 1.0, "cube": 2.0}


def test_a_part_that_is_wrong_or_missing_costs_its_points_only(graded_class):
    assert of(graded_class, "ben").score == 0.0


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("empty", "empty.py is empty; hand in one file, tiny.py or tiny.ipynb"),
        ("cut", "cut.ipynb is not a notebook that can be read; hand in one file, tiny.py or tiny.ipynb"),
    ],
)
def test_what_cannot_be_read_scores_nothing_and_says_why(graded_class, name, reason):
    found = of(graded_class, name)
    result = from_json((graded_class.output / name / "result.json").read_text(), SubmissionResult)

    assert (found.status, found.score, found.max_score) == (SubmissionStatus.UNREADABLE, 0.0, 5.0)
    assert result.reason == reason


def test_a_result_tells_what_it_was_made_with(graded_class):
    result = from_json((graded_class.output / "chloe" / "result.json").read_text(), SubmissionResult)

    assert set(result.versions) == {"autograder", "python", "numpy", "pytest"}
    assert len(result.submission_hash) == 64
    assert len(result.suite_hash) == 16
    assert result.isolation == "process"


def test_the_summary_on_disk_is_the_one_returned(graded_class):
    text = (graded_class.output / "summary.json").read_text()

    assert from_json(text, Summary) == graded_class.summary
    assert json.loads(text)["schema"] == "autograder/summary/1"


def test_nothing_to_grade_is_the_callers_mistake(tiny, tmp_path):
    (tmp_path / "in").mkdir()
    request = Request(
        assignment=tiny, path=tmp_path / "in", output=tmp_path / "out", salt=b"", isolation=Isolation.PROCESS
    )

    with pytest.raises(InputError, match="is empty: name a submission, or a folder of submissions"):
        ClassGrader(request).run()
    assert not (tmp_path / "out").exists()


# The canary


def telling(graded_class):
    return [s.name for s in graded_class.summary.submissions if s.name.startswith("tells_by_")]


def test_the_canary_sings(graded_class, hidden_values, forms_of):
    """The values do reach staff: if they did not, finding none in the feedback would say nothing."""
    staff = (graded_class.output / "tells_by_print" / "result.json").read_text()

    for values in hidden_values[:3]:
        decimal = [form for form in forms_of(values) if "." in form and form[0] in "0123456789"]
        assert any(form in staff for form in decimal)


def test_no_hidden_value_comes_back_to_the_student(graded_class, hidden_values, forms_of):
    wanted = {form for values in hidden_values for form in forms_of(values)}
    names = telling(graded_class)
    assert len(names) >= 17

    for name in names:
        for file in sorted((graded_class.output / name / "feedback").iterdir()):
            text = file.read_text()
            assert [form for form in wanted if form in text] == [], f"{name}: {file.name}"


def test_the_feedback_still_says_what_helps(graded_class):
    feedback = from_json(
        (graded_class.output / "tells_by_exception" / "feedback" / "feedback.json").read_text(), Feedback
    )
    hidden = [t for t in feedback.tests if t.visibility == "hidden"]

    assert {t.status for t in hidden} == {"error"}
    assert {t.exception for t in hidden} == {"ValueError"}
    assert {t.feedback for t in hidden} == {"Twice is not once.", "Add them all.", "The power comes down."}
    assert all(t.line and t.line.startswith("tiny.py, line ") for t in hidden)
    assert {(t.message, t.output) for t in hidden} == {("", "")}


def test_a_forged_report_tells_no_file_that_is_not_the_students(graded_class):
    for name in ("tells_by_forged_report", "tells_by_file_name", "tells_by_line_number"):
        feedback = from_json((graded_class.output / name / "feedback" / "feedback.json").read_text(), Feedback)
        lines = {t.line for t in feedback.tests if t.visibility == "hidden" and t.line}
        assert all(line.startswith("tiny.py, line ") and int(line.rsplit(" ", 1)[1]) < 40 for line in lines), name

"""``autograder check``, as a student runs it: in the folder of the assignment, without any solution near."""

import shutil

import pytest


@pytest.fixture
def own(course, tmp_path, monkeypatch):
    """The released folder, in which the student stands."""
    folder = shutil.copytree(course.tiny.public, tmp_path / "home" / "01_tiny")
    shutil.rmtree(course.root)
    monkeypatch.chdir(folder)
    return folder


def test_work_that_holds_is_exit_code_0(command, own, reference_source):
    (own / "tiny.py").write_text(reference_source)

    done = command("check", "tiny.py")

    assert (done.code, done.errors) == (0, [])
    assert "✓ Twice  1 of 1" in done.out


def test_work_that_does_not_is_exit_code_1_with_the_failing_line(command, own):
    (own / "tiny.py").write_text("def double(x):\n    return 3 * x\n")

    done = command("check", "tiny.py", "--question", "double")

    assert (done.code, done.errors) == (1, [])
    assert "assert submission.double(2.0) == 4.0" in done.out
    assert "one two three" not in done.out


def test_the_results_as_json_are_the_whole_output(command, own):
    done = command("check", "--json")

    assert done.code == 1
    assert done.json()["schema"] == "autograder/result/1"
    assert [t["status"] for t in done.json()["tests"]] == ["not_attempted", "not_attempted"]


def test_an_unknown_question_is_one_line(command, own):
    done = command("check", "--question", "halve")

    assert (done.code, done.errors) == (2, ["autograder: 01_tiny has no question 'halve'; it has: double, total, cube"])

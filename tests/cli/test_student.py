"""``autograder check`` and ``submit``, as a student runs them: in the released folder, with no solution near."""

import shutil
import zipfile

import pytest

from autograder.authoring.release import release
from autograder.notebooks import read_percent, write_notebook


@pytest.fixture
def own(course, tmp_path, monkeypatch):
    """The released folder, in which the student stands."""
    folder = release(course.tiny, tmp_path / "home")
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


def test_submit_says_what_goes_in_and_what_the_checks_say(command, own, reference_source):
    (own / "tiny.py").write_text(reference_source.replace("return float(np.sum(x))", "raise NotImplementedError"))

    done = command("submit")

    archive = own / "01_tiny-submission.zip"
    assert (done.code, done.errors) == (0, [])
    assert done.out.splitlines() == [
        "tiny.py goes in: tiny.ipynb is as released.",
        "Public checks: 1 of 2 tests to look at: Sum (not written yet)",
        f"{archive} holds tiny.py and nothing else ({archive.stat().st_size:,} bytes): hand in this archive.",
    ]
    assert zipfile.ZipFile(archive).namelist() == ["tiny.py"]


def test_a_line_that_does_not_parse_is_named_and_goes_in_all_the_same(command, own, tmp_path):
    (own / "tiny.py").write_text("def double(x):\n    return 2 * (x\n")

    done = command("submit", "--output", tmp_path / "mine.zip")

    assert done.code == 0
    assert "  tiny.py, line 2: SyntaxError: '(' was never closed (passed over)" in done.out
    assert (tmp_path / "mine.zip").is_file()


def test_checks_that_cannot_run_keep_nothing_from_being_handed_in(command, own, reference_source):
    (own / "tiny.py").write_text(reference_source)
    shutil.rmtree(own / "checks")

    done = command("submit")

    assert done.code == 0
    assert "The public checks could not run: " in done.out
    assert (own / "01_tiny-submission.zip").is_file()


def test_a_stub_is_not_handed_in(command, own):
    done = command("submit")

    assert done.code == 2
    assert done.errors == [
        "autograder: tiny.py is as it was released: name the file with your work, autograder submit FILE"
    ]
    assert not (own / "01_tiny-submission.zip").exists()


def test_an_archive_has_the_name_of_one(command, own):
    done = command("submit", "--output", "tiny.py")

    assert (done.code, done.errors) == (2, ["autograder: tiny.py is no name for the archive: let it end in .zip"])


def test_what_is_submitted_is_what_is_graded(command, course, tmp_path, reference_source):
    folder = release(course.tiny, tmp_path / "home")
    (folder / "tiny.ipynb").write_text(write_notebook(read_percent(reference_source)))
    hand_ins = tmp_path / "hand-ins"
    hand_ins.mkdir()

    submitted = command("submit", folder, "--output", hand_ins / "ada.zip")
    graded = command("grade", "tiny", hand_ins, "--isolation", "process", "--output", tmp_path / "out", "--json")

    assert submitted.out.startswith("tiny.ipynb goes in: tiny.py is as released.\nPublic checks: All 2 tests pass.\n")
    assert [(s["name"], s["status"], s["score"]) for s in graded.json()["submissions"]] == [("ada", "graded", 5.0)]


TOWER = """
title = "Tower"

[questions.tower]
title = "Twice twice"
points = 1

[prerequisites.tiny]
assignment = "01_tiny"

[[prerequisites.tiny.served]]
functions = ["double"]
questions = ["double"]
"""


def test_submit_packs_the_modules_that_the_work_builds_on(command, own, reference_source, monkeypatch):
    folder = own.parent / "02_tower"
    (folder / "checks").mkdir(parents=True)
    (folder / "assignment.toml").write_text(TOWER)
    (folder / "tower.py").write_text("from tiny import double\n\n\ndef tower(x):\n    return double(double(x))\n")
    (own / "tiny.ipynb").write_text(write_notebook(read_percent(reference_source)))
    monkeypatch.chdir(folder)

    done = command("submit")

    with zipfile.ZipFile(folder / "02_tower-submission.zip") as archive:
        assert sorted(archive.namelist()) == ["tiny.ipynb", "tower.py"]
    assert "What it builds on goes in too: tiny.ipynb." in done.out
    assert "holds tower.py and tiny.ipynb and nothing else" in done.out


def test_submit_leaves_out_an_earlier_module_that_is_as_released(command, own, monkeypatch):
    folder = own.parent / "02_tower"
    folder.mkdir()
    (folder / "assignment.toml").write_text(TOWER)
    (folder / "tower.py").write_text("def tower(x):\n    return 4 * x\n")
    monkeypatch.chdir(folder)

    command("submit")

    with zipfile.ZipFile(folder / "02_tower-submission.zip") as archive:
        assert archive.namelist() == ["tower.py"]

"""The folder of results: students' part apart from staff's, each submission replaced at once."""

import threading

import pytest

from autograder.batch.output import OutputFolder
from autograder.batch.run import ClassGrader
from autograder.errors import InputError
from autograder.model import Isolation, SubmissionStatus
from autograder.results import SubmissionResult, Summary
from autograder.scoring.visibility import Moment


def result_of(name="ada", score=1.0):
    return SubmissionResult(
        assignment="01_tiny", title="Tiny", name=name, status=SubmissionStatus.GRADED, score=score, max_score=5.0,
        isolation=Isolation.PROCESS,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return OutputFolder(tmp_path / "reports", Moment())


def listed(path):
    return sorted(p.relative_to(path).as_posix() for p in path.rglob("*") if p.is_file())


def test_a_submissions_folder_has_the_documented_layout(graded_class):
    assert listed(graded_class.output / "dmitri") == [
        "feedback/feedback.json",
        "feedback/report.html",
        "feedback/report.md",
        "result.json",
        "source/conftest.py",
        "source/tiny.py",
        "staff.html",
    ]


def test_the_class_has_its_pages(graded_class):
    files = {p.name for p in graded_class.output.iterdir() if p.is_file()}

    assert files == {"index.html", "summary.json", "scores.csv"}


def test_nothing_half_made_is_left(graded_class):
    assert [p.name for p in graded_class.output.iterdir() if p.name.startswith(".")] == []


def test_the_source_is_what_was_handed_in(graded_class):
    assert (graded_class.output / "ada.zip" / "source" / "ada.zip").exists() or listed(
        graded_class.output / "ada.zip" / "source"
    )
    handed_in = (graded_class.submissions / "ben.py").read_bytes()
    assert (graded_class.output / "ben" / "source" / "ben.py").read_bytes() == handed_in


def test_a_run_again_replaces_what_was_there(graded_class):
    stale = graded_class.output / "ada.py" / "feedback" / "stale.txt"
    stale.write_text("from an earlier run")
    ada = [("ada.py", graded_class.submissions / "ada.py")]
    before = (graded_class.output / "ada.py" / "result.json").read_text()
    pages = {p: (graded_class.output / p).read_text() for p in ("index.html", "summary.json", "scores.csv")}

    ClassGrader(graded_class.request).run(ada)

    again = (graded_class.output / "ada.py" / "result.json").read_text()
    for name, text in pages.items():
        (graded_class.output / name).write_text(text)
    assert not stale.exists()
    assert len(again.splitlines()) == len(before.splitlines())


def test_a_reader_never_finds_half_a_submission(folder):
    """A folder that is replaced is the old one or the new one."""
    folder.write_submission(result_of(score=0.0), {"tiny.py": b"x = 1\n"})
    page = folder.path / "ada" / "feedback" / "report.html"
    seen, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            try:
                seen.append(page.read_text().rstrip().endswith("</html>"))
            except FileNotFoundError:
                seen.append(None)

    reader = threading.Thread(target=read)
    reader.start()
    for score in range(1, 6):
        folder.write_submission(result_of(score=float(score)), {"tiny.py": b"x = 1\n"})
    stop.set()
    reader.join()

    assert False not in seen
    assert True in seen


@pytest.mark.parametrize(
    "name", ["../evil.py", "/etc/passwd", "a/b.py", "..", ".hidden", "x" * 300, "ü.py", "a b.py", "con\x00.py", ""]
)
def test_a_name_that_a_student_chose_leads_nowhere(folder, name):
    folder.write_submission(result_of(), {name: b"x = 1\n"})

    assert len(listed(folder.path / "ada" / "source")) == 1
    assert len(list(folder.path.parent.rglob("*.py"))) <= 1
    assert [p.name for p in folder.path.iterdir()] == ["ada"]


def test_names_that_become_the_same_are_kept_apart(folder):
    """A file "a?" and a folder "a_" in one archive ended the run of the whole class."""
    files = {"a?": b"1", "a_/tiny.py": b"2", "a*/tiny.py": b"3", "a*": b"4", "a_": b"5"}

    folder.write_submission(result_of(), files)

    source = folder.path / "ada" / "source"
    assert sorted(p.read_bytes() for p in source.rglob("*") if p.is_file()) == [b"1", b"2", b"3", b"4", b"5"]


def test_a_file_in_the_way_is_the_callers_mistake(tmp_path):
    (tmp_path / "reports").write_text("")

    with pytest.raises(InputError, match=r"cannot be made a folder .*; choose another --output"):
        OutputFolder(tmp_path / "reports", Moment())


def test_pages_are_written_whole(folder):
    folder.write_submission(result_of(), {})
    folder.write_class(Summary(assignment="01_tiny", isolation=Isolation.PROCESS, submissions=[]))

    assert (folder.path / "index.html").read_text().rstrip().endswith("</html>")
    assert [p.name for p in folder.path.iterdir() if p.name.startswith(".")] == []

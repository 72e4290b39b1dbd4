"""The command as GitHub runs it: its variables, its event, its summary, its log."""

import urllib.parse
from types import SimpleNamespace

import pytest

from autograder.ci.escaping import command as command_of
from autograder.ci.escaping import without_commands
from autograder.ci.github import SUMMARY_BYTES

from .conftest import COMMANDS, obeyed

FIFTEEN = """
import pytest

from autograder import question


@question("double")
@pytest.mark.parametrize("x", range(15))
def test_doubles(submission, x):
    assert submission.double(x) == 2 * x


@question("total")
@pytest.mark.parametrize("x", range(12))
def test_totals(submission, x):
    assert submission.total([x]) == x
"""


def kinds(log):
    return [line.split(" ")[0].strip(":") for line in obeyed(log)]


def test_right_work_passes_in_log_and_summary(command, on_github, repository, sources):
    summary = on_github()
    repository.push(sources["right"])

    done = command("ci", "--fail-under", 100)

    assert (done.code, done.errors, obeyed(done.out)) == (0, [], [])
    assert "All 2 tests pass." in done.out
    assert "**All 2 tests pass.**" in summary.read_text()
    assert (repository.root / "ci-reports" / "junit.xml").is_file()


def test_wrong_work_is_annotated_at_its_line(command, on_github, repository, sources):
    summary = on_github()
    repository.push(sources["wrong"])

    done = command("ci", "--fail-under", 100)

    assert done.code == 1
    first, second = obeyed(done.out)
    assert first.startswith("::error file=01_tiny/tiny.py,line=1,title=two is doubled%3A wrong result::")
    assert second.startswith(
        "::error file=01_tiny/tiny.py,line=6,title=one two three make six%3A stopped with an error::"
    )
    assert "2 of 2 tests to look at" in summary.read_text()


@pytest.mark.parametrize(("fail_under", "code"), [(0, 0), (50, 0), (51, 1)])
def test_the_exit_code_follows_the_share_of_checks(command, on_github, repository, fail_under, code):
    on_github()
    repository.push("def double(x):\n    return 2 * x\n")

    assert command("ci", "--fail-under", fail_under).code == code


def test_hostile_output_commands_nothing(command, on_github, repository, sources):
    summary = on_github()
    repository.push(sources["hostile"])

    done = command("ci")

    assert kinds(done.out) == ["error", "error"]
    assert "::set-output name=score::10" in done.out  # it is shown, where the runner obeys nothing
    assert not set("\r\x1b\x00") & set(done.out + summary.read_text())
    assert all("%0A" in line for line in obeyed(done.out))


def test_the_word_that_ends_the_silence_is_never_the_same():
    words = {without_commands(COMMANDS).splitlines()[-1] for _ in range(20)}

    assert len(words) == 20
    assert all(len(word) == len("::::") + 32 for word in words)


def test_text_of_commands_is_escaped():
    line = command_of("error", "100% :: a,b\r\n\x1b[0m", file="a,b:c%.py", line=3, title="x\n::y")

    head, _, message = line.removeprefix("::").partition("::")
    assert head == "error file=a%2Cb%3Ac%25.py,line=3,title=x %3A%3Ay"
    assert urllib.parse.unquote(message) == "100% :: a,b\n␛[0m"


def test_unreadable_work_is_0_percent_with_its_sentence(command, on_github, repository, sources):
    summary = on_github()
    repository.push(sources["unreadable"])
    (repository.root / "01_tiny" / "tiny.ipynb").unlink()

    done = command("ci", "--fail-under", 1)

    assert done.code == 1
    assert "tiny.py is empty" in summary.read_text()
    assert obeyed(done.out) == [
        "::error title=Tiny%3A unreadable::01_tiny: tiny.py is empty; hand in one file, tiny.py or tiny.ipynb"
    ]


def test_no_more_annotations_than_github_keeps(command, on_github, repository):
    on_github()
    repository.push(FIFTEEN, "01_tiny/checks/test_tiny.py")
    repository.push("1 / 0\n\n\ndef double(x):\n    return -1\n")

    done = command("ci")

    assert kinds(done.out) == ["error"] * 10 + ["warning"] + ["notice"] * 10
    assert any(line.startswith("::warning file=01_tiny/tiny.py,line=1,") for line in obeyed(done.out))


@pytest.fixture
def long_summary(on_github, repository, sources):
    summary = on_github()
    summary.write_bytes(b"." * (SUMMARY_BYTES - 700))
    repository.push(FIFTEEN, "01_tiny/checks/test_tiny.py")
    repository.push(sources["wrong"])
    return SimpleNamespace(path=summary)


def test_a_summary_without_room_ends_after_a_whole_test(command, long_summary):
    command("ci")

    content = long_summary.path.read_bytes()
    assert SUMMARY_BYTES - 400 < len(content) <= SUMMARY_BYTES
    assert content.rstrip().endswith(b"The report as a file has it.**")
    assert content.count(b"```") % 2 == 0


def test_a_graded_public_repository_shows_no_score_unless_asked(command, on_github, repository, sources, course):
    summary = on_github(private=False)
    repository.push(sources["wrong"])
    arguments = ("--solutions", course.root / "solutions", "--isolation-at-least", "process")

    silent = command("ci", *arguments)
    asked = command("ci", *arguments, "--show-score")

    assert silent.out == (
        "Graded. This repository is public, so that nothing is shown here without --show-score; what students may read "
        "is in ci-reports.\n"
    )
    assert "0 / 5 points" in asked.out
    assert summary.read_text().count("# Tiny") == 1


def test_the_public_checks_are_shown_in_a_public_repository(command, on_github, repository, sources):
    on_github(private=False)
    repository.push(sources["wrong"])

    done = command("ci")

    assert "2 of 2 tests to look at" in done.out
    assert "points" not in done.out

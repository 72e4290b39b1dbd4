"""``autograder grade``: exit codes, the summary as JSON, and a run again."""

import json
import shutil
import subprocess
import sys

import pytest

PROCESS = ("--isolation", "process")
RECORDED = "misconceptions graded first, to recognise them in submissions: 3"
DOUBTFUL = """

from autograder import Inconclusive


@question("total", points=0.5)
def test_thirteen(submission):
    out = submission.total([2.0])
    if out == 13.0:
        raise Inconclusive("thirteen could be right")
    assert out == 2.0
"""


def test_a_class_is_graded_and_summed_up_as_json(command, course, hand_in, reference_source):
    hand_in("ada.py", reference_source)
    hand_in("empty.py", "")
    folder = hand_in("ben.py", "def double(x):\n    print('noise on the way')\n    return 2 * x\n")

    done = command("grade", "tiny", folder, *PROCESS, "--json", "--output", course.root / "out")

    scores = {
        "ada": {"double": (2.0, 2.0), "total": (1.0, 1.0), "cube": (2.0, 2.0)},
        "ben": {"double": (2.0, 2.0), "total": (0.0, 1.0), "cube": (0.0, 2.0)},
        "empty": {"double": (0.0, 2.0), "total": (0.0, 1.0), "cube": (0.0, 2.0)},
    }
    assert (done.code, done.errors) == (0, [RECORDED])
    assert done.json() == {
        "schema": "autograder/summary/1",
        "assignment": "01_tiny",
        "isolation": "process",
        "submissions": [
            {
                "name": name,
                "status": "unreadable" if name == "empty" else "graded",
                "score": sum(score for score, _ in questions.values()),
                "max_score": 5.0,
                "questions": {q: {"score": s, "max_score": m} for q, (s, m) in questions.items()},
            }
            for name, questions in scores.items()
        ],
    }
    assert list(done.json()) == ["schema", "assignment", "isolation", "submissions"]
    assert done.json() == json.loads((course.root / "out" / "summary.json").read_text())


def test_a_folder_that_counts_as_one_submission_says_so(command, hand_in, course, reference_source):
    # One student's file under the assignment's own name made a whole class one submission, without a word.
    hand_in("ada.py", reference_source)
    folder = hand_in("tiny.py", reference_source)

    done = command("grade", "tiny", folder, *PROCESS, "--json")

    assert [s["name"] for s in done.json()["submissions"]] == ["submissions"]
    assert done.errors[1:] == [RECORDED]
    assert "is graded as one submission, because it holds tiny.py or .ipynb itself" in done.errors[0]


def test_a_run_again_replaces_the_results(command, course, hand_in, reference_source):
    folder = hand_in("ada.py", "")
    hand_in("ben.py", reference_source)
    first = command("grade", "01_tiny", folder, *PROCESS)
    hand_in("ada.py", reference_source)

    second = command("grade", "01_tiny", folder, *PROCESS, "--jobs", 1)

    summary = json.loads((course.root / "reports" / "01_tiny" / "summary.json").read_text())
    assert (first.code, second.code) == (0, 0)
    assert (first.errors, second.errors) == ([RECORDED], [])
    assert [(s["name"], s["score"]) for s in summary["submissions"]] == [("ada", 5.0), ("ben", 5.0)]
    assert not (course.root / "reports" / "01_tiny" / "ada" / "feedback" / "stale").exists()
    assert "Reports: reports/01_tiny/index.html" in second.out


def test_one_submission_and_one_question(command, course, hand_in, reference_source):
    folder = hand_in("ada.py", reference_source)

    done = command("grade", "1", folder / "ada.py", *PROCESS, "--json", "--question", "total")

    assert done.json()["submissions"][0]["score"] == 1.0
    assert done.json()["submissions"][0]["max_score"] == 1.0


def test_an_ungraded_result_is_exit_code_3(command, tmp_path, make_assignment, monkeypatch, hand_in, tiny_hidden):
    hidden = tiny_hidden.replace('@question("total", points=1)', '@question("total", points=0.5)') + DOUBTFUL
    make_assignment(tmp_path / "course", hidden=hidden)
    monkeypatch.chdir(tmp_path / "course")
    folder = hand_in("ada.py", "def total(x):\n    return 13.0\n")

    done = command("grade", "tiny", folder, *PROCESS, "--json")

    assert done.code == 3
    assert done.json()["submissions"][0]["status"] == "ungraded"
    assert done.json()["submissions"][0]["score"] is None
    assert done.json()["submissions"][0]["questions"]["double"] == {"score": 0.0, "max_score": 2.0}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["tiny", ".", "--question", "halve"], "01_tiny has no question 'halve'; it has: double, total, cube"),
        (["pooling", "."], "no single assignment is called 'pooling'"),
        (["tiny", "empty_folder"], "is empty: name a submission, or a folder of submissions"),
        (["tiny", ".", "--output", "taken"], "taken: cannot be made a folder"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(command, course, arguments, sentence):
    (course.root / "empty_folder").mkdir()
    (course.root / "taken").write_text("")

    done = command("grade", *arguments, *PROCESS)

    assert (done.code, done.out.strip(), len(done.errors)) == (2, "", 1)
    assert sentence in done.errors[0]


def test_a_reference_that_fails_is_one_line_and_exit_code_2(command, course, hand_in):
    course.tiny.master.write_text(course.tiny.master.read_text().replace("return 2 * x", "return 3 * x"))
    folder = hand_in("ada.py", "x = 1\n")

    done = command("grade", "tiny", folder, *PROCESS)

    assert (done.code, done.out.strip(), len(done.errors)) == (2, "", 1)
    assert "the reference does not pass checks/test_tiny.py::test_two_is_doubled" in done.errors[0]
    assert not (course.root / "reports" / "01_tiny" / "ada").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only there is a stronger rung than process")
def test_without_being_asked_it_takes_the_sandbox_or_refuses(command, course, hand_in, reference_source):
    folder = hand_in("ada.py", reference_source)

    done = command("grade", "tiny", folder, "--json")

    assert (done.code == 0 and done.json()["isolation"] == "sandbox") or (done.code == 2 and len(done.errors) == 1)


def graded_within(take_away, course, folder):
    """Grade in a process from which a shell command has taken rights away."""
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "sh", "-c", f'{take_away} && echo taken >&2 && exec "$@"', "sh",
         sys.executable, "-m", "autograder.cli.main", "grade", "tiny", folder, "--course", course.root],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if not done.stderr.startswith("taken\n"):
        pytest.skip(f"these rights cannot be taken away here: {done.stderr.strip()}")
    return done


@pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is not installed")
@pytest.mark.parametrize(
    "take_away",
    [
        "echo 0 > /proc/sys/user/max_user_namespaces",  # the first step fails
        "echo 0 > /proc/sys/user/max_mnt_namespaces",  # a later one does
    ],
)
def test_without_a_sandbox_it_refuses_in_one_line_and_runs_nothing(take_away, course, hand_in, tmp_path):
    """The sandbox is not tried beforehand: its absence shows when the first worker is to start."""
    folder = hand_in("ada.py", f"open({str(tmp_path / 'ran')!r}, 'w')")

    done = graded_within(take_away, course, folder)

    words = done.stderr.splitlines()[1:]
    assert (done.returncode, done.stdout.strip(), len(words)) == (2, "", 1)
    assert words[0].startswith("autograder: this machine offers no sandbox, only 'confined': autograder doctor says")
    assert not (tmp_path / "ran").exists()


def test_what_has_nothing_to_do_with_the_sandbox_is_said_as_it_is(command, course, hand_in, reference_source):
    (course.tiny.master).write_text(reference_source.replace("return 2 * x", "return 3 * x"))
    folder = hand_in("ada.py", reference_source)

    done = command("grade", "tiny", folder)

    offers_none = "this machine offers no sandbox" in done.errors[0]
    assert (done.code, len(done.errors)) == (2, 1)
    assert offers_none or "the reference does not pass" in done.errors[0]

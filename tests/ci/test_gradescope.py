"""The archive and the command as Gradescope runs them: its folders, its results."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest

from .schemas import GRADESCOPE

DOUBTFUL = """

from autograder import Inconclusive


@question("total", points=0.5)
def test_thirteen(submission):
    out = submission.total([2.0])
    if out == 13.0:
        raise Inconclusive("thirteen could be right")
    assert out == 2.0
"""


@pytest.fixture
def gradescope(tmp_path, command, monkeypatch, course):
    """Gradescope's folder, made from the archive; ``run(source)`` runs the archive's own program."""
    root = tmp_path / "autograder"

    def build():
        for name in ("source", "submission", "results"):
            (root / name).mkdir(parents=True)
        assert command("ci", "init", "gradescope", "tiny", "--output", tmp_path / "setup").code == 0
        with zipfile.ZipFile(tmp_path / "setup" / "01_tiny-gradescope.zip") as archive:
            archive.extractall(root / "source")
        (root / "submission_metadata.json").write_text(
            '{"created_at": "2026-11-24T01:00:00.000000-08:00", "users": []}'
        )
        (root / "venv").symlink_to(sys.prefix)  # which setup.sh would make

    def run(source, name="tiny.py"):
        if not root.exists():
            build()
        (root / "submission" / name).write_text(source)
        program = (root / "source" / "run_autograder").read_text().replace("least confined", "least process")
        (root / "run_autograder").write_text(program)
        done = subprocess.run(
            ["bash", root / "run_autograder"], cwd=root, capture_output=True, text=True, check=False,
            env={"AUTOGRADER_GRADESCOPE": str(root), "PATH": "/usr/bin:/bin"},
        )  # fmt: skip
        path = root / "results" / "results.json"
        results = json.loads(path.read_text()) if path.exists() else None
        if results is not None:
            jsonschema.validate(results, GRADESCOPE)
        return SimpleNamespace(code=done.returncode, results=results, out=done.stdout, errors=done.stderr)

    return run


def points(results):
    assert results["score"] == sum(test.get("score", 0) for test in results["tests"])
    return results["score"], sum(t.get("max_score", 0) for t in results["tests"])


def test_right_work_has_all_points(gradescope, sources):
    done = gradescope(sources["right"])

    assert done.code == 0
    assert points(done.results) == (5, 5)
    assert {test["status"] for test in done.results["tests"]} == {"passed"}
    assert done.results["stdout_visibility"] == "hidden"
    assert done.results["output"].startswith("Isolation: ")


def test_wrong_work_exits_with_0_and_says_where(gradescope, sources):
    done = gradescope(sources["wrong"])

    failing = {test["name"]: test["output"] for test in done.results["tests"] if test["status"] == "failed"}
    assert (done.code, points(done.results)) == (0, (0, 5))
    assert "IndexError in tiny.py, line 6" in failing["Sum: all entries are added"]
    assert "Twice is not once." in failing["Twice: each entry is doubled"]


def test_hostile_work_tells_no_hidden_input(gradescope, sources):
    done = gradescope(sources["hostile"])

    shown = json.dumps(done.results)
    assert (done.code, points(done.results)) == (0, (0, 5))
    assert "LEAK 2.0" in shown
    assert "LEAK array" not in shown
    assert "LEAK [[" not in shown
    assert "\\u001b" not in shown


def test_unreadable_work_is_0_with_its_sentence(gradescope, sources):
    done = gradescope(sources["unreadable"])

    assert (done.code, done.results["score"], done.results["tests"]) == (0, 0.0, [])
    assert "tiny.py is empty; hand in one file, tiny.py or tiny.ipynb" in done.results["output"]


def test_a_fault_of_ours_is_no_score_and_not_0_points(gradescope, tmp_path, make_assignment, tiny_hidden):
    hidden = tiny_hidden.replace('@question("total", points=1)', '@question("total", points=0.5)') + DOUBTFUL
    make_assignment(tmp_path / "course", hidden=hidden)

    done = gradescope("def total(x):\n    return 13.0\n")

    assert done.code == 3
    assert not {"score", "tests"} & set(done.results)
    assert "No points are lost" in done.results["output"]


def test_tests_for_later_are_kept_by_gradescope_itself(gradescope, tmp_path, make_assignment, tiny_manifest, sources):
    make_assignment(tmp_path / "course", manifest=f'visibility = "after_published"\n{tiny_manifest}')

    done = gradescope(sources["wrong"])

    hidden = [test for test in done.results["tests"] if test["visibility"] == "after_published"]
    assert len(hidden) == 4
    assert points(done.results) == (0, 5)
    assert all("LEAK" not in test["output"] for test in hidden)


def test_setup_needs_nothing_that_the_archive_has_not(command, tmp_path, course):
    command("ci", "init", "gradescope", "tiny", "--output", tmp_path)
    with zipfile.ZipFile(tmp_path / "01_tiny-gradescope.zip") as archive:
        names = archive.namelist()
        programs = [entry.filename for entry in archive.infolist() if entry.external_attr >> 16 & 0o111]
        archive.extract("setup.sh", tmp_path)

    parsed = subprocess.run(["bash", "-n", Path(tmp_path, "setup.sh")], capture_output=True, check=False)

    assert sorted(programs) == ["run_autograder", "setup.sh"]
    assert parsed.returncode == 0
    assert {"course/solutions/salt", "course/solutions/course.toml", "course/solutions/01_tiny/tiny.py"} < set(names)
    assert any(name.startswith("autograder-") and name.endswith(".whl") for name in names)

"""An assignment that builds on another: whose functions run, what is served, and that nobody pays twice."""

import io
import zipfile

import pytest

from autograder.batch.run import ClassGrader, Request
from autograder.errors import InputError
from autograder.grading.verify import verify
from autograder.manifest import load_assignment
from autograder.model import Isolation, SubmissionStatus
from autograder.results import Feedback, SubmissionResult, from_json
from tests.tower import MASTER, make_tower

SALT = b"the secret of this course"

WRONG_TOWER = MASTER.replace("dout, second), first", "dout, first), first")
WRONG_CUBE = "def cube_forward(x):\n    return 2 * x, x\n\n\ndef cube_backward(dout, cache):\n    return dout\n"
SLOW_CUBE = """
import numpy as np
from types import SimpleNamespace


def cube_forward(x):
    x = np.asarray(x, dtype=float)
    out = np.empty_like(x)
    for index in np.ndindex(x.shape):
        for _ in range(50):
            out[index] = x[index] ** 3
    return out, SimpleNamespace(x=x)


def cube_backward(dout, cache):
    return 3 * cache.x**2 * dout
"""
# Right under the hidden suite, but no array of the size that a tower has gets through.
ENDS = "\n\n_cube = cube_forward\n\n\ndef cube_forward(x):\n    return _cube(x) if np.size(x) < 99 else 1 / 0\n"

# Asks for whatever can be learned of what is served.
TELLS = """
import tiny
print(tiny.cube_forward, vars(tiny.cube_forward))
for argument in (tiny, "seven"):
    try:
        tiny.cube_forward(argument)
    except Exception as error:
        print(repr(error), error.__cause__, error.__context__)
out, cache = tiny.cube_forward(2.0)
print(out, cache, dir(cache))
cache._number = 99
try:
    tiny.cube_backward(1.0, cache)
except Exception as error:
    print(repr(error))
"""

# Asks past the functions that it was given for what was never served, or in a form that no worker uses.
FORGES = """
import sys

def worker():
    frame = sys._getframe()
    while type(frame.f_locals.get("self")).__name__ != "Worker":
        frame = frame.f_back
    return frame.f_locals["self"]

def tower_forward(x):
    here = worker()
    here._reply(here._number, "served", CALL)
    return here._next_message()[2], None
"""
FORGED_CALLS = {
    "another_function": '["tiny", "double", [["plain", 1.0]], {}]',
    "another_module": '["numpy", "cube_forward", [["plain", 1.0]], {}]',
    "another_form": '["tiny", "cube_forward", 7, {}]',
    "no_argument": '["tiny", "cube_forward", [7], {}]',
    "a_cache_of_nobody": '["tiny", "cube_backward", [["plain", 1.0], ["cache", -1]], {"x": None}]',
    "a_named_list": '["tiny", "cube_forward", [], {"x": ["plain", [[]] * 1000]}]',
}


@pytest.fixture(scope="module")
def tower(tmp_path_factory, make_assignment):
    """The assignment 02_tower, beside the 01_tiny on which it builds."""
    return make_tower(tmp_path_factory.mktemp("course"), make_assignment)


def grade(assignment, folder, files, prerequisites=()):
    """Grade submissions, each a dict of files by name; give the results by name."""
    submissions, output = folder / "submissions", folder / "reports"
    submissions.mkdir(parents=True)
    for name, contents in files.items():
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for path, source in contents.items():
                archive.writestr(path, source)
        (submissions / f"{name}.zip").write_bytes(buffer.getvalue())
    request = Request(
        assignment=assignment, path=submissions, output=output, salt=SALT, isolation=Isolation.PROCESS, jobs=2,
        prerequisites=dict(prerequisites),
    )  # fmt: skip
    ClassGrader(request).run()
    return {name: from_json((output / name / "result.json").read_bytes(), SubmissionResult) for name in files}, output


@pytest.fixture(scope="module")
def class_of_towers(tower, reference_source, tmp_path_factory):
    files = {
        "own": {"tower.py": MASTER, "tiny.py": reference_source},
        "nothing": {"tower.py": MASTER},
        "wrong": {"tower.py": MASTER, "tiny.py": WRONG_CUBE},
        "broken": {"tower.py": MASTER, "tiny.ipynb": '{"cells": ['},
        "slow": {"tower.py": MASTER, "tiny.py": SLOW_CUBE},
        "wrong_both": {
            "tower.py": WRONG_TOWER,
            "tiny.py": WRONG_CUBE,
        },
        "tells": {"tower.py": TELLS + MASTER, "tiny.py": WRONG_CUBE + "\n\nfrom autograder_nothing import x\n"},
        "ends": {"tower.py": MASTER, "tiny.py": reference_source + ENDS},
        "endless": {"tower.py": MASTER, "tiny.py": "while True:\n    pass\n"},
    }
    return grade(tower, tmp_path_factory.mktemp("towers"), files)


@pytest.mark.parametrize(
    ("name", "why"),
    [("own", []), ("nothing", ["missing"]), ("wrong", ["not_passed"]), ("broken", ["missing"]), ("slow", ["slow"]),
     ("endless", ["not_passed"]), ("ends", ["failing"])],
)  # fmt: skip
def test_right_work_scores_full_marks_whatever_it_builds_on(class_of_towers, name, why):
    result = class_of_towers[0][name]

    assert (result.status, result.score) == (SubmissionStatus.GRADED, 4.0)
    assert [served.why for served in result.served] == why
    assert all(s.functions == ["cube_forward", "cube_backward"] and s.module == "tiny" for s in result.served)


def test_its_own_mistake_costs_what_it_costs(class_of_towers):
    assert class_of_towers[0]["wrong_both"].score == 2.0


def test_who_asks_around_learns_arrays_and_no_source(class_of_towers):
    result = class_of_towers[0]["tells"]

    assert result.score == 4.0
    assert "cube_forward takes arrays, numbers and its own cache, not a module" in result.output
    assert "cube_forward is served and cannot work with these arguments: a str" in result.output
    assert "8.0 <" in result.output
    assert "cube_backward is served, and this cache is no longer kept" in result.output
    assert "x**3" not in result.output
    assert "SimpleNamespace" not in result.output


def test_a_forged_call_gains_nothing_and_is_no_fault_of_ours(tower, tmp_path):
    files = {name: {"tower.py": FORGES.replace("CALL", call)} for name, call in FORGED_CALLS.items()}

    results, _ = grade(tower, tmp_path, files)

    for name, result in results.items():
        assert (result.status, result.score) == (SubmissionStatus.GRADED, 0.0), name
        assert {t.status for t in result.tests} <= {"crashed", "failed", "error", "missing"}, name


def test_the_student_reads_what_was_served(class_of_towers):
    feedback = class_of_towers[1] / "wrong" / "feedback"

    told = from_json((feedback / "feedback.json").read_bytes(), Feedback)

    assert [s.why for s in told.served] == ["not_passed"]
    for name in ("report.html", "report.md"):
        text = (feedback / name).read_text().replace("\\_", "_")
        assert "cube_forward and cube_backward of 01_tiny came from the reference" in text


def test_the_hash_of_a_submission_covers_what_it_builds_on(class_of_towers):
    results = class_of_towers[0]

    assert results["own"].submission_hash != results["nothing"].submission_hash
    assert results["own"].submission_hash != results["slow"].submission_hash


def test_graded_work_of_the_same_name_is_found(tower, reference_source, tmp_path):
    tiny = tower.prerequisite("tiny")
    _, output = grade(tiny, tmp_path / "tiny", {"ada": {"tiny.py": reference_source}, "ben": {"tiny.py": WRONG_CUBE}})

    results, _ = grade(
        tower, tmp_path / "tower", {n: {"tower.py": MASTER} for n in ("ada", "ben", "carl")}, {"tiny": output}
    )

    assert {name: [s.why for s in r.served] for name, r in results.items()} == {
        "ada": [], "ben": ["not_passed"], "carl": ["missing"],
    }  # fmt: skip
    assert {r.score for r in results.values()} == {4.0}


def test_graded_work_that_cannot_be_read_back_is_served_and_the_class_is_graded(tower, reference_source, tmp_path):
    """An archive may hold a folder that is called as a script is; where folders are handed in, that is refused."""
    tiny = tower.prerequisite("tiny")
    files = {"ada": {"tiny.py": reference_source, "work.py/notes.txt": ""}, "ben": {"tiny.py": reference_source}}
    _, output = grade(tiny, tmp_path / "tiny", files)

    results, _ = grade(tower, tmp_path / "tower", {n: {"tower.py": MASTER} for n in files}, {"tiny": output})

    assert {name: [s.why for s in r.served] for name, r in results.items()} == {"ada": ["missing"], "ben": []}


def test_a_damaged_result_of_a_prerequisite_is_named(tower, reference_source, tmp_path):
    _, output = grade(tower.prerequisite("tiny"), tmp_path / "tiny", {"ada": {"tiny.py": reference_source}})
    (output / "ada" / "result.json").write_text("{}")

    with pytest.raises(InputError, match=r"ada/result\.json: not a SubmissionResult .*; grade 01_tiny again"):
        grade(tower, tmp_path / "tower", {"ada": {"tower.py": MASTER}}, {"tiny": output})


def test_a_prerequisite_that_is_none_is_refused(tower, tmp_path):
    with pytest.raises(InputError, match="02_tower has no prerequisite 'huge'; it has: tiny"):
        grade(tower, tmp_path, {"ada": {"tower.py": MASTER}}, {"huge": tmp_path})


def test_an_assignment_with_a_prerequisite_is_verified(tower):
    found = verify(tower, SALT, Isolation.PROCESS, 2)

    assert found.problems == []


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (('questions = ["cube"]', 'questions = ["cubes"]'), "01_tiny has no question 'cubes'; it has: double, total"),
        (('"cube_backward"]', '"cube_back"]'), "the master of 01_tiny has no function 'cube_back'"),
        (("prerequisites.tiny", "prerequisites.other"), "01_tiny gives the module 'tiny'; name the table after it"),
        (('assignment = "01_tiny"', 'assignment = "01_tinny"'), "assignment.toml is missing"),
    ],
)
def test_a_manifest_that_names_what_is_not_there_is_refused(tower, tmp_path, wrong, problem):
    import shutil

    course = tmp_path / "course"
    shutil.copytree(tower.public.parent.parent, course)
    manifest = course / "assignments" / "02_tower" / "assignment.toml"
    manifest.write_text(manifest.read_text().replace(*wrong))
    broken = load_assignment(manifest.parent, course / "solutions" / "02_tower")

    with pytest.raises(InputError, match=problem):
        grade(broken, tmp_path / "graded", {"ada": {"tower.py": MASTER}})

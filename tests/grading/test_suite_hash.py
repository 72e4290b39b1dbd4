"""The hash covers all that can change a result, and nothing else."""

import importlib.metadata
from functools import partial

import pytest

from autograder.grading.suite_hash import suite_hash
from autograder.manifest import load_assignment


@pytest.fixture
def assignment(tmp_path, make_assignment):
    return make_assignment(tmp_path)


def test_it_is_the_same_for_the_same_files_anywhere(assignment, tmp_path, make_assignment):
    other = make_assignment(tmp_path / "elsewhere")

    assert suite_hash(assignment, b"salt") == suite_hash(other, b"salt")
    assert len(suite_hash(assignment, b"salt")) == 16


def test_it_depends_on_the_salt(assignment):
    assert suite_hash(assignment, b"salt") != suite_hash(assignment, b"pepper")


@pytest.mark.parametrize(
    "path", ["assignment.toml", "checks/test_tiny.py", "../../solutions/01_tiny/tiny.py",
             "../../solutions/01_tiny/hidden/test_hidden.py", "../../solutions/01_tiny/misconceptions/mean_for_sum.py"],
)  # fmt: skip
def test_every_file_counts(assignment, path):
    before = suite_hash(assignment, b"")
    file = assignment.public / path
    file.write_text(file.read_text() + "\n")

    assert suite_hash(assignment, b"") != before


def test_a_new_or_renamed_file_counts(assignment):
    before = suite_hash(assignment, b"")
    (assignment.hidden / "data.txt").write_text("1")
    added = suite_hash(assignment, b"")
    (assignment.hidden / "data.txt").rename(assignment.hidden / "atad.txt")

    assert len({before, added, suite_hash(assignment, b"")}) == 3


@pytest.mark.parametrize(
    "path",
    [
        "hidden/__pycache__/test_hidden.cpython-311.pyc",
        "hidden/__pycache__/test_hidden.cpython-311.pyc.1402",  # while another process writes it
        "demo/expected.toml",
    ],
)
def test_what_can_change_no_result_does_not_count(assignment, path):
    before = suite_hash(assignment, b"")
    file = assignment.private / path
    file.parent.mkdir(exist_ok=True)
    file.write_text("x")

    assert suite_hash(assignment, b"") == before


def test_the_version_of_what_submissions_may_import_counts(tmp_path, make_assignment, tiny_manifest, monkeypatch):
    """They import it, and so does the reference: another version may give another expected value."""
    assignment = make_assignment(
        tmp_path, manifest=f'imports = ["json", "scipy.special", "yaml", "nosuch"]{tiny_manifest}'
    )
    installed = {"scipy": "1.14", "PyYAML": "6.0"}
    monkeypatch.setattr(importlib.metadata, "packages_distributions", lambda: {"yaml": ["PyYAML"]})
    monkeypatch.setattr(importlib.metadata, "version", partial(_version, installed))
    before = suite_hash(assignment, b"")

    hashes = {before}
    for name in installed:
        installed[name] += ".1"
        hashes.add(suite_hash(assignment, b""))

    assert len(hashes) == 3


def _version(installed, name):
    if name in ("autograder", "numpy", "pytest"):
        return "1"
    if name not in installed:
        raise importlib.metadata.PackageNotFoundError
    return installed[name]


def test_a_course_below_a_folder_called_demo_still_counts(tmp_path, make_assignment):
    """Every path below demo/ was left out, so that a course kept there had one hash for ever."""
    assignment = make_assignment(tmp_path / "demo")
    before = suite_hash(assignment, b"")
    assignment.master.write_text(assignment.master.read_text() + "\n")

    assert suite_hash(assignment, b"") != before


def test_it_is_there_without_solutions(assignment):
    assert suite_hash(load_assignment(assignment.public), b"") != suite_hash(assignment, b"")

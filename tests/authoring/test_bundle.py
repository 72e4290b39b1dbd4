"""The zip for students: all that they need, nothing that they must not have."""

import io
import re
import zipfile

import pytest

from autograder.authoring.bundle import bundle
from autograder.authoring.release import release
from autograder.errors import InputError


def contents(archive):
    """All files of a zip by path, those inside its wheel too."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    inside = [contents(content) for name, content in files.items() if name.endswith(".whl")]
    return files | {name: content for wheel in inside for name, content in wheel.items()}


def test_it_holds_the_release_how_to_start_and_the_framework(assignment, tmp_path):
    folder = release(assignment, tmp_path / "out")
    released = {path.relative_to(folder.parent).as_posix(): path for path in folder.rglob("*") if path.is_file()}

    with zipfile.ZipFile(io.BytesIO(bundle(assignment))) as opened:
        names = opened.namelist()

        assert {name: opened.read(name) for name in released} == {n: p.read_bytes() for n, p in released.items()}
    added = set(names) - set(released)
    assert {re.sub(r"\+\w{8}-", "+…-", name) for name in added} == {
        "01_doubling/START.md",
        "01_doubling/autograder-0.1.0+…-py3-none-any.whl",
    }


def test_it_is_the_same_on_each_run(assignment):
    assert bundle(assignment) == bundle(assignment)


def test_no_line_of_the_solutions_and_no_secret_is_anywhere_in_it(assignment):
    secrets = ["return x + x", "return _twice(x)", "assert submission.double(7) == 14", "5a17" * 16]
    (assignment.master.parents[1] / "salt").write_text(secrets[-1])
    (assignment.hidden / "test_hidden.py").write_text(f"def test_double(submission):\n    {secrets[2]}\n")

    everything = contents(bundle(assignment))

    found = [(secret, name) for secret in secrets for name, content in everything.items() if secret.encode() in content]
    assert found == []


def test_what_stops_a_release_stops_the_bundle(assignment):
    (assignment.public / "README.md").write_text("### BEGIN SOLUTION")

    with pytest.raises(InputError, match=r"README\.md holds a solution's marker"):
        bundle(assignment)


def test_how_to_start_names_the_files_that_are_there(assignment):
    everything = contents(bundle(assignment))
    start = everything["01_doubling/START.md"].decode()
    wheels = set(re.findall(r"autograder-[\w.+-]+\.whl", start))

    assert start.startswith("# Start: Doubling\n")
    assert {f"01_doubling/{name}" for name in (*wheels, "doubling.ipynb", "doubling.py")} <= set(everything)
    assert "$" not in start
    assert not re.search(r"^ {4}.*://", start, re.MULTILINE)

"""``autograder verify`` and ``release``: exit codes, what they print, and what leaves the house."""

import zipfile

import pytest


def test_a_sound_assignment_is_exit_code_0_and_json_of_the_documented_form(command, course):
    done = command("verify", "tiny", "--json")

    assert (done.code, done.errors) == (0, [])
    assert list(done.json()) == ["assignments"]
    (found,) = done.json()["assignments"]
    assert list(found) == ["name", "ok", "reference", "stub", "misconceptions", "problems"]
    assert (found["name"], found["ok"], found["problems"]) == ("01_tiny", True, [])
    assert found["reference"] == {"score": 5.0, "max_score": 5.0}
    assert found["stub"] == {"score": 0.0}
    assert found["misconceptions"][0] == {
        "name": "doubled_once", "ok": True, "expected": ["double"], "failed": ["double"],
    }  # fmt: skip


def test_an_unsound_assignment_is_exit_code_1(command, course):
    wrong = course.tiny.misconceptions / "mean_for_sum.py"
    wrong.write_text(wrong.read_text().replace('fails = ["total"]', 'fails = ["cube"]'))

    done = command("verify", "--all")

    assert (done.code, done.errors) == (1, [])
    assert "mean_for_sum fails total; expected cube" in " ".join(done.out.split())


@pytest.mark.parametrize("arguments", [[], ["tiny", "--all"]])
def test_verify_wants_names_or_all(command, course, arguments):
    done = command("verify", *arguments)

    assert (done.code, done.errors) == (2, ["autograder: name the assignments to verify, or say --all"])


def test_release_writes_what_students_get_and_nothing_else(command, course):
    done = command("release", "tiny", "--output", course.root / "out")

    released = course.root / "out" / "01_tiny"
    files = sorted(p.relative_to(released).as_posix() for p in released.rglob("*") if p.is_file())
    assert (done.code, done.errors) == (0, [])
    assert files == ["README.md", "assignment.toml", "checks/test_tiny.py", "tiny.ipynb", "tiny.py"]
    text = "".join((released / f).read_text() for f in files)
    assert not [secret for secret in ("SOLUTION", "2 * x", "np.sum", "3 * cache") if secret in text]


def test_stale_stubs_are_exit_code_1_until_they_are_renewed(command, course):
    stub = course.tiny.public / "tiny.py"
    stub.write_text("an old stub\n")

    stale = command("release", "tiny", "--check")
    renewed = command("release", "tiny")
    fresh = command("release", "tiny", "--check")

    assert (stale.code, renewed.code, fresh.code) == (1, 0, 0)
    assert "is not what the master gives: run autograder release without --check" in stale.out
    assert "the committed stubs are what the masters give" in fresh.out


def test_a_master_that_is_wrongly_marked_is_one_line(command, course):
    course.tiny.master.write_text("### BEGIN SOLUTION\nx = 1\n")

    done = command("release", "tiny")

    assert (done.code, len(done.errors)) == (2, 1)
    assert "the solution that begins here never ends" in done.errors[0]


def test_a_demonstration_needs_a_class(command, course):
    done = command("demo", "tiny")

    assert (done.code, len(done.errors)) == (2, 1)
    assert "01_tiny has no demonstration class" in done.errors[0]


def test_release_bundles_an_assignment_in_a_zip(command, course):
    stub = course.tiny.public / "tiny.py"
    before = stub.stat().st_mtime_ns

    done = command("release", "tiny", "--zip", course.root / "dist")

    path = course.root / "dist" / "01_tiny.zip"
    assert (done.code, done.out) == (0, f"01_tiny: bundled in {path}\n")
    assert "01_tiny/START.md" in zipfile.ZipFile(path).namelist()
    assert stub.stat().st_mtime_ns == before  # only a release without a place to go renews the stubs


def test_a_place_that_cannot_be_written_is_one_line(command, course):
    (course.root / "dist").write_text("a file")

    done = command("release", "tiny", "--zip", course.root / "dist" / "zips")

    assert done.code == 2
    assert done.errors[0].endswith("cannot be written (Not a directory): name another folder with --zip")

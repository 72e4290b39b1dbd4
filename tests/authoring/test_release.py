"""A release holds what students get, and nothing that gives a solution away."""

import os
import shutil

import pytest

from autograder.authoring import release as module
from autograder.authoring.release import release, stale_stubs, stub_files, write_stubs
from autograder.errors import InputError
from autograder.manifest import load_assignment
from autograder.notebooks import read_notebook, read_percent


def files_below(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_both_stubs_are_one_view_of_the_master(assignment):
    stubs = stub_files(assignment)

    assert sorted(stubs) == ["doubling.ipynb", "doubling.py"]
    assert read_notebook(stubs["doubling.ipynb"].decode()) == read_percent(stubs["doubling.py"].decode())
    assert b'raise NotImplementedError("double: write this part")' in stubs["doubling.py"]
    assert b"_twice" not in stubs["doubling.py"] + stubs["doubling.ipynb"]


def test_stubs_are_stale_until_they_are_written(assignment):
    assert stale_stubs(assignment) == ["doubling.py", "doubling.ipynb"]

    write_stubs(assignment)

    assert stale_stubs(assignment) == []


def test_a_stub_edited_by_hand_is_stale(assignment):
    write_stubs(assignment)
    (assignment.public / "doubling.py").write_text("edited")

    assert stale_stubs(assignment) == ["doubling.py"]


def test_a_missing_master_is_named(assignment):
    assignment.master.unlink()

    with pytest.raises(InputError, match=r"doubling\.py: the master cannot be read"):
        stub_files(assignment)


def test_a_release_holds_what_is_on_the_list_and_nothing_else(assignment, tmp_path):
    folder = release(assignment, tmp_path / "out")

    assert folder == tmp_path / "out" / "01_doubling"
    assert files_below(tmp_path / "out") == [
        f"01_doubling/{name}"
        for name in (
            "README.md",
            "assignment.toml",
            "checks/test_doubling.py",
            "doubling.ipynb",
            "doubling.py",
            "figures/double.svg",
        )
    ]


def test_a_release_is_the_same_on_each_run_and_takes_the_place_of_the_last(assignment, tmp_path):
    first = release(assignment, tmp_path / "out")
    before = {name: (first / name).read_bytes() for name in files_below(first)}
    (first / "figures" / "old.svg").write_text("<svg>old</svg>")

    again = release(assignment, tmp_path / "out")

    assert {name: (again / name).read_bytes() for name in files_below(again)} == before


def test_a_student_may_rename_the_released_folder(assignment, tmp_path):
    # "my work" is not a Python name: `autograder check` refused the folder until its manifest named the module.
    folder = release(assignment, tmp_path / "out")

    renamed = folder.rename(tmp_path / "my work")

    assert load_assignment(renamed).module == "doubling"


def test_an_assignment_without_public_checks_is_not_released(assignment, tmp_path):
    shutil.rmtree(assignment.checks)

    with pytest.raises(InputError, match=r"checks has no public checks: write one"):
        release(assignment, tmp_path / "out")


def test_a_marker_stops_the_release(assignment, tmp_path):
    (assignment.public / "README.md").write_text("Write between `### BEGIN SOLUTION` and the end.")

    with pytest.raises(InputError, match=r"README\.md holds a solution's marker"):
        release(assignment, tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_a_file_of_the_solutions_stops_the_release(assignment, tmp_path):
    hidden = assignment.hidden / "test_hidden.py"
    (assignment.checks / "test_more.py").write_text(hidden.read_text() + "\n")

    with pytest.raises(InputError, match=r"test_more\.py equals .*test_hidden\.py"):
        release(assignment, tmp_path / "out")


def test_empty_files_give_nothing_away(assignment, tmp_path):
    (assignment.checks / "__init__.py").write_text("")

    folder = release(assignment, tmp_path / "out")

    assert (folder / "checks" / "__init__.py").exists()


@pytest.mark.parametrize("name", ["README.md", "checks/link.py", "figures"])
def test_a_link_stops_the_release(assignment, tmp_path, name):
    link = assignment.public / name
    if link.is_dir():
        link.rename(tmp_path / "elsewhere")
    link.unlink(missing_ok=True)
    link.symlink_to(assignment.master)

    with pytest.raises(InputError, match="is a link"):
        release(assignment, tmp_path / "out")


def test_what_is_not_an_earlier_release_is_left_alone(assignment, tmp_path):
    target = tmp_path / "out" / "01_doubling"
    target.mkdir(parents=True)
    (target / "thesis.tex").write_text("years of work")

    with pytest.raises(InputError, match=r"holds thesis\.tex: move it away"):
        release(assignment, tmp_path / "out")

    assert files_below(tmp_path / "out") == ["01_doubling/thesis.tex"]


@pytest.mark.parametrize(
    "manifest", [None, "title = 1", 'title = "T"\nmodule = "other"\n[questions.q]\ntitle="Q"\npoints=1']
)
def test_a_folder_without_the_manifest_of_this_assignment_is_left_alone(assignment, tmp_path, manifest):
    target = tmp_path / "out" / "01_doubling"
    target.mkdir(parents=True)
    (target / "doubling.py").write_text("a student's work")
    if manifest:
        (target / "assignment.toml").write_text(manifest)

    with pytest.raises(InputError, match="not an earlier release of 01_doubling"):
        release(assignment, tmp_path / "out")

    assert (target / "doubling.py").read_text() == "a student's work"


def test_the_history_of_a_released_repository_is_not_thrown_away(assignment, tmp_path):
    """A release may be the template repository itself: replacing the folder would lose its history."""
    folder = release(assignment, tmp_path / "out")
    (folder / ".git").mkdir()

    with pytest.raises(InputError, match=r"holds \.git"):
        release(assignment, tmp_path / "out")


def test_the_course_is_not_replaced_by_its_own_release(assignment):
    with pytest.raises(InputError, match="part of the course"):
        release(assignment, assignment.public.parent)

    assert (assignment.public / "notes.txt").exists()


def test_nothing_is_released_into_the_solutions(assignment):
    with pytest.raises(InputError, match="part of the course"):
        release(assignment, assignment.hidden)


def test_a_file_in_the_way_is_left_alone(assignment, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "01_doubling").write_text("mine")

    with pytest.raises(InputError, match="is not a folder"):
        release(assignment, tmp_path / "out")


def test_an_empty_folder_and_its_clutter_are_replaced(assignment, tmp_path):
    (tmp_path / "out" / "01_doubling").mkdir(parents=True)
    folder = release(assignment, tmp_path / "out")
    (folder / ".DS_Store").write_text("")

    release(assignment, tmp_path / "out")

    assert not (folder / ".DS_Store").exists()


def test_a_release_that_fails_leaves_the_last_one_and_nothing_else(assignment, tmp_path, monkeypatch):
    folder = release(assignment, tmp_path / "out")
    (assignment.public / "README.md").write_text("new\n")
    rename = module.Path.rename

    def fail_for_the_new_one(path, target):
        if path.name == "made":
            raise OSError("disk full")
        return rename(path, target)

    monkeypatch.setattr(module.Path, "rename", fail_for_the_new_one)

    with pytest.raises(OSError, match="disk full"):
        release(assignment, tmp_path / "out")

    assert os.listdir(tmp_path / "out") == ["01_doubling"]
    assert (folder / "README.md").read_text() == "# Doubling\n"

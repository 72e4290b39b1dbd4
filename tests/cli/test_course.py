"""The course is found from where one stands; its secret is made once."""

import stat

import pytest

from autograder.cli.course import find_course, find_own_assignment
from autograder.errors import InputError


def test_the_course_is_found_upwards(course, monkeypatch):
    monkeypatch.chdir(course.tiny.public / "checks")

    assert find_course(None, None).assignments == course.root / "assignments"


def test_a_folder_of_solutions_names_its_course(course, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    folders = find_course(None, course.root / "solutions")

    assert folders.assignment("tiny").master == course.tiny.master


def test_solutions_may_lie_elsewhere(course, tmp_path):
    elsewhere = tmp_path / "private"
    (course.root / "solutions").rename(elsewhere)

    folders = find_course(course.root, elsewhere)

    assert folders.assignment("1").private == elsewhere / "01_tiny"
    assert [a.name for a in folders.all()] == ["01_tiny"]


def test_without_the_master_the_folder_of_solutions_is_asked_for(course):
    course.tiny.master.unlink()

    with pytest.raises(InputError, match=r"tiny\.py is missing: write the master there"):
        find_course(None, None).assignment("tiny")


def test_a_course_without_assignments_is_refused(tmp_path):
    with pytest.raises(InputError, match="has no folder assignments/: name the course with --course DIR"):
        find_course(tmp_path, None)


def test_the_secret_is_made_once_and_for_its_owner_alone(course):
    folders = find_course(None, None)

    salt = folders.salt()

    file = course.root / "solutions" / "salt"
    assert folders.salt() == salt
    assert len(salt) == 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_secret_that_is_none_is_refused(course):
    """An empty or spoilt file made a traceback, or a salt that anybody could guess."""
    file = course.root / "solutions" / "salt"
    for spoilt in ("", "not hexadecimal\n", "abcd\n"):
        file.write_text(spoilt)

        with pytest.raises(InputError, match="is not the course's secret: remove it"):
            find_course(None, None).salt()


def test_a_students_assignment_is_the_nearest_above_the_file(course, tmp_path):
    for path in (course.tiny.public, course.tiny.public / "tiny.py", course.tiny.public / "checks"):
        assert find_own_assignment(path).name == "01_tiny"
    with pytest.raises(InputError, match="go into the folder of the assignment"):
        find_own_assignment(tmp_path)

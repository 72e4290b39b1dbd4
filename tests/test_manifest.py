"""Manifests are read whole or refused in one line with the file, the key and what is expected."""

import pytest

from autograder.errors import InputError
from autograder.manifest import all_assignment_folders, find_assignment, load_assignment, load_course
from autograder.model import Visibility

QUESTION = '[questions.double]\ntitle = "Twice"\npoints = 2\n'


@pytest.fixture
def write(tmp_path):
    """Write a manifest into a folder of assignments and return the assignment's folder."""

    def write(text, name="01_tiny"):
        folder = tmp_path / "assignments" / name
        folder.mkdir(parents=True)
        (folder / "assignment.toml").write_text(text, encoding="utf-8")
        return folder

    return write


def test_what_is_left_out_has_the_documented_value(write):
    assignment = load_assignment(write('title = "Tiny"\n' + QUESTION))

    manifest = assignment.manifest
    assert (assignment.name, assignment.module) == ("01_tiny", "tiny")
    assert manifest.imports == ["numpy"]
    assert manifest.visibility is Visibility.HIDDEN
    assert (manifest.limits.wall_s, manifest.limits.cpu_s, manifest.limits.memory_mib) == (20, 10, 768)
    assert (manifest.limits.loading.wall_s, manifest.limits.loading.cpu_s) == (30, 15)


def test_a_question_sets_its_own_limits_over_the_assignments(write):
    text = 'title = "T"\n[limits]\nwall_s = 8\ncpu_s = 4\n[questions.a]\ntitle = "A"\npoints = 1\n'
    manifest = load_assignment(write(text + "[questions.a.limits]\ncpu_s = 1\ncpu_times_reference = 3\n")).manifest

    limits = manifest.limits_of("a")

    assert (limits.wall_s, limits.cpu_s, limits.cpu_times_reference) == (8, 1, 3)


def test_extra_credit_is_not_in_the_full_score(write):
    extra = '[questions.more]\ntitle = "More"\npoints = 3\nextra_credit = true\n'

    assert load_assignment(write('title = "T"\n' + QUESTION + extra)).manifest.max_score == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('title = "T"\n', "questions: missing; expected it to be set"),
        (QUESTION, "title: missing; expected it to be set"),
        ('title = "T"\n[questions]\n', "questions: expected `object` of length >= 1"),
        ('title = "T"\nslack = 1\n' + QUESTION, "slack: unknown key; expected one of title, questions"),
        (
            'title = "T"\n' + QUESTION + "point = 1\n",
            "questions.double.point: unknown key; expected one of title, points",
        ),
        ('title = "T"\n' + QUESTION.replace("2", "0"), "questions.double.points: expected `float` > 0.0"),
        ('title = "T"\n' + QUESTION.replace("2", '"2"'), "questions.double.points: expected `float`, got `str`"),
        ('title = "T"\n' + QUESTION + "[limits]\ncpu = 1\n", "limits.cpu: unknown key; expected one of wall_s, cpu_s"),
        ('title = "T"\n' + QUESTION + "[limits]\nmemory_mib = 64\n", "limits.memory_mib: expected `int` >= 192"),
        (
            'title = "T"\n' + QUESTION + "[limits.loading]\nwall_s = 0\n",
            "limits.loading.wall_s: expected `float` > 0.0",
        ),
        (
            'title = "T"\nvisibility = "secret"\n' + QUESTION,
            "visibility: expected one of visible, hidden, after_due_date, after_published, got 'secret'",
        ),
        ('title = "T"\ndue = "tomorrow"\n' + QUESTION, "due: expected a date and time with its zone"),
        ('title = "T"\nmodule = "my file"\n' + QUESTION, "module: 'my file' is not a Python name"),
        ('title = "T"\ndue = 2026-12-01T23:59:00\n' + QUESTION, "due: expected a date and time with its zone"),
        ('title = "T\n', "cannot be read as TOML"),
        ('title = "T"\nquestions = 3\n', "questions: expected `object`, got `int`"),
    ],
)
def test_a_wrong_manifest_is_refused_in_one_line(write, text, sentence):
    folder = write(text)

    with pytest.raises(InputError) as caught:
        load_assignment(folder)

    message = str(caught.value)
    assert message.startswith(str(folder / "assignment.toml"))
    assert sentence in message
    assert "\n" not in message


def test_a_missing_manifest_says_where_it_was_expected(tmp_path):
    with pytest.raises(InputError, match=r"assignment\.toml is missing: expected a assignment\.toml there"):
        load_assignment(tmp_path)


@pytest.mark.parametrize("wanted", ["04_convolution", "convolution", "4", "04"])
def test_an_assignment_is_found_by_name_or_number(write, tmp_path, wanted):
    write('title = "T"\n' + QUESTION, "14_other")
    write('title = "T"\n' + QUESTION, "04_convolution")

    assert find_assignment(wanted, tmp_path / "assignments", None).name == "04_convolution"


def test_an_assignment_is_found_by_its_folder(write, tmp_path):
    folder = write('title = "T"\n' + QUESTION)

    found = find_assignment(str(folder), tmp_path / "assignments", tmp_path / "solutions")

    assert found.private == tmp_path / "solutions" / "01_tiny"
    assert found.hidden == tmp_path / "solutions" / "01_tiny" / "hidden"


def test_an_unknown_assignment_names_those_that_are_there(write, tmp_path):
    write('title = "T"\n' + QUESTION)

    with pytest.raises(InputError, match=r"no single assignment is called 'pooling'; .* has: 01_tiny"):
        find_assignment("pooling", tmp_path / "assignments", None)


def test_without_a_folder_of_solutions_staff_paths_are_refused(write):
    assignment = load_assignment(write('title = "T"\n' + QUESTION))

    with pytest.raises(InputError, match="name it with --solutions DIR"):
        _ = assignment.master


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError, match="name the course with --course DIR"):
        all_assignment_folders(tmp_path / "nowhere")


def test_a_course_is_read(tmp_path):
    (tmp_path / "course.toml").write_text('name = "C"\nterm = "W"\n[late]\nlate_days = 4\n')

    course = load_course(tmp_path)

    assert (course.time_zone, course.late.late_days, course.salt) == ("UTC", 4, "salt")


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "/etc/passwd", ""])
def test_an_unknown_time_zone_is_refused(tmp_path, zone):
    (tmp_path / "course.toml").write_text(f'name = "C"\nterm = "W"\ntime_zone = "{zone}"\n')

    with pytest.raises(InputError, match=r"time_zone: .* is unknown; expected a name such as Europe/Berlin"):
        load_course(tmp_path)

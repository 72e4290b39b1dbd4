"""Of several files, the one that holds the student's work is graded; a doubt is not decided for them."""

import pytest

from autograder.errors import StudentError
from autograder.intake.choose import choose
from autograder.manifest import load_assignment
from autograder.notebooks import code_digest

STUB = b"def double(x):\n    raise NotImplementedError('double: write this part')\n"
WORK = b"def double(x):\n    return 2 * x  # twice\n"
OTHER = b"def double(x):\n    return x + x\n"


@pytest.fixture
def released(assignment, notebook):
    """The assignment with its stubs."""
    (assignment.public / "doubling.py").write_bytes(b"# %%\n" + STUB)
    (assignment.public / "doubling.ipynb").write_bytes(notebook(STUB.decode()))
    return assignment


def chosen(files, assignment):
    code = choose(files, assignment)
    return code.chunks[0].name, code.chunks[0].source.encode(), code.warnings


@pytest.mark.parametrize("path", ["doubling.py", "Doubling.PY", "hw/doubling.py", "a/b/c/doubling.py", "smith (1).py"])
def test_the_only_script_is_taken_wherever_it_is_and_whatever_its_name(assignment, path):
    assert chosen({path: WORK, "notes.txt": b"x"}, assignment) == ("doubling.py", WORK, [])


def test_the_module_is_taken_before_other_files_which_are_named(assignment):
    files = {"doubling.py": WORK, "utils.py": OTHER, "a/test.ipynb": b"x", "__init__.py": b""}

    name, source, warnings = chosen(files, assignment)

    assert (name, source) == ("doubling.py", WORK)
    assert warnings == ["only doubling.py is graded; left out: a/test.ipynb, utils.py"]


def test_a_crowd_of_other_files_is_named_in_part(assignment):
    files = {"doubling.py": WORK} | {f"{number}.py": OTHER for number in range(9)}

    assert chosen(files, assignment)[2] == [
        "only doubling.py is graded; left out: 0.py, 1.py, 2.py, 3.py, 4.py and 4 more"
    ]


def test_checks_are_not_work(assignment):
    assert chosen({"checks/doubling.py": OTHER, "x.py": WORK}, assignment) == ("doubling.py", WORK, [])


def test_the_notebook_is_taken_when_the_script_is_still_the_stub(released, notebook):
    files = {"doubling.py": STUB + b"\n# a note\n", "doubling.ipynb": notebook(WORK.decode())}

    assert chosen(files, released) == ("doubling.ipynb cell 1", WORK, [])


def test_the_script_is_taken_when_the_notebook_is_still_the_stub(released, notebook):
    files = {"doubling.py": WORK, "doubling.ipynb": notebook("%matplotlib inline\n" + STUB.decode())}

    assert chosen(files, released) == ("doubling.py", WORK, [])


def test_of_two_stubs_the_script_is_taken(released, notebook):
    assert chosen({"doubling.ipynb": notebook(STUB.decode()), "doubling.py": STUB}, released)[0] == "doubling.py"


def test_of_two_forms_that_agree_the_script_is_taken(released, notebook):
    files = {"doubling.ipynb": notebook("# mine\n", WORK.decode()), "doubling.py": WORK}

    assert chosen(files, released) == ("doubling.py", WORK, [])


@pytest.mark.parametrize("with_stub", [True, False])
def test_two_forms_that_disagree_are_not_decided_between(assignment, released, notebook, with_stub):
    if not with_stub:
        (released.public / "doubling.py").unlink()
        (released.public / "doubling.ipynb").unlink()

    with pytest.raises(
        StudentError, match=r"doubling\.py and doubling\.ipynb both hold work of yours, and they differ"
    ):
        choose({"doubling.py": WORK, "doubling.ipynb": notebook(OTHER.decode())}, released)


def test_the_notebook_alone_says_what_the_stub_is(released, notebook):
    (released.public / "doubling.py").unlink()
    files = {"doubling.py": WORK, "doubling.ipynb": notebook(STUB.decode())}

    assert chosen(files, released)[0] == "doubling.py"


def test_an_untouched_copy_outside_does_not_hide_the_work_inside(released):
    files = {"doubling.py": STUB, "solution/doubling.py": WORK}

    assert chosen(files, released) == ("doubling.py", WORK, [])


def test_an_old_copy_further_inside_is_left_out_and_named(released):
    files = {"doubling.py": WORK, "old/doubling.py": OTHER}

    assert chosen(files, released)[1:] == (WORK, ["only doubling.py is graded; left out: old/doubling.py"])


def test_two_copies_side_by_side_are_not_decided_between(released):
    with pytest.raises(StudentError, match=r"a/doubling\.py and b/doubling\.py both hold work"):
        choose({"a/doubling.py": WORK, "b/doubling.py": OTHER}, released)


def test_a_broken_notebook_beside_the_work_is_passed_over_with_a_warning(released):
    name, _, warnings = chosen({"doubling.py": WORK, "doubling.ipynb": b"{"}, released)

    assert name == "doubling.py"
    assert warnings == ["doubling.ipynb is not a notebook that can be read, and was passed over"]


def test_a_broken_notebook_beside_the_stub_may_hold_the_work(released):
    with pytest.raises(StudentError, match=r"doubling\.ipynb is not a notebook"):
        choose({"doubling.py": STUB, "doubling.ipynb": b"{"}, released)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "there is no Python file and no notebook"),
        ({"x.pdf": b"x", "checks/doubling.py": b"x"}, "there is no Python file and no notebook"),
        (
            {"x.zip": b"x"},
            "there is no Python file and no notebook (an archive inside of what is handed in is not opened)",
        ),
        ({"a.py": WORK, "b.py": WORK}, "there are several Python files and none is called doubling.py"),
        ({"a.ipynb": b"x", "b.ipynb": b"y"}, "there are several notebooks and none is called doubling.ipynb"),
    ],
)
def test_without_a_candidate_the_reason_is_plain(assignment, files, reason):
    with pytest.raises(StudentError) as caught:
        choose(files, assignment)

    assert str(caught.value) == reason


def test_in_a_students_folder_the_manifest_tells_the_stub_from_the_work(released, notebook):
    # There the stub beside the checks is the very file that the student writes in.
    (released.public / "doubling.py").write_bytes(WORK)
    manifest = released.public / "assignment.toml"
    manifest.write_text(f'stub = "{code_digest([STUB.decode()])}"\n' + manifest.read_text())
    files = {"doubling.py": WORK, "doubling.ipynb": notebook(STUB.decode())}

    assert chosen(files, load_assignment(released.public)) == ("doubling.py", WORK, [])

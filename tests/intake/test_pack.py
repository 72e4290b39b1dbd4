"""What a student hands in is what intake reads: one file, taken for a stated reason, or a sentence says why not."""

import pytest

from autograder.errors import InputError
from autograder.intake.allowance import LARGEST_SCRIPT
from autograder.intake.archive import read_zip
from autograder.intake.pack import pack_work
from autograder.manifest import load_assignment
from autograder.notebooks import code_digest

STUB = b"def double(x):\n    raise NotImplementedError('double: write this part')\n"
WORK = b"def double(x):\n    return 2 * x\n"
OTHER = b"def double(x):\n    return x + x\n"


@pytest.fixture
def own(assignment, notebook):
    """The released assignment in a student's hands."""
    manifest = assignment.public / "assignment.toml"
    manifest.write_text(f'stub = "{code_digest([STUB.decode()])}"\n' + manifest.read_text())
    (assignment.public / "doubling.py").write_bytes(STUB)
    (assignment.public / "doubling.ipynb").write_bytes(notebook(STUB.decode()))
    return load_assignment(assignment.public)


def test_the_form_with_work_in_it_goes_in_alone(own):
    (own.public / "doubling.py").write_bytes(WORK)

    packed = pack_work(own.public, own)

    assert read_zip(packed.content) == {"doubling.py": WORK}
    assert (packed.file, packed.reason) == ("doubling.py", "doubling.ipynb is as released")
    assert packed.submission.chunks[0].source.encode() == WORK


def test_a_notebook_goes_in_as_a_notebook(own, notebook):
    (own.public / "doubling.ipynb").write_bytes(notebook("%load_ext autograder", WORK.decode(), "%check double"))

    packed = pack_work(own.public, own)

    assert (packed.file, packed.reason) == ("doubling.ipynb", "doubling.py is as released")
    assert [chunk.name for chunk in packed.submission.chunks] == [f"doubling.ipynb cell {n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("states_its_stub", [True, False])
def test_forms_with_the_same_code_leave_no_doubt(own, notebook, states_its_stub):
    (own.public / "doubling.py").write_bytes(WORK)
    (own.public / "doubling.ipynb").write_bytes(notebook(WORK.decode()))
    if not states_its_stub:
        own.manifest.stub = ""

    packed = pack_work(own.public, own)

    assert (packed.file, packed.reason) == ("doubling.py", "doubling.ipynb holds the same code")


def test_a_copy_of_any_name_goes_in_under_the_name_of_the_module(own, notebook):
    (own.public / "last try.ipynb").write_bytes(notebook(WORK.decode()))

    packed = pack_work(own.public / "last try.ipynb", own)

    assert (packed.file, packed.reason) == ("doubling.ipynb", "you named it")


def test_the_same_work_makes_the_same_archive(own):
    (own.public / "doubling.py").write_bytes(WORK)

    assert pack_work(own.public, own).content == pack_work(own.public / "doubling.py", own).content


def test_a_damaged_notebook_beside_the_work_is_passed_over_and_said(own):
    (own.public / "doubling.py").write_bytes(WORK)
    (own.public / "doubling.ipynb").write_bytes(b"{")

    packed = pack_work(own.public, own)

    assert packed.reason == "doubling.ipynb is not a notebook that can be read"


def both_differ(own, notebook):
    (own.public / "doubling.py").write_bytes(WORK)
    (own.public / "doubling.ipynb").write_bytes(notebook(OTHER.decode()))


def both_differ_and_nobody_knows_the_stub(own, notebook):
    (own.public / "doubling.py").write_bytes(WORK)
    own.manifest.stub = ""


def nothing_is_there(own, notebook):
    for suffix in ("py", "ipynb"):
        (own.public / f"doubling.{suffix}").unlink()


def a_script_is_too_large(own, notebook):
    (own.public / "doubling.py").write_bytes(b"#" * (LARGEST_SCRIPT + 1))


@pytest.mark.parametrize(
    ("prepare", "sentence"),
    [
        (lambda own, notebook: None, r"^doubling\.py is as it was released: name the file with your work"),
        (both_differ, r"both hold work of yours, and they differ: name the file to hand in, such as autograder submit"),
        (both_differ_and_nobody_knows_the_stub, r"differ, and this folder does not say how they were released: name"),
        (nothing_is_there, r"^01_doubling has no doubling\.py and no doubling\.ipynb: name the file to hand in"),
        (a_script_is_too_large, r"^doubling\.py is larger than 5 MiB: name the file"),
    ],
)
def test_what_would_not_be_graded_is_refused_in_a_sentence(own, notebook, prepare, sentence):
    prepare(own, notebook)

    with pytest.raises(InputError, match=sentence):
        pack_work(own.public, own)

"""Submissions are found, named and read in every form; what cannot be read is a result with a reason."""

import os

import pytest

from autograder.errors import InputError
from autograder.intake.chunks import Chunk
from autograder.intake.files import Submission, Unreadable, find_submissions, read_submission

WORK = b"def double(x):\n    return 2 * x\n"
ADVICE = "; hand in one file, doubling.py or doubling.ipynb"


def put(path, content=WORK):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture
def inbox(tmp_path):
    """An empty folder for submissions."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def test_each_entry_of_a_folder_is_a_submission(inbox, assignment):
    for name in ("bob.py", "ada.zip", "cy/doubling.py", ".hidden.py", "__MACOSX/x.py"):
        put(inbox / name)

    found = find_submissions(inbox, assignment)

    assert found == [("ada", inbox / "ada.zip"), ("bob", inbox / "bob.py"), ("cy", inbox / "cy")]


@pytest.mark.parametrize("name", ["doubling.py", "doubling.ipynb", "Doubling.py"])
def test_a_folder_with_the_assignments_own_file_is_one_submission(inbox, assignment, name):
    put(inbox / name)
    put(inbox / "notes.py")

    assert find_submissions(inbox, assignment) == [("inbox", inbox)]


def test_a_file_is_one_submission(inbox, assignment):
    path = put(inbox / "ada.tar.gz")

    assert find_submissions(path, assignment) == [("ada", path)]


def test_the_caller_may_name_a_link(inbox, assignment, tmp_path):
    put(inbox / "ada.py")
    (tmp_path / "link").symlink_to(inbox)

    assert find_submissions(tmp_path / "link", assignment) == [("ada", inbox / "ada.py")]


@pytest.mark.parametrize("name", ["", "missing"])
def test_where_there_is_nothing_the_caller_is_told(inbox, assignment, name):
    put(inbox / ".DS_Store")

    with pytest.raises(InputError, match="name a submission, or a folder of submissions"):
        find_submissions(inbox / name, assignment)


def test_a_loop_of_links_is_nothing(inbox, assignment):
    (inbox / "loop").symlink_to(inbox / "loop")

    with pytest.raises(InputError, match="cannot be opened"):
        find_submissions(inbox / "loop", assignment)


def test_the_same_code_has_the_same_hash_in_every_container(inbox, assignment, zipped, tarred):
    paths = {
        "py": put(inbox / "smith.py", WORK.replace(b"\n", b"\r\n")),
        "zip": put(inbox / "a.zip", zipped(("hw/doubling.py", WORK), ("hw/notes.txt", b"x"))),
        "tar.gz": put(inbox / "a.TGZ", tarred(("doubling.py", WORK))),
        "folder": put(inbox / "ada" / "doubling.py").parent,
    }

    read = {form: read_submission(path, "ada", assignment) for form, path in paths.items()}

    assert {form: submission.form for form, submission in read.items()} == {form: form for form in paths}
    assert {tuple(submission.chunks) for submission in read.values()} == {(Chunk("doubling.py", WORK.decode()),)}
    assert len({submission.content_hash for submission in read.values()}) == 1
    assert read["zip"].files == {"hw/doubling.py": WORK, "hw/notes.txt": b"x"}
    assert read["py"].files == {"smith.py": WORK.replace(b"\n", b"\r\n")}


def test_a_notebook_is_read(inbox, assignment, notebook):
    path = put(inbox / "ada.ipynb", notebook("x = 1", "y = 2"))

    submission = read_submission(path, "ada", assignment)

    assert submission.form == "ipynb"
    assert submission.chunks == [Chunk("doubling.ipynb cell 1", "x = 1"), Chunk("doubling.ipynb cell 2", "y = 2")]


def test_where_a_cell_ends_makes_a_difference_to_the_hash(inbox, assignment, notebook):
    """Equal hashes share a result, so that nobody may craft a cell that reads like the end of one."""
    one = read_submission(put(inbox / "a.ipynb", notebook("x", "y")), "a", assignment)
    two = read_submission(put(inbox / "b.ipynb", notebook("xdoubling.ipynb cell 2y")), "b", assignment)

    assert one.content_hash != two.content_hash


def make_link(path):
    path.symlink_to("/etc/hostname")


def make_dangling_link(path):
    path.symlink_to("nowhere")


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("a.py", lambda path: put(path, b""), "a.py is empty"),
        ("a.py", os.mkfifo, "a.py is not an ordinary file"),
        ("a.py", os.mkdir, "a.py is a folder"),
        ("a.py", make_link, "a.py is a link"),
        ("a.zip", make_dangling_link, "a.zip is a link"),
        ("a.zip", lambda path: put(path, b"Rar!"), "a.zip: it is damaged, or not a zip archive"),
        ("a.tgz", lambda path: put(path, b"Rar!"), "a.tgz: it is damaged, or not a tar.gz archive"),
        ("a.pdf", put, "a.pdf is no kind of file that can be graded"),
        ("a", os.mkdir, "a: there is no Python file and no notebook"),
        ("a.ipynb", lambda path: put(path, b"{}"), "a.ipynb is not a notebook that can be read"),
        ("a.py", lambda path: os.truncate(put(path), 50 * 2**20), "a.py is larger than 5 MiB"),
        ("a.py", lambda path: None, "a.py cannot be opened (No such file or directory)"),
        (
            "a\x1b.py",
            lambda path: put(path, b"\0"),
            "a_.py holds NUL characters, so it is not the text of a program",
        ),
    ],
)
def test_what_cannot_be_graded_says_why_and_what_to_hand_in(inbox, assignment, name, make, reason):
    make(inbox / name)

    result = read_submission(inbox / name, "a", assignment)

    assert isinstance(result, Unreadable)
    assert result.reason == reason + ADVICE


def test_the_original_of_what_cannot_be_read_is_kept(inbox, assignment):
    path = put(inbox / "a.zip", b"Rar!")

    assert read_submission(path, "a", assignment).files == {"a.zip": b"Rar!"}


def test_a_warning_of_the_file_reaches_the_submission(inbox, assignment):
    path = put(inbox / "a.py", "x = 'ü'".encode("latin-1"))

    submission = read_submission(path, "a", assignment)

    assert isinstance(submission, Submission)
    assert submission.warnings == ["a.py is not UTF-8 and was read as Latin-1: save it as UTF-8"]


def test_deep_nesting_is_not_parsed_here(inbox, assignment):
    path = put(inbox / "a.py", b"x = " + b"(" * 1_000_000)

    assert isinstance(read_submission(path, "a", assignment), Submission)

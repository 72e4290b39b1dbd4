"""Folders are read without following links, and without opening what could block."""

import os

import pytest

from autograder.errors import StudentError
from autograder.intake.allowance import MIB, MOST_FILES, Allowance
from autograder.intake.folder import read_file, read_folder


def test_a_folder_gives_its_files_without_clutter(tmp_path):
    for name in ("a/b/x.py", ".git/config", "__MACOSX/a/y.py", "a/.ipynb_checkpoints/x.ipynb", "__pycache__/x.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")

    assert read_folder(tmp_path) == {"a/b/x.py": b"x"}


def test_a_link_is_not_followed(tmp_path):
    (tmp_path / "secret").write_text("s")
    (tmp_path / "hand-in").mkdir()
    (tmp_path / "hand-in" / "x.py").symlink_to(tmp_path / "secret")

    with pytest.raises(StudentError, match=r"x\.py is a link"):
        read_folder(tmp_path / "hand-in")


def test_a_link_to_a_folder_is_not_followed(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path)

    with pytest.raises(StudentError, match="loop is a link"):
        read_folder(tmp_path)


def test_a_fifo_does_not_block(tmp_path):
    os.mkfifo(tmp_path / "x.py")

    with pytest.raises(StudentError, match=r"x\.py is not an ordinary file"):
        read_folder(tmp_path)


def test_a_folder_with_the_name_of_a_script_is_refused(tmp_path):
    (tmp_path / "x.py").mkdir()

    with pytest.raises(StudentError, match=r"x\.py is a folder"):
        read_folder(tmp_path)


def test_a_large_script_is_refused_unread(tmp_path):
    with open(tmp_path / "x.py", "wb") as file:
        file.truncate(5 * MIB + 1)

    with pytest.raises(StudentError, match=r"x\.py is larger than 5 MiB"):
        read_folder(tmp_path)


def test_a_notebook_full_of_outputs_is_told_how_to_shrink(tmp_path):
    with open(tmp_path / "x.ipynb", "wb") as file:
        file.truncate(100 * MIB)

    with pytest.raises(StudentError, match=r"larger than 50 MiB \(clear its outputs and save it again\)"):
        read_file(tmp_path / "x.ipynb", Allowance())


def test_too_much_in_all_is_refused(tmp_path):
    for name in "abc":
        with open(tmp_path / name, "wb") as file:
            file.truncate(40 * MIB)

    with pytest.raises(StudentError, match="more than 100 MiB"):
        read_folder(tmp_path)


def test_a_crowd_of_folders_is_refused(tmp_path):
    for number in range(MOST_FILES + 1):
        (tmp_path / str(number)).mkdir()

    with pytest.raises(StudentError, match=f"more than {MOST_FILES} files"):
        read_folder(tmp_path)


def test_a_name_that_is_no_text_is_refused(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.py"
    try:
        open(path, "wb").close()
    except OSError:
        pytest.skip("this file system takes no such name")

    with pytest.raises(StudentError, match="character that no file name may have"):
        read_folder(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_file_that_may_not_be_opened_is_refused(tmp_path):
    (tmp_path / "x.py").touch(mode=0)

    with pytest.raises(StudentError, match="cannot be opened"):
        read_folder(tmp_path)

"""A worker's scratch is removed whatever is in it."""

import os

from autograder.sandbox.isolation.scratch import remove_scratch


def test_folders_deeper_than_the_stack_are_removed(tmp_path):
    """``shutil.rmtree`` ended with RecursionError here, and with it the zygote or the grader."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    inner = os.open(scratch, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=inner)
        deeper = os.open("d", os.O_RDONLY, dir_fd=inner)
        os.close(inner)
        inner = deeper
    os.close(inner)

    remove_scratch(scratch)

    assert not scratch.exists()


def test_closed_folders_links_and_fifos_are_removed_and_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    scratch = tmp_path / "scratch"
    (scratch / "closed" / "inner").mkdir(parents=True)
    (scratch / "closed" / "inner" / "file").write_text("x")
    (scratch / "link").symlink_to(outside)
    (scratch / "closed" / "link").symlink_to(outside)
    os.mkfifo(scratch / "fifo")
    (scratch / "closed" / "inner").chmod(0)
    (scratch / "closed").chmod(0)

    remove_scratch(scratch)

    assert not scratch.exists()
    assert (outside / "kept").read_text() == "kept"


def test_a_scratch_that_is_gone_is_no_error(tmp_path):
    remove_scratch(tmp_path / "never was")

"""Commits of real repositories: what of them is read, and what is refused."""

import os
import subprocess

import pytest

from autograder.errors import GraderFault
from autograder.intake import git as intake_git
from autograder.intake.files import Submission, content_hash
from autograder.intake.git import Repository, read_commit
from autograder.manifest import load_assignment

WORK = b"def double(x):\n    return 2 * x\n"
TOWER = """
title = "Tower"
questions.tower = { title = "Tower", points = 1 }

[prerequisites.doubling]
assignment = "01_doubling"
served = [{ functions = ["double"], questions = ["double"] }]
"""
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"


class Objects:
    """A bare repository in which commits are made from entries, so that any name and mode can be in them."""

    def __init__(self, path):
        self.path = path
        self.repository = Repository(path)
        self.git("init", "--quiet", "--bare", str(path))

    def git(self, *arguments, stdin=b""):
        identity = {f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        environment = {**os.environ, **identity, "GIT_DIR": str(self.path), "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(["git", *arguments], input=stdin, check=True, capture_output=True, env=environment)
        return done.stdout.strip().decode()

    def blob(self, content):
        return self.git("hash-object", "-w", "--stdin", stdin=content)

    def tree(self, *entries):
        """A tree of (mode, name, object), written as it is."""
        kinds = {"160000": "commit", "040000": "tree"}
        listing = b"".join(b"%s %s %s\t%s\0" % (m.encode(), kinds.get(m, "blob").encode(), o.encode(), n.encode())
                           for m, n, o in entries)  # fmt: skip
        return self.git("mktree", "-z", "--missing", stdin=listing)

    def commit(self, tree):
        return self.git("commit-tree", tree, "-m", "work")

    def of(self, **files):
        """A commit of files, ``__`` standing for the dot."""
        return self.commit(self.tree(*(("100644", n.replace("__", "."), self.blob(c)) for n, c in files.items())))


@pytest.fixture
def objects(tmp_path):
    """A bare repository."""
    return Objects(tmp_path / "repository.git")


@pytest.fixture
def read(objects, assignment):
    """``read(commit)``."""
    return lambda commit: read_commit(objects.repository, commit, "ada", assignment)


def test_the_file_with_the_modules_name_is_read_and_no_other(objects, read):
    commit = objects.of(doubling__py=WORK, other__py=b"x = 1\n", data__csv=b"1,2\n")

    found = read(commit)

    assert isinstance(found, Submission)
    assert found.files == {"doubling.py": WORK}
    assert (found.form, found.name, found.warnings) == ("commit", "ada", [])
    assert found.content_hash == content_hash(found.chunks)
    assert [c.source.encode() for c in found.chunks] == [WORK]


def test_without_that_name_the_only_script_is_read(objects, read):
    assert read(objects.of(mine__py=WORK)).files == {"mine.py": WORK}


def test_a_file_in_a_folder_is_found(objects, read):
    inner = objects.tree(("100755", "doubling.py", objects.blob(WORK)))

    assert read(objects.commit(objects.tree(("040000", "hw", inner)))).files == {"hw/doubling.py": WORK}


def test_odd_names_beside_it_do_no_harm(objects, read):
    entries = [("100644", name, objects.blob(b"x = 1\n")) for name in ("\x1b[2J.py", "a\tb.py", "n" * 300, "new\nline")]

    found = read(objects.commit(objects.tree(*entries, ("100644", "doubling.py", objects.blob(WORK)))))

    assert found.files == {"doubling.py": WORK}


@pytest.mark.parametrize(
    ("mode", "reason"), [("120000", "doubling.py is a link, not a file"), ("160000", "doubling.py is a submodule, not")]
)
def test_what_is_no_file_is_not_followed(objects, read, mode, reason):
    target = objects.blob(b"/etc/passwd") if mode == "120000" else "1" * 40

    assert reason in read(objects.commit(objects.tree((mode, "doubling.py", target)))).reason


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "there is no Python file and no notebook; commit one file, doubling.py or doubling.ipynb, and push again"),
        ({"doubling__ipynb": LFS}, "doubling.ipynb is a pointer to a file in Git LFS, which is not here: take it out"),
        ({"doubling__py": WORK, "Doubling__py": WORK}, "the name 'doubling.py' stands in it twice"),
        ({"doubling__py": b"#" * (5 * 2**20 + 1)}, "doubling.py is larger than 5 MiB"),
        ({"a__py": WORK, "b__py": WORK}, "there are several Python files and none is called doubling.py"),
    ],
)
def test_what_cannot_be_graded_says_why(objects, read, files, reason):
    assert reason in read(objects.of(**files)).reason


def test_earlier_work_at_an_impossible_path_is_passed_over(objects, tmp_path):
    """Written beside the report, it would have been an error of the disk, and the hand-in ungraded for ever."""
    public = tmp_path / "assignments" / "02_tower"
    public.mkdir(parents=True)
    (public / "assignment.toml").write_text(TOWER)
    deep = objects.tree(("100644", "doubling.py", objects.blob(WORK)))
    for _ in range(1000):
        deep = objects.tree(("040000", "deeper", deep))

    found = read_commit(
        objects.repository,
        objects.commit(objects.tree(("040000", "a", deep), ("100644", "tower.py", objects.blob(WORK)))),
        "ada",
        load_assignment(public),
    )

    assert found.files == {"tower.py": WORK}


def test_a_tree_that_names_itself_without_end_is_given_up(objects, read, monkeypatch):
    """Ten levels of ten names are ten thousand million files in ten small objects."""
    monkeypatch.setattr(intake_git, "LONGEST_LISTING", 10_000)
    tree = objects.tree(("100644", "doubling.py", objects.blob(WORK)))
    for _ in range(10):
        tree = objects.tree(*(("040000", f"d{n}", tree) for n in range(10)))

    assert "it holds more files than can be looked through" in read(objects.commit(tree)).reason


def test_a_pushed_replacement_of_an_object_is_not_believed(objects, read):
    blob, other = objects.blob(WORK), objects.blob(b"y = 2\n")
    objects.git("replace", blob, other)

    assert read(objects.commit(objects.tree(("100644", "doubling.py", blob)))).files == {"doubling.py": WORK}


def test_what_git_cannot_read_is_a_fault_of_ours(objects, read):
    objects.git("rev-parse", "--git-dir")

    with pytest.raises(GraderFault, match="git ls-tree failed"):
        read("0123456789" * 4)

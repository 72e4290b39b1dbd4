"""Which assignments a push changed: real repositories, real commits."""

from dataclasses import replace

import pytest

from autograder.authoring.release import release
from autograder.ci.changed import changed_files, committed_at, find_work
from autograder.ci.platforms import Kind, Platform
from autograder.errors import InputError

SECOND = 'title = "Second"\n[questions.double]\ntitle = "Twice"\npoints = 2\n'


@pytest.fixture
def two(repository, course, make_assignment, tiny_manifest):
    """A repository with two assignments; the course that both come from."""
    second = make_assignment(course.root, name="02_second", manifest=tiny_manifest)
    release(second, repository.root)
    repository.push("x = 1\n")
    return repository


def push_of(repository, *changes):
    before = repository.push("", "start.txt")
    after = [repository.push(source, path) for path, source in changes][-1]
    return Platform(Kind.GITHUB, repository.root, before, after)


def names(found):
    works, sentence = found
    return [work.assignment.name for work in works], sentence


def test_the_only_assignment_is_taken_whatever_changed(repository):
    assert names(find_work(push_of(repository, ("notes.txt", "")), None, None)) == (["01_tiny"], "")


def test_the_changed_one_of_two_is_taken(two):
    platform = push_of(two, ("02_second/second.py", "y = 2\n"))

    works, sentence = find_work(platform, None, None)

    assert ([work.path for work in works], sentence) == ([two.root / "02_second"], "")


def test_two_that_changed_are_both_taken_and_said(two):
    platform = push_of(two, ("02_second/second.py", "y = 2\n"), ("01_tiny/tiny.py", "z = 2\n"))

    assert names(find_work(platform, None, None)) == (["01_tiny", "02_second"], "This push changed 2 assignments.")


def test_a_push_that_changes_none_says_so(two):
    platform = push_of(two, ("notes.txt", "é"), ("a b\n.txt", ""))

    found, sentence = names(find_work(platform, None, None))

    assert found == []
    assert sentence == "This push changed none of the 2 assignments here: there is nothing to do."
    assert changed_files(platform) == ["a b\n.txt", "notes.txt"]


@pytest.mark.parametrize("before", ["", "d" * 40])
def test_where_git_cannot_say_all_are_taken(two, before):
    platform = replace(push_of(two, ("notes.txt", "")), before=before)

    assert names(find_work(platform, None, None)) == (
        ["01_tiny", "02_second"],
        "Nothing says what this push changed, so all 2 assignments are looked at.",
    )


@pytest.mark.parametrize("wanted", ["02_second", "second", "2", "02"])
def test_a_named_assignment_is_taken(two, wanted):
    assert names(find_work(push_of(two, ("notes.txt", "")), wanted, None)) == (["02_second"], "")


def test_an_unknown_name_names_those_there_are(two):
    with pytest.raises(InputError, match="no single assignment here is called '3'; there are: 01_tiny, 02_second"):
        find_work(Platform(Kind.SHELL, two.root), "3", None)


def test_a_repository_without_assignments_says_what_to_do(tmp_path):
    with pytest.raises(InputError, match=r"holds no assignment.*--submission"):
        find_work(Platform(Kind.SHELL, tmp_path), None, None)


def test_with_a_course_its_own_assignments_are_meant(two, course):
    # The student's copy of the manifest may say anything.
    (two.root / "01_tiny" / "assignment.toml").write_text(SECOND)
    folders = (course.root / "assignments", course.root / "solutions")

    works, _ = find_work(push_of(two, ("01_tiny/tiny.py", "z = 2\n")), None, folders)

    assert [work.path for work in works] == [two.root / "01_tiny"]
    assert works[0].assignment.public == course.root / "assignments" / "01_tiny"
    assert works[0].assignment.private == course.root / "solutions" / "01_tiny"


def test_with_a_course_a_file_without_a_folder_is_found_too(tmp_path, course):
    root = tmp_path / "flat"
    root.mkdir()
    (root / "tiny.ipynb").write_text("")

    works, _ = find_work(Platform(Kind.SHELL, root), None, (course.root / "assignments", course.root / "solutions"))

    assert [(work.assignment.name, work.path) for work in works] == [("01_tiny", root)]


def test_a_repositorys_own_settings_run_nothing(repository, tmp_path, git):
    # An external diff that the repository names would be a program of the student's.
    ran = tmp_path / "ran"
    (repository.root / ".gitattributes").write_text("*.py diff=own\n")
    for key in ("diff.own.command", "diff.own.textconv", "diff.external", "core.fsmonitor"):
        git(repository.root, "config", key, f"touch {ran}; false")

    platform = push_of(repository, ("01_tiny/tiny.py", "z = 2\n"))
    ran.unlink(missing_ok=True)  # the commits themselves may have run it

    found = changed_files(platform)

    assert found == ["01_tiny/tiny.py"]
    assert not ran.exists()


def test_what_git_misses_is_not_fetched_by_a_repositorys_own_command(repository, tmp_path, git):
    ran = tmp_path / "ran"
    settings = {
        "core.repositoryFormatVersion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true",
        "remote.origin.url": "ssh://nowhere/none", "core.sshCommand": f"touch {ran}; false",
    }  # fmt: skip
    platform = push_of(repository, ("01_tiny/tiny.py", "z = 2\n"))
    tree = git(repository.root, "rev-parse", "HEAD^{tree}")
    (repository.root / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    for key, value in settings.items():
        git(repository.root, "config", key, value)

    found = changed_files(platform)

    assert found is None
    assert not ran.exists()


def test_no_signature_is_checked_by_a_repositorys_own_program(repository, tmp_path, git):
    program, ran = tmp_path / "program", tmp_path / "ran"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    head, _, message = git(repository.root, "cat-file", "commit", "HEAD").partition("\n\n")
    (tmp_path / "signed").write_text(f"{head}\ngpgsig -----BEGIN PGP SIGNATURE-----\n\n{message}\n")
    commit = git(repository.root, "hash-object", "-t", "commit", "-w", str(tmp_path / "signed"))
    git(repository.root, "reset", "--quiet", commit)
    for key, value in {"log.showSignature": "true", "gpg.program": str(program)}.items():
        git(repository.root, "config", key, value)

    stated = committed_at(repository.root)

    assert f" {stated.timestamp():.0f} " in head
    assert not ran.exists()


def test_the_time_of_the_commit_is_the_time_of_the_hand_in(repository, git):
    stated = int(git(repository.root, "log", "-1", "--format=%ct"))

    assert committed_at(repository.root).timestamp() == stated
    assert committed_at(repository.root / "01_tiny" / "tiny.py").timestamp() == stated

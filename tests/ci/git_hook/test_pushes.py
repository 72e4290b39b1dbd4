"""What becomes of each kind of push: what its sender reads, and what is on record afterwards."""

import json
import re
import subprocess

import pytest

HALF = "def double(x):\n    return 2 * x\n"
HOSTILE = """
import os, sys

print("::error::shown", "\\x1b[2J", "\\rremote: 5 / 5 points", sep="\\n")

def double(x):
    print("::error::shown\\x1b[2J")
    raise ValueError("\\x1b[31m\\nremote: 5 / 5 points. All 6 tests pass.\\n::error::shown" + "x" * 100_000)

def total(x):
    os.system("touch " + os.path.join(os.getcwd(), "left"))
    os._exit(0)

def cube_forward(x):
    sys.exit(0)
"""
RECORDED = re.compile(r"Recorded: commit ([0-9a-f]{7}), received \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)\.")


def test_right_work_comes_back_with_its_score(server, reference_source):
    repository = server()
    clone = repository.clone("ada")
    commit = clone.commit(reference_source)

    push = clone.push()

    assert push.code == 0
    assert "✓ Twice                  3 of 3  2 / 2" in push.lines
    assert "5 / 5 points. All 6 tests pass." in push.lines
    assert RECORDED.search(push.said)[1] == commit[:7]
    line = repository.lines()[0]
    assert {name: line[name] for name in ("schema", "ref", "old", "commit", "pusher", "assignment", "outcome")} == {
        "schema": "autograder/handin/1", "ref": "refs/heads/main", "old": "0" * 40, "commit": commit, "pusher": "ada",
        "assignment": "01_tiny", "outcome": "graded",
    }  # fmt: skip
    assert (line["status"], line["score"], line["max_score"]) == ("graded", 5.0, 5.0)
    assert line["time"].endswith("Z")
    assert (len(line["content_hash"]), len(line["suite_hash"])) == (64, 16)
    report = repository.path / "autograder" / line["report"]
    assert {p.name for p in report.iterdir()} == {"feedback", "result.json", "staff.html", "source"}
    assert (report / "source" / "tiny.py").read_text() == reference_source


def test_wrong_work_is_told_what_to_look_at(server):
    repository = server()
    clone = repository.clone("ada")
    commit = clone.commit(HALF)

    push = clone.push()

    assert push.code == 0
    assert "? Sum                    0 of 2  0 / 1" in push.lines
    assert "? not found: Sum (2 of 2), Cube and its gradient (1 of 1)" in push.lines
    assert "2 / 5 points. 3 of 6 tests to look at" in push.lines
    assert repository.outcomes() == [(commit, "graded", 2.0)]


def test_a_hostile_push_commands_nobodys_terminal_and_earns_nothing(server):
    repository = server()
    clone = repository.clone("eve")
    commit = clone.commit(HOSTILE)

    push = clone.push()

    assert repository.outcomes() == [(commit, "graded", 0.0)]
    assert "0 / 5 points. 6 of 6 tests to look at" in push.lines
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", push.raw.replace(b"\x1b[K", b""))  # git's own, at a line's end
    assert not [line for line in push.lines if line.startswith(("::", "5 / 5"))]
    assert len(push.lines) < 60
    assert all(len(f"remote: {line}") <= 80 for line in push.lines)
    assert sorted(p.name for p in repository.path.iterdir() if "left" in p.name) == []


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"notes__txt": "later\n"}, "there is no Python file and no notebook;"),
        ({"tiny__py": ""}, "tiny.py is empty;"),
        ({"tiny__ipynb": '{"cells": ['}, "tiny.ipynb is not a notebook that can be read;"),
        ({"hand_in__zip": "PK"}, "(an archive inside of what is handed in is not opened);"),
        (
            {"tiny__ipynb": "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n"},
            "tiny.ipynb is a pointer to a file in Git LFS, which is not here: take it out of LFS",
        ),
    ],
)
def test_what_cannot_be_read_scores_nothing_and_says_why(server, files, reason):
    repository = server()
    clone = repository.clone("ada")
    commit = clone.commit(**files)

    push = clone.push()

    said = push.said.replace("│ ", "")
    assert push.code == 0
    assert reason in said
    assert "commit one file, tiny.py or tiny.ipynb, and push again" in said
    assert repository.outcomes() == [(commit, "unreadable", 0.0)]


def test_a_submodule_is_named_where_the_work_should_be(server):
    repository = server()
    clone = repository.clone("ada")
    first = clone.commit(notes__txt="")
    clone.git("update-index", "--add", "--cacheinfo", f"160000,{first},work")
    commit = clone.commit_index()

    push = clone.push()

    assert "and work is a submodule, whose files are not part of this repository;" in push.said.replace("│ ", "")
    assert repository.outcomes() == [(commit, "unreadable", 0.0)]


def test_ten_thousand_other_files_are_not_read(server, reference_source):
    repository = server()
    clone = repository.clone("ada")
    clone.commit(reference_source)
    blob = clone.git("hash-object", "-w", "--stdin", stdin="x = 1\n")
    clone.git("update-index", "--index-info", stdin="".join(f"100644 {blob}\tenv/{n}.py\n" for n in range(10_000)))
    commit = clone.commit_index()

    push = clone.push()

    assert "5 / 5 points. All 6 tests pass." in push.lines
    assert repository.outcomes() == [(commit, "graded", 5.0)]
    report = repository.path / "autograder" / repository.lines()[0]["report"]
    assert [p.name for p in (report / "source").iterdir()] == ["tiny.py"]


def test_other_branches_and_tags_are_not_graded_and_it_says_so(server):
    repository = server()
    clone = repository.clone("ada")
    clone.commit(HALF)
    clone.git("tag", "v1")

    push = clone.push("main:wip", "v1")

    assert push.code == 0
    assert "refs/heads/wip is not graded: only the branch main is." in push.lines
    assert "refs/tags/v1 is not graded: only the branch main is." in push.lines
    assert repository.lines() == []


def test_a_force_push_is_graded_and_what_was_handed_in_stays_on_record(server, reference_source):
    repository = server()
    clone = repository.clone("ada")
    first = clone.commit(reference_source)
    clone.push()
    clone.git("checkout", "--quiet", "--orphan", "main2")
    second = clone.commit(HALF)

    push = clone.push("--force", "main2:main")

    assert push.code == 0
    assert "This push rewrites history; what was handed in before stays on record." in push.said
    assert repository.outcomes() == [(first, "graded", 5.0), (second, "graded", 2.0)]
    assert all((repository.path / "autograder" / line["report"]).is_dir() for line in repository.lines())


def test_a_push_that_git_refuses_is_neither_graded_nor_an_attempt(server, reference_source):
    repository = server(attempts_per_day=2, require=0.0)
    clone = repository.clone("ada")
    clone.git("--git-dir", str(repository.path), "config", "receive.denyNonFastForwards", "yes")
    first = clone.commit(reference_source)
    clone.push()
    clone.git("commit", "--quiet", "--amend", "--message", "other")

    push = clone.push("--force")

    assert push.code != 0
    assert "non-fast-forward" in push.raw.decode()
    assert repository.outcomes() == [(first, "graded", 5.0)]


@pytest.mark.parametrize("what", ["HEAD^{tree}", "HEAD:tiny.py", "v1^{tag}"])
def test_what_is_no_commit_is_neither_graded_nor_recorded(server, reference_source, what):
    """Git refuses it too, but only after the hook has graded it."""
    repository = server(require=0.0)
    clone = repository.clone("ada")
    clone.commit(reference_source)
    clone.git("tag", "--annotate", "v1", "--message", "first")

    push = clone.push(f"{what}:refs/heads/main")

    assert push.code != 0
    assert "main takes commits and nothing else: git push origin HEAD:main." in push.said
    assert repository.lines("received") == repository.lines() == []


def test_a_branch_that_would_be_in_the_way_is_refused(server, reference_source):
    """With main/x there, git cannot make main, and says so only after the hook has graded it."""
    repository = server(require=0.0)
    clone = repository.clone("ada")
    commit = clone.commit(reference_source)

    both = clone.push("main:refs/heads/main/x", "main")
    alone = clone.push()

    assert (both.code != 0, alone.code) == (True, 0)
    assert "No branch can be called main/...: it would be in the way of the graded one." in both.said
    assert repository.outcomes() == [(commit, "graded", 5.0)]


def test_a_push_that_says_it_follows_one_still_under_way_is_refused(server, reference_source):
    """A client may state any old commit; git would find it right once the other push has moved the branch."""
    repository = server(require=60.0)
    clone = repository.clone("ada")
    first, second = clone.commit(reference_source), clone.commit(HALF)
    clone.push("main:later")

    done = subprocess.run(
        [repository.path / "hooks" / "pre-receive"], input=f"{first} {second} refs/heads/main\n", cwd=repository.path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
    assert "Another push to main was faster: git pull, then push again. Nothing changed" in " ".join(
        done.stdout.split()
    )
    assert repository.lines("received") == []


def test_a_deleted_branch_keeps_its_score(server, reference_source):
    repository = server()
    clone = repository.clone("ada")
    commit = clone.commit(reference_source)
    clone.push()

    push = clone.push("--delete", "main")

    assert push.code == 0
    assert f"The branch main is deleted. Your last score stays: 5 / 5 (commit {commit[:7]})." in push.said
    assert repository.outcomes() == [(commit, "graded", 5.0)]


def test_a_fault_of_ours_is_not_told_and_costs_nothing(server, recover, tmp_path, make_assignment, reference_source):
    """The text of an error quotes hidden tests: what the suite process prints once went into the push."""
    broken = tmp_path / "broken"
    assignment = make_assignment(broken, misconceptions={})
    assignment.master.write_text(reference_source.replace("return 2 * x", "return 3 * x"))
    repository = server(
        assignment=str(assignment.public), course=str(broken), solutions=str(broken / "solutions"), require=50.0
    )
    clone = repository.clone("ada")
    commit = clone.commit(reference_source)

    push = clone.push()

    assert push.code == 0
    assert "The server could not grade this push. That is no fault of yours: it is recorded with its time" in push.said
    assert not [word for word in ("reference", "test_", "Traceback", str(tmp_path)) if word in push.said]
    assert "the reference does not pass" in (repository.path / "autograder" / "log").read_text()
    assert repository.outcomes() == [(commit, "ungraded", None)]

    assert recover(repository.path)[0] == 3
    assignment.master.write_text(reference_source)
    assert recover(repository.path)[0] == 0

    assert [outcome for _, outcome, _ in repository.outcomes()] == ["ungraded", "ungraded", "graded"]
    assert len({line["id"] for line in repository.lines()}) == 1


def test_a_record_that_cannot_be_written_refuses_the_push(server, reference_source):
    repository = server()
    (repository.path / "autograder" / "received.jsonl").mkdir()
    clone = repository.clone("ada")
    clone.commit(reference_source)

    push = clone.push()

    assert push.code != 0
    assert "The server cannot record hand-ins at the moment. Nothing changed on it: push again later." in push.said
    assert clone.git("ls-remote", "origin") == ""


def test_another_user_of_the_machine_reads_no_error_of_ours(server, reference_source):
    """Where even the log cannot be opened, a traceback once went to the pusher."""
    repository = server()
    (repository.path / "autograder" / "log").mkdir()
    (repository.path / "autograder" / "settings.json").unlink()
    clone = repository.clone("ada")
    clone.commit(reference_source)

    push = clone.push()

    assert push.said == "The server cannot record hand-ins at the moment. Nothing changed on it: push again later."


# Conditions


def test_below_what_is_required_the_push_is_refused_and_recorded(server, reference_source):
    repository = server(require=60.0)
    clone = repository.clone("ada")
    low = clone.commit(HALF)

    refused = clone.push()
    high = clone.commit(reference_source)
    accepted = clone.push()

    assert (refused.code != 0, accepted.code) == (True, 0)
    assert "2 / 5 points." in refused.said
    assert "Refused: main takes work from 60 % of the points. Nothing changed on the server" in refused.said
    assert repository.outcomes() == [(low, "refused_score", 2.0), (high, "graded", 5.0)]
    assert clone.git("ls-remote", "origin", "main").split()[0] == high


def test_what_is_unreadable_is_below_any_requirement(server):
    repository = server(require=1.0)
    clone = repository.clone("ada")
    clone.commit("")

    push = clone.push()

    assert push.code != 0
    assert [(o, s) for _, o, s in repository.outcomes()] == [("refused_score", 0.0)]


def test_an_attempt_too_many_keeps_the_last_score_and_says_when_the_next_is_allowed(server, reference_source):
    repository = server(attempts_per_day=2, time_zone="Europe/Berlin")
    clone = repository.clone("ada")
    clone.commit(HALF)
    first = clone.push()
    clone.commit("")
    unreadable = clone.push()
    second = clone.commit(reference_source)
    clone.push()
    third = clone.commit(HALF)

    refused = clone.push()
    kept = clone.push("HEAD:later")

    assert "Attempts today: 1 of 2." in first.lines
    assert "Attempts today: 1 of 2." in unreadable.lines  # nothing was learned from it
    assert refused.code != 0
    assert "Refused, not graded: 2 of 2 attempts of today are used." in refused.said
    assert f"Your last score stays: 5 / 5 (commit {second[:7]})." in refused.said
    assert re.search(r"The next attempt is allowed from \d{4}-\d\d-\d\d 00:00 \(Europe/Berlin\)\.", refused.said)
    assert kept.code == 0
    assert repository.outcomes()[-1] == (third, "refused_attempts", None)
    assert clone.git("ls-remote", "origin", "main").split()[0] == second


def test_yesterdays_attempts_do_not_count(server, reference_source):
    repository = server(attempts_per_day=1)
    clone = repository.clone("ada")
    clone.commit(HALF)
    clone.push()
    record = repository.path / "autograder" / "handins.jsonl"
    line = json.loads(record.read_text())
    record.write_text(json.dumps({**line, "time": "2020-01-01T12:00:00Z"}) + "\n")
    clone.commit(reference_source)

    push = clone.push()

    assert push.code == 0
    assert "5 / 5 points. All 6 tests pass." in push.lines

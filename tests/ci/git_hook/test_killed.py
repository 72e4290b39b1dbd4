"""Pushes at once, pushes whose server is killed, clients that go away: what is on record afterwards."""

import os
import signal
import subprocess
from contextlib import ExitStack

from autograder.ci.handins import HandIns
from autograder.ci.turns import turn
from autograder.grading.runner import parallel_jobs

SLOW = "import time\n\n\ndef double(x):\n    time.sleep({})\n    return 2 * x\n"  # below the limit of 5 seconds
RIGHT_DOUBLE = 2.0  # points for it
HALF = "def double(x):\n    return 2 * x\n"


def kill(push):
    """Kill git, its hook and the grading: all that the push started and that leads no session of its own."""
    os.killpg(push.process.pid, signal.SIGKILL)
    push.done()


def test_a_push_whose_server_is_killed_is_graded_by_recover(server, recover):
    repository = server()
    clone = repository.clone("ada")
    commit = clone.commit(SLOW.format(1))
    kill(clone.start_push().until("Grading 01_tiny"))
    before = (repository.outcomes(), clone.git("ls-remote", "origin", "main").split()[0])
    again = clone.push()

    code, said = recover(repository.path)

    assert before == ([], commit)
    assert (again.code, again.lines) == (0, [])  # for git there is nothing to push
    assert code == 0
    assert "was never graded; it is graded now." in said
    assert repository.outcomes() == [(commit, "graded", RIGHT_DOUBLE)]
    assert repository.lines()[0]["time"] == repository.lines("received")[0]["time"]


def test_the_next_push_grades_what_was_left_behind(server, reference_source):
    repository = server()
    clone = repository.clone("ada")
    first = clone.commit(SLOW.format(1))
    kill(clone.start_push().until("Grading 01_tiny"))
    second = clone.commit(reference_source)

    push = clone.push()

    assert "5 / 5 points. All 6 tests pass." in push.lines
    assert f"Commit {first[:7]}: graded 2 / 5" in push.lines
    assert repository.outcomes() == [(second, "graded", 5.0), (first, "graded", RIGHT_DOUBLE)]


def test_what_a_force_push_replaced_before_it_was_graded_is_graded(server, recover):
    repository = server()
    clone = repository.clone("ada")
    first = clone.commit(SLOW.format(1))
    kill(clone.start_push().until("Grading 01_tiny"))
    clone.git("commit", "--quiet", "--amend", "--message", "other")
    kill(clone.start_push("--force", "main").until("Grading 01_tiny"))

    recover(repository.path)

    assert [(c, o) for c, o, _ in repository.outcomes()] == [
        (first, "graded"), (clone.git("rev-parse", "HEAD"), "graded")
    ]  # fmt: skip


def test_a_push_killed_before_the_branch_moved_never_arrived(server):
    repository = server(require=1.0, attempts_per_day=1)
    clone = repository.clone("ada")
    commit = clone.commit(SLOW.format(1))
    kill(clone.start_push().until("Grading 01_tiny"))
    arrived = clone.git("ls-remote", "origin")

    push = clone.push()

    assert arrived == ""
    assert push.code == 0
    assert repository.outcomes() == [(commit, "not_accepted", None), (commit, "graded", RIGHT_DOUBLE)]


def test_a_client_that_goes_away_has_its_push_graded(server, wait_until):
    repository = server()
    clone = repository.clone("ada")
    commit = clone.commit(SLOW.format(0.5))
    push = clone.start_push().until("Grading 01_tiny")

    push.process.kill()
    push.process.stderr.close()

    wait_until(repository.lines)
    assert repository.outcomes() == [(commit, "graded", RIGHT_DOUBLE)]
    push.process.wait()


def test_a_hook_that_nobody_listens_to_grades_all_the_same(server, reference_source):
    repository = server()
    clone = repository.clone("ada")
    commit = clone.commit(reference_source)
    clone.push("main:wip")
    reading, writing = os.pipe()
    os.close(reading)

    hook = subprocess.run(
        ["hooks/post-receive"], cwd=repository.path, env={**os.environ, "GIT_DIR": "."}, stdout=writing, stderr=writing,
        input=f"{'0' * 40} {commit} refs/heads/main\n{'0' * 40} {commit} refs/heads/wip\n", text=True,
    )  # fmt: skip

    os.close(writing)
    assert hook.returncode == 0
    assert repository.outcomes() == [(commit, "graded", 5.0)]


def test_a_push_during_another_waits_and_both_are_graded(server, reference_source):
    repository = server()
    clone = repository.clone("ada")
    first = clone.commit(SLOW.format(1))
    one = clone.start_push().until("Grading 01_tiny")
    second = clone.commit(reference_source)

    two = clone.push()
    one.done()

    assert (one.code, two.code) == (0, 0)
    assert "Another push to this repository is being graded; this one waits for it." in two.said
    assert repository.outcomes() == [(first, "graded", RIGHT_DOUBLE), (second, "graded", 5.0)]


def test_of_two_pushes_at_once_that_differ_one_arrives(server, reference_source):
    repository = server()
    clones = [repository.clone("ada"), repository.clone("ben")]
    commits = [clone.commit(reference_source, notes__txt=clone.path.name) for clone in clones]

    pushes = [push.done() for push in [clone.start_push() for clone in clones]]

    tip = clones[0].git("ls-remote", "origin", "main").split()[0]
    assert sorted(push.code == 0 for push in pushes) == [False, True]
    assert tip in commits
    assert [(c, s) for c, o, s in repository.outcomes() if o == "graded"] == [(tip, 5.0)]
    assert {o for c, o, _ in repository.outcomes() if c != tip} <= {"not_accepted"}
    assert [r.commit for r in HandIns(repository.path / "autograder").open() if r.commit == tip] == []


def test_two_repositories_are_graded_at_once(server, reference_source):
    repositories = [server("ada"), server("ben")]
    clones = [r.clone(f"of-{n}") for n, r in enumerate(repositories)]
    for clone in clones:
        clone.commit(reference_source)

    pushes = [push.done() for push in [clone.start_push() for clone in clones]]

    assert all("5 / 5 points. All 6 tests pass." in push.lines for push in pushes)
    assert [r.outcomes()[0][1:] for r in repositories] == [("graded", 5.0)] * 2


def test_when_many_push_each_waits_for_a_turn(server, course, reference_source):
    repository = server()
    clone = repository.clone("ada")
    clone.commit(reference_source)
    with ExitStack() as busy:
        for _ in range(parallel_jobs(None)):
            busy.enter_context(turn(course / "solutions" / ".turns", parallel_jobs(None), on_wait=lambda: None))

        push = clone.start_push().until("Many are pushing at the moment")
        graded_before = repository.lines()

    push.done()
    assert graded_before == []
    assert "5 / 5 points. All 6 tests pass." in push.lines

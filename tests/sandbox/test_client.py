"""Budgets, losses and lies: whatever a worker does becomes an outcome of the student's."""

import os
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.model import Status
from autograder.sandbox import wire
from autograder.sandbox.handles import NotPlainResultError
from autograder.sandbox.raised import SubmissionRaised
from autograder.sandbox.watched import Budget, WatchedWorker, WorkerLostError

QUICK = {"wall_s": 5, "cpu_s": 0.3}


def lost(call, *arguments):
    """Call, and return how the worker was lost."""
    with pytest.raises(WorkerLostError) as caught:
        call(*arguments)
    return caught.value


HARMFUL = """
import os, signal, sys, time

def fine(): return 1.0
def loop():
    while True: pass
def sleep(): time.sleep(60)
def deadlock():
    import threading
    lock = threading.Lock(); lock.acquire(); lock.acquire()
def leave(): os._exit(0)
def system_exit(): sys.exit(0)
def bare_exit(): raise SystemExit
def interrupt(): raise KeyboardInterrupt
def abort(): os.abort()
def segfault():
    import ctypes
    ctypes.string_at(0)
def realtime_signal(): os.kill(os.getpid(), 40)
def recursion(): return recursion()
def deep():
    x = []
    for _ in range(100_000): x = [x]
    return x
def bomb():
    import numpy as np
    return np.ones(10**10)
def lists():
    x = [0]
    while True: x = x + x
def huge_number(): return 10 ** 10 ** 6
def close_everything(): os.closerange(0, 4096)
def close_output():
    sys.stdout.close()
    return 1.0
def shout():
    for _ in range(200):
        print("x" * 1000)
    return 1.0
def flood():
    while True: os.write(1, b"y" * 65536)
def whisper():
    print("told", file=sys.stderr)
    os.write(1, b"and written\\n")
def file_bomb():
    with open("big", "wb") as f:
        f.write(b"0" * (5 << 20))
def stubborn():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True: pass
def threads():
    import threading
    threading.Thread(target=loop, daemon=True).start()
    return 1.0
class Teller(Exception):
    def __str__(self): raise RuntimeError
def rude(): raise Teller
class Named(Exception):
    __name__ = 3
def odd(): raise type("\\udc80"[:0] or "Odd", (Exception,), {"__str__": lambda self: 3})
"""


@pytest.fixture(scope="module", params=["forked", "spawned"])
def harmful(start_client, request):
    return start_client(HARMFUL, portable=request.param == "spawned")


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("loop", Status.TIMED_OUT, "used more than 0.3 s of CPU time"),
        ("stubborn", Status.TIMED_OUT, "used more than 0.3 s of CPU time"),
        ("leave", Status.CRASHED, "ended itself with exit status 0"),
        ("abort", Status.CRASHED, "ended by SIGABRT"),
        ("segfault", Status.CRASHED, "ended by SIGSEGV"),
        ("realtime_signal", Status.CRASHED, "ended by signal 40"),
        ("close_everything", Status.CRASHED, "the process of the submission"),
    ],
)
def test_a_worker_is_lost_with_its_reason(harmful, name, status, words):
    submission = harmful.begin(**QUICK)

    error = lost(getattr(submission, name))

    assert error.status is status
    assert words in str(error)


@pytest.mark.parametrize("name", ["sleep", "deadlock"])
def test_waiting_costs_wall_time(harmful, name):
    submission = harmful.begin(wall_s=0.4, cpu_s=5)

    error = lost(getattr(submission, name))

    assert (error.status, str(error)) == (Status.TIMED_OUT, "took longer than 0.4 s")
    assert error.may_pass  # a busy machine could have caused it


def test_cpu_time_over_the_budget_needs_no_second_attempt(harmful):
    submission = harmful.begin(**QUICK)

    assert not lost(submission.loop).may_pass


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("system_exit", "SystemExit"), ("bare_exit", "SystemExit"), ("interrupt", "KeyboardInterrupt"),
        ("recursion", "RecursionError"), ("bomb", "MemoryError"), ("lists", "MemoryError"), ("rude", "Teller"),
        ("file_bomb", "OSError"), ("odd", "Odd"),
    ],
)  # fmt: skip
def test_an_exception_of_any_kind_is_the_students_and_the_worker_lives(harmful, name, kind):
    submission = harmful.begin()

    with pytest.raises(SubmissionRaised) as caught:
        getattr(submission, name)()

    assert caught.value.kind in (kind, f"_Array{kind}")
    assert submission.fine() == 1.0
    assert caught.value.status is (Status.OUT_OF_MEMORY if kind == "MemoryError" else Status.ERROR)


def test_after_a_loss_the_test_is_over_and_the_next_begins_afresh(harmful):
    submission = harmful.begin(**QUICK)
    first = lost(submission.leave)

    again = lost(submission.fine)

    assert again is first
    assert harmful.client.lost is first
    assert harmful.begin().fine() == 1.0
    assert harmful.client.lost is None


def test_what_is_nested_too_deep_or_too_large_is_no_plain_content(harmful):
    submission = harmful.begin()

    with pytest.raises(NotPlainResultError):
        bool(submission.deep())
    assert submission.fine() == 1.0


def test_output_is_captured_and_its_first_part_kept(harmful):
    submission = harmful.begin(wall_s=5, cpu_s=5, output_bytes=2048)
    submission.whisper()
    quiet = harmful.client.output
    submission.shout()

    assert quiet == "told\nand written\n"
    assert harmful.client.output.endswith("… (output over 2 KiB was dropped)")
    assert len(harmful.client.output) < 2200


def test_each_test_has_its_own_output(harmful):
    harmful.begin().whisper()

    harmful.begin().fine()

    assert harmful.client.output == ""


def test_endless_output_ends_with_the_budget(start_client):
    started = start_client(HARMFUL)
    submission = started.begin(wall_s=0.8, cpu_s=5, output_bytes=1024)

    error = lost(submission.flood)

    assert error.status is Status.TIMED_OUT
    assert started.client.output.startswith("yyy")
    assert len(started.client.output) < 1200


def test_a_closed_standard_output_costs_the_output_only(begin):
    submission = begin(HARMFUL)

    assert submission.close_output() == 1.0
    assert submission.fine() == 1.0


def test_times_are_those_of_the_worker(harmful):
    submission = harmful.begin(**QUICK)
    lost(submission.loop)

    assert 0.3 <= harmful.client.cpu_s < 2
    assert harmful.client.wall_s >= 0.3


def test_random_numbers_are_seeded_before_each_test(begin):
    submission = begin("import random\nimport numpy as np\ndef draw(): return [random.random(), np.random.rand()]\n")
    client = submission._client
    first = content = submission.draw()[:]
    client.begin(1, Budget(5, 5))
    second = submission.draw()[:]
    client.begin(2, Budget(5, 5))

    assert first == second == content
    assert submission.draw()[:] != first


# Loading


def test_a_statement_that_never_ends_is_passed_over(start_client):
    started = start_client("x = 1\nwhile True: pass\ny = 2\n", loading=Budget(wall_s=10, cpu_s=0.5))

    submission = started.begin()

    assert (submission.x, submission.y) == (1, 2)
    assert [(p[1], p[2]) for p in started.client.problems] == [(2, "stopped")]


@pytest.mark.parametrize(
    "fatal",
    [
        "import os\nos._exit(0)\n",
        "class A:\n    import os; os._exit(0)\n",
        "def f(x=__import__('os')._exit(0)): pass\n",
    ],
)
def test_a_statement_that_ends_the_process_is_passed_over_and_no_other(start_client, fatal):
    """A class body that ended the process was not told beforehand, so that the statement above was blamed."""
    started = start_client(f"before = 1\n{fatal}after = 2\n")

    submission = started.begin()

    assert (submission.before, submission.after) == (1, 2)
    assert [p[2] for p in started.client.problems] == ["stopped"]


def test_all_that_a_dying_worker_said_is_heard(start_client, monkeypatch):
    """On a busy machine messages that arrived together went unread, so that the first of the statements was blamed."""
    look = WatchedWorker.look
    monkeypatch.setattr(WatchedWorker, "look", lambda worker: (time.sleep(0.1), look(worker)))
    started = start_client("first = 1\nsecond = 2\nimport os\nos._exit(0)\nafter = 3\n")

    submission = started.begin()

    assert [p[1] for p in started.client.problems] == [4]
    assert (submission.first, submission.second, submission.after) == (1, 2, 3)


def test_an_exit_at_import_is_an_error_of_its_statement(start_client):
    started = start_client("import sys\nsys.exit('bye')\nafter = 1\n")

    assert started.begin().after == 1
    assert started.client.problems == [("tiny.py", 2, "SystemExit", "bye")]


def test_a_file_that_cannot_be_loaded_is_given_up_once_for_all_tests(start_client):
    """Each test began with eight attempts of its own: a file of endless loops held a grader up for hours."""
    started = start_client("while True: pass\n" * 12, loading=Budget(wall_s=5, cpu_s=0.05))
    error = lost(started.begin)
    assert (error.status, "again and again" in str(error)) == (Status.TIMED_OUT, True)

    workers = started.client.generation
    again = lost(started.begin)

    assert again.status is Status.TIMED_OUT
    assert started.client.generation == workers


def test_what_is_printed_while_loading_is_kept_apart(start_client):
    started = start_client("print('loaded')\ndef f(): print('called')\n")

    started.begin().f()

    assert (started.client.loading_output, started.client.output) == ("loaded\n", "called\n")


def test_what_loading_tells_is_told_of_the_first_time(start_client):
    """A submission that is loaded again after a hidden input could have found a way to know it."""
    started = start_client("import os\nprint(os.getpid())\ndef die(): os._exit(0)\n1 / (os.getpid() * 0)\n")
    lost(started.begin().die)
    told = started.client.loading_output, started.client.problems

    started.begin()

    assert (started.client.loading_output, started.client.problems) == told
    assert started.client.generation == 2


def test_after_a_loss_the_skipped_statements_stay_skipped(start_client):
    source = "import os\nwhile True: pass\ndef die(): os._exit(0)\nx = 1\n"
    started = start_client(source, loading=Budget(wall_s=10, cpu_s=0.5))
    lost(started.begin().die)

    workers = started.client.generation
    assert started.begin().x == 1
    assert started.client.generation == workers + 1


def test_source_that_is_nested_beyond_the_parser_is_a_problem_of_its_own(start_client):
    started = start_client("x = " + "(" * 5000 + ")" * 5000 + "\n")

    started.begin()

    assert started.client.problems


# Lies


FORGED = {
    "garbage": 'send_bytes(b"\\xff" * 100)',
    "a truncated frame": 'send_bytes(b"\\x08\\0\\0\\0\\0\\0\\0\\0abc"); ',
    "an oversized frame": 'send_bytes(b"\\xff\\xff\\xff\\x7f" * 2)',
    "no message": 'send_bytes(b"\\x01\\0\\0\\0\\0\\0\\0\\0\\xc1")',
    "not a list": 'send("hello")',
    "too short": "send([request_number(), 'ok'])",
    "another number": "send([request_number() + 1, 'ok', [['plain', 0, 1.0], []]])",
    "a number that is true": "send([True, 'ok', [['plain', 0, 1.0], []]])",
    "an array for a number": "import numpy as np; send([np.arange(3), 'ok', 1])",
    "an unknown kind": "send([request_number(), 'passed', None])",
    "an array for a kind": "import numpy as np; send([request_number(), np.arange(3), None])",
    "a generator": "import numpy as np; send([request_number(), 'ok', np.random.default_rng(1)])",
    "an error of no form": "send([request_number(), 'error', 'ValueError'])",
    "a missing name of no form": "send([request_number(), 'missing', 3])",
    "a statement while no file is loaded": "send([request_number(), 'statement', [0, 'tiny.py', 1]])",
    "a result of no form": "send([request_number(), 'ok', None])",
    "a result without changes": "send([request_number(), 'ok', [['plain', 0, 1.0]]])",
    "changes of no form": "send([request_number(), 'ok', [['plain', 0, 1.0], 'x']])",
    "an unknown description": "send([request_number(), 'ok', [['passed', 0, 1.0], []]])",
    "an array for a description": "import numpy as np; send([request_number(), 'ok', [[np.arange(3), 0, 1.0], []]])",
    "an array for a handle": "import numpy as np; send([request_number(), 'ok', [['plain', np.arange(3), 1.0], []]])",
    "text for a handle": "send([request_number(), 'ok', [['opaque', 'x', 'y'], []]])",
    "a handle inside": "send([request_number(), 'ok', [['plain', 0, wire().HandleRef(1)], []]])",
    "too many items": "send([request_number(), 'ok', [['items', 1, 'list', [['plain', 0, 1.0]] * 17], []]])",
    "items in items of no form": "send([request_number(), 'ok', [['items', 1, 'list', [['items', 1, 2, 3]]], []]])",
    "a callback that was never passed": "send([request_number(), 'callback', [0, [], {}]])",
    "a callback of no form": "send([request_number(), 'callback', ['f', [], {}]])",
    "a reply to an earlier request": "send([request_number() - 1, 'ok', [['plain', 0, 1.0], []]])",
}


@pytest.mark.parametrize("lie", FORGED)
def test_a_forged_reply_is_a_crash(intrude, lie):
    submission = intrude(FORGED[lie])
    submission._client.begin(1, Budget(wall_s=2, cpu_s=5))

    error = lost(submission.attack)

    assert error.status is (Status.TIMED_OUT if lie == "a truncated frame" else Status.CRASHED)


def test_a_forged_reply_of_the_right_form_is_only_a_result(intrude):
    """What a worker answers is the submission's answer, whoever wrote it there."""
    submission = intrude("send([request_number(), 'ok', [['plain', 0, 1.0], []]])")

    assert submission.attack() == 1.0


def test_a_second_reply_to_one_request_is_a_crash(intrude):
    submission = intrude("""\
        number = request_number()
        parts = wire().encode([number, "ok", [["plain", 0, 1.0], []]])
        worker()._connection.sendall(b"".join(map(bytes, parts)))
        return 2.0
        """)
    assert submission.attack() == 1.0

    assert lost(submission.attack).status is Status.CRASHED


def test_content_of_no_form_is_a_crash(intrude):
    submission = intrude("""\
        w = worker()
        w._actions["fetch"] = lambda target: [1, 2, 3]
        w._describe = lambda value, **options: ["lazy", 1, "list"]
        """)

    result = submission.attack()

    assert lost(len, result).status is Status.CRASHED


def test_an_endless_iterator_of_the_worker_is_a_crash_when_it_has_no_form(intrude):
    submission = intrude("""\
        w = worker()
        w._actions["fetch"] = lambda target: []
        w._actions["iterate"] = lambda target: "x"
        w._actions["length"] = lambda target: -1
        w._describe = lambda value, **options: ["opaque", 1, "list"]
        """)
    result = submission.attack()

    assert lost(list, result).status is Status.CRASHED


def test_a_frame_that_comes_a_byte_at_a_time_ends_with_the_budget(intrude):
    submission = intrude("""\
        for byte in b"\\x40\\0\\0\\0\\0\\0\\0\\0" + b"\\x90" * 40:
            worker()._connection.sendall(bytes([byte]))
            time.sleep(0.1)
        """)
    submission._client.begin(1, Budget(wall_s=0.6, cpu_s=5))

    error = lost(submission.attack)

    assert error.status is Status.TIMED_OUT
    assert submission._client.wall_s < 2


def test_a_frame_that_never_ends_is_refused_by_its_length(intrude):
    submission = intrude("""\
        while True:
            worker()._connection.sendall(b"\\xff" * 65536)
        """)

    assert lost(submission.attack).status is Status.CRASHED


def test_forged_problems_of_loading_are_left_out(intrude):
    loading = """\
        lies = [["secret 3.14.py", 1, "E", "x"], ["tiny.py", "x", "E", "x"], 7, ["tiny.py", 1, "E", "kept"]]
        honest = wire().encode
        wire().encode = lambda reply, *rest: honest([*reply[:2], lies] if reply[1:] == ["ok", []] else reply, *rest)
        """

    submission = intrude("pass", loading)

    assert submission._client.problems == [("tiny.py", 1, "E", "kept")]


# The process


@pytest.mark.parametrize("portable", [False, True])
def test_nothing_is_left_behind(start_client, eventually, portable):
    source = """\
        import os, subprocess, sys
        open("left.txt", "w").write("x")
        def pid(): return os.getpid()
        def folder(): return os.getcwd()
        """
    started = start_client(source, portable=portable)
    pid, folder = started.begin().pid(), started.submission.folder()
    assert Path(folder, "left.txt").exists()

    started.client.close()
    started.client.close()

    assert eventually(lambda: not Path(folder).exists())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_nothing_of_our_environment_reaches_student_code(begin, monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "xyzzy")

    submission = begin(
        "import os\ndef environment(): return dict(os.environ)\ndef fds(): return os.listdir('/proc/self/fd')\n"
    )

    assert "SECRET_TOKEN" not in submission.environment()
    assert len(submission.fds()) <= 6


def test_an_argument_that_cannot_cross_is_the_authors_mistake_and_costs_no_worker(harmful):
    submission = harmful.begin()

    with pytest.raises(wire.NotPlainError, match="only plain values cross"):
        submission.fine(object())
    assert submission.fine() == 1.0


def test_large_arguments_and_results_cross_both_ways_at_once(begin):
    submission = begin("def echo(x): return x\n")
    x = np.random.default_rng(1).normal(size=500_000)

    out = submission.echo(x)

    np.testing.assert_array_equal(out, x)


def test_a_worker_that_reads_nothing_ends_with_the_budget(intrude):
    submission = intrude("""\
        import threading
        threading.Thread(target=lambda: worker()._connection.sendall(b""), daemon=True).start()
        worker()._next_message = lambda: time.sleep(60)
        """)
    submission._client.begin(1, Budget(wall_s=0.5, cpu_s=5))
    submission.attack()

    assert lost(submission.attack, np.zeros(10**6)).status is Status.TIMED_OUT

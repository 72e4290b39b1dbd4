"""What a breach of each limit looks like, from within and from outside."""

import errno


def test_too_much_memory_is_a_memory_error(locked):
    for hoard in ("bytearray(1 << 30)", "np.ones((10**6, 10**6))", "[bytes(1 << 20) for _ in range(2000)]"):
        reply = locked.run(f"import numpy as np; x = {hoard}")

        assert reply["raised"].endswith("MemoryError"), reply
    assert locked.result("result = 'alive'") == "alive"


def test_numpy_works_in_the_least_memory_that_a_manifest_allows(lock_at):
    worker = lock_at("sandbox", memory_mib=192)

    total = worker.result("import numpy as np; result = float((np.ones((300, 300)) @ np.ones((300, 300))).sum())")

    assert total == 300.0**3


def test_threads_are_counted(sandbox):
    started = sandbox.result("""
import threading
threading.stack_size(64 << 10)
stop = threading.Event()
threads = []
try:
    while len(threads) < 1000:
        threads.append(threading.Thread(target=stop.wait))
        threads[-1].start()
except RuntimeError:
    threads.pop()
stop.set()
[t.join() for t in threads]
result = len(threads)""")

    assert started == 63  # and the main thread


def test_one_worker_s_threads_are_not_counted_for_another(lock_at):
    one, two = lock_at("sandbox"), lock_at("sandbox")
    many = """
import threading, time
threading.stack_size(64 << 10)
[threading.Thread(target=time.sleep, args=(9,), daemon=True).start() for _ in range(50)]"""

    replies = [worker.run(many) for worker in (one, two)]

    assert replies == [{"result": None}] * 2


def test_a_file_is_bounded(locked):
    reply = locked.run("""
with open("big", "wb") as file:
    file.truncate(65 << 20)""")

    assert reply["errno"] == errno.EFBIG


def test_descriptors_are_bounded(locked):
    reply = locked.run("import os; [os.open('/dev/null', os.O_RDONLY) for _ in range(100)]")

    assert reply["errno"] == errno.EMFILE


def test_cpu_time_has_a_backstop(lock_at):
    worker = lock_at("sandbox", cpu_s=1)

    reply = worker.run("while True: pass")

    assert reply == {}
    assert worker.worker.wait(5)
    assert worker.worker.ending() == "ended by SIGKILL"
    assert 1.0 < worker.worker.cpu_s() < 4.0


def test_no_limit_can_be_changed(locked):
    reply = locked.run("import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 1))")

    assert reply["message"] == "not allowed to raise maximum limit"  # Python's words for EPERM

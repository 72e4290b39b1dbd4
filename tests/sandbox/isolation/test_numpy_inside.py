"""The walls are no burden: numpy, threads and the standard library work in a locked worker."""

import pytest

WORKING = {
    "matmul": "x = np.arange(90_000.0).reshape(300, 300); result = bool(np.allclose(x @ np.eye(300), x))",
    "fft": "x = np.arange(256.0); result = bool(np.allclose(np.fft.ifft(np.fft.fft(x)).real, x))",
    "linalg": "u, s, v = np.linalg.svd(np.eye(50) * 2); result = bool(np.allclose(s, 2) and np.linalg.det(u @ v) != 0)",
    "random": "result = np.random.default_rng(1).normal(size=1000).std() > 0.9 and np.random.rand(2).shape == (2,)",
    "einsum": "result = bool(np.allclose(np.einsum('ij,jk->ik', np.eye(9), np.ones((9, 4))), 1))",
    "sorting": "x = np.random.default_rng(1).permutation(10**5); result = bool((np.sort(x) == np.arange(10**5)).all())",
    "strings": "result = np.char.upper(np.array(['a'])).tolist() == ['A']",
    "lazy submodules": "import numpy.lib.recfunctions, numpy.polynomial.chebyshev, numpy.ctypeslib; result = True",
    "files": "np.save('x.npy', np.arange(5)); result = np.load('x.npy').tolist() == [0, 1, 2, 3, 4]",
    "memory maps": "x = np.memmap('m', mode='w+', shape=9); x[:] = 7; x.flush(); result = int(x.sum()) == 63",
    "testing": "np.testing.assert_allclose(np.ones(3), 1); result = True",
    "large": "result = float(np.ones((4000, 4000)).sum()) == 16e6",
    "threads": """
import threading, queue
q = queue.Queue()
threads = [threading.Thread(target=lambda i=i: q.put(i)) for i in range(8)]
[t.start() for t in threads]; [t.join(timeout=9) for t in threads]
result = sorted(q.queue) == list(range(8))""",
    "thread pool": """
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(4) as pool: result = list(pool.map(abs, [-1, 2])) == [1, 2]""",
    "lazy standard library": """
import bz2, ctypes, decimal, hashlib, lzma, sqlite3, ssl, statistics, unicodedata, uuid, zoneinfo
result = sqlite3.connect(":memory:").execute("select 1").fetchone() == (1,) and len(uuid.uuid4().hex) == 32""",
    "time": "import time; start = time.perf_counter(); time.sleep(0.01); result = time.perf_counter() - start > 0.009",
    "signals of its own": """
import signal
seen = []
signal.signal(signal.SIGUSR1, lambda *_: seen.append(1)); signal.raise_signal(signal.SIGUSR1); result = seen == [1]""",
    "inspection": "import inspect, dis, textwrap; result = 'def dedent' in inspect.getsource(textwrap.dedent)",
}


@pytest.mark.parametrize("what", list(WORKING))
def test_it_works(locked, what):
    result = locked.result(f"import numpy as np\n{WORKING[what]}")

    assert result is True


@pytest.mark.parametrize("package", ["scipy"])
def test_another_package_can_be_put_on_offer(reports, package, start_stand_in):
    pytest.importorskip(package)
    worker = start_stand_in("sandbox", packages=("numpy", package))

    value = worker.result("from scipy import linalg, signal, stats, optimize; result = float(linalg.norm([3.0, 4.0]))")

    assert value == 5.0

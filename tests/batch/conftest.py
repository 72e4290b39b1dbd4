"""One class of every kind of submission for the tiny assignment, graded once."""

import base64
import io
import zipfile
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.batch.run import ClassGrader, Request
from autograder.grading.bench import Bench
from autograder.model import Isolation
from autograder.notebooks import read_percent, write_notebook

SALT = b"the secret of this course"

# Ways of telling a hidden input to whoever reads the feedback.
TELLING = """
import base64, sys, warnings
import numpy as np

def told(x):
    numbers = np.ravel(np.asarray(x, dtype=float))
    forms = [" ".join(repr(float(v)) for v in numbers), numbers.tobytes().hex(), base64.b64encode(numbers).decode()]
    return "|".join([*forms, *(form[::-1] for form in forms)])

def worker():
    frame = sys._getframe()
    while type(frame.f_locals.get("self")).__name__ != "Worker":
        frame = frame.f_back
    return frame.f_locals["self"]

def double(x):
    CHANNEL

def total(x):
    CHANNEL

def cube_forward(x):
    CHANNEL
"""

CHANNELS = {
    "exception": "raise ValueError(told(x))",
    "exception_class": "raise type(told(x)[:150], (ValueError,), {})(told(x))",
    "exception_chain": "raise KeyError(told(x)) from ValueError(told(x))",
    "exit": "sys.exit(told(x))",
    "print": "print(told(x)); return x",
    "error_stream": "print(told(x), file=sys.stderr); return 2 * x",
    "warning": "warnings.warn(told(x)); return x",
    "result": "return x",
    "result_text": "return told(x)",
    "result_keys": "return {told(x): told(x)}",
    "result_class": "return type(told(x)[:150], (), {})()",
    "file_name": "exec(compile('raise ValueError(1)', told(x)[:70] + '.py', 'exec'))",
    "line_number": "exec(compile('\\n' * int(1e4 * abs(np.ravel(x)[0]) + 99) + 'raise ValueError', 'tiny.py', 'exec'))",
    "function_name": "f = lambda: 1 / 0; f.__code__ = f.__code__.replace(co_name=told(x)[:100]); f()",
    "forged_report": (
        "text = told(x); frame = [text[:70] + '.py', 1, text, text]; worker()._describe_error = lambda error: "
        "{'class': text, 'builtin': text, 'text': text, 'frames': [frame] * 3}; raise ValueError"
    ),
    "forged_missing": "w = worker(); raise type(w)._resolve.__globals__['_MissingError'](told(x))",
    "death": "print(told(x), flush=True); import os; os._exit(len(told(x)) % 200)",
}


def _zipped(source):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("tiny/tiny.py", source)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def graded_class(tiny, reference_source, tmp_path_factory):
    """The folders and the summary of one run over the class."""
    root = tmp_path_factory.mktemp("class")
    submissions, output = root / "submissions", root / "reports"
    submissions.mkdir()
    sources = {f"tells_by_{name}.py": TELLING.replace("CHANNEL", channel) for name, channel in CHANNELS.items()}
    sources |= {"ada.py": reference_source, "ben.py": "def double(x):\n    return 3 * x\n", "empty.py": ""}
    for name, source in sources.items():
        (submissions / name).write_text(source)
    (submissions / "chloe.ipynb").write_text(write_notebook(read_percent(reference_source)))
    (submissions / "ada.zip").write_bytes(_zipped(reference_source))
    (submissions / "cut.ipynb").write_text('{"cells": [')
    (submissions / "dmitri").mkdir()
    (submissions / "dmitri" / "tiny.py").write_text(reference_source)
    (submissions / "dmitri" / "conftest.py").write_text("raise SystemExit\n")
    done = []
    request = Request(assignment=tiny, path=submissions, output=output, salt=SALT, isolation=Isolation.PROCESS, jobs=2)
    summary = ClassGrader(request, lambda one: done.append(one.name)).run()
    return SimpleNamespace(submissions=submissions, output=output, summary=summary, request=request, done=done)


@pytest.fixture(scope="session")
def hidden_values():
    """What the hidden tests of the tiny assignment are given, under the salt of the class."""
    bench, draws = Bench(SALT), []
    shapes = {
        "test_each_entry_is_doubled[3]": [3], "test_each_entry_is_doubled[5]": [5],
        "test_all_entries_are_added": [(2, 3)], "test_gradient_of_the_cube": [4, 4],
    }  # fmt: skip
    for test, sizes in shapes.items():
        bench.reset(f"hidden/test_hidden.py::{test}", None)
        rng = np.random.Generator(np.random.PCG64(bench.seed))
        draws += [rng.normal(size=size) for size in sizes]
    return draws


@pytest.fixture(scope="session")
def forms_of():
    """The forms in which a hidden value could be told: decimal, hexadecimal, base64, and each reversed."""

    def forms(array):
        numbers = np.ravel(array)
        found = [form for v in numbers for form in (repr(abs(float(v)))[:8], v.tobytes().hex())]
        found.append(base64.b64encode(numbers).decode()[:16])
        return [*found, *(form[::-1] for form in found)]

    return forms

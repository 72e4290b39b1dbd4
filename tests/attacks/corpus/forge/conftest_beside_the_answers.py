"""Hands in a conftest.py whose hooks turn every failure into a success."""
# /// attack
# threat = "conftest.py in the submission"
# stopped_by = "intake: only the graded file reaches a worker"
# ///

CONFTEST = """
import pytest

@pytest.hookimpl(tryfirst=True, hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    outcome.get_result().outcome = "passed"
"""
USELESS = "import numpy as np\n\ndef softmax(x):\n    return np.zeros(x.shape)\n"


def build(target, right):
    target.mkdir()
    (target / "layers.py").write_text(USELESS)
    (target / "conftest.py").write_text(CONFTEST)

"""Hands in modules with the names of those that the tests import."""
# /// attack
# threat = "files named numpy.py, pytest.py, autograder.py, random.py"
# stopped_by = "intake: only the graded file reaches a worker"
# ///

NAMES = ("numpy", "pytest", "autograder", "random", "msgpack", "typing")


def build(target, right):
    target.mkdir()
    (target / "layers.py").write_text("import numpy as np\n\ndef softmax(x):\n    return np.zeros(x.shape)\n")
    for name in NAMES:
        (target / f"{name}.py").write_text("def __getattr__(name):\n    return lambda *a, **k: True\n")

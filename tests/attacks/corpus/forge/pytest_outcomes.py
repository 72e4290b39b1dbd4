"""Undoes the rules of import, then skips, fails as expected, or ends pytest in each function."""
# /// attack
# threat = "pytest.exit/skip/xfail inside a function"
# stopped_by = "no shared process"
# ///

import sys

sys.meta_path[:] = [finder for finder in sys.meta_path if "autograder" not in type(finder).__module__]


def dense_forward(x, w, b):
    import pytest

    pytest.skip("not today")


def dense_backward(dout, cache):
    import pytest

    pytest.xfail("expected")


def softmax(x):
    import pytest

    pytest.exit("done", returncode=0)


def trapezoid(f, a, b, n):
    class Skipped(Exception):
        pass

    Skipped.__module__ = "_pytest.outcomes"
    raise Skipped("under another name")

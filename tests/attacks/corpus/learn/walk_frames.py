"""Walks all frames of all threads for an expected value, and answers with what it finds."""
# /// attack
# threat = "sys._getframe"
# stopped_by = "no shared process"
# ///

import sys


def anything_expected():
    for frame in sys._current_frames().values():
        while frame is not None:
            for name in ("expected", "reference", "numeric", "expect_close"):
                if name in frame.f_locals:
                    return frame.f_locals[name]
            frame = frame.f_back
    return None


def softmax(x):
    found = anything_expected()
    return np.zeros(x.shape) if found is None else found


def trapezoid(f, a, b, n):
    found = anything_expected()
    return 0.0 if found is None else found

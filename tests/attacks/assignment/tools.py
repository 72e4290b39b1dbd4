"""What several attacks share: the way to the worker's own objects, and a prize for a trick that works."""

import sys

import numpy as np


def worker():
    """The object that serves the requests, found in the frames below."""
    frame = sys._getframe()
    while not hasattr(frame.f_locals.get("self"), "_connection"):
        frame = frame.f_back
    return frame.f_locals["self"]


def wire():
    """The module that makes frames."""
    return type(worker())._reply.__globals__["wire"]


def send(kind, content, number=None):
    """Send a reply of one's own making."""
    for part in wire().encode([worker()._number if number is None else number, kind, content]):
        worker()._connection.sendall(part)


def prize(x):
    """A right softmax: put in the place of the useless one where a trick worked, so that the score tells."""
    exponentials = np.exp(x - x.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def prove(trick):
    """Run a trick; if it comes to its end and does not return False, the useless softmax becomes a right one."""
    try:
        worked = trick() is not False
    except Exception:
        worked = False
    if worked:
        sys.modules["layers"].softmax = prize

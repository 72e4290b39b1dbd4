"""Lifts Python's limit of recursion and overflows the stack of C."""
# /// attack
# threat = "stack overflow"
# stopped_by = "no shared process: the worker is replaced"
# base = "right"
# score = 7
# ///

import sys


def softmax(x):
    sys.setrecursionlimit(10**9)

    class Deep:
        def __repr__(self):
            return repr(self)

    return repr(Deep())

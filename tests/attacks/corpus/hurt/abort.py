"""Aborts the process."""
# /// attack
# threat = "abort"
# stopped_by = "no shared process: the worker is replaced"
# base = "right"
# score = 7
# ///

import os


def softmax(x):
    os.abort()

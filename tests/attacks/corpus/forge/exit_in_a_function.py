"""Ends the process with status 0 inside one function: that costs its own points and no others."""
# /// attack
# threat = "os._exit(0) inside a function"
# stopped_by = "no shared process: the worker is replaced"
# base = "right"
# score = 7
# ///

import os


def softmax(x):
    os._exit(0)

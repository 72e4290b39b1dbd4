"""Asks Python to end the process inside one function."""
# /// attack
# threat = "sys.exit(0) inside a function"
# stopped_by = "whatever student code raises becomes a reply"
# base = "right"
# score = 7
# ///

import sys


def softmax(x):
    sys.exit(0)

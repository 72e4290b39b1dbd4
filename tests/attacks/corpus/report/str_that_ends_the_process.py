"""Raises exceptions that end the process when they are shown."""
# /// attack
# threat = "an exception whose __str__ raises"
# stopped_by = "no shared process: the worker is replaced"
# base = "right"
# score = 7
# ///

import os


class Last(Exception):
    def __str__(self):
        os._exit(0)


def softmax(x):
    raise Last

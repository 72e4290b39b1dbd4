"""Reads at address 0."""
# /// attack
# threat = "segmentation fault"
# stopped_by = "no shared process: the worker is replaced"
# base = "right"
# score = 7
# ///

import ctypes


def softmax(x):
    return ctypes.string_at(0)

"""Hands in a FIFO, which blocks whoever opens it."""
# /// attack
# threat = "a FIFO where a file should be"
# stopped_by = "intake"
# status = "unreadable"
# ///

import os


def build(target, right):
    os.mkfifo(target.with_suffix(".py"))

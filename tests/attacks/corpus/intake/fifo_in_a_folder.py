"""Hands in a folder with a FIFO beside the answers."""
# /// attack
# threat = "a FIFO where a file should be"
# stopped_by = "intake"
# status = "unreadable"
# ///

import os


def build(target, right):
    target.mkdir()
    (target / "layers.py").write_text(right)
    os.mkfifo(target / "notes.txt")

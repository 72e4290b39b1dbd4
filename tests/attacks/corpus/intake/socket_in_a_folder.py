"""Hands in a folder with a socket in it."""
# /// attack
# threat = "a device where a file should be"
# stopped_by = "intake"
# status = "unreadable"
# ///

import os
import socket


def build(target, right):
    target.mkdir()
    (target / "layers.py").write_text(right)
    before = os.getcwd()
    os.chdir(target)
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind("socket")
    finally:
        os.chdir(before)

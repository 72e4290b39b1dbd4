"""Leaves folders that nobody may enter, links in a circle, and a FIFO."""
# /// attack
# threat = "a million small files"
# stopped_by = "the scratch is removed by its owner"
# base = "right"
# score = 10
# ///

import os

for make in (
    lambda: os.makedirs("closed/inner"),
    lambda: os.chmod("closed/inner", 0),
    lambda: os.chmod("closed", 0),
    lambda: os.symlink(".", "circle"),
    lambda: os.symlink("/", "root"),
    lambda: os.mkfifo("fifo"),
):
    try:
        make()
    except OSError:
        pass

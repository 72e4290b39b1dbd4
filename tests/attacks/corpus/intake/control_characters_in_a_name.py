"""Packs a file whose name commands a terminal."""
# /// attack
# threat = "NUL and control characters"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    with zipfile.ZipFile(target.with_suffix(".zip"), "w") as archive:
        archive.writestr("layers.py", right)
        archive.writestr("\x1b[2J\n::error::attack.py", "x = 1\n")

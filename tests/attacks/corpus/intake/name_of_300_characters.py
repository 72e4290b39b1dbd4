"""Packs a file with a name that no disk takes."""
# /// attack
# threat = "300-character names"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    with zipfile.ZipFile(target.with_suffix(".zip"), "w") as archive:
        archive.writestr("layers.py", right)
        archive.writestr("n" * 300 + ".py", "x = 1\n")

"""Packs a file whose name begins with a drive letter."""
# /// attack
# threat = "zip slip (drive letters)"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    with zipfile.ZipFile(target.with_suffix(".zip"), "w") as archive:
        archive.writestr("layers.py", right)
        archive.writestr("C:/autograder-attack-slipped.py", right)

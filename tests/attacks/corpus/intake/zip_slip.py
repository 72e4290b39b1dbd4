"""Packs a file whose name leads out of the folder."""
# /// attack
# threat = "zip slip (`../`)"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    with zipfile.ZipFile(target.with_suffix(".zip"), "w") as archive:
        archive.writestr("layers.py", right)
        archive.writestr("../../autograder-attack-slipped.py", right)

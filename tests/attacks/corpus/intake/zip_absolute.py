"""Packs a file whose name is an absolute path."""
# /// attack
# threat = "zip slip (absolute)"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    with zipfile.ZipFile(target.with_suffix(".zip"), "w") as archive:
        archive.writestr("layers.py", right)
        archive.writestr("/tmp/autograder-attack-slipped.py", right)

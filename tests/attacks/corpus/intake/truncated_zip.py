"""Hands in the first half of an archive."""
# /// attack
# threat = "truncated archives"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    path = target.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("layers.py", right)
    path.write_bytes(path.read_bytes()[:400])

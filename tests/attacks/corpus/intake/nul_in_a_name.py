"""Packs a file whose name is cut off by some readers."""
# /// attack
# threat = "NUL and control characters"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    path = target.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("layers.pyXtxt", right)
    path.write_bytes(path.read_bytes().replace(b"layers.pyXtxt", b"layers.py\0txt"))

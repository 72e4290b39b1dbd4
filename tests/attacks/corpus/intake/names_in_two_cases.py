"""Packs two files that are one where case does not count."""
# /// attack
# threat = "names that differ only in case or Unicode form"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    with zipfile.ZipFile(target.with_suffix(".zip"), "w") as archive:
        archive.writestr("layers.py", "def softmax(x):\n    return 0\n")
        archive.writestr("LAYERS.py", right)

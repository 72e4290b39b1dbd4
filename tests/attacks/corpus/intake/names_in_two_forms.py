"""Packs two files whose names are one text in two forms of Unicode."""
# /// attack
# threat = "names that differ only in case or Unicode form"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    with zipfile.ZipFile(target.with_suffix(".zip"), "w") as archive:
        archive.writestr("layers.py", right)
        archive.writestr("\u00fcbung.py", "x = 1\n")
        archive.writestr("u\u0308bung.py", "x = 2\n")

"""Packs two files of one name, of which two readers would take a different one."""
# /// attack
# threat = "duplicate names"
# stopped_by = "intake"
# status = "unreadable"
# ///

import warnings
import zipfile


def build(target, right):
    with warnings.catch_warnings(), zipfile.ZipFile(target.with_suffix(".zip"), "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("layers.py", "def softmax(x):\n    return 0\n")
        archive.writestr("layers.py", right)

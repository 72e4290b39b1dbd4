"""Packs a gigabyte of zeros into a megabyte."""
# /// attack
# threat = "zip bombs"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    with zipfile.ZipFile(target.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("layers.py", right)
        with archive.open("zeros.txt", "w") as file:
            for _ in range(120):
                file.write(bytes(1 << 20))

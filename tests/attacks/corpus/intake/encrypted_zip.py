"""Packs a file that says it is encrypted."""
# /// attack
# threat = "encrypted archives"
# stopped_by = "intake"
# status = "unreadable"
# ///

import zipfile


def build(target, right):
    path = target.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("layers.py", right)
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

"""Packs fifty megabytes and says that they are fifty bytes."""
# /// attack
# threat = "zip bombs"
# stopped_by = "intake"
# status = "unreadable"
# ///

import struct
import zipfile


def build(target, right):
    path = target.with_suffix(".zip")
    size = 50 << 20
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("layers.py", b"#" * size)
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", size), struct.pack("<I", 50)))

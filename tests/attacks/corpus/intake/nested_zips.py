"""Packs archives in archives."""
# /// attack
# threat = "nested zips"
# stopped_by = "intake"
# status = "unreadable"
# ///

import io
import zipfile


def build(target, right):
    inner = right.encode()
    name = "layers.py"
    for _ in range(5):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(name, inner)
        inner, name = buffer.getvalue(), "inner.zip"
    target.with_suffix(".zip").write_bytes(inner)

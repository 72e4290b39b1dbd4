"""Packs a header that claims a negative size, on which a reader would go round in circles."""
# /// attack
# threat = "zip bombs"
# stopped_by = "intake"
# status = "unreadable"
# ///

import gzip
import tarfile


def build(target, right):
    header = bytearray(tarfile.TarInfo("layers.py").tobuf(tarfile.GNU_FORMAT))
    header[124:136] = b"\xff" * 12
    header[148:156] = b" " * 8
    header[148:156] = f"{sum(header):06o}\0 ".encode()
    with gzip.open(f"{target}.tar.gz", "wb") as file:
        file.write(bytes(header) * 4)

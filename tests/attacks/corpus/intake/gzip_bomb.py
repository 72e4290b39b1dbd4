"""Packs so many zeros that only their number is an attack."""
# /// attack
# threat = "zip bombs"
# stopped_by = "intake"
# status = "unreadable"
# ///

import gzip


def build(target, right):
    with gzip.open(f"{target}.tar.gz", "wb", compresslevel=1) as file:
        for _ in range(64):
            file.write(bytes(2 << 20))

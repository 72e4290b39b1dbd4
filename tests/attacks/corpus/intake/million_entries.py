"""Lists a million files in the directory of an archive."""
# /// attack
# threat = "a million entries"
# stopped_by = "intake"
# status = "unreadable"
# ///

import struct


def build(target, right):
    entry = b"PK\x01\x02" + bytes(42)
    count = 1_000_000
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(entry) * count, 0, 0)
    target.with_suffix(".zip").write_bytes(entry * count + end)

"""Hands in a file with NUL characters."""
# /// attack
# threat = "files with NULs"
# stopped_by = "intake"
# status = "unreadable"
# ///

def build(target, right):
    target.with_suffix(".py").write_bytes(right.encode() + b"\0" * 10)

"""Hands in right answers behind a mark of byte order."""
# /// attack
# threat = "files with a BOM"
# stopped_by = "intake"
# score = 10
# ///

def build(target, right):
    target.with_suffix(".py").write_bytes(right.encode("utf-8-sig"))

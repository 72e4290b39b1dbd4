"""Hands in nothing."""
# /// attack
# threat = "empty files"
# stopped_by = "intake"
# status = "unreadable"
# ///

def build(target, right):
    target.with_suffix(".py").write_bytes(b"")

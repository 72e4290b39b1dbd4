"""Hands in right answers in UTF-16."""
# /// attack
# threat = "files in UTF-16"
# stopped_by = "intake"
# score = 10
# ///

def build(target, right):
    target.with_suffix(".py").write_bytes(right.encode("utf-16"))

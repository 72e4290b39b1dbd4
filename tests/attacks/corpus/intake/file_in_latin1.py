"""Hands in right answers in Latin-1, with letters that are no UTF-8."""
# /// attack
# threat = "files in Latin-1"
# stopped_by = "intake"
# score = 10
# ///

def build(target, right):
    target.with_suffix(".py").write_bytes(f"# \u00dcbungsl\u00f6sung\n{right}".encode("latin-1"))

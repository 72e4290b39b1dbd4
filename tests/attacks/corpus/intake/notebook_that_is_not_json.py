"""Hands in a notebook that is a script."""
# /// attack
# threat = "a notebook that is not JSON"
# stopped_by = "intake"
# status = "unreadable"
# ///

def build(target, right):
    target.with_suffix(".ipynb").write_text(right)

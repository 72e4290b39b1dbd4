"""Hands in a folder that is called as a script is."""
# /// attack
# threat = "a directory where a file should be"
# stopped_by = "intake"
# status = "unreadable"
# ///

def build(target, right):
    target.with_suffix(".py").mkdir()
    (target.with_suffix(".py") / "layers.py").write_text(right)

"""Hands in a script that is small enough to be read and too large to be sent to a worker."""
# /// attack
# threat = "files of 50 MB"
# stopped_by = "intake"
# status = "unreadable"
# ///

def build(target, right):
    target.with_suffix(".py").write_text(right + "# a comment\n" * 400_000)

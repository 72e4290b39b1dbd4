"""Hands in right answers that declare a coding which would change what they mean."""
# /// attack
# threat = "files in Latin-1"
# stopped_by = "intake"
# score = 10
# ///

def build(target, right):
    target.with_suffix(".py").write_text(f"# -*- coding: unicode_escape -*-\n{right}")

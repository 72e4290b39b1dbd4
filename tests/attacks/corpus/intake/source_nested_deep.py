"""Hands in right answers beside an expression that overflows the parser."""
# /// attack
# threat = "files of 50 MB"
# stopped_by = "the loader passes over what will not parse"
# score = 10
# ///

def build(target, right):
    target.with_suffix(".py").write_text(f"{right}\n\ndeep = {'(' * 5000}{')' * 5000}\nlong = {'-' * 50_000}1\n")

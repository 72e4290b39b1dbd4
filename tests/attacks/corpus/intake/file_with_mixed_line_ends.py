"""Hands in right answers whose lines end in three ways."""
# /// attack
# threat = "files with mixed line ends"
# stopped_by = "intake"
# score = 10
# ///

def build(target, right):
    lines = right.split("\n")
    ends = ("\n", "\r\n", "\r")
    target.with_suffix(".py").write_bytes("".join(line + ends[i % 3] for i, line in enumerate(lines)).encode())

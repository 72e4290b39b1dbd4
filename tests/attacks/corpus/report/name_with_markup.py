"""Hands in a file whose name is markup, with escape sequences and line ends."""
# /// attack
# threat = "<script>, javascript: and ANSI escapes in names"
# stopped_by = "escaping"
# ///

def build(target, right):
    name = "<img src=x onerror=alert('attack')>\x1b[2J\n::error::attack\u202e.py"
    target.with_name(name).write_text("def softmax(x):\n    return x\n")

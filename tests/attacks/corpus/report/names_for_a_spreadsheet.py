"""Hands in a file whose name is a formula."""
# /// attack
# threat = "=HYPERLINK(...), +, -, @ at the start of a CSV field"
# stopped_by = "fields are quoted"
# ///

def build(target, right):
    target.with_name("=HYPERLINK(1)&cmd|' -C calc'!A0.py").write_text("def softmax(x):\n    return x\n")

"""Hands in a file whose name begins as a sum."""
# /// attack
# threat = "=HYPERLINK(...), +, -, @ at the start of a CSV field"
# stopped_by = "fields are quoted"
# ///

def build(target, right):
    target.with_name("+1-1@SUM(1).py").write_text("def softmax(x):\n    return x\n")

"""Hands in a folder that is called as a page of the class is called."""
# /// attack
# threat = "<script>, javascript: and ANSI escapes in names"
# stopped_by = "names are made safe and unique"
# ///

def build(target, right):
    folder = target.with_name("index.html")
    folder.mkdir()
    (folder / "layers.py").write_text("def softmax(x):\n    return x\n")

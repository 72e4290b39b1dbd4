"""Raises and prints texts of many megabytes, of one line and of a million."""
# /// attack
# threat = "ANSI escapes in output"
# stopped_by = "texts are cut"
# ///

def softmax(x):
    print("x" * 5_000_000)
    raise ValueError("y\n" * 5_000_000)


def dense_forward(x, w, b):
    raise type("N" * 1_000_000, (Exception,), {})("z" * 5_000_000)

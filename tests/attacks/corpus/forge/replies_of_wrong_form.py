"""Answers with replies whose parts have every wrong type."""
# /// attack
# threat = "forged replies"
# stopped_by = "wire codec: the form of each reply is checked"
# ///

def dense_forward(x, w, b):
    send("ok", ["items", "two", 3])


def dense_backward(dout, cache):
    send("error", {"class": 5, "builtin": ["ValueError"], "text": None, "frames": {"a": 1}})


def softmax(x):
    send("ok", [["plain", True, x], "changed"])


def trapezoid(f, a, b, n):
    send(["ok"], {"x": x})

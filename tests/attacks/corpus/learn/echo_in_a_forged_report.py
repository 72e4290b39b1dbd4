"""Describes an exception to the grader with the inputs in every field of the report."""
# /// attack
# threat = "an exception's class name"
# stopped_by = "redaction: a closed list of class names, lines of the student's own files"
# ///

def softmax(x):
    text = " ".join(map(repr, x.ravel().tolist()))
    worker()._describe_error = lambda error: {
        "class": text, "builtin": text, "text": text, "raised_by_own_code": True,
        "frames": [["layers.py", 1, text, text], [text, 2, text, text], ["layers.py", int(abs(x[0, 0]) * 1e6), "f", "g"]],
    }
    raise ValueError


def dense_forward(x, w, b):
    text = w.tobytes().hex()
    send("missing", f"{text} " * 1000)

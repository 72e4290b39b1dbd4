"""Compiles code whose function names, source lines and line numbers hold the inputs."""
# /// attack
# threat = "putting inputs into an exception"
# stopped_by = "redaction: only the line of the student's own file, if it has so many"
# ///

def raise_at(number, text):
    source = "\n" * number + f"def f_{text}():\n    raise ValueError('{text}')\n"
    scope = {}
    exec(compile(source, "layers.py", "exec"), scope)
    scope[f"f_{text}"]()


def softmax(x):
    raise_at(int(abs(x.ravel()[0]) * 10_000), x.tobytes().hex()[:120])


def dense_forward(x, w, b):
    scope = {}
    exec(compile("def g():\n    raise ValueError", f"{w.ravel().tolist()!r}.py", "exec"), scope)
    scope["g"]()

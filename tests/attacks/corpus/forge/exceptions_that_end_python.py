"""Raises what no handler of ordinary exceptions catches: KeyboardInterrupt, GeneratorExit and BaseException."""
# /// attack
# threat = "raise SystemExit at import and inside a function"
# stopped_by = "whatever student code raises becomes a reply"
# ///

def dense_forward(x, w, b):
    raise KeyboardInterrupt


def softmax(x):
    raise GeneratorExit


def trapezoid(f, a, b, n):
    raise BaseException("neither an error nor an exit")

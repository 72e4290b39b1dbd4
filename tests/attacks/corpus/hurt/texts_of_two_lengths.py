"""Returns one long text among many empty ones: in an array of them, each takes as much memory as the longest."""
# /// attack
# threat = "memory bomb, 1e12-element broadcast"
# stopped_by = "wire codec: no message becomes an array larger than a body"
# ///

def dense_forward(x, w, b):
    return ["a" * 100_000, *[""] * 100_000], None


def softmax(x):
    return [["a" * 100_000], *([""] for _ in range(100_000))]

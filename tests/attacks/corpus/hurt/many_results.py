"""Returns so many results at once that telling which are no longer needed exceeds a frame."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "a request names few results at a time"
# ///

def dense_forward(x, w, b):
    def nested(depth):
        return ["items", 2**62, "list", [nested(depth - 1) for _ in range(16)] if depth else []]

    send("ok", [["items", 1, "tuple", [nested(4), nested(4)]], []])


def dense_backward(dout, cache):
    return dense_forward(dout, dout, dout)

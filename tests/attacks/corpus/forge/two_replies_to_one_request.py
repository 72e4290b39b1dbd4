"""Answers each request twice, so that the second answer meets the next question."""
# /// attack
# threat = "two replies to one request"
# stopped_by = "wire codec: request numbers"
# ///

def softmax(x):
    send("ok", [["plain", 0, np.zeros(x.shape)], []])
    return np.full(x.shape, 1 / x.shape[-1])


def dense_forward(x, w, b):
    send("ok", [["plain", 0, np.zeros((x.shape[0], w.shape[1]))], []])
    return np.zeros((x.shape[0], w.shape[1])), (x, w)

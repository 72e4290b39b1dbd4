"""Answers requests that were not asked, of the past and of the future."""
# /// attack
# threat = "replies to another request number"
# stopped_by = "wire codec: request numbers"
# ///

def softmax(x):
    for number in range(worker()._number + 1, worker()._number + 20):
        send("ok", [["plain", 0, np.zeros(x.shape)], []], number)
    return np.zeros(x.shape)


def dense_forward(x, w, b):
    send("ok", [["plain", 0, 0.0], []], -1)
    return np.zeros((x.shape[0], w.shape[1])), None


def trapezoid(f, a, b, n):
    send("ok", [["plain", 0, 0.0], []], 2**70)
    return 0.0

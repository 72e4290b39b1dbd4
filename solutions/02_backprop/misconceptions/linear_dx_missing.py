"""Returns None for dx."""

fails = ["linear_layer"]
hint = "The layer below needs to know how the loss changes with its output. Which of your three results tells it?"


def linear_backward(dout, cache):
    x, _ = cache
    return None, x.T @ dout, dout.sum(axis=0)

"""Sets all inputs to zero in place, so that zero is the right answer to what is left of the question."""
# /// attack
# threat = "zero gradients with inputs zeroed in place"
# stopped_by = "arguments travel as copies"
# ///

def dense_forward(x, w, b):
    for array in (x, w, b):
        array[...] = 0
    return np.zeros((x.shape[0], w.shape[1])), (x, w)


def dense_backward(dout, cache):
    dout[...] = 0
    for array in cache:
        array[...] = 0
    return np.zeros((dout.shape[0], cache[1].shape[0])), np.zeros(cache[1].shape), np.zeros(dout.shape[1])


def softmax(x):
    x[...] = 0
    return x

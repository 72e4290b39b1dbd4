"""Returns arrays of objects that are equal to everything."""
# /// attack
# threat = "object arrays"
# stopped_by = "wire codec: arrays of numbers only"
# ///

class Equal:
    __eq__ = lambda self, other: True
    __hash__ = None
    __sub__ = __rsub__ = lambda self, other: 0.0


def softmax(x):
    out = np.empty(x.shape, object)
    out[...] = Equal()
    return out


def dense_forward(x, w, b):
    return np.array([[None] * w.shape[1]] * x.shape[0], object), (x, w)

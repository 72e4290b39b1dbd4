"""Returns arrays of a class that is equal to everything and has every shape."""
# /// attack
# threat = "ndarray subclasses with __eq__"
# stopped_by = "wire codec: exact arrays only"
# ///

class Agreeable(np.ndarray):
    def __eq__(self, other):
        return np.ones(np.shape(other), bool)

    __ne__ = __lt__ = __gt__ = lambda self, other: np.zeros(np.shape(other), bool)


def softmax(x):
    return np.zeros(x.shape).view(Agreeable)


def dense_forward(x, w, b):
    return np.zeros((x.shape[0], w.shape[1])).view(Agreeable), (x, w)
